import type { Statement } from '../estate/statements.ts';

/**
 * All that somebody may do who asks questions of tables and gets answers. None of them writes, starts anything but a query, shares,
 * publishes, passes or becomes. `glue:GetConnection` is missing on purpose: it returns passwords.
 */
const reading = new Set([
  'athena:BatchGetNamedQuery',
  'athena:BatchGetPreparedStatement',
  'athena:BatchGetQueryExecution',
  'athena:GetNamedQuery',
  'athena:GetPreparedStatement',
  'athena:GetQueryExecution',
  'athena:GetQueryResults',
  'athena:GetQueryResultsStream',
  'athena:GetQueryRuntimeStatistics',
  'athena:GetWorkGroup',
  'athena:ListNamedQueries',
  'athena:ListPreparedStatements',
  'athena:ListQueryExecutions',
  'athena:StartQueryExecution',
  'athena:StopQueryExecution',
  'glue:BatchGetPartition',
  'glue:GetDatabase',
  'glue:GetDatabases',
  'glue:GetPartition',
  'glue:GetPartitions',
  'glue:GetTable',
  'glue:GetTables',
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:GenerateDataKey',
  's3:GetBucketLocation',
  's3:GetObject',
  's3:GetObjectVersion',
  's3:ListBucket',
]);

/** Written out, letter by letter, and on the list: a wildcard may come to mean what AWS adds tomorrow. */
export const isReading = (action: string): boolean => reading.has(action);

/** The first action of a statement that is not plain reading; undefined when all are. */
export function beyondReading({ actions, notActions, unresolved }: Statement): string | undefined {
  if (unresolved) return 'something that could not be resolved';
  if (notActions !== undefined) return `everything but ${notActions.join(', ')}`;
  if (actions === undefined || actions.length === 0) return 'actions that are not written';
  return actions.find((action) => !isReading(action));
}
