import { nameOf } from '../tenancy.ts';
import { arnsOf, butFor, type GuardrailScope, type GuardrailStatement, of } from './guardrail-scope.ts';

/** What was recorded stays: trail, archives, backups and the keys over them. */
export function recordsGuardrail(scope: GuardrailScope): readonly GuardrailStatement[] {
  const { tenancy } = scope;
  const { execution, organisation, role, bucket, named } = arnsOf(scope);
  const trial = tenancy.stage === 'trial';
  const archives = ['trail', 'records', 'config', 'access-logs', 'asset-access-logs'].flatMap((noun) => [
    ...bucket(`${nameOf(tenancy, noun)}-*`),
  ]);
  return [
    {
      Sid: 'TrailKeepsRunning',
      Effect: 'Deny',
      Action: of('cloudtrail', 'DeleteTrail', 'StopLogging'),
      Resource: named('cloudtrail', `trail/${nameOf(tenancy, '*')}`),
      // In production nobody at all, the deployer neither; a trial is removed again.
      ...(trial ? { Condition: butFor(execution) } : {}),
    },
    {
      Sid: 'TrailKeepsItsScope',
      Effect: 'Deny',
      Action: of('cloudtrail', 'PutEventSelectors', 'PutInsightSelectors', 'UpdateTrail'),
      Resource: '*',
      Condition: butFor(execution, ...organisation),
    },
    {
      // Object Lock refuses the deletion of a version only: a delete marker hides it, and a shorter lifecycle removes it later.
      Sid: 'ArchivesKeepTheirObjects',
      Effect: 'Deny',
      Action: of(
        's3',
        ...[
          'BypassGovernanceRetention',
          'DeleteObject',
          'DeleteObjectVersion',
          'PutObjectLegalHold',
          'PutObjectRetention',
        ],
      ),
      Resource: archives,
      ...(trial ? { Condition: { ArnNotLike: { 'aws:PrincipalArn': [execution, role('purge-*')] } } } : {}),
    },
    {
      Sid: 'BucketsKeepTheirSettings',
      Effect: 'Deny',
      Action: of(
        's3',
        ...['DeleteBucket', 'DeleteBucketPolicy', 'PutAnalyticsConfiguration', 'PutBucketAcl', 'PutBucketLogging'],
        ...[
          'PutBucketNotification',
          'PutBucketObjectLockConfiguration',
          'PutBucketOwnershipControls',
          'PutBucketPolicy',
        ],
        ...[
          'PutBucketPublicAccessBlock',
          'PutBucketVersioning',
          'PutEncryptionConfiguration',
          'PutInventoryConfiguration',
        ],
        ...['PutLifecycleConfiguration', 'PutReplicationConfiguration'],
      ),
      Resource: bucket(nameOf(tenancy, '*'))[0],
      // GuardDuty's scan and AWS Backup set notifications and inventories with roles of ours, and a restore fills a bucket it makes.
      Condition: butFor(execution, role('malware-scan'), role('airlock-malware-scan'), role('backup'), role('restore')),
    },
    {
      Sid: 'BackupsStay',
      Effect: 'Deny',
      Action: of(
        'backup',
        ...['DeleteRecoveryPoint', 'DisassociateRecoveryPoint', 'StartCopyJob', 'UpdateRecoveryPointLifecycle'],
      ),
      Resource: '*',
      ...(trial ? { Condition: butFor(execution) } : {}),
    },
    {
      Sid: 'BackupsAreMade',
      Effect: 'Deny',
      Action: of(
        'backup',
        ...['DeleteBackupPlan', 'DeleteBackupSelection', 'DeleteBackupVault', 'DeleteBackupVaultAccessPolicy'],
        ...['DeleteBackupVaultLockConfiguration', 'PutBackupVaultAccessPolicy', 'PutBackupVaultLockConfiguration'],
        ...['StopBackupJob', 'UpdateBackupPlan', 'UpdateGlobalSettings'],
      ),
      Resource: '*',
      Condition: butFor(execution),
    },
    {
      Sid: 'KeysStayAsTheyAre',
      Effect: 'Deny',
      Action: of(
        'kms',
        ...['DeleteAlias', 'DeleteImportedKeyMaterial', 'DisableKey', 'DisableKeyRotation', 'PutKeyPolicy'],
        ...['ReplicateKey', 'UpdateAlias', 'UpdatePrimaryRegion'],
      ),
      Resource: '*',
      Condition: butFor(execution, ...organisation),
    },
    {
      // The closer ends the key of a project that is over; the key's own policy makes it wait.
      Sid: 'KeysEndWithTheirProject',
      Effect: 'Deny',
      Action: of('kms', 'ScheduleKeyDeletion'),
      Resource: '*',
      Condition: butFor(execution, role('closer'), ...organisation),
    },
    {
      // A grant is a key policy that no policy shows. AWS services make theirs for AWS resources, and say so.
      Sid: 'GrantsAreForServices',
      Effect: 'Deny',
      Action: of('kms', 'CreateGrant'),
      Resource: '*',
      Condition: { BoolIfExists: { 'kms:GrantIsForAWSResource': 'false' } },
    },
    ...(trial ? [] : [keysOfRecords(scope)]),
  ];
}

/** In production whoever deploys ends no key either: the close of a project does, and for the rest the organisation decides. */
const keysOfRecords = (scope: GuardrailScope): GuardrailStatement => ({
  Sid: 'KeysOfRecordsAreNotDeleted',
  Effect: 'Deny',
  Action: of('kms', 'ScheduleKeyDeletion', 'DeleteImportedKeyMaterial'),
  Resource: arnsOf(scope).named('kms', 'key/*'),
  Condition: butFor(arnsOf(scope).role('closer')),
});
