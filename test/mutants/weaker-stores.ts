import { foreignArn, foreignBucket, foreignBucketArn, foreignRoot, listed, type Site } from './site.ts';
import { goesWithItsStack, more, to, type Weakenings, where, within } from './weakening.ts';

const byDefault = 'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault';
const block = 'PublicAccessBlockConfiguration';
const lock = 'ObjectLockConfiguration';
const iceberg = 'OpenTableFormatInput.IcebergInput.IcebergTableInput';

const bucketNameOf = (neighbours: Site['neighbours'], id: string): string =>
  String(neighbours.find(({ logicalId }) => logicalId === id)?.body.Properties.BucketName);

interface Rules {
  readonly Rules: Record<string, unknown>[];
}

/** Where records, logs and backups lie, made weaker. */
export const weakerStores: Weakenings = {
  'AWS::S3::Bucket': [
    to('has no encryption of its own', 'BucketEncryption', undefined),
    to('is under the key of S3', byDefault, { SSEAlgorithm: 'AES256' }),
    where(
      `${byDefault}.KMSMasterKeyID`,
      to('is under the key that AWS manages', `${byDefault}.KMSMasterKeyID`, undefined),
    ),
    where(
      `${byDefault}.KMSMasterKeyID`,
      to('is under a foreign key', `${byDefault}.KMSMasterKeyID`, foreignArn('kms', 'key/elsewhere')),
    ),
    to('keeps no versions', 'VersioningConfiguration', undefined),
    to('has its versions suspended', 'VersioningConfiguration.Status', 'Suspended'),
    to('blocks no public access', block, undefined),
    to('admits public lists', `${block}.BlockPublicAcls`, false),
    to('admits a public policy', `${block}.BlockPublicPolicy`, false),
    to('heeds public lists', `${block}.IgnorePublicAcls`, false),
    to('serves a public policy', `${block}.RestrictPublicBuckets`, false),
    to('leaves objects to who writes them', 'OwnershipControls.Rules', [{ ObjectOwnership: 'ObjectWriter' }]),
    to('is readable by everybody', 'AccessControl', 'PublicRead'),
    where('LoggingConfiguration', to('writes no access log', 'LoggingConfiguration', undefined)),
    where('ObjectLockConfiguration', to('locks nothing', lock, undefined)),
    where(
      'ObjectLockConfiguration',
      to('locks in a mode that can be bypassed', `${lock}.Rule.DefaultRetention.Mode`, 'GOVERNANCE'),
    ),
    where(
      'ObjectLockConfiguration',
      to('locks for a day', `${lock}.Rule.DefaultRetention`, { Mode: 'COMPLIANCE', Days: 1 }),
    ),
    where('ObjectLockEnabled', to('cannot lock', 'ObjectLockEnabled', false)),
    to('keeps everything for ever', 'LifecycleConfiguration', undefined),
    more('deletes what is a day old', 'LifecycleConfiguration.Rules', () => ({
      Id: 'hasty',
      Status: 'Enabled',
      ExpirationInDays: 1,
    })),
    within('keeps old versions for a day', 'LifecycleConfiguration', (lifecycle) => {
      for (const rule of (lifecycle as unknown as Rules).Rules)
        if (rule.NoncurrentVersionExpiration !== undefined) rule.NoncurrentVersionExpiration = { NoncurrentDays: 1 };
    }),
    to(
      'is replicated to another account',
      'ReplicationConfiguration',
      {
        Role: foreignArn('iam', 'role/replication').replace('eu-west-2', ''),
        Rules: [{ Status: 'Enabled', Destination: { Bucket: foreignBucketArn, Account: foreignRoot.split(':')[4] } }],
      },
      'outputs',
    ),
    to(
      'sends its inventory to another account',
      'InventoryConfigurations',
      [
        {
          Id: 'all',
          Enabled: true,
          IncludedObjectVersions: 'All',
          ScheduleFrequency: 'Daily',
          Destination: { BucketArn: foreignBucketArn, Format: 'CSV' },
        },
      ],
      'outputs',
    ),
    to(
      'sends its analysis to another account',
      'AnalyticsConfigurations',
      [
        {
          Id: 'all',
          StorageClassAnalysis: {
            DataExport: { OutputSchemaVersion: 'V_1', Destination: { BucketArn: foreignBucketArn, Format: 'CSV' } },
          },
        },
      ],
      'outputs',
    ),
    to(
      'tells a queue of another account',
      'NotificationConfiguration.QueueConfigurations',
      [{ Event: 's3:ObjectCreated:*', Queue: foreignArn('sqs', 'listener') }],
      'outputs',
    ),
    to('is a web site', 'WebsiteConfiguration', { IndexDocument: 'index.html' }, 'outputs'),
    to(
      'lets pages of every origin read it',
      'CorsConfiguration.CorsRules',
      [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'] }],
      'outputs',
    ),
    to('is accelerated over public places', 'AccelerateConfiguration', { AccelerationStatus: 'Enabled' }, 'outputs'),
    ...goesWithItsStack,
  ],
  'AWS::S3::BucketPolicy': goesWithItsStack,
  'AWS::Logs::LogGroup': [
    to('is under no key of ours', 'KmsKeyId', undefined),
    to('keeps its lines for ever', 'RetentionInDays', undefined),
    to('keeps its lines for a week', 'RetentionInDays', 7),
    to('costs less and can be watched by no filter', 'LogGroupClass', 'INFREQUENT_ACCESS'),
    ...goesWithItsStack,
  ],
  'AWS::Backup::BackupVault': [
    to('is not locked', 'LockConfiguration', undefined),
    to('holds a backup for a day at least', 'LockConfiguration.MinRetentionDays', 1),
    where(
      'LockConfiguration.ChangeableForDays',
      to('can be unlocked', 'LockConfiguration.ChangeableForDays', undefined),
    ),
    to('is under the key that AWS manages', 'EncryptionKeyArn', undefined),
    ...goesWithItsStack,
  ],
  'AWS::Backup::BackupPlan': [
    within('keeps what it makes for a day', 'BackupPlan', (plan) => {
      for (const rule of plan.BackupPlanRule as Record<string, unknown>[]) rule.Lifecycle = { DeleteAfterDays: 1 };
    }),
    within(
      'copies to a vault of another account',
      'BackupPlan',
      (plan) => {
        const [rule] = plan.BackupPlanRule as Record<string, unknown>[];
        if (rule !== undefined)
          rule.CopyActions = [{ DestinationBackupVaultArn: foreignArn('backup', 'backup-vault:elsewhere') }];
      },
      'outputs',
    ),
    within('writes into a vault that nobody locked', 'BackupPlan', (plan) => {
      for (const rule of plan.BackupPlanRule as Record<string, unknown>[]) rule.TargetBackupVault = 'Default';
    }),
  ],
  'AWS::Backup::BackupSelection': [
    within('forgets a store', 'BackupSelection', (selection) => {
      selection.Resources = listed(selection.Resources).slice(1);
    }),
    within('takes a project extract in', 'BackupSelection', (selection, { neighbours }) => {
      const extract = ['arn', 'aws', 's3', '', '', bucketNameOf(neighbours, 'ExtractBucket')].join(':');
      selection.Resources = [...listed(selection.Resources), extract];
    }),
    within('is left to tags', 'BackupSelection', (selection) => {
      delete selection.Resources;
      selection.ListOfTags = [{ ConditionType: 'STRINGEQUALS', ConditionKey: 'backup', ConditionValue: 'yes' }];
    }),
  ],
  'AWS::Glue::Database': [
    within(
      'lies in a foreign bucket',
      'DatabaseInput',
      (input) => {
        input.LocationUri = `s3://${foreignBucket}/`;
      },
      'outputs',
    ),
    within(
      'links to a database of another account',
      'DatabaseInput',
      (input) => {
        input.TargetDatabase = { CatalogId: '999999999999', DatabaseName: 'theirs' };
      },
      'outputs',
    ),
    to('is in the catalogue of another account', 'CatalogId', '999999999999'),
  ],
  'AWS::Glue::Table': [
    within(
      'lies in a foreign bucket',
      'TableInput.StorageDescriptor',
      (storage) => {
        storage.Location = `s3://${foreignBucket}/table/`;
      },
      'outputs',
    ),
    within('lies in the vault', 'TableInput.StorageDescriptor', (storage, { neighbours }) => {
      storage.Location = `s3://${bucketNameOf(neighbours, 'VaultBucket')}/table/`;
    }),
    within('has a column of names', 'TableInput.StorageDescriptor', (storage) => {
      storage.Columns = [...listed(storage.Columns), { Name: 'patient_surname', Type: 'string' }];
    }),
    within(
      'links to a table of another account',
      'TableInput',
      (input) => {
        input.TargetTable = { CatalogId: '999999999999', DatabaseName: 'theirs', Name: 'one' };
      },
      'outputs',
    ),
    within(
      'lies as Iceberg in a foreign bucket',
      iceberg,
      (input) => {
        input.Location = `s3://${foreignBucket}/table`;
      },
      'outputs',
    ),
    within('lies as Iceberg in the vault', iceberg, (input, { neighbours }) => {
      input.Location = `s3://${bucketNameOf(neighbours, 'VaultBucket')}/table`;
    }),
    within('has an Iceberg column of names', `${iceberg}.Schema`, (schema) => {
      schema.Fields = [...listed(schema.Fields), { Id: 99, Name: 'patient_surname', Required: false, Type: 'string' }];
    }),
  ],
};
