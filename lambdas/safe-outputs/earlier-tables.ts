import type { Store } from '../workflow/contract.ts';
import { everyItem } from '../workflow/history.ts';
import type { AirlockLine } from './airlock/airlock-lines.ts';
import type { ReadBucket } from './airlock-buckets.ts';
import { type AirlockRequest, requestsOf } from './contract.ts';
import type { EarlierTable, FileReport } from './disclosure/contract.ts';
import { type Overlap, tablesIn } from './stored-report.ts';

/** Where the tables of a release lie beside it. */
export const tablesKey = (project: string, request: string): string => `${project}/${request}/tables.json`;

/** A release that was begun may have left, whatever became of the request. */
const maybeOut: readonly AirlockLine['state'][] = ['releasing', 'failed', 'revoked', 'released'];

/**
 * Every table that the project has released: what is revoked is known all the same to whoever fetched it.
 * @throws where a release has none to show: nothing is checked against less than all.
 */
export async function earlierTables(
  { store, releases }: { readonly store: Store; readonly releases: ReadBucket },
  { project, id }: AirlockRequest,
): Promise<readonly EarlierTable[]> {
  const lines = (await everyItem(store, requestsOf(project))).map(({ body }) => body as unknown as AirlockLine);
  const found: EarlierTable[] = [];
  for (const line of lines) {
    if (line.id === id || line.direction !== 'out' || !maybeOut.includes(line.state)) continue;
    const pinned = await releases.newest(tablesKey(project, line.id));
    if (pinned === undefined) {
      if (line.releasedAt !== undefined) throw new Error('a release has no tables');
      continue;
    }
    const { tables } = await tablesIn(releases, pinned);
    found.push(...tables.map(({ place, table }) => ({ release: line.id, file: place, table })));
  }
  return found;
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
