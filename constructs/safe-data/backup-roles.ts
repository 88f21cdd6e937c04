import { ArnFormat, Stack } from 'aws-cdk-lib';
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { nameOf, type Tenancy } from '../tenancy.ts';
import { acknowledgeWildcard, arnInFindings } from '../wildcards.ts';
import type { ProtectedBucket } from './protected-bucket.ts';

export interface BackupRolesProps {
  readonly tenancy: Tenancy;
  /** ARN of the vault's key. */
  readonly keyArn: string;
  readonly stores: readonly { readonly store: ProtectedBucket; readonly keyArn: string }[];
}

/**
 * Two roles, because taking a copy and putting it somewhere are two rights: one reads the stores and writes the vault, the other reads
 * the vault and writes buckets made for a restore, under the key of the zone that was lost: without it a job "completes" and restores
 * nothing. Whoever restores raises an alarm. The rights are those of AWS's managed policies, narrowed to our buckets.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html#s3-permissions-and-policies
 */
export class BackupRoles extends Construct {
  readonly backupRoleArn: string;

  constructor(scope: Construct, id: string, { tenancy, keyArn, stores }: BackupRolesProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const buckets = stores.map(({ store }) => store.bucket.attrArn);
    const objects = buckets.map((arn) => `${arn}/*`);
    const throughS3 = { StringEquals: { 'kms:ViaService': `s3.${stack.region}.amazonaws.com` } };
    const throughBackup = { StringEquals: { 'kms:ViaService': `backup.${stack.region}.amazonaws.com` } };
    // Names of buckets are the world's: a stranger may make one under our prefix, and ask for a restore into it.
    const inOwnAccount = { StringEquals: { 'aws:ResourceAccount': stack.account } };
    const allow = (actions: string[], resources: string[], conditions = {}) =>
      new PolicyStatement({ effect: Effect.ALLOW, actions, resources, conditions });
    // No condition on the source: AWS documents none for roles that AWS Backup assumes, and one it does not send would stop every backup.
    const backupService = () => new ServicePrincipal('backup.amazonaws.com');
    // AWS Backup finds changed objects through an EventBridge rule that it names itself.
    const itsRule = stack.formatArn({ service: 'events', resource: 'rule', resourceName: 'AwsBackupManagedRule*' });

    const recoveryPoints = stack.formatArn({
      service: 'backup',
      resource: 'recovery-point',
      resourceName: '*',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });

    const backup = new Role(this, 'Backup', {
      roleName: nameOf(tenancy, 'backup'),
      description: 'Reads vault and curated zone for AWS Backup; writes recovery points',
      assumedBy: backupService(),
      inlinePolicies: {
        backup: new PolicyDocument({
          statements: [
            allow(
              [
                's3:GetInventoryConfiguration',
                's3:PutInventoryConfiguration',
                's3:ListBucketVersions',
                's3:ListBucket',
                's3:GetBucketVersioning',
                's3:GetBucketNotification',
                's3:PutBucketNotification',
                's3:GetBucketLocation',
                's3:GetBucketTagging',
                's3:ListTagsForResource',
                's3:GetBucketAcl',
              ],
              buckets,
            ),
            allow(
              [
                's3:GetObjectAcl',
                's3:GetObject',
                's3:GetObjectVersionTagging',
                's3:GetObjectVersionAcl',
                's3:GetObjectTagging',
                's3:GetObjectVersion',
              ],
              objects,
            ),
            allow(
              ['kms:Decrypt', 'kms:DescribeKey'],
              stores.map((store) => store.keyArn),
              throughS3,
            ),
            allow(
              ['kms:GenerateDataKey', 'kms:Decrypt', 'kms:CreateGrant', 'kms:DescribeKey'],
              [keyArn],
              throughBackup,
            ),
            allow(
              [
                'events:DescribeRule',
                'events:EnableRule',
                'events:PutRule',
                'events:DeleteRule',
                'events:PutTargets',
                'events:RemoveTargets',
                'events:ListTargetsByRule',
                'events:DisableRule',
              ],
              [itsRule],
            ),
            allow(['backup:TagResource'], [recoveryPoints]),
            allow(['cloudwatch:GetMetricData', 'events:ListRules', 's3:ListAllMyBuckets'], ['*']),
          ],
        }),
      },
    });
    this.backupRoleArn = backup.roleArn;
    for (const { store } of stores) {
      const name = arnInFindings(store.bucket);
      acknowledgeWildcard(backup, `${name}/*`, `A backup of ${name} that left out an object would be no backup`);
    }
    acknowledgeWildcard(backup, itsRule, 'AWS Backup names its own EventBridge rule, with a suffix it makes up');
    acknowledgeWildcard(
      backup,
      recoveryPoints,
      'A recovery point has a name only once it is made, and is tagged as it is made',
    );
    acknowledgeWildcard(
      backup,
      '*',
      'GetMetricData, ListRules and ListAllMyBuckets know no resources, and tell names and counts alone',
    );

    const targets = stack.formatArn({ service: 's3', region: '', account: '', resource: nameOf(tenancy, 'restore-*') });
    const restore = new Role(this, 'Restore', {
      roleName: nameOf(tenancy, 'restore'),
      description: 'Reads recovery points for AWS Backup; writes only buckets made for a restore',
      assumedBy: backupService(),
      inlinePolicies: {
        restore: new PolicyDocument({
          statements: [
            allow(
              [
                's3:ListBucketVersions',
                's3:ListBucket',
                's3:GetBucketVersioning',
                's3:PutBucketVersioning',
                's3:GetBucketLocation',
                's3:GetBucketOwnershipControls',
                's3:PutBucketOwnershipControls',
              ],
              [targets],
              inOwnAccount,
            ),
            allow(
              [
                's3:PutObject',
                's3:DeleteObject',
                's3:GetObject',
                's3:GetObjectVersion',
                's3:GetObjectAcl',
                's3:GetObjectVersionAcl',
                's3:GetObjectTagging',
                's3:PutObjectAcl',
                's3:PutObjectTagging',
                's3:PutObjectVersionAcl',
                's3:ListMultipartUploadParts',
              ],
              [`${targets}/*`],
              inOwnAccount,
            ),
            allow(['kms:Decrypt', 'kms:DescribeKey'], [keyArn], throughBackup),
            allow(
              ['kms:Decrypt', 'kms:GenerateDataKey'],
              stores.map((store) => store.keyArn),
              throughS3,
            ),
          ],
        }),
      },
    });
    acknowledgeWildcard(restore, targets, 'Buckets for a restore are made when one is needed, under this prefix alone');
    acknowledgeWildcard(restore, `${targets}/*`, 'A restore writes every object of the copy it restores');
  }
}
