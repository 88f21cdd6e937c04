import type { Mutant } from '../mutant.ts';
import { account, addToKey, addToPolicy, arnOf, bucketArn, grant, mutantsOf, objectsOf, roleArn } from './changes.ts';

const opened = mutantsOf('only-named-jobs-open-identifiable-records');

const openers: readonly Mutant[] = [
  opened('the auditor reads the vault', (templates) =>
    grant(templates, 'auditor', { Action: 's3:GetObject', Resource: `${bucketArn('vault')}/*` }),
  ),
  opened('whoever restores reads old versions in every bucket of ours', (templates) =>
    grant(templates, 'restore', {
      Action: 's3:GetObjectVersion',
      Resource: 'arn:aws:s3:::tre-thames-valley-*',
    }),
  ),
  opened('whoever scans writes the policy of the quarantine', (templates) =>
    grant(templates, 'malware-scan', { Action: 's3:PutBucketPolicy', Resource: bucketArn('quarantine') }),
  ),
  opened('whoever restores makes an access point to the vault', (templates) =>
    grant(templates, 'restore', { Action: 's3:CreateAccessPoint', Resource: '*' }),
  ),
  opened('whoever backs up copies the vault to another bucket', (templates) =>
    grant(templates, 'backup', { Action: 's3:PutReplicationConfiguration', Resource: bucketArn('vault') }),
  ),
  opened('the vault admits a function outside these rules', (templates) =>
    addToPolicy(templates, 'VaultBucketPolicy', {
      Effect: 'Allow',
      Principal: { AWS: roleArn('tre-thames-valley-network-settings') },
      Action: 's3:GetObject',
      Resource: objectsOf('VaultBucket'),
    }),
  ),
  opened('the landing zone admits a service for anybody', (templates) =>
    addToPolicy(templates, 'QuarantineBucketPolicy', {
      Effect: 'Allow',
      Principal: { Service: 'transfer.amazonaws.com' },
      Action: 's3:GetObject*',
      Resource: objectsOf('QuarantineBucket'),
    }),
  ),
  opened('the key of the vault opens for the role of a project', (templates) => {
    addToKey(templates, 'VaultKey', {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: 'kms:Decrypt',
      Resource: '*',
    });
    grant(templates, 'auditor', { Action: 'kms:Decrypt', Resource: `arn:aws:kms:eu-west-2:${account}:key/*` });
  }),
  opened('the key of the vault gives grants through the backup', (templates) =>
    addToKey(templates, 'VaultKey', {
      Effect: 'Allow',
      Principal: { AWS: roleArn('tre-thames-valley-backup') },
      Action: 'kms:CreateGrant',
      Resource: '*',
    }),
  ),
  opened('the key of the quarantine opens for another account', (templates) =>
    addToKey(templates, 'QuarantineKey', {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::999988887777:root' },
      Action: 'kms:ReEncrypt*',
      Resource: '*',
    }),
  ),
];

const ended = mutantsOf('nobody-ends-the-backups');
const vaultArn = `arn:aws:backup:eu-west-2:${account}:backup-vault:tre-thames-valley-backup`;

const endings: readonly Mutant[] = [
  ended('whoever backs up takes off the lock of the vault', (templates) =>
    grant(templates, 'backup', { Action: 'backup:DeleteBackupVaultLockConfiguration', Resource: vaultArn }),
  ),
  ended('whoever restores deletes recovery points of one kind', (templates) =>
    grant(templates, 'restore', {
      Action: 'backup:Delete*',
      Resource: `arn:aws:backup:eu-west-2:${account}:recovery-point:*`,
    }),
  ),
  ended('a function shortens how long backups are kept', (templates) =>
    grant(templates, 'network-settings', { Action: 'backup:UpdateRecoveryPointLifecycle', Resource: '*' }),
  ),
  ended('a policy beside a role lets it change the plan', (templates) =>
    templates.add('thames-valley-safe-data', 'Added', {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: 'more',
        Roles: ['tre-thames-valley-restore'],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'backup:UpdateBackupPlan', Resource: '*' }],
        },
      },
    }),
  ),
  ended('the key of the vault can be scheduled for deletion', (templates) => {
    addToKey(templates, 'BackupKey', {
      Effect: 'Allow',
      Principal: { AWS: roleArn('tre-thames-valley-restore') },
      Action: ['kms:ScheduleKeyDeletion'],
      Resource: '*',
    });
  }),
  ended('the vault admits whoever may delete it', (templates) =>
    templates.change(
      'AWS::Backup::BackupVault',
      ({ Properties }) => {
        Properties.AccessPolicy = {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { AWS: roleArn('tre-thames-valley-malware-scan') },
              Action: 'backup:DeleteBackupVault',
              Resource: arnOf('BackupVault'),
            },
          ],
        };
      },
      (_, __, stack) => stack.includes('thames-valley'),
    ),
  ),
];

export const recordOpenerMutants: readonly Mutant[] = [...openers, ...endings];
