import { type Body, type Mutant, set } from '../mutant.ts';

type Pick = (body: Body, id: string, stack: string) => boolean;

const changed = (rule: string, name: string, type: string, edit: (body: Body) => void, pick?: Pick): Mutant => ({
  rule,
  name,
  mutate: (templates) => templates.change(type, edit, pick),
});

const table = 'AWS::Glue::Table';
const ofProject: Pick = (_, __, stack) => stack.includes('project');
const lie = 'extracts-lie-in-their-own-bucket';
const moved = (name: string, path: string, value: unknown): Mutant =>
  changed(lie, name, table, (body) => set(body, `TableInput.${path}`, value), ofProject);

const ownBucket = (path: string) => ({ 'Fn::Join': ['', ['s3://', { Ref: 'ExtractBucket' }, path]] });
const location = 'StorageDescriptor.Location';

const extracts: readonly Mutant[] = [
  moved(
    'a table lies in the curated zone',
    location,
    's3://tre-gtr-manchester-curated-444455556666-eu-west-2-an/extract/x/',
  ),
  moved('a table lies in a bucket of strangers', location, 's3://strangers/extract/x/'),
  moved('a table lies in a bucket whose name begins like its own', location, ownBucket('2/extract/x/')),
  moved('a table is the whole bucket', location, ownBucket('/')),
  moved('a table is every folder', location, ownBucket('/extract/')),
  moved('a table is whatever begins with a word', location, ownBucket('/extract/diabetes')),
  moved('nobody knows where a table lies', location, { Ref: 'Unknown' }),
  moved('a table lies nowhere', location, undefined),
  moved('the partitions of a table lie elsewhere', 'Parameters', {
    'projection.enabled': 'true',
    'storage.location.template': 's3://strangers/${day}/',
  }),
  moved('a table shows another table', 'TargetTable', {
    DatabaseName: 'tre_gtr_manchester_diabetes_care',
    Name: 'reviews',
  }),
  moved('a table is a view', 'ViewOriginalText', '/* Presto View */'),
  changed(
    lie,
    'a table stands in the database of somebody else',
    table,
    (body) => set(body, 'DatabaseName', 'tre_gtr_manchester_audit'),
    ofProject,
  ),
  {
    rule: lie,
    name: 'a partition lies in a bucket of strangers',
    mutate: (templates) =>
      templates.add('project', 'Partition', {
        Type: 'AWS::Glue::Partition',
        Properties: {
          DatabaseName: { Ref: 'ExtractDatabase' },
          TableName: 'diabetes_care_reviews',
          PartitionInput: { Values: ['1'], StorageDescriptor: { Location: 's3://strangers/x/' } },
        },
      }),
  },
  {
    rule: lie,
    name: 'a second table shares the folder of the first',
    mutate: (templates) =>
      templates.add('project', 'Second', {
        Type: table,
        Properties: {
          DatabaseName: { Ref: 'ExtractDatabase' },
          TableInput: { StorageDescriptor: { Location: ownBucket('/extract/diabetes_care_reviews/part/') } },
        },
      }),
  },
  ...['LocationUri', 'TargetDatabase', 'FederatedDatabase'].map(
    (name): Mutant =>
      changed(
        lie,
        `a database leads elsewhere by ${name}`,
        'AWS::Glue::Database',
        (body) => set(body, `DatabaseInput.${name}`, 's3://strangers/'),
        ofProject,
      ),
  ),
];

const workgroup = 'AWS::Athena::WorkGroup';
const holds = 'workgroups-hold-queries-to-their-settings';
const setting = (name: string, path: string, value: unknown): Mutant =>
  changed(holds, name, workgroup, (body) => set(body, path, value));

const workgroups: readonly Mutant[] = [
  setting('clients choose their settings', 'WorkGroupConfiguration.EnforceWorkGroupConfiguration', false),
  setting('nothing says who chooses the settings', 'WorkGroupConfiguration.EnforceWorkGroupConfiguration', undefined),
  setting(
    'the engine is an older one',
    'WorkGroupConfiguration.EngineVersion.SelectedEngineVersion',
    'Athena engine version 2',
  ),
  setting('the engine is whatever AWS takes', 'WorkGroupConfiguration.EngineVersion.SelectedEngineVersion', 'AUTO'),
  setting('no query is too large', 'WorkGroupConfiguration.BytesScannedCutoffPerQuery', undefined),
  setting('the largest query is larger than everything', 'WorkGroupConfiguration.BytesScannedCutoffPerQuery', 2 ** 60),
  setting('the largest query is decided at deployment', 'WorkGroupConfiguration.BytesScannedCutoffPerQuery', {
    Ref: 'Unknown',
  }),
  setting('nobody counts', 'WorkGroupConfiguration.PublishCloudWatchMetricsEnabled', false),
  setting('buckets of others are read at our cost', 'WorkGroupConfiguration.RequesterPaysEnabled', true),
  setting('the workgroup runs notebooks', 'WorkGroupConfiguration.ExecutionRole', 'arn:aws:iam::444455556666:role/x'),
  setting('its settings are changed a second time', 'WorkGroupConfigurationUpdates', {
    EnforceWorkGroupConfiguration: false,
  }),
  setting('a disabled workgroup is enabled by the next deployment', 'State', 'ENABLED'),
];

const query = 'AWS::Athena::NamedQuery';
const read = 'saved-queries-only-read';
const asked = (name: string, sql: unknown): Mutant =>
  changed(read, name, query, (body) => set(body, 'QueryString', sql));

const queries: readonly Mutant[] = [
  asked('a saved query unloads', "UNLOAD (SELECT 1) TO 's3://strangers/' WITH (format = 'PARQUET')"),
  asked('a saved query makes a table', "CREATE TABLE x WITH (external_location = 's3://strangers/') AS SELECT 1"),
  asked('a saved query begins with a comment and inserts', '-- SELECT\nINSERT INTO x SELECT 1'),
  asked(
    'a saved query calls a function outside',
    "USING EXTERNAL FUNCTION f(x varchar) RETURNS varchar LAMBDA 'f' SELECT f('1')",
  ),
  asked('a saved query hides a second statement', 'SELECT 1 /* */; /* x */ UNLOAD (SELECT 1)'),
  asked('a saved query is decided at deployment', { Ref: 'Unknown' }),
  asked('a saved query is no question', 'SHOW TABLES'),
  changed(read, 'a saved query belongs to another workgroup', query, (body) => set(body, 'WorkGroup', 'primary')),
];

export const workspaceMutants: readonly Mutant[] = [...extracts, ...workgroups, ...queries];
