import { canonical } from '../../lambdas/workflow/canonical.ts';
import type { Change, Item, Key, Store } from '../../lambdas/workflow/contract.ts';
import { assertFits } from '../../lambdas/workflow/limits.ts';

const named = ({ partition, sort }: Key) => canonical([partition, sort]);

export interface MemoryStore extends Store {
  /** Everything in it, in order of the keys, as a test sees it and no function can. */
  items(partition?: string): readonly Item[];
  /** Number of calls of each kind. */
  readonly calls: { get: number; list: number; commit: number };
}

export interface MemoryStoreOptions {
  readonly pageSize?: number;
  readonly between?: () => Promise<void>;
}

/**
 * The table, as its contract describes it: consistent, atomic, and no more lenient than DynamoDB; what it holds has been through JSON, so that
 * nobody shares an object with it. Pages are short, so that a caller who forgets the next page is found out.
 * @param between waited for between one item of a transaction and the next. Meanwhile others read some items as they are after it and some as they
 * were before, as with DynamoDB, and whoever would write any of them is turned away.
 */
export function memoryStore({ pageSize = 7, between }: MemoryStoreOptions = {}): MemoryStore {
  const locked = new Set<string>();
  const table = new Map<string, Item>();
  const calls = { get: 0, list: 0, commit: 0 };
  const copy = (item: Item): Item => JSON.parse(canonical(item));
  const ordered = () =>
    [...table.values()].sort((a, b) => compare(a.partition, b.partition) || compare(a.sort, b.sort));

  const holds = (change: Change): boolean => {
    if (change.kind === 'create') return !table.has(named(change.item));
    if (change.kind === 'replace') return table.get(named(change.item))?.version === change.item.version - 1;
    const version = table.get(named(change.key))?.version ?? 0;
    return change.kind === 'remove' ? version === 0 || version === change.version : version === change.version;
  };

  return {
    calls,
    items: (partition) =>
      ordered()
        .filter((item) => partition === undefined || item.partition === partition)
        .map(copy),
    async get(key) {
      calls.get++;
      const item = table.get(named(key));
      return item && copy(item);
    },
    async list(partition, { after, until, limit = pageSize } = {}) {
      calls.list++;
      const all = ordered().filter(
        ({ partition: its, sort }) =>
          its === partition && (after === undefined || sort > after) && (until === undefined || sort <= until),
      );
      const items = all.slice(0, Math.min(limit, pageSize)).map(copy);
      return { items, next: items.length < all.length ? items.at(-1)?.sort : undefined };
    },
    async commit(changes) {
      calls.commit++;
      assertFits(changes);
      const keys = changes.map((change) => named('item' in change ? change.item : change.key));
      if (keys.some((key) => locked.has(key)) || !changes.every(holds)) return 'changed';
      for (const key of keys) locked.add(key);
      for (const change of changes) {
        if (between !== undefined) await between();
        if (change.kind === 'create' || change.kind === 'replace') table.set(named(change.item), copy(change.item));
        if (change.kind === 'remove') table.delete(named(change.key));
      }
      for (const key of keys) locked.delete(key);
      return 'committed';
    },
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
