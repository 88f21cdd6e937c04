import type { Actor, Instant, Refusal } from '../../workflow/contract.ts';
import { afterReading, athenaTokenOf, type PageToken, pagesKey } from './page-tokens.ts';
import type { Athena, QueryPorts, RowsPage, Standing } from './query-ports.ts';
import type { QueryRecord } from './query-record.ts';
import { order } from './query-store.ts';

export type ReadRows =
  | {
      readonly ok: true;
      readonly columns: RowsPage['columns'];
      readonly rows: RowsPage['rows'];
      readonly next: string | undefined;
    }
  | { readonly ok: false; readonly status: 400 | 403 | 409; readonly refusals: readonly Refusal[] };

/** A page as Athena gives it; and characters of one answer, for a function may answer with 6 MB. */
const most = { rows: 1000, characters: 3_000_000 };

/** https://docs.aws.amazon.com/athena/latest/ug/managed-results.html */
const kept = 24 * 60 * 60_000;

const no = (status: 400 | 409, rule: string, says: string): ReadRows => ({
  ok: false,
  status,
  refusals: [{ rule, says }],
});

/**
 * One page of a result. The register is asked once more when the rows are here, and the reading is written down before they leave: no row
 * is seen that is not recorded, and none that the register no longer allows.
 */
export async function readRows(
  ports: QueryPorts,
  query: QueryRecord,
  {
    reader,
    page,
    again,
  }: { reader: Actor & { kind: 'person' }; page: string | undefined; again: () => Promise<Standing> },
): Promise<ReadRows> {
  const { id, project, execution } = query;
  if (query.state !== 'succeeded' || execution === undefined) {
    return no(409, 'state', `the query is ${query.state}; rows are there once it has succeeded`);
  }
  if (!isKept(query, ports.clock.now())) {
    return no(409, 'result', 'a result is kept for a day; ask the question again');
  }
  const key = pagesKey(id, reader.id);
  const from = page === undefined ? undefined : athenaTokenOf(await ports.store.get(key), page);
  if (page !== undefined && from === undefined) {
    return no(400, 'page', 'this page was not given to you for this query, or too long ago; begin with the first');
  }
  const athena = await ports.athena({ project, person: reader.id, action: 'read' });
  const found = await fitting(athena, execution, from);
  if (found === undefined) return no(409, 'row-size', 'one row is larger than an answer may be; select fewer columns');
  const rows = page === undefined && repeatsNames(query, found) ? found.rows.slice(1) : found.rows;

  const { access } = await again();
  if (!access.allowed) return { ok: false, status: 403, refusals: access.refusals };

  const asked: PageToken | undefined =
    page === undefined || from === undefined ? undefined : { token: page, athena: from };
  const next: PageToken | undefined =
    found.next === undefined ? undefined : { token: ports.newId(), athena: found.next };
  const ran = await order(ports, {
    id,
    command: { kind: 'read-rows', reader: reader.id, rows: rows.length, ...(page === undefined ? {} : { page }) },
    actor: reader,
    commandId: ports.newId(),
    also: ({ pagesVersion }) => [afterReading(key, pagesVersion, asked, next)],
  });
  if (!ran.ok) return { ok: false, status: 409, refusals: ran.refusals };
  return { ok: true, columns: found.columns, rows, next: next?.token };
}

/** The page, or a shorter one if it would not fit into an answer; none where one row alone does not. */
async function fitting(athena: Athena, execution: string, from: string | undefined): Promise<RowsPage | undefined> {
  for (let rows = most.rows; rows >= 1; rows = Math.floor(rows / 8)) {
    const page = await athena.rows(execution, from, rows);
    if (JSON.stringify(page.rows).length <= most.characters) return page;
  }
  return undefined;
}

/** Whether Athena still has the result. */
export const isKept = ({ endedAt, askedAt }: QueryRecord, now: Instant): boolean =>
  Date.parse(endedAt ?? askedAt) + kept > Date.parse(now);

/** A question's first row is the names of its columns; a look at the catalogue has none. */
export function repeatsNames({ sqlKind }: QueryRecord, { columns, rows: [first] }: RowsPage): boolean {
  if (sqlKind === 'look' || first === undefined) return false;
  return sqlKind === 'rows' || columns.every(({ name }, index) => first[index] === name);
}
