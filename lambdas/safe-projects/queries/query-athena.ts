import {
  type AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  GetWorkGroupCommand,
  InvalidRequestException,
  type QueryExecution,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
  TooManyRequestsException,
} from '@aws-sdk/client-athena';
import type { Athena, Execution } from './query-ports.ts';

/** Athena's message quotes the text of the query, so only its categories are kept. */
const categories: Readonly<Record<number, string>> = { 1: 'athena-system', 2: 'athena-user', 3: 'athena-other' };

const passedLimit = /bytes scanned limit/i;

export function executionOf(found: QueryExecution | undefined): Execution {
  const { State, StateChangeReason = '', AthenaError } = found?.Status ?? {};
  const bytes = found?.Statistics?.DataScannedInBytes ?? 0;
  switch (State) {
    case 'QUEUED':
      return { state: 'queued' };
    case 'RUNNING':
      return { state: 'running' };
    case 'SUCCEEDED':
      return { state: 'succeeded', bytes };
    case 'FAILED':
      return { state: 'failed', bytes, because: categories[AthenaError?.ErrorCategory ?? 3] ?? 'athena-other' };
    case 'CANCELLED':
      return { state: 'cancelled', bytes, because: passedLimit.test(StateChangeReason) ? 'bytes-limit' : 'athena' };
    default:
      throw new Error('Athena must say the state of a query, got none');
  }
}

const isFull = (error: unknown): boolean =>
  error instanceof TooManyRequestsException || (error instanceof Error && error.name === 'ThrottlingException');

/** Athena, asked with the session of one call. */
export const athenaOf = (
  athena: Pick<AthenaClient, 'send'>,
  { workgroup, database }: { readonly workgroup: string; readonly database: string },
): Athena => ({
  async start(sql, token, most) {
    try {
      const { WorkGroup } = await athena.send(new GetWorkGroupCommand({ WorkGroup: workgroup }));
      const { BytesScannedCutoffPerQuery: cutoff, EnforceWorkGroupConfiguration } = WorkGroup?.Configuration ?? {};
      const held = EnforceWorkGroupConfiguration === true && cutoff !== undefined && cutoff <= most;
      if (!held) return { kind: 'refused', because: 'workgroup-cutoff' };
      const { QueryExecutionId } = await athena.send(
        new StartQueryExecutionCommand({
          QueryString: sql,
          ClientRequestToken: token,
          WorkGroup: workgroup,
          QueryExecutionContext: { Catalog: 'AwsDataCatalog', Database: database },
        }),
      );
      if (QueryExecutionId === undefined) throw new Error('Athena must name the execution, got none');
      return { kind: 'started', execution: QueryExecutionId };
    } catch (error) {
      if (isFull(error)) return { kind: 'full' };
      if (error instanceof InvalidRequestException) return { kind: 'refused', because: 'athena-refused' };
      throw error;
    }
  },

  async watch(execution) {
    try {
      const { QueryExecution: found } = await athena.send(
        new GetQueryExecutionCommand({ QueryExecutionId: execution }),
      );
      return executionOf(found);
    } catch (error) {
      if (error instanceof InvalidRequestException) return { state: 'unknown' };
      throw error;
    }
  },

  async rows(execution, next, most) {
    const { ResultSet, NextToken } = await athena.send(
      new GetQueryResultsCommand({
        QueryExecutionId: execution,
        MaxResults: most,
        ...(next === undefined ? {} : { NextToken: next }),
      }),
    );
    const columns = (ResultSet?.ResultSetMetadata?.ColumnInfo ?? []).map(({ Label, Name, Type }) => ({
      name: Label ?? Name ?? '',
      type: Type ?? '',
    }));
    const rows = (ResultSet?.Rows ?? []).map(({ Data = [] }) => Data.map(({ VarCharValue }) => VarCharValue ?? null));
    return NextToken === undefined ? { columns, rows } : { columns, rows, next: NextToken };
  },

  async stop(execution) {
    await athena.send(new StopQueryExecutionCommand({ QueryExecutionId: execution }));
  },
});
