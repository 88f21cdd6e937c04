import { Stack } from 'aws-cdk-lib';
import { CfnBackupPlan, CfnBackupSelection, CfnBackupVault } from 'aws-cdk-lib/aws-backup';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { keptInProduction } from '../kept.ts';
import { deployerRoleArn, nameOf, type Tenancy } from '../tenancy.ts';
import { BackupRoles } from './backup-roles.ts';
import type { ProtectedBucket } from './protected-bucket.ts';

export interface BackupProps {
  readonly tenancy: Tenancy;
  readonly keyArn: string;
  readonly keepDays: number;
  /** Stores that cannot be made again. Extracts can, and a copy of one would outlive its project. */
  readonly stores: readonly { readonly store: ProtectedBucket; readonly keyArn: string }[];
}

/**
 * Daily recovery points of what cannot be made again, in a vault that after three days of grace nobody can shorten or empty, root
 * included. Without `changeableForDays` the lock is in governance mode, which is what a trial gets. A trial takes no copies: with one
 * recovery point in it a vault cannot be removed, and nothing synthetic is worth it.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html
 */
export class Backup extends Construct {
  constructor(scope: Construct, id: string, { tenancy, keyArn, keepDays, stores }: BackupProps) {
    super(scope, id);
    const production = tenancy.stage === 'production';

    const vault = new CfnBackupVault(this, 'Vault', {
      backupVaultName: nameOf(tenancy, 'backup'),
      encryptionKeyArn: keyArn,
      lockConfiguration: production
        ? { minRetentionDays: 35, maxRetentionDays: 3650, changeableForDays: 3 }
        : { minRetentionDays: 1, maxRetentionDays: 7 },
      accessPolicy: production
        ? new PolicyDocument({
            statements: [
              new PolicyStatement({
                sid: 'DenyLosingRecoveryPoints',
                effect: Effect.DENY,
                principals: [new AnyPrincipal()],
                actions: [
                  'backup:DeleteRecoveryPoint',
                  'backup:UpdateRecoveryPointLifecycle',
                  'backup:DisassociateRecoveryPoint',
                  'backup:StartCopyJob',
                ],
                resources: ['*'],
              }),
              new PolicyStatement({
                sid: 'DenyChangingThisPolicy',
                effect: Effect.DENY,
                principals: [new AnyPrincipal()],
                actions: ['backup:PutBackupVaultAccessPolicy', 'backup:DeleteBackupVaultAccessPolicy'],
                resources: ['*'],
                conditions: { ArnNotEquals: { 'aws:PrincipalArn': deployerRoleArn(Stack.of(this), tenancy) } },
              }),
            ],
          })
        : undefined,
    });
    vault.overrideLogicalId('BackupVault');
    keptInProduction(tenancy, vault);

    const roles = new BackupRoles(this, 'Roles', { tenancy, stores, keyArn });
    if (!production) return;
    const plan = new CfnBackupPlan(this, 'Plan', {
      backupPlan: {
        backupPlanName: nameOf(tenancy, 'daily'),
        backupPlanRule: [
          {
            ruleName: 'daily',
            targetBackupVault: vault.ref,
            scheduleExpression: 'cron(0 2 * * ? *)',
            startWindowMinutes: 60,
            completionWindowMinutes: 1440,
            lifecycle: { deleteAfterDays: keepDays },
          },
        ],
      },
    });
    plan.overrideLogicalId('BackupPlan');
    const selection = new CfnBackupSelection(this, 'Selection', {
      backupPlanId: plan.ref,
      backupSelection: {
        selectionName: nameOf(tenancy, 'irreplaceable'),
        iamRoleArn: roles.backupRoleArn,
        resources: stores.map(({ store }) => store.bucket.attrArn),
      },
    });
    selection.overrideLogicalId('BackupSelection');
  }
}
