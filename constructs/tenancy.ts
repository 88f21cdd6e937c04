import { type Stack, Token } from 'aws-cdk-lib';

/** For whom a construct is built: everything that a name or a stage-dependent setting needs. */
export interface Tenancy {
  /** The `id` of the deployment file. Every AWS name starts with `tre-<deployment>-`, which policies pin. */
  readonly deployment: string;
  /** `trial` locks for a day and can be purged; `production` locks for the real retention and is retained. */
  readonly stage: 'production' | 'trial';
  /** Qualifier of the CDK bootstrap, which names the role that deploys. */
  readonly qualifier: string;
}

/** IAM roles and functions are the shortest names AWS allows: 64 characters. */
const longestName = 64;

/** `tre-<deployment>-<nouns>`; throws when longer than the shortest limit of AWS, 64 characters. */
export function nameOf(tenancy: Tenancy, ...nouns: string[]): string {
  const name = ['tre', tenancy.deployment, ...nouns].join('-');
  if (!Token.isUnresolved(name) && name.length > longestName) {
    throw new Error(
      `${name} has ${name.length} characters, the limit is ${longestName}; shorten the deployment or project id`,
    );
  }
  return name;
}

export const roleArn = (stack: Stack, roleName: string): string =>
  stack.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: roleName });

/**
 * The role with which CloudFormation creates everything. Key policies must name it as administrator, or KMS refuses the
 * key: "The new key policy will not allow you to update the key policy in the future".
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html
 */
export const deployerRoleArn = (stack: Stack, tenancy: Tenancy): string =>
  roleArn(stack, `cdk-${tenancy.qualifier}-cfn-exec-role-${stack.account}-${stack.region}`);

/** The one role that may assume project roles. Exists before its function, for IAM refuses an unknown principal. */
export const brokerRoleName = (tenancy: Tenancy): string => nameOf(tenancy, 'broker');

/**
 * The full name of a bucket with the prefix `tre-<deployment>-<nouns>` in the account's own namespace.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html
 */
export const bucketNameOf = (stack: Stack, tenancy: Tenancy, ...nouns: string[]): string =>
  `${nameOf(tenancy, ...nouns)}-${stack.account}-${stack.region}-an`;
