import { type Body, type Mutant, set } from '../mutant.ts';

type Pick = (body: Body, id: string, stack: string) => boolean;

const changed = (rule: string, name: string, type: string, edit: (body: Body) => void, pick?: Pick): Mutant => ({
  rule,
  name,
  mutate: (templates) => templates.change(type, edit, pick),
});

const ofProject: Pick = (_, __, stack) => stack.includes('project');
const workgroup = 'AWS::Athena::WorkGroup';

const budget = 'AWS::Budgets::Budget';
const warns = 'projects-have-a-budget-that-warns';
const notification = (change: Record<string, unknown>) => [
  {
    Notification: {
      NotificationType: 'ACTUAL',
      Threshold: 100,
      ThresholdType: 'PERCENTAGE',
      ComparisonOperator: 'GREATER_THAN',
      ...change,
    },
    Subscribers: [{ SubscriptionType: 'EMAIL', Address: 'somebody@example.nhs.uk' }],
  },
];

const alarm = 'AWS::CloudWatch::Alarm';
const much = 'projects-alarm-when-much-is-read';
const alarms: readonly Mutant[] = [
  { rule: much, name: 'nobody watches how much is read', mutate: (templates) => templates.remove(alarm, ofProject) },
  changed(much, 'the alarm waits for a thousand queries', alarm, (body) => set(body, 'Threshold', 1e15), ofProject),
  changed(much, 'the alarm tells nobody', alarm, (body) => set(body, 'AlarmActions', []), ofProject),
  changed(
    much,
    'the alarm watches the workgroup of another project',
    alarm,
    (body) => {
      for (const { MetricStat } of body.Properties.Metrics as { MetricStat?: { Metric: Record<string, unknown> } }[])
        if (MetricStat) MetricStat.Metric.Dimensions = [{ Name: 'WorkGroup', Value: 'another' }];
    },
    ofProject,
  ),
];

const budgets: readonly Mutant[] = [
  { rule: warns, name: 'a project has no budget', mutate: (templates) => templates.remove(budget) },
  changed(warns, 'a budget tells nobody', budget, (body) => set(body, 'NotificationsWithSubscribers', [])),
  changed(warns, 'a budget tells only what might be spent', budget, (body) =>
    set(body, 'NotificationsWithSubscribers', notification({ NotificationType: 'FORECASTED' })),
  ),
  changed(warns, 'a budget tells when twice the money is spent', budget, (body) =>
    set(body, 'NotificationsWithSubscribers', notification({ Threshold: 200 })),
  ),
  changed(warns, 'a budget tells an address that is not there', budget, (body) =>
    set(
      body,
      'NotificationsWithSubscribers',
      notification({}).map(({ Notification }) => ({ Notification })),
    ),
  ),
  changed(warns, 'a budget counts the whole account', budget, (body) => set(body, 'Budget.CostFilters', undefined)),
  changed(warns, 'a budget counts another project', budget, (body) =>
    set(body, 'Budget.CostFilters.TagKeyValue', ['user:tre:project$another']),
  ),
  changed(warns, 'a budget counts two projects', budget, (body) =>
    set(body, 'Budget.CostFilters.TagKeyValue', ['user:tre:project$foot-care', 'user:tre:project$another']),
  ),
  changed(warns, 'a budget counts hours', budget, (body) => set(body, 'Budget.BudgetType', 'USAGE')),
  changed(warns, 'a budget has no limit', budget, (body) => set(body, 'Budget.BudgetLimit', undefined)),
];

const tagged = 'project-resources-carry-the-project-tag';
const keyed = 'projects-have-a-key-of-their-own';
const bucketKey = 'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.KMSMasterKeyID';
const resultKey = 'WorkGroupConfiguration.ManagedQueryResultsConfiguration.EncryptionConfiguration.KmsKey';
const foreign = { 'Fn::ImportValue': 'tre-gtr-manchester-safe-settings:ExportsOutputFnGetAttCuratedKeyArnF7BA345E' };

const untagged = (body: Body): void => set(body, 'Tags', []);

const tags: readonly Mutant[] = [
  changed(tagged, 'a bucket carries no tag', 'AWS::S3::Bucket', untagged, ofProject),
  changed(tagged, 'a key carries no tag', 'AWS::KMS::Key', untagged, ofProject),
  changed(tagged, 'a budget carries no tag', budget, (body) => set(body, 'ResourceTags', undefined)),
  changed(
    tagged,
    'a workgroup carries the tag of another project',
    workgroup,
    (body) => set(body, 'Tags', [{ Key: 'tre:project', Value: 'another' }]),
    ofProject,
  ),
  changed(
    tagged,
    'a tag is decided at deployment',
    workgroup,
    (body) => set(body, 'Tags', [{ Key: 'tre:project', Value: { Ref: 'Unknown' } }]),
    ofProject,
  ),
  {
    rule: tagged,
    name: 'a whole project drops its tags',
    mutate: (templates) => {
      for (const type of ['AWS::S3::Bucket', 'AWS::KMS::Key', workgroup, 'AWS::IAM::Role', 'AWS::CloudWatch::Alarm'])
        templates.change(type, untagged, (_, __, stack) => stack.includes('project-foot-care'), true);
      templates.change(budget, (body) => set(body, 'ResourceTags', undefined));
    },
  },
  {
    rule: tagged,
    name: 'a resource of a new kind carries no tag',
    mutate: (templates) => templates.add('project', 'Queue', { Type: 'AWS::SQS::Queue' }),
  },
  changed(
    tagged,
    'two projects carry the same tag',
    'AWS::KMS::Key',
    (body) => set(body, 'Tags', [{ Key: 'tre:project', Value: 'copd-winter' }]),
    (_, __, stack) => stack.includes('stroke-path'),
  ),
];

const keys: readonly Mutant[] = [
  changed(
    keyed,
    "a project's bucket is under the curated key",
    'AWS::S3::Bucket',
    (body) => set(body, bucketKey, foreign),
    ofProject,
  ),
  changed(
    keyed,
    "a project's bucket is under a key that is written out",
    'AWS::S3::Bucket',
    (body) => set(body, bucketKey, 'arn:aws:kms:eu-west-2:444455556666:key/00000000-0000-0000-0000-000000000000'),
    ofProject,
  ),
  changed(
    keyed,
    "a project's bucket names no key",
    'AWS::S3::Bucket',
    (body) => set(body, bucketKey, undefined),
    ofProject,
  ),
  changed(
    keyed,
    "a project's results are under the curated key",
    workgroup,
    (body) => set(body, resultKey, foreign),
    ofProject,
  ),
  changed(
    keyed,
    "a project's results are under a key of Athena",
    workgroup,
    (body) => set(body, resultKey, undefined),
    ofProject,
  ),
  {
    rule: keyed,
    name: 'a queue of the project is under the key of another zone',
    mutate: (templates) =>
      templates.add('project', 'Queue', { Type: 'AWS::SQS::Queue', Properties: { KmsMasterKeyId: foreign } }),
  },
  {
    rule: keyed,
    name: 'a queue of the project is under a key by its alias',
    mutate: (templates) =>
      templates.add('project', 'Queue', {
        Type: 'AWS::SQS::Queue',
        Properties: { KmsMasterKeyId: 'alias/tre-gtr-manchester-curated' },
      }),
  },
  {
    rule: keyed,
    name: 'something outside the project is under its key by its alias',
    mutate: (templates) =>
      templates.add('safe-people', 'Queue', {
        Type: 'AWS::SQS::Queue',
        Properties: { KmsMasterKeyId: 'alias/tre-gtr-manchester-project-foot-care' },
      }),
  },
  {
    rule: keyed,
    name: 'something outside the project is under its key by an export',
    mutate: ({ templates }) => {
      const [project, people] = ['project', 'safe-people'].map((noun) =>
        templates.find(({ name }) => name.includes(noun)),
      );
      Object.assign(project?.template ?? {}, {
        Outputs: { Key: { Value: { 'Fn::GetAtt': ['ProjectDataKey', 'Arn'] }, Export: { Name: 'stolen' } } },
      });
      Object.assign(people?.template.Resources ?? {}, {
        Queue: { Type: 'AWS::SQS::Queue', Properties: { KmsMasterKeyId: { 'Fn::ImportValue': 'stolen' } } },
      });
    },
  },
];

export const meansMutants: readonly Mutant[] = [...alarms, ...budgets, ...tags, ...keys];
