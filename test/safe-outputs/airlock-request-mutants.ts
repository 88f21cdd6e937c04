import { editStatements, type Mutant, set } from '../mutant.ts';
import { grant, roleArn, type Statement } from '../safe-data/changes.ts';
import { answering, many, onResource, onStore, openKey, rewrite } from './airlock-edits.ts';

type Values = Record<string, unknown>;

const table = 'arn:aws:dynamodb:eu-west-2:111122223333:table/tre-thames-valley-airlock';

const onPolicy = (
  templates: Parameters<Mutant['mutate']>[0],
  sid: string,
  edit: (statement: Statement) => Statement | undefined,
): void =>
  onResource(templates, 'AWS::DynamoDB::Table', 'AirlockTable', (body) =>
    editStatements(body, 'ResourcePolicy.PolicyDocument', (one) => (one.Sid === sid ? edit(one) : one)),
  );

/** Exempts a role from a refusal of the table. */
const sparing = (templates: Parameters<Mutant['mutate']>[0], sid: string, role: string): void =>
  onPolicy(templates, sid, (one) => {
    const condition = one.Condition as Record<string, Values>;
    const names = [condition.ArnNotEquals?.['aws:PrincipalArn'] ?? []].flat();
    return {
      ...one,
      Condition: {
        ...condition,
        ArnNotEquals: { 'aws:PrincipalArn': [...names, roleArn(`tre-thames-valley-${role}`)] },
      },
    };
  });

const withoutOwnRefusal = (templates: Parameters<Mutant['mutate']>[0], role: string): void =>
  rewrite(templates, role, (text) =>
    text.replaceAll('"dynamodb:LeadingKeys":["vote"]', '"dynamodb:LeadingKeys":["x"]'),
  );

const votes = many('votes-are-cast-at-the-private-door-alone', {
  'what releases may cast votes': (templates) => {
    sparing(templates, 'DenyPartitionToOthers', 'airlock-release');
    withoutOwnRefusal(templates, 'AirlockReleaseRole');
  },
  'what checks may cast votes': (templates) => {
    sparing(templates, 'DenyPartitionToOthers', 'airlock-checker');
    withoutOwnRefusal(templates, 'AirlockCheckerRole');
  },
  'what streams bytes inside may cast votes': (templates) => {
    sparing(templates, 'DenyPartitionToOthers', 'airlock-bytes-private');
    withoutOwnRefusal(templates, 'AirlockBytesPrivateRole');
  },
  'the recorder may cast votes': (templates) => {
    sparing(templates, 'DenyPartitionToOthers', 'recorder');
    grant(templates, 'recorder', { Action: 'dynamodb:PutItem', Resource: table });
  },
  'votes are refused only in calls about nothing else': (templates) => {
    for (const role of ['AirlockReleaseRole', 'AirlockCheckerRole', 'AirlockScanRole', 'AirlockBytesPrivateRole'])
      withoutOwnRefusal(templates, role);
    onPolicy(templates, 'DenyPartitionToOthers', (one) => ({
      ...one,
      Condition: {
        ArnNotEquals: (one.Condition as Values).ArnNotEquals,
        'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['vote'] },
      },
    }));
  },
  'votes are refused where they are put, not where they are changed': (templates) => {
    for (const role of ['AirlockReleaseRole', 'AirlockCheckerRole', 'AirlockScanRole', 'AirlockBytesPrivateRole'])
      withoutOwnRefusal(templates, role);
    onPolicy(templates, 'DenyPartitionToOthers', (one) => ({ ...one, Action: 'dynamodb:PutItem' }));
  },
  'the table does not refuse votes of others': (templates) => {
    onPolicy(templates, 'DenyPartitionToOthers', () => undefined);
    onPolicy(templates, 'DenyWritingToOthers', () => undefined);
  },
  'votes are cast at the public door': (templates) => answering(templates, 'Public', 'AirlockPrivateFunction'),
  'votes are cast at no door': (templates) =>
    rewrite(templates, 'AirlockPrivateRole', (text) =>
      text
        .replaceAll('dynamodb:PutItem', 'dynamodb:DescribeLimits')
        .replaceAll('dynamodb:UpdateItem', 'dynamodb:DescribeLimits')
        .replaceAll('dynamodb:DeleteItem', 'dynamodb:DescribeLimits'),
    ),
  'a second function acts as who counts votes in': (templates) =>
    templates.add('thames-valley-gate', 'SecondFunction', {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Role: { 'Fn::GetAtt': ['AirlockPrivateRole', 'Arn'] },
        Handler: 'index.handler',
        Runtime: 'nodejs24.x',
      },
    }),
  'requests have no table of that name': (templates) =>
    onResource(templates, 'AWS::DynamoDB::Table', 'AirlockTable', (body) =>
      set(body, 'TableName', 'tre-thames-valley-requests'),
    ),
});

const told = many('requests-are-told-inside-alone', {
  'people outside read requests': (templates) => {
    grant(templates, 'airlock-public', { Action: 'dynamodb:Query', Resource: table });
    sparing(templates, 'DenyReadingToOthers', 'airlock-public');
  },
  'people outside ask whether a request is there': (templates) => {
    grant(templates, 'airlock-public', { Action: 'dynamodb:ConditionCheckItem', Resource: table });
    sparing(templates, 'DenyReadingToOthers', 'airlock-public');
  },
  'people outside change requests': (templates) => {
    grant(templates, 'airlock-bytes-public', { Action: 'dynamodb:UpdateItem', Resource: table });
    sparing(templates, 'DenyWritingToOthers', 'airlock-bytes-public');
  },
  'people outside are told by stream of changes of requests': (templates) =>
    grant(templates, 'airlock-public', {
      Action: ['dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      Resource: `${table}/stream/*`,
    }),
  'the committee opens the key of requests': (templates) => openKey(templates, 'AirlockKey', 'projects-public'),
  'requests are told at the public door': (templates) => answering(templates, 'Public', 'AirlockPrivateFunction'),
  'requests lie under a key of AWS': (templates) =>
    onResource(templates, 'AWS::DynamoDB::Table', 'AirlockTable', (body) =>
      set(body, 'SSESpecification.KMSMasterKeyId', undefined),
    ),
});

const rule = 'AWS::Events::Rule';
const scanned = 'AirlockScanScanned';
const plan = 'AWS::GuardDuty::MalwareProtectionPlan';
const ofReviews =
  (edit: (properties: Values) => void): Mutant['mutate'] =>
  (templates) =>
    templates.change(
      plan,
      ({ Properties }) => edit(Properties),
      (body, _, stack) => JSON.stringify(body).includes('AirlockReview') && stack.includes('thames-valley'),
    );
const hearing =
  (path: string, value: unknown): Mutant['mutate'] =>
  (templates) =>
    onResource(templates, rule, scanned, (body) => set(body, path, value));

const scans = many('frozen-bytes-are-scanned-for-malware', {
  'nothing scans what was frozen': (templates) =>
    templates.remove(
      plan,
      (body, _, stack) => JSON.stringify(body).includes('AirlockReview') && stack.includes('thames'),
    ),
  'reports are scanned, and no file': ofReviews((properties) => {
    (properties.ProtectedResource as { S3Bucket: Values }).S3Bucket.ObjectPrefixes = ['reports/'];
  }),
  'no verdict is written on a file': ofReviews((properties) => {
    properties.Actions = { Tagging: { Status: 'DISABLED' } };
  }),
  'somebody else scans': ofReviews((properties) => {
    properties.Role = { 'Fn::GetAtt': ['AirlockCheckerRole', 'Arn'] };
  }),
  'the scan is told of no file': (templates) =>
    onStore(templates, 'AirlockReview', 'NotificationConfiguration', undefined),
  'the scan may write no verdict': (templates) =>
    templates.change(
      'AWS::IAM::Role',
      (body) => {
        body.Properties.Policies = JSON.parse(
          JSON.stringify(body.Properties.Policies).replaceAll('s3:PutObjectVersionTagging', 's3:GetObjectAcl'),
        );
      },
      ({ Properties }) => Properties.RoleName === 'tre-thames-valley-airlock-malware-scan',
    ),
  'results of the scan are told to nobody': (templates) =>
    templates.remove(rule, (_, id, stack) => id === scanned && stack.includes('thames-valley')),
  'results are heard no more': hearing('State', 'DISABLED'),
  'only good news are told': hearing('EventPattern.detail.scanResultDetails', {
    scanResultStatus: ['NO_THREATS_FOUND'],
  }),
  'results of another bucket are told': hearing('EventPattern.detail.s3ObjectDetails.bucketName', ['another-bucket']),
  'results are told of one file': hearing('EventPattern.detail.s3ObjectDetails.objectKey', ['frozen/a']),
  'findings are told and no results': hearing('EventPattern.detail-type', ['GuardDuty Finding']),
  'a result says what the rule says': hearing('Targets.0.Input', '{"detail":{}}'),
  'results reach a function that takes nothing down': hearing('Targets.0.Arn', {
    'Fn::GetAtt': ['PeoplePublicFunction', 'Arn'],
  }),
  'the rule may not start what takes results down': (templates) =>
    templates.remove(
      'AWS::Lambda::Permission',
      (_, id, stack) => id === 'AirlockScanFromScanned' && stack.includes('thames'),
    ),
  'who asks at a door may say what was found': (templates) => answering(templates, 'Private', 'AirlockScanFunction'),
  'what takes results down fails unheard': (templates) =>
    templates.remove(
      'AWS::CloudWatch::Alarm',
      (_, id, stack) => id === 'AirlockScanErrorsAlarm' && stack.includes('thames'),
    ),
  'nobody looks for verdicts that did not come': (templates) =>
    templates.remove(rule, (_, id, stack) => id === 'AirlockCheckerClock' && stack.includes('thames-valley')),
  'no alarm stands on an overdue verdict': (templates) =>
    templates.remove(
      'AWS::CloudWatch::Alarm',
      (_, id, stack) => id === 'AirlockScanOverdueAlarm' && stack.includes('thames'),
    ),
  'the alarm listens to the log of another function': (templates) =>
    onResource(templates, 'AWS::Logs::MetricFilter', 'AirlockScanOverdueFilter', (body) =>
      set(body, 'LogGroupName', { Ref: 'AirlockScanLogs' }),
    ),
  'the alarm waits for a hundred': (templates) =>
    onResource(templates, 'AWS::CloudWatch::Alarm', 'AirlockScanOverdueAlarm', (body) => set(body, 'Threshold', 100)),
});

const alarms = 'AWS::CloudWatch::Alarm';
const silenced =
  (id: string, path: string, value: unknown): Mutant['mutate'] =>
  (templates) =>
    onResource(templates, alarms, id, (body) => set(body, path, value));
const gone =
  (type: string, id: string): Mutant['mutate'] =>
  (templates) =>
    templates.remove(type, (_, one, stack) => one === id && stack.includes('thames-valley'));

const silentScans = many('frozen-bytes-are-scanned-for-malware', {
  'the alarm on overdue verdicts waits for twelve in a row': silenced(
    'AirlockScanOverdueAlarm',
    'EvaluationPeriods',
    12,
  ),
  'the alarm on overdue verdicts asks for a dimension that nothing has': silenced(
    'AirlockScanOverdueAlarm',
    'Dimensions',
    [{ Name: 'FunctionName', Value: 'x' }],
  ),
  'the alarm listens for a word that nobody says': (templates) =>
    onResource(templates, 'AWS::Logs::MetricFilter', 'AirlockScanOverdueFilter', (body) =>
      set(body, 'FilterPattern', '"never-overdue"'),
    ),
  'errors of the scan count when they come for an hour': silenced('AirlockScanErrorsAlarm', 'EvaluationPeriods', 12),
});

const ends = many('releases-end-within-minutes', {
  'what ends releases comes by no clock': gone(rule, 'AirlockReleaseClock'),
  'what ends releases comes once a day': (templates) =>
    onResource(templates, rule, 'AirlockReleaseClock', (body) => set(body, 'ScheduleExpression', 'rate(1 day)')),
  'the clock of what ends releases is off': (templates) =>
    onResource(templates, rule, 'AirlockReleaseClock', (body) => set(body, 'State', 'DISABLED')),
  'what ends releases fails unheard': gone(alarms, 'AirlockReleaseErrorsAlarm'),
  'what ends releases fails for an hour before it is heard': silenced(
    'AirlockReleaseErrorsAlarm',
    'EvaluationPeriods',
    12,
  ),
  'errors of another version of it are counted': silenced('AirlockReleaseErrorsAlarm', 'Dimensions', [
    { Name: 'FunctionName', Value: 'tre-thames-valley-airlock-release' },
    { Name: 'Resource', Value: 'tre-thames-valley-airlock-release:1' },
  ]),
  'nobody hears of what is stuck': gone(alarms, 'AirlockStuckAlarm'),
  'what is stuck is listened for in another log': (templates) =>
    onResource(templates, 'AWS::Logs::MetricFilter', 'AirlockStuckFilter', (body) =>
      set(body, 'LogGroupName', { Ref: 'AirlockScanLogs' }),
    ),
  'a second function releases': (templates) =>
    onResource(templates, 'AWS::Lambda::Function', 'AirlockScanFunction', (body) =>
      set(body, 'Role', { 'Fn::GetAtt': ['AirlockReleaseRole', 'Arn'] }),
    ),
});

const telling =
  (lambda: string, name: string, value: unknown): Mutant['mutate'] =>
  (templates) =>
    onResource(templates, 'AWS::Lambda::Function', `${lambda}Function`, (body) =>
      set(body, `Environment.Variables.${name}`, value),
    );

const trusts = many('functions-are-told-whom-to-trust', {
  'the checker takes drafts for what it froze': telling('AirlockChecker', 'REVIEW_BUCKET', 'tre-thames-valley-drafts'),
  'what releases counts votes in another table': telling(
    'AirlockRelease',
    'AIRLOCK_TABLE',
    'tre-thames-valley-register',
  ),
  'every function takes the releases for the requests': (templates) => {
    for (const lambda of [
      'AirlockPrivate',
      'AirlockBytesPrivate',
      'AirlockChecker',
      'AirlockScan',
      'AirlockRelease',
      'Recorder',
    ])
      telling(lambda, 'AIRLOCK_TABLE', 'tre-thames-valley-archive')(templates);
    onResource(templates, 'AWS::DynamoDB::Table', 'QueriesTable', (body) =>
      set(body, 'TableName', 'tre-thames-valley-archive'),
    );
  },
  'the door takes what is under review for what was released': (templates) => {
    for (const lambda of ['AirlockBytesPublic', 'AirlockChecker', 'AirlockRelease'])
      telling(lambda, 'RELEASE_BUCKET', 'tre-thames-valley-airlock-review-111122223333-eu-west-2-an')(templates);
  },
});

export const airlockRequestMutants: readonly Mutant[] = [
  ...votes,
  ...told,
  ...scans,
  ...silentScans,
  ...ends,
  ...trusts,
];
