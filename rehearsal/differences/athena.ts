import { StartQueryExecutionCommand } from '@aws-sdk/client-athena';
import { CreateDatabaseCommand, CreateTableCommand } from '@aws-sdk/client-glue';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { ask } from '../target/athena.ts';
import { resultsAt, resultsBucket } from '../target/results-bucket.ts';
import type { Stage } from '../target/stage.ts';
import type { Difference } from './difference.ts';

const passes = ['plain'] as const;

const fails = (stage: Stage, sql: string): Promise<boolean> =>
  ask(stage.clients.athena, { workgroup: 'primary', database: 'default', sql, ...resultsAt(stage) }).then(
    () => false,
    () => true,
  );

/** Where the emulator's Athena, which is DuckDB, is not Athena. */
export const athenaDifferences: readonly Difference[] = [
  {
    name: 'managed-query-results',
    onAws: 'a workgroup with managed results takes no location and keeps the results itself',
    here: 'a query without a location is refused',
    bridgedBy: 'target/results-bucket.ts and, for the broker, target/put-back.ts: a location outside the estate',
    passes,
    stillThere: ({ clients: { athena }, deployment }) =>
      athena
        .send(new StartQueryExecutionCommand({ WorkGroup: `tre-${deployment.id}-audit`, QueryString: 'SELECT 1' }))
        .then(
          () => false,
          () => true,
        ),
  },
  {
    name: 'functions-of-trino',
    onAws: 'date_format and json_extract_scalar exist',
    here: 'DuckDB calls them strftime and json_extract_string',
    bridgedBy: 'target/dialect.ts',
    passes,
    stillThere: async (stage) =>
      (await fails(stage, `SELECT date_format(current_date, '%Y')`)) &&
      (await fails(stage, `SELECT json_extract_scalar('{"a":1}', '$.a')`)),
  },
  {
    name: 'query-parameters',
    onAws: 'execution parameters stand for each question mark',
    here: 'they are passed over',
    bridgedBy: 'target/dialect.ts',
    passes,
    stillThere: (stage) => fails(stage, 'SELECT ? AS one'),
  },
  {
    name: 'partition-projection-and-the-format-of-the-trail',
    onAws: 'partitions are computed from the path, and records are read out of their files',
    here: 'the files of a table are read as JSON lines, and a partition column exists only in them',
    bridgedBy: 'scenarios/trail-files.ts',
    passes,
    async stillThere(stage) {
      const { glue, s3 } = stage.clients;
      const text = (Name: string) => ({ Name, Type: 'string' });
      const location = `s3://${resultsBucket}/projected`;
      await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'rehearsal_probe' } }));
      await glue.send(
        new CreateTableCommand({
          DatabaseName: 'rehearsal_probe',
          TableInput: {
            Name: 'projected',
            TableType: 'EXTERNAL_TABLE',
            PartitionKeys: [text('day')],
            Parameters: {
              'projection.enabled': 'true',
              'projection.day.type': 'enum',
              'projection.day.values': 'monday',
              'storage.location.template': `${location}/\${day}`,
            },
            StorageDescriptor: {
              Location: location,
              Columns: [text('a')],
              SerdeInfo: { SerializationLibrary: 'org.apache.hive.hcatalog.data.JsonSerDe' },
            },
          },
        }),
      );
      await s3.send(new PutObjectCommand({ Bucket: resultsBucket, Key: 'projected/monday/x.json', Body: '{"a":"1"}' }));
      return fails(stage, `SELECT a FROM "rehearsal_probe"."projected" WHERE day = 'monday'`);
    },
  },
];
