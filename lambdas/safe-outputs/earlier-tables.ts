import { everyItem } from '../workflow/history.ts';
import type { AirlockLine } from './airlock/airlock-lines.ts';
import type { CheckerPorts } from './checker-ports.ts';
import { type AirlockRequest, requestsOf } from './contract.ts';
import type { EarlierTable, FileReport } from './disclosure/contract.ts';
import { type Overlap, reportIn, type StoredTables, tablesIn } from './stored-report.ts';

/** Where the tables of a release lie beside it. */
export const tablesKey = (project: string, request: string): string => `${project}/${request}/tables.json`;

/** A release that was begun may have left, whatever became of the request. */
const maybeOut: readonly AirlockLine['state'][] = ['releasing', 'failed', 'revoked', 'released'];
/** What may leave yet without being checked again. */
const mayLeave: readonly AirlockLine['state'][] = ['checking', 'in-review', 'approved', 'releasing', 'failed'];

export interface KnownTables {
  /** Every table that the project has released: what is revoked is known all the same to whoever fetched it. */
  readonly earlier: readonly EarlierTable[];
  /** Of its other requests that are checked and not over: two that are looked at side by side could be subtracted from each other as well. */
  readonly beside: readonly EarlierTable[];
}

/**
 * What the tables of a request are held against. Of two that are checked at once the one that was frozen later waits for the other's report, so that one of
 * them always knows of both. `wait`: a report that must be known is still to come.
 * @throws where a release has no tables to show: nothing is checked against less than all.
 */
export async function knownTables(
  ports: Pick<CheckerPorts, 'store' | 'releases' | 'reviews' | 'desk'>,
  own: AirlockRequest,
): Promise<KnownTables | 'wait'> {
  const lines = (await everyItem(ports.store, requestsOf(own.project))).map(
    ({ body }) => body as unknown as AirlockLine,
  );
  const earlier: EarlierTable[] = [];
  const beside: EarlierTable[] = [];
  for (const line of lines) {
    if (line.id === own.id || line.direction !== 'out') continue;
    const of = ({ tables }: StoredTables) =>
      tables.map(({ place, table }) => ({ release: line.id, file: place, table }));
    const pinned = maybeOut.includes(line.state)
      ? await ports.releases.newest(tablesKey(own.project, line.id))
      : undefined;
    if (pinned !== undefined) {
      earlier.push(...of(await tablesIn(ports.releases, pinned)));
      continue;
    }
    if (line.releasedAt !== undefined) throw new Error('a release has no tables');
    if (!mayLeave.includes(line.state)) continue;
    const pending = await pendingTables(ports, line, own);
    if (pending === 'wait') return 'wait';
    if (pending !== undefined) beside.push(...of(pending));
  }
  return { earlier, beside };
}

/** Undefined: it leaves in no way but by another check, which will know of ours. */
async function pendingTables(
  { desk, reviews }: Pick<CheckerPorts, 'desk' | 'reviews'>,
  line: AirlockLine,
  own: AirlockRequest,
): Promise<StoredTables | 'wait' | undefined> {
  const other = (await desk.request(line.id))?.request;
  const again = line.state === 'failed' && other?.failedIn !== 'approved' && other?.failedIn !== 'releasing';
  if (again) return undefined;
  if (other?.report === undefined) {
    const first = line.since < own.since || (line.since === own.since && line.id < own.id);
    return line.state !== 'checking' || first ? 'wait' : undefined;
  }
  if (other.report.verdict === 'blocked') return undefined;
  return tablesIn(reviews, (await reportIn(reviews, other.report)).tables);
}

const plain = (heading: string): string => heading.trim().toLowerCase();

/** Earlier tables of which a table of the request has columns: those that a reviewer must see beside it. */
export const overlapsOf = (
  files: readonly { readonly file: string; readonly report: FileReport }[],
  earlier: readonly EarlierTable[],
): readonly Overlap[] =>
  files.flatMap(({ file, report }) => {
    const ours = new Set(report.tables.flatMap(({ header }) => header.map(plain)).filter((one) => one !== ''));
    return earlier.flatMap(({ release, file: place, table }) => {
      const columns = table.header.filter((one) => ours.has(plain(one)));
      return columns.length === 0 ? [] : [{ release, place, file, columns, table }];
    });
  });
