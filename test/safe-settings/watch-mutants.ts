import { type Body, editStatements, type Mutant, set } from '../mutant.ts';

const changed = (
  rule: string,
  name: string,
  type: string,
  edit: (body: Body) => void,
  pick?: (body: Body) => boolean,
): Mutant => ({
  rule,
  name,
  mutate: (templates) => templates.change(type, edit, pick),
});
const removed = (rule: string, name: string, type: string): Mutant => ({
  rule,
  name,
  mutate: (templates) => templates.remove(type),
});
const added = (rule: string, name: string, Type: string, Properties: Record<string, unknown>): Mutant => ({
  rule,
  name,
  mutate: (templates) => templates.add('safe-settings', 'Added', { Type, Properties }),
});
const watches =
  (code: string) =>
  (body: Body): boolean =>
    JSON.stringify(body.Properties.FilterPattern).includes(code);

const alarm = 'AWS::CloudWatch::Alarm';
const topic = 'AWS::SNS::Topic';
const unknown = { Ref: 'Unknown' };

const alarms: readonly Mutant[] = [
  removed('alarms-reach-a-topic-with-a-subscriber', 'nobody is subscribed', 'AWS::SNS::Subscription'),
  changed('alarms-reach-a-topic-with-a-subscriber', 'an alarm has no action', alarm, (body) =>
    set(body, 'AlarmActions', undefined),
  ),
  changed('alarms-reach-a-topic-with-a-subscriber', 'an alarm is silenced', alarm, (body) =>
    set(body, 'ActionsEnabled', false),
  ),
  changed('alarms-reach-a-topic-with-a-subscriber', 'a rule about findings is off', 'AWS::Events::Rule', (body) =>
    set(body, 'State', 'DISABLED'),
  ),
  changed(
    'refused-calls-raise-an-alarm',
    'refusals of endpoints are not looked for',
    'AWS::Logs::MetricFilter',
    (body) => set(body, 'FilterPattern', '{ $.errorCode = "Throttling" }'),
    watches('VpceAccessDenied'),
  ),
  changed(
    'refused-calls-raise-an-alarm',
    'refusals at data are counted under another name',
    'AWS::Logs::MetricFilter',
    (body) => set(body, 'MetricTransformations.0.MetricName', 'Nobody'),
    watches('\\"AccessDenied'),
  ),
];

const services: readonly Mutant[] = [
  changed('configuration-is-recorded', 'types are left out', 'AWS::Config::ConfigurationRecorder', (body) =>
    set(body, 'RecordingGroup.AllSupported', false),
  ),
  removed('configuration-is-recorded', 'nothing is delivered', 'AWS::Config::DeliveryChannel'),
  changed('threats-are-detected', 'the detector is off', 'AWS::GuardDuty::Detector', (body) =>
    set(body, 'Enable', false),
  ),
  changed('threats-are-detected', 'objects are not watched', 'AWS::GuardDuty::Detector', (body) =>
    set(body, 'Features', undefined),
  ),
  removed('findings-are-gathered', 'no standard is run', 'AWS::SecurityHub::Standard'),
  changed('outside-access-is-analysed', 'it looks for unused access only', 'AWS::AccessAnalyzer::Analyzer', (body) =>
    set(body, 'Type', 'ACCOUNT_UNUSED_ACCESS'),
  ),
  changed('outside-access-is-analysed', 'findings are archived unseen', 'AWS::AccessAnalyzer::Analyzer', (body) =>
    set(body, 'ArchiveRules', [{ RuleName: 'all', Filter: [] }]),
  ),
  removed('conformance-pack-is-deployed', 'the pack is gone', 'AWS::Config::ConformancePack'),
  changed('conformance-pack-is-deployed', 'the pack is empty', 'AWS::Config::ConformancePack', (body) =>
    set(body, 'TemplateBody', '{"Resources":{}}'),
  ),
];

const everywhere: readonly Mutant[] = [
  changed('functions-run-on-supported-runtimes', 'a function runs on Node 18', 'AWS::Lambda::Function', (body) =>
    set(body, 'Runtime', 'nodejs18.x'),
  ),
  changed('functions-run-on-supported-runtimes', 'a runtime is unknown', 'AWS::Lambda::Function', (body) =>
    set(body, 'Runtime', unknown),
  ),
  changed('log-groups-are-encrypted-and-kept', 'a log group has no key', 'AWS::Logs::LogGroup', (body) =>
    set(body, 'KmsKeyId', undefined),
  ),
  changed('log-groups-are-encrypted-and-kept', 'a log is kept for a month', 'AWS::Logs::LogGroup', (body) =>
    set(body, 'RetentionInDays', 30),
  ),
  changed('stores-are-under-customer-keys', "a topic is under AWS's key", topic, (body) =>
    set(body, 'KmsMasterKeyId', 'alias/aws/sns'),
  ),
  changed('stores-are-under-customer-keys', 'a vault has no key', 'AWS::Backup::BackupVault', (body) =>
    set(body, 'EncryptionKeyArn', undefined),
  ),
  added('stores-are-under-customer-keys', 'a queue without a key is added', 'AWS::SQS::Queue', {}),
  removed('topics-and-queues-demand-tls', 'a topic has no policy', 'AWS::SNS::TopicPolicy'),
  changed('topics-and-queues-demand-tls', 'a topic takes plain calls', 'AWS::SNS::TopicPolicy', (body) =>
    editStatements(body, 'PolicyDocument', (statement) => (statement.Effect === 'Deny' ? undefined : statement)),
  ),
  changed('topics-and-queues-demand-tls', 'only tagging a topic wants TLS', 'AWS::SNS::TopicPolicy', (body) =>
    editStatements(body, 'PolicyDocument', (statement) =>
      statement.Effect === 'Deny' ? { ...statement, Action: 'sns:TagResource' } : statement,
    ),
  ),
  changed('topics-and-queues-demand-tls', 'only another topic wants TLS', 'AWS::SNS::TopicPolicy', (body) =>
    editStatements(body, 'PolicyDocument', (statement) =>
      statement.Effect === 'Deny'
        ? { ...statement, Resource: 'arn:aws:sns:eu-west-2:111122223333:elsewhere' }
        : statement,
    ),
  ),
  changed('topics-and-queues-demand-tls', 'one account alone must use TLS', 'AWS::SNS::TopicPolicy', (body) =>
    editStatements(body, 'PolicyDocument', (statement) =>
      statement.Effect === 'Deny'
        ? {
            ...statement,
            Condition: {
              Bool: { 'aws:SecureTransport': 'false' },
              StringEquals: { 'aws:PrincipalAccount': '999999999999' },
            },
          }
        : statement,
    ),
  ),
  {
    rule: 'vulnerabilities-are-scanned',
    name: 'the function may not turn Inspector on',
    mutate: (templates) =>
      templates.change(
        'AWS::IAM::Role',
        (body) => {
          const [policy] = body.Properties.Policies as { PolicyDocument: { Statement: { Action: unknown }[] } }[];
          for (const statement of policy?.PolicyDocument.Statement ?? []) {
            if (JSON.stringify(statement.Action).includes('inspector2:Enable')) statement.Action = 'inspector2:List*';
          }
        },
        (body) => JSON.stringify(body).includes('inspector2:Enable'),
      ),
  },
  {
    rule: 'vulnerabilities-are-scanned',
    name: 'the resource is served by nobody',
    mutate: (templates) =>
      templates.change(
        'AWS::CloudFormation::CustomResource',
        (body) => set(body, 'ServiceToken', 'arn:aws:lambda:eu-west-2:444455556666:function:elsewhere'),
        (body) => body.Properties.inspector !== undefined,
      ),
  },
  changed('resources-stay-in-the-united-kingdom', 'a key has replicas abroad', 'AWS::KMS::Key', (body) =>
    set(body, 'MultiRegion', true),
  ),
  changed('resources-stay-in-the-united-kingdom', 'a bucket is copied away', 'AWS::S3::Bucket', (body) =>
    set(body, 'ReplicationConfiguration', { Rules: [{ Destination: { Bucket: 'arn:aws:s3:::elsewhere' } }] }),
  ),
  changed('resources-stay-in-the-united-kingdom', 'backups are copied away', 'AWS::Backup::BackupPlan', (body) =>
    set(body, 'BackupPlan.BackupPlanRule.0.CopyActions', [
      { DestinationBackupVaultArn: 'arn:aws:backup:eu-west-1:111122223333:backup-vault:elsewhere' },
    ]),
  ),
  changed('templates-hold-no-secret', 'a password stands in an environment', 'AWS::Lambda::Function', (body) =>
    set(body, 'Environment.Variables.DATABASE_PASSWORD', 'correct horse battery staple'),
  ),
  added('templates-hold-no-secret', 'an access key is added', 'AWS::IAM::AccessKey', { UserName: 'somebody' }),
  added('templates-hold-no-secret', 'a secret is written down', 'AWS::SecretsManager::Secret', {
    SecretString: 'hunter2',
  }),
];

export const watchMutants: readonly Mutant[] = [...alarms, ...services, ...everywhere];
