import { foreignBucket, type Site } from './site.ts';
import { to, type Weakening, type Weakenings, where, within } from './weakening.ts';

type Fields = Record<string, unknown>;
const results = 'WorkGroupConfiguration.ManagedQueryResultsConfiguration';

/** The stack of another project of the same estate, if there is one. */
export const anotherProject = ({ stack, neighbours }: Site): string | undefined =>
  neighbours.find((one) => one.stack.includes('-project-') && one.stack !== stack)?.stack;

const foreignQuery = (what: string, query: string): Weakening => ({
  what,
  safe: 'outputs',
  edit: (body) => {
    body.Properties.QueryString = query;
  },
});

/** What a project works with, made weaker. */
export const weakerProjects: Weakenings = {
  'AWS::Athena::WorkGroup': [
    to('lets queries choose their own settings', 'WorkGroupConfiguration.EnforceWorkGroupConfiguration', false),
    to('keeps no results of its own', `${results}.Enabled`, false),
    where(
      `${results}.EncryptionConfiguration`,
      to('keeps results under the key of AWS', `${results}.EncryptionConfiguration`, undefined),
    ),
    {
      what: 'puts results into a foreign bucket',
      safe: 'outputs',
      edit: ({ Properties }) => {
        const settings = Properties.WorkGroupConfiguration as Fields;
        delete settings.ManagedQueryResultsConfiguration;
        settings.ResultConfiguration = { OutputLocation: `s3://${foreignBucket}/` };
      },
    },
    {
      what: "puts results into the project's own bucket",
      safe: 'outputs',
      edit: ({ Properties }, { neighbours, stack }) => {
        const bucket = neighbours.find((one) => one.stack === stack && one.logicalId === 'ExtractBucket');
        if (bucket === undefined) return;
        const settings = Properties.WorkGroupConfiguration as Fields;
        delete settings.ManagedQueryResultsConfiguration;
        settings.ResultConfiguration = { OutputLocation: `s3://${bucket.body.Properties.BucketName}/results/` };
      },
    },
    to('may read as much as it likes', 'WorkGroupConfiguration.BytesScannedCutoffPerQuery', undefined),
    to('has an engine that AWS chooses', 'WorkGroupConfiguration.EngineVersion.SelectedEngineVersion', 'AUTO'),
    to('counts nothing', 'WorkGroupConfiguration.PublishCloudWatchMetricsEnabled', false),
    to(
      'runs Spark under a role',
      'WorkGroupConfiguration.ExecutionRole',
      ['arn', 'aws', 'iam', '', '111122223333', 'role/spark'].join(':'),
    ),
    within(
      'sends its logs away',
      'WorkGroupConfiguration',
      (settings) => {
        settings.MonitoringConfiguration = {
          S3LoggingConfiguration: { Enabled: true, LogLocation: `s3://${foreignBucket}/` },
        };
      },
      'outputs',
    ),
  ],
  'AWS::Athena::NamedQuery': [
    foreignQuery(
      'unloads to a foreign bucket',
      `UNLOAD (SELECT 1) TO 's3://${foreignBucket}/' WITH (format = 'PARQUET')`,
    ),
    foreignQuery(
      'makes a table in a foreign bucket',
      `CREATE TABLE x WITH (external_location = 's3://${foreignBucket}/') AS SELECT 1`,
    ),
    foreignQuery('drops a table', 'DROP TABLE trail'),
    {
      what: 'stands in the workgroup that everybody shares',
      edit: (body) => {
        body.Properties.WorkGroup = 'primary';
      },
    },
    {
      what: 'asks the database of another project',
      edit: ({ Properties }, site) => {
        const other = site.neighbours.find(
          ({ stack, body }) => stack === anotherProject(site) && body.Type === 'AWS::Glue::Database',
        );
        const input = other?.body.Properties.DatabaseInput as Fields | undefined;
        if (site.stack.includes('-project-') && input !== undefined) Properties.Database = input.Name;
      },
    },
  ],
  'AWS::Budgets::Budget': [
    to('warns nobody', 'NotificationsWithSubscribers', undefined),
    within('warns at ten times the allowance', 'NotificationsWithSubscribers', (notifications) => {
      for (const one of notifications as unknown as { Notification: Fields }[]) one.Notification.Threshold = 1_000;
    }),
    within('counts another project', 'Budget', (budget) => {
      budget.CostFilters = { TagKeyValue: ['user:tre:project$another'] };
    }),
    within('has no bound', 'Budget', (budget) => {
      delete budget.BudgetLimit;
    }),
  ],
};
