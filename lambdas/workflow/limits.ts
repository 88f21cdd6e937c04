import { canonical } from './canonical.ts';
import type { Change } from './contract.ts';

/**
 * What one transaction may hold. Canonical JSON is never smaller than DynamoDB counts, but for a byte here and there, hence the margin.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
export const mostChanges = 100;
const margin = 0.95;
const mostBytes = 4 * 1024 * 1024 * margin;
const mostItemBytes = 400 * 1024 * margin;

/** Of a record, for commands that give; the other half is kept for those that take away. */
export const roomToGive = 200_000;

/** Whether a command made the state larger than it may: what shrinks it, or leaves its size, always has room. */
export const outgrows = (before: unknown, after: unknown, room: number | undefined): boolean => {
  if (room === undefined) return false;
  const bytes = Buffer.byteLength(canonical(after));
  return bytes > room && (before === undefined || bytes > Buffer.byteLength(canonical(before)));
};

/** Text in keys is printable ASCII: the table sorts by bytes and the code by UTF-16, which agree on nothing else for certain. */
const keyText = /^[\x20-\x7e]{1,1024}$/;

const keyOf = (change: Change) => (change.kind === 'create' || change.kind === 'replace' ? change.item : change.key);

/** @throws when the table would refuse the transaction whatever it holds: a bug of the workflow, found before anything is sent. */
export function assertFits(changes: readonly Change[]): void {
  if (changes.length === 0 || changes.length > mostChanges) {
    throw new Error(`a transaction has 1 to ${mostChanges} changes, got ${changes.length}; let one command do less`);
  }
  let sum = 0;
  const keys = new Set<string>();
  for (const change of changes) {
    const { partition, sort } = keyOf(change);
    const name = `${partition} / ${sort}`;
    if (!keyText.test(partition) || !keyText.test(sort)) {
      throw new Error(`a key is 1 to 1024 printable ASCII characters, got ${JSON.stringify(name)}`);
    }
    if (keys.has(name)) throw new Error(`${name}: a transaction touches an item once`);
    keys.add(name);
    if (change.kind !== 'create' && change.kind !== 'replace') continue;
    const bytes = Buffer.byteLength(canonical(change.item.body, name)) + name.length;
    if (bytes > mostItemBytes) {
      throw new Error(
        `${name}: an item has at most ${Math.floor(mostItemBytes)} bytes, got ${bytes}; keep lists elsewhere`,
      );
    }
    sum += bytes;
  }
  if (sum > mostBytes) throw new Error(`a transaction has at most ${Math.floor(mostBytes)} bytes, got ${sum}`);
}
