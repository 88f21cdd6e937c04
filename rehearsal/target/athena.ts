import { setTimeout as pause } from 'node:timers/promises';
import {
  type AthenaClient,
  GetQueryExecutionCommand,
  paginateGetQueryResults,
  StartQueryExecutionCommand,
} from '@aws-sdk/client-athena';

export interface Question {
  readonly workgroup: string;
  readonly database: string;
  readonly sql: string;
  /** Only where a target has no managed results. */
  readonly outputLocation?: string;
}

/** The rows as text, by column; every page of them. @throws with Athena's reason when the query fails. */
export async function ask(
  athena: AthenaClient,
  { workgroup, database, sql, outputLocation }: Question,
): Promise<readonly Readonly<Record<string, string | undefined>>[]> {
  const { QueryExecutionId } = await athena.send(
    new StartQueryExecutionCommand({
      WorkGroup: workgroup,
      QueryString: sql,
      QueryExecutionContext: { Database: database },
      ...(outputLocation === undefined ? {} : { ResultConfiguration: { OutputLocation: outputLocation } }),
    }),
  );
  return resultOf(athena, QueryExecutionId ?? '', sql);
}

/** Waits for a query that was started. */
export async function resultOf(
  athena: AthenaClient,
  QueryExecutionId: string,
  sql: string,
): Promise<readonly Readonly<Record<string, string | undefined>>[]> {
  for (const end = Date.now() + 60_000; ; await pause(100)) {
    const { QueryExecution } = await athena.send(new GetQueryExecutionCommand({ QueryExecutionId }));
    const { State, StateChangeReason } = QueryExecution?.Status ?? {};
    if (State === 'SUCCEEDED') break;
    if (State === 'FAILED' || State === 'CANCELLED') throw new Error(`Athena: ${StateChangeReason}\n${sql}`);
    if (Date.now() > end) throw new Error(`Athena: no answer within a minute\n${sql}`);
  }
  const lines: (string | undefined)[][] = [];
  for await (const page of paginateGetQueryResults({ client: athena }, { QueryExecutionId })) {
    for (const { Data = [] } of page.ResultSet?.Rows ?? []) lines.push(Data.map(({ VarCharValue }) => VarCharValue));
  }
  const [header = [], ...rows] = lines;
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name ?? '', row[index]])));
}
