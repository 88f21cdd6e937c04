import type { Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, ArnPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { deployerRoleArn, nameOf, roleArn, type Tenancy } from '../tenancy.ts';

/**
 * AWS Backup encrypts a vault with grants that the vault's maker and the backup role create, for AWS resources only.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html
 */
export function backupKeyStatements(stack: Stack, tenancy: Tenancy): PolicyStatement[] {
  const throughBackup = {
    'kms:CallerAccount': stack.account,
    'kms:ViaService': `backup.${stack.region}.amazonaws.com`,
  };
  const roles = [nameOf(tenancy, 'backup'), nameOf(tenancy, 'restore')].map((name) => roleArn(stack, name));
  return [
    new PolicyStatement({
      sid: 'BackupAndRestoreUse',
      effect: Effect.ALLOW,
      principals: [new AccountRootPrincipal()],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext', 'kms:DescribeKey'],
      resources: ['*'],
      conditions: { StringEquals: throughBackup, ArnEquals: { 'aws:PrincipalArn': roles } },
    }),
    new PolicyStatement({
      sid: 'DeployerMakesTheVault',
      effect: Effect.ALLOW,
      principals: [new ArnPrincipal(deployerRoleArn(stack, tenancy))],
      actions: ['kms:GenerateDataKey', 'kms:Decrypt', 'kms:RetireGrant'],
      resources: ['*'],
      conditions: { StringEquals: throughBackup },
    }),
    new PolicyStatement({
      sid: 'GrantsForBackupOnly',
      effect: Effect.ALLOW,
      principals: [new AccountRootPrincipal()],
      actions: ['kms:CreateGrant'],
      resources: ['*'],
      conditions: {
        StringEquals: throughBackup,
        Bool: { 'kms:GrantIsForAWSResource': 'true' },
        ArnEquals: { 'aws:PrincipalArn': [deployerRoleArn(stack, tenancy), ...roles] },
      },
    }),
  ];
}
