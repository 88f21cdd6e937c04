import { type Body, set } from '../mutant.ts';
import { account, changed, mentions, outsidersDenied, push, statementsWith, type Trap } from './trap.ts';

const key = 'AWS::KMS::Key';
const logsKey = (_: unknown, id: string): boolean => id === 'LogsKey';
const alarmsKey = (_: unknown, id: string): boolean => id === 'AlarmsKey';
const backupKey = (_: unknown, id: string): boolean => id === 'BackupKey';

const without = (mentioned: string, pick: (body: unknown, id: string) => boolean) =>
  changed(key, (body) => statementsWith(body, 'KeyPolicy', mentioned, () => undefined), pick);

const usesOfKeys = ['kms:Decrypt', 'kms:GenerateDataKey*', 'kms:Encrypt', 'kms:DescribeKey'];
const deniedTo = (statement: Record<string, unknown>, pick: (body: Body, id: string) => boolean) =>
  changed(key, (body) => push(body, 'KeyPolicy', statement), pick);
const closed = { Effect: 'Deny', Principal: '*', Action: usesOfKeys, Resource: '*' };

export const keyTraps: readonly Trap[] = [
  {
    rule: 'keys-stay-editable-by-the-deployer',
    mutants: {
      'nobody may change the policy': without('kms:PutKeyPolicy', () => true),
      'the deployer may change it under a condition only': changed(key, (body) =>
        statementsWith(body, 'KeyPolicy', 'kms:PutKeyPolicy', (statement) => ({
          ...statement,
          Condition: { StringEquals: { 'aws:PrincipalTag/team': 'platform' } },
        })),
      ),
      'a Deny reaches the deployer': changed(key, (body) =>
        push(body, 'KeyPolicy', { Effect: 'Deny', Principal: '*', Action: 'kms:Put*', Resource: '*' }),
      ),
      'only a role of the same templates may change it': changed(
        key,
        (body) =>
          statementsWith(body, 'KeyPolicy', 'kms:PutKeyPolicy', (statement) => ({
            ...statement,
            Principal: { AWS: { 'Fn::GetAtt': ['RecorderRole5E0BF653', 'Arn'] } },
          })),
        (_, id, stack) => id === 'LogsKey' && stack.includes('gtr-manchester'),
      ),
    },
  },
  {
    rule: 'keys-of-trails-admit-cloudtrail',
    mutants: {
      'a Deny spares the organisation only, and the service is of none': deniedTo(outsidersDenied(usesOfKeys), logsKey),
      'a Deny stops everybody': deniedTo(closed, logsKey),

      'CloudTrail may not decrypt what a Bucket Key encrypted': without('CloudTrailUsesBucketKey', logsKey),
      'CloudTrail is gone from the key': without('cloudtrail.amazonaws.com', logsKey),
      'the key admits another trail': changed(
        key,
        (body) =>
          statementsWith(body, 'KeyPolicy', 'cloudtrail.amazonaws.com', (statement) => ({
            ...statement,
            Condition: { StringEquals: { 'aws:SourceArn': 'arn:aws:cloudtrail:eu-west-2:111122223333:trail/other' } },
          })),
        logsKey,
      ),
    },
  },
  {
    rule: 'keys-of-log-groups-admit-cloudwatch-logs',
    mutants: {
      'a Deny spares the organisation only, and the service is of none': deniedTo(outsidersDenied(usesOfKeys), logsKey),
      'a Deny stops everybody': deniedTo(closed, logsKey),

      'CloudWatch Logs is gone from the key': without('LogGroupsEncrypt', logsKey),
      'the principal has no region': changed(
        key,
        (body) =>
          statementsWith(body, 'KeyPolicy', 'LogGroupsEncrypt', (statement) => ({
            ...statement,
            Principal: { Service: 'logs.amazonaws.com' },
          })),
        logsKey,
      ),
      'a log group has a name that the key does not expect': changed(
        'AWS::Logs::LogGroup',
        (body) => set(body, 'LogGroupName', '/aws/elsewhere'),
        mentions('LogsKey'),
      ),
    },
  },
  {
    rule: 'keys-of-log-groups-can-be-described-by-the-deployer',
    mutants: {
      'a Deny stops everybody': deniedTo(closed, logsKey),

      'nobody may describe the key': changed(
        key,
        (body) =>
          statementsWith(body, 'KeyPolicy', 'kms:DescribeKey', (statement) => ({
            ...statement,
            Action: [statement.Action].flat().filter((action) => action !== 'kms:DescribeKey'),
          })),
        logsKey,
      ),
    },
  },
  {
    rule: 'keys-of-log-groups-admit-their-writers',
    mutants: {
      'a Deny stops everybody': deniedTo(closed, logsKey),

      'the role has no right to the key': changed(
        'AWS::IAM::Role',
        (body) => statementsWith(body, 'Policies.0.PolicyDocument', 'kms:ViaService', () => undefined),
        mentions('log-group:', 'logs:PutLogEvents', 'kms:ViaService'),
      ),
      'the key leaves the roles out': without('OurRolesUseLogGroups', logsKey),
    },
  },
  {
    rule: 'keys-of-topics-admit-their-publishers',
    mutants: {
      'a Deny spares the organisation only, and the service is of none': deniedTo(
        outsidersDenied(usesOfKeys),
        alarmsKey,
      ),
      'a Deny stops everybody': deniedTo(closed, alarmsKey),

      'no service may use the key': without('AlarmSourcesPublish', alarmsKey),
      'the key asks EventBridge for its account': changed(
        key,
        (body) =>
          statementsWith(body, 'KeyPolicy', 'events.amazonaws.com', (statement) => ({
            ...statement,
            Condition: { StringEquals: { 'aws:SourceAccount': account } },
          })),
        alarmsKey,
      ),
      "the topic is under AWS's own key": changed('AWS::SNS::Topic', (body) =>
        set(body, 'KmsMasterKeyId', 'alias/aws/sns'),
      ),
    },
  },
  {
    rule: 'keys-of-managed-results-admit-athena',
    mutants: {
      'a Deny spares the organisation only, and the service is of none': deniedTo(outsidersDenied(usesOfKeys), logsKey),
      'a Deny stops everybody': deniedTo(closed, logsKey),

      'the key does not know Athena': without('encryption.athena.amazonaws.com', logsKey),
      'the workgroup has a name that the key does not expect': changed('AWS::Athena::WorkGroup', (body) =>
        set(body, 'Name', 'another'),
      ),
      'Athena may not describe the key': changed(
        key,
        (body) =>
          statementsWith(body, 'KeyPolicy', 'encryption.athena.amazonaws.com', (statement) => ({
            ...statement,
            Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
          })),
        logsKey,
      ),
    },
  },
  {
    rule: 'keys-of-configuration-buckets-admit-config',
    mutants: {
      'a Deny stops everybody': deniedTo(closed, mentions('RecorderDelivers')),
      'Config may decrypt only, and the recorder may encrypt only': changed(
        key,
        (body) => {
          statementsWith(body, 'KeyPolicy', 'ConfigDelivers', (one) => ({ ...one, Action: 'kms:Decrypt' }));
          statementsWith(body, 'KeyPolicy', 'RecorderDelivers', (one) => ({ ...one, Action: 'kms:GenerateDataKey' }));
        },
        mentions('RecorderDelivers'),
      ),

      'neither Config nor the recorder may use the key': changed(
        key,
        (body) => {
          statementsWith(body, 'KeyPolicy', 'config.amazonaws.com', () => undefined);
          statementsWith(body, 'KeyPolicy', 'RecorderDelivers', () => undefined);
        },
        mentions('RecorderDelivers'),
      ),
    },
  },
  {
    rule: 'keys-of-scanned-buckets-admit-the-scan',
    mutants: {
      'a Deny stops everybody': deniedTo(closed, (_, id) => id === 'QuarantineKey'),
      'the role is denied the key': changed(
        'AWS::IAM::Role',
        (body) =>
          push(body, 'Policies.0.PolicyDocument', { Effect: 'Deny', Action: 'kms:GenerateDataKey', Resource: '*' }),
        mentions('malware-scan'),
      ),

      'the key does not know the role of the scan': without('MalwareScan', (_, id) => id === 'QuarantineKey'),
      'the role has no right to the key': changed(
        'AWS::IAM::Role',
        (body) => statementsWith(body, 'Policies.0.PolicyDocument', 'kms:Decrypt', () => undefined),
        mentions('malware-scan'),
      ),
    },
  },
  {
    rule: 'keys-of-backup-vaults-admit-the-deployer',
    mutants: {
      'a Deny stops everybody': deniedTo(closed, backupKey),

      'nobody may grant': without('GrantsForBackupOnly', backupKey),
      'the deployer may not make the vault': without('DeployerMakesTheVault', backupKey),
    },
  },
];
