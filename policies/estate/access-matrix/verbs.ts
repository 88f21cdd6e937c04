/** Part of a store at which an action is aimed. `places.ts` knows the ARNs. */
export type Scope = 'itself' | 'contents' | 'streams';

export const verbs = [
  'read',
  'list',
  'query',
  'see results',
  'write',
  'delete',
  'decrypt',
  'encrypt',
  'become',
  'invoke',
  'change code',
  'administer',
] as const;
export type Verb = (typeof verbs)[number];

/** Actions of one verb by what they are aimed at. */
type Aims = Readonly<Partial<Record<Scope, readonly string[]>>>;

export interface StoreKind {
  /** In words. */
  readonly noun: string;
  readonly verbs: Readonly<Partial<Record<Verb, Aims>>>;
}

const actions = (service: string, ...names: readonly string[]): readonly string[] =>
  names.map((name) => `${service}:${name}`);
const itself = (service: string, ...names: readonly string[]): Aims => ({ itself: actions(service, ...names) });
const contents = (service: string, ...names: readonly string[]): Aims => ({ contents: actions(service, ...names) });

/** `administer` is whatever changes who may use a store, what it keeps, for how long, and where it sends copies. */
const bucket: StoreKind = {
  noun: 'bucket',
  verbs: {
    read: contents('s3', 'GetObject', 'GetObjectVersion', 'GetObjectTagging'),
    list: itself('s3', 'ListBucket', 'ListBucketVersions'),
    write: contents('s3', 'PutObject', 'ReplicateObject', 'PutObjectTagging'),
    delete: {
      contents: actions('s3', 'DeleteObject', 'DeleteObjectVersion'),
      itself: actions('s3', 'DeleteBucket'),
    },
    administer: {
      itself: actions(
        's3',
        'PutBucketPolicy',
        'DeleteBucketPolicy',
        'PutBucketAcl',
        'PutBucketOwnershipControls',
        'PutBucketPublicAccessBlock',
        'PutBucketVersioning',
        'PutBucketObjectLockConfiguration',
        'PutLifecycleConfiguration',
        'PutEncryptionConfiguration',
        'PutReplicationConfiguration',
        'PutInventoryConfiguration',
        'PutAnalyticsConfiguration',
        'PutBucketNotification',
        'PutBucketLogging',
        'PutBucketWebsite',
      ),
      contents: actions('s3', 'BypassGovernanceRetention', 'PutObjectRetention', 'PutObjectLegalHold', 'PutObjectAcl'),
    },
  },
};

const key: StoreKind = {
  noun: 'key',
  verbs: {
    decrypt: itself('kms', 'Decrypt', 'ReEncryptFrom'),
    encrypt: itself('kms', 'Encrypt', 'GenerateDataKey', 'ReEncryptTo'),
    administer: itself('kms', 'PutKeyPolicy', 'CreateGrant', 'DisableKey', 'ScheduleKeyDeletion'),
  },
};

const table: StoreKind = {
  noun: 'register',
  verbs: {
    read: itself('dynamodb', 'GetItem', 'BatchGetItem'),
    query: itself('dynamodb', 'Query', 'Scan', 'PartiQLSelect', 'ExportTableToPointInTime'),
    write: itself('dynamodb', 'PutItem', 'UpdateItem', 'BatchWriteItem'),
    delete: itself('dynamodb', 'DeleteItem', 'DeleteTable'),
    administer: itself('dynamodb', 'UpdateTable', 'UpdateContinuousBackups', 'PutResourcePolicy', 'CreateBackup'),
  },
};

const role: StoreKind = {
  noun: 'role',
  verbs: {
    become: itself('sts', 'AssumeRole'),
    invoke: itself('iam', 'PassRole'),
    administer: itself(
      'iam',
      'UpdateAssumeRolePolicy',
      'AttachRolePolicy',
      'PutRolePolicy',
      'PutRolePermissionsBoundary',
      'DeleteRolePermissionsBoundary',
      'DeleteRole',
    ),
  },
};

/** Every kind of resource that holds or guards bytes, or through which somebody comes to hold them. */
export const storeKinds: Readonly<Record<string, StoreKind>> = {
  'AWS::S3::Bucket': bucket,
  'AWS::KMS::Key': key,
  'AWS::KMS::ReplicaKey': key,
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::IAM::Role': role,
  'AWS::Logs::LogGroup': {
    noun: 'log group',
    verbs: {
      read: { itself: actions('logs', 'FilterLogEvents'), streams: actions('logs', 'GetLogEvents') },
      query: itself('logs', 'StartQuery'),
      write: { itself: actions('logs', 'CreateLogStream'), streams: actions('logs', 'PutLogEvents') },
      delete: { itself: actions('logs', 'DeleteLogGroup'), streams: actions('logs', 'DeleteLogStream') },
      administer: itself(
        'logs',
        'PutRetentionPolicy',
        'DeleteRetentionPolicy',
        'PutSubscriptionFilter',
        'CreateExportTask',
        'DisassociateKmsKey',
        'DeleteDataProtectionPolicy',
      ),
    },
  },
  'AWS::Backup::BackupVault': {
    noun: 'backup vault',
    verbs: {
      read: contents('backup', 'StartRestoreJob', 'StartCopyJob'),
      list: itself('backup', 'ListRecoveryPointsByBackupVault'),
      write: itself('backup', 'StartBackupJob', 'CopyIntoBackupVault'),
      delete: { contents: actions('backup', 'DeleteRecoveryPoint'), itself: actions('backup', 'DeleteBackupVault') },
      administer: {
        itself: actions(
          'backup',
          'PutBackupVaultAccessPolicy',
          'DeleteBackupVaultAccessPolicy',
          'PutBackupVaultLockConfiguration',
          'DeleteBackupVaultLockConfiguration',
        ),
        contents: actions('backup', 'UpdateRecoveryPointLifecycle'),
      },
    },
  },
  'AWS::SNS::Topic': {
    noun: 'topic',
    verbs: {
      read: itself('sns', 'Subscribe'),
      write: itself('sns', 'Publish'),
      delete: itself('sns', 'DeleteTopic'),
      administer: itself('sns', 'SetTopicAttributes', 'AddPermission'),
    },
  },
  'AWS::SQS::Queue': {
    noun: 'queue',
    verbs: {
      read: itself('sqs', 'ReceiveMessage'),
      write: itself('sqs', 'SendMessage'),
      delete: itself('sqs', 'DeleteMessage', 'PurgeQueue', 'DeleteQueue'),
      administer: itself('sqs', 'SetQueueAttributes', 'AddPermission'),
    },
  },
  'AWS::Athena::WorkGroup': {
    noun: 'workgroup',
    verbs: {
      query: itself('athena', 'StartQueryExecution'),
      'see results': itself('athena', 'GetQueryResults', 'GetQueryResultsStream'),
      administer: itself('athena', 'UpdateWorkGroup', 'CreateNamedQuery', 'CreatePreparedStatement', 'DeleteWorkGroup'),
    },
  },
  'AWS::Glue::Database': {
    noun: 'catalogue',
    verbs: {
      read: contents('glue', 'GetTable', 'GetTables', 'GetPartitions'),
      write: contents('glue', 'CreateTable', 'UpdateTable', 'CreatePartition'),
      delete: { contents: actions('glue', 'DeleteTable'), itself: actions('glue', 'DeleteDatabase') },
      administer: itself('glue', 'UpdateDatabase'),
    },
  },
  'AWS::Lambda::Function': {
    noun: 'function',
    verbs: {
      read: itself('lambda', 'GetFunction'),
      invoke: itself('lambda', 'InvokeFunction', 'InvokeFunctionUrl'),
      'change code': itself('lambda', 'UpdateFunctionCode', 'UpdateFunctionConfiguration'),
      administer: itself('lambda', 'AddPermission', 'CreateFunctionUrlConfig', 'DeleteFunction'),
    },
  },
  'AWS::SecretsManager::Secret': {
    noun: 'secret',
    verbs: {
      read: itself('secretsmanager', 'GetSecretValue'),
      write: itself('secretsmanager', 'PutSecretValue'),
      delete: itself('secretsmanager', 'DeleteSecret'),
      administer: itself('secretsmanager', 'PutResourcePolicy', 'ReplicateSecretToRegions'),
    },
  },
  'AWS::ECR::Repository': {
    noun: 'image repository',
    verbs: {
      read: itself('ecr', 'BatchGetImage', 'GetDownloadUrlForLayer'),
      write: itself('ecr', 'PutImage', 'UploadLayerPart'),
      delete: itself('ecr', 'BatchDeleteImage', 'DeleteRepository'),
      administer: itself('ecr', 'SetRepositoryPolicy', 'PutLifecyclePolicy'),
    },
  },
  'AWS::CloudTrail::Trail': {
    noun: 'audit trail',
    verbs: {
      administer: itself('cloudtrail', 'StopLogging', 'UpdateTrail', 'PutEventSelectors', 'DeleteTrail'),
    },
  },
  'AWS::Events::EventBus': {
    noun: 'event bus',
    verbs: { write: itself('events', 'PutEvents'), administer: itself('events', 'PutPermission', 'DeleteEventBus') },
  },
  'AWS::StepFunctions::StateMachine': {
    noun: 'state machine',
    verbs: { invoke: itself('states', 'StartExecution'), 'change code': itself('states', 'UpdateStateMachine') },
  },
  'AWS::ApiGateway::RestApi': { noun: 'API', verbs: { invoke: contents('execute-api', 'Invoke') } },
};
