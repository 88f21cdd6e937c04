import type { Statement } from '../estate/statements.ts';
import { asksExactly, type Conditions, coversArns, coversFamily, meetsEverybody, of } from './exact-statements.ts';
import { arnWith, type FoundationNames } from './foundation-names.ts';

export type GuardrailType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';

/** A guardrail that no list of deeds says: it asks what it asks, and nothing more. */
export interface ExactGuardrail {
  readonly what: string;
  readonly type: GuardrailType;
  readonly actions: readonly string[];
  /** ARNs after the partition, as of `arnWith`. @default everything */
  readonly on?: readonly string[];
  /** What it may let through, where it names what it does not mean. */
  readonly through?: readonly string[];
  /** Undefined where something that it must name is not known: nothing meets it then. */
  readonly asks: (scope: GuardrailNames) => Conditions | undefined;
}

/** Whom the guardrails name. */
export interface GuardrailNames extends FoundationNames {
  /** ARN of the one role that deploys. */
  readonly pipeline: string | undefined;
  /** `o-…`; the same in every guardrail. */
  readonly organisation: string | undefined;
}

const noService = { 'aws:PrincipalIsAWSService': ['false'] };

const everyStore = ['s3:*', 'sqs:*', 'kms:*', 'secretsmanager:*', 'dynamodb:*', 'ecr:*'];

/** Services that answer in another region than they are asked in, or in none: a lock on regions that means them locks the account. */
const nowhere = [
  ...['account:*', 'aws-portal:*', 'billing:*', 'budgets:*', 'ce:*', 'consolidatedbilling:*', 'cur:*', 'freetier:*'],
  ...['health:*', 'iam:*', 'invoicing:*', 'notifications:*', 'organizations:*', 'payments:*', 'pricing:*', 'route53:*'],
  ...['s3:GetAccountPublicAccessBlock', 's3:ListAllMyBuckets', 's3:PutAccountPublicAccessBlock', 'signin:*', 'sso:*'],
  ...['sts:*', 'support:*', 'supportplans:*', 'tax:*', 'trustedadvisor:*'],
];

export const exactGuardrails: readonly ExactGuardrail[] = [
  {
    what: 'the root user does anything',
    type: 'SERVICE_CONTROL_POLICY',
    actions: ['*'],
    asks: (names) => ({ ArnLike: { 'aws:PrincipalArn': [arnWith(names, 'iam::<account>:root')] } }),
  },
  {
    what: 'a key is granted to anything but an AWS resource',
    type: 'SERVICE_CONTROL_POLICY',
    actions: ['kms:CreateGrant'],
    asks: () => ({ BoolIfExists: { 'kms:GrantIsForAWSResource': ['false'] } }),
  },
  {
    what: 'something is made outside the region',
    type: 'SERVICE_CONTROL_POLICY',
    actions: ['s3:CreateBucket', 's3:PutObject', 'ec2:RunInstances', 'kms:CreateKey', 'lambda:CreateFunction'],
    through: nowhere,
    asks: ({ region }) => ({ StringNotEquals: { 'aws:RequestedRegion': [region] } }),
  },
  {
    what: 'a role of the environment is handed to something new',
    type: 'SERVICE_CONTROL_POLICY',
    actions: ['iam:PassRole'],
    on: ['iam::<account>:role/tre-<id>-*'],
    asks: (names) => ({
      ArnNotEquals: {
        'aws:PrincipalArn': [arnWith(names, 'iam::<account>:role/cdk-<q>-cfn-exec-role-<account>-<region>')],
      },
      StringNotEqualsIfExists: { 'iam:PassedToService': ['backup.amazonaws.com'] },
    }),
  },
  {
    what: 'somebody other than the pipeline deploys (from this account)',
    type: 'SERVICE_CONTROL_POLICY',
    actions: ['sts:AssumeRole'],
    on: ['iam::<account>:role/cdk-<q>-*'],
    asks: ({ pipeline }) => (pipeline === undefined ? undefined : { ArnNotEquals: { 'aws:PrincipalArn': [pipeline] } }),
  },
  {
    what: 'somebody other than the pipeline deploys (from elsewhere)',
    type: 'RESOURCE_CONTROL_POLICY',
    actions: ['sts:AssumeRole'],
    on: ['iam::<account>:role/cdk-<q>-*'],
    asks: ({ pipeline }) =>
      pipeline === undefined
        ? undefined
        : { ArnNotEqualsIfExists: { 'aws:PrincipalArn': [pipeline] }, BoolIfExists: noService },
  },
  {
    what: 'another account reaches a record or a key',
    type: 'RESOURCE_CONTROL_POLICY',
    actions: everyStore,
    asks: ({ account }) => ({
      StringNotEqualsIfExists: { 'aws:PrincipalAccount': [account] },
      BoolIfExists: noService,
    }),
  },
  {
    what: 'a role is assumed from outside the organisation',
    type: 'RESOURCE_CONTROL_POLICY',
    actions: of('sts', 'AssumeRole GetFederationToken GetServiceBearerToken GetSessionToken SetContext'),
    asks: ({ organisation }) =>
      organisation === undefined
        ? undefined
        : {
            StringNotEqualsIfExists: { 'aws:PrincipalOrgID': [organisation] },
            BoolIfExists: noService,
          },
  },
  {
    what: 'a service works here for another organisation',
    type: 'RESOURCE_CONTROL_POLICY',
    actions: ['s3:*', 'sqs:*', 'kms:*', 'secretsmanager:*', 'sts:*'],
    asks: ({ organisation }) =>
      organisation === undefined
        ? undefined
        : {
            StringNotEqualsIfExists: { 'aws:SourceOrgID': [organisation] },
            Null: { 'aws:SourceAccount': ['false'] },
            Bool: { 'aws:PrincipalIsAWSService': ['true'] },
          },
  },
  {
    what: 'anything is called without TLS',
    type: 'RESOURCE_CONTROL_POLICY',
    actions: [...everyStore, 'sts:*'],
    asks: () => ({ BoolIfExists: { 'aws:SecureTransport': ['false'] } }),
  },
];

/** Whether a statement is that guardrail for one of its actions. */
export function isGuardrail(
  one: Statement,
  action: string,
  { on, through = [], asks }: ExactGuardrail,
  names: GuardrailNames,
): boolean {
  const asked = asks(names);
  return (
    one.effect === 'Deny' &&
    !one.unresolved &&
    meetsEverybody(one) &&
    coversFamily(one, action) &&
    (one.notActions ?? []).every((passing) => through.includes(passing)) &&
    coversArns(
      one,
      (on ?? ['*']).map((arn) => arnWith(names, arn)),
    ) &&
    asked !== undefined &&
    asksExactly(one, asked)
  );
}
