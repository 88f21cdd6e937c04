import type { Stack } from 'aws-cdk-lib';
import { nameOf, roleArn, type Tenancy } from '../tenancy.ts';
import { assetBucketName, bootstrapRoleArn, executionRoleArn } from './bootstrap-names.ts';

/** Of whom and what the guardrails of one account speak. */
export interface GuardrailScope {
  readonly stack: Stack;
  readonly tenancy: Tenancy;
  readonly pipelineRole: string;
  /** `o-…`. */
  readonly organisation: string;
}

/** A statement of a service or resource control policy. Written out, for organisation policies know no principal but `*`. */
export interface GuardrailStatement {
  readonly Sid: string;
  readonly Effect: 'Deny';
  readonly Principal?: '*';
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** ARNs by which the statements except and mean. */
export interface GuardrailArns {
  readonly execution: string;
  readonly deploy: string;
  readonly publishing: string;
  /** Assumed from the management account alone: under Control Tower, and where Organizations made the account. */
  readonly organisation: readonly string[];
  readonly role: (...nouns: string[]) => string;
  readonly iam: (resource: string, name: string) => string;
  readonly named: (service: string, resource: string) => string;
  readonly bucket: (name: string) => readonly [string, string];
  readonly assets: string;
}

export function arnsOf({ stack, tenancy }: GuardrailScope): GuardrailArns {
  const bucketArn = (resource: string) => stack.formatArn({ service: 's3', region: '', account: '', resource });
  return {
    execution: executionRoleArn(stack, tenancy),
    deploy: bootstrapRoleArn(stack, tenancy, 'deploy'),
    publishing: bootstrapRoleArn(stack, tenancy, 'file-publishing'),
    organisation: ['AWSControlTowerExecution', 'OrganizationAccountAccessRole'].map((name) => roleArn(stack, name)),
    role: (...nouns) => roleArn(stack, nameOf(tenancy, ...nouns)),
    iam: (resource, resourceName) => stack.formatArn({ service: 'iam', region: '', resource, resourceName }),
    named: (service, resource) => stack.formatArn({ service, resource }),
    bucket: (name) => [bucketArn(name), `${bucketArn(name)}/*`],
    assets: `${bucketArn(assetBucketName(stack, tenancy))}/*`,
  };
}

/**
 * Holds for everybody but these. `aws:PrincipalArn` is the role, never its session, and stays that of the caller when a service goes on in
 * the caller's name; a role that AWS links to a service is outside every policy of an organisation.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html
 */
export const butFor = (...arns: readonly string[]): NonNullable<GuardrailStatement['Condition']> => ({
  ArnNotEquals: { 'aws:PrincipalArn': arns },
});

export const of = (service: string, ...actions: readonly string[]): readonly string[] =>
  actions.map((action) => `${service}:${action}`);
