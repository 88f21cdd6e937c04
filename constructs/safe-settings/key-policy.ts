import type { Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, ArnPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { deployerRoleArn, roleArn, type Tenancy } from '../tenancy.ts';

/**
 * What keeps a key and never uses it. No grant, no encryption and no decryption; deletion only where a trial is purged.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#key-policy-default-allow-administrators
 */
const administration = [
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DescribeKey',
  'kms:DisableKeyRotation',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListAliases',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
];

const metadata = [
  'kms:DescribeKey',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListResourceTags',
];

/**
 * The deployer administers, the account may look, nobody uses. There is no `kms:*` for the account: with it any IAM policy
 * could grant decryption. Whoever holds PutKeyPolicy could still write a right to decrypt: that is residual trust in the deployer.
 */
export const guardianStatements = (stack: Stack, tenancy: Tenancy): PolicyStatement[] => [
  new PolicyStatement({
    sid: 'DeployerAdministers',
    effect: Effect.ALLOW,
    principals: [new ArnPrincipal(deployerRoleArn(stack, tenancy))],
    actions: tenancy.stage === 'trial' ? [...administration, 'kms:ScheduleKeyDeletion'] : administration,
    resources: ['*'],
  }),
  new PolicyStatement({
    sid: 'AccountMayLook',
    effect: Effect.ALLOW,
    principals: [new AccountRootPrincipal()],
    actions: metadata,
    resources: ['*'],
  }),
];

export interface UseThroughS3 {
  readonly stack: Stack;
  readonly tenancy: Tenancy;
  readonly sid: string;
  /** Names of roles, which need not exist yet: the condition names them, not the principal. */
  readonly roleNames: readonly string[];
  readonly actions: readonly ('kms:Decrypt' | 'kms:GenerateDataKey')[];
}

/** Named roles may use the key, and only for objects in S3: no role holds the key in its hand. */
export const useThroughS3 = ({ stack, sid, roleNames, actions }: UseThroughS3): PolicyStatement =>
  new PolicyStatement({
    sid,
    effect: Effect.ALLOW,
    principals: [new AccountRootPrincipal()],
    actions: [...actions],
    resources: ['*'],
    conditions: {
      StringEquals: { 'kms:CallerAccount': stack.account, 'kms:ViaService': `s3.${stack.region}.amazonaws.com` },
      ArnEquals: { 'aws:PrincipalArn': roleNames.map((name) => roleArn(stack, name)) },
    },
  });
