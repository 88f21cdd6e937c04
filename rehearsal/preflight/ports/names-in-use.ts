import { everyPage } from './pages.ts';
import { service } from './service.ts';

const logs = service(
  () => import('@aws-sdk/client-cloudwatch-logs'),
  ({ CloudWatchLogsClient }, settings) => new CloudWatchLogsClient(settings),
);
const athena = service(
  () => import('@aws-sdk/client-athena'),
  ({ AthenaClient }, settings) => new AthenaClient(settings),
);
const glue = service(
  () => import('@aws-sdk/client-glue'),
  ({ GlueClient }, settings) => new GlueClient(settings),
);
const backup = service(
  () => import('@aws-sdk/client-backup'),
  ({ BackupClient }, settings) => new BackupClient(settings),
);
const sns = service(
  () => import('@aws-sdk/client-sns'),
  ({ SNSClient }, settings) => new SNSClient(settings),
);

export const logGroups = logs({
  action: 'logs:DescribeLogGroups',
  make: ({ sdk, client, signal: abortSignal }, logGroupNamePrefix: string) =>
    everyPage(
      sdk.paginateDescribeLogGroups({ client }, { logGroupNamePrefix }, { abortSignal }),
      ({ logGroups: groups = [] }) => groups.map(({ logGroupName = '' }) => logGroupName),
    ),
});

export const workgroups = athena({
  action: 'athena:ListWorkGroups',
  make: ({ sdk, client, signal: abortSignal }, _: undefined) =>
    everyPage(sdk.paginateListWorkGroups({ client }, {}, { abortSignal }), ({ WorkGroups = [] }) =>
      WorkGroups.map(({ Name = '' }) => Name),
    ),
});

export const glueDatabases = glue({
  action: 'glue:GetDatabases',
  make: ({ sdk, client, signal: abortSignal }, _: undefined) =>
    everyPage(sdk.paginateGetDatabases({ client }, {}, { abortSignal }), ({ DatabaseList = [] }) =>
      DatabaseList.map(({ Name = '' }) => Name),
    ),
});

export const backupVaults = backup({
  action: 'backup:ListBackupVaults',
  make: ({ sdk, client, signal: abortSignal }, _: undefined) =>
    everyPage(sdk.paginateListBackupVaults({ client }, {}, { abortSignal }), ({ BackupVaultList = [] }) =>
      BackupVaultList.map(({ BackupVaultName = '' }) => BackupVaultName),
    ),
});

/** Topics by name, which is the end of their ARN. */
export const topics = sns({
  action: 'sns:ListTopics',
  make: ({ sdk, client, signal: abortSignal }, _: undefined) =>
    everyPage(sdk.paginateListTopics({ client }, {}, { abortSignal }), ({ Topics = [] }) =>
      Topics.map(({ TopicArn = '' }) => TopicArn.split(':').at(-1) ?? ''),
    ),
});
