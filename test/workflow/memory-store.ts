import type { Change, Item, Key, Store } from '../../lambdas/workflow/contract.ts';
import { assertFits } from '../../lambdas/workflow/limits.ts';

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
  const table = new Map<string, Map<string, { readonly version: number; readonly text: string }>>();
  const locked = new Set<string>();
  const calls = { get: 0, list: 0, commit: 0 };

  const at = ({ partition, sort }: Key) => table.get(partition)?.get(sort);
  const sortsOf = (partition: string) => [...(table.get(partition)?.keys() ?? [])].sort();
  const read = (key: Key): Item | undefined => {
    const found = at(key);
    return found && JSON.parse(found.text);
  };
  const readAll = (partition: string, sorts: readonly string[]) =>
    sorts.flatMap((sort) => read({ partition, sort }) ?? []);

  const holds = (change: Change): boolean => {
    const version = at(keyOf(change))?.version ?? 0;
    if (change.kind === 'create') return version === 0;
    if (change.kind === 'replace') return version !== 0 && version === change.item.version - 1;
    return version === change.version || (change.kind === 'remove' && version === 0);
  };
  const apply = (change: Change): void => {
    const { partition, sort } = keyOf(change);
    const sorts = table.get(partition) ?? new Map();
    table.set(partition, sorts);
    if (change.kind === 'remove') sorts.delete(sort);
    if (change.kind !== 'create' && change.kind !== 'replace') return;
    sorts.set(sort, { version: change.item.version, text: JSON.stringify(change.item) });
  };

  return {
    calls,
    items: (partition) =>
      (partition === undefined ? [...table.keys()].sort() : [partition]).flatMap((one) => readAll(one, sortsOf(one))),
    async get(key) {
      calls.get++;
      return read(key);
    },
    async list(partition, { after, until, limit = pageSize } = {}) {
      calls.list++;
      const all = sortsOf(partition).filter(
        (sort) => (after === undefined || sort > after) && (until === undefined || sort <= until),
      );
      const sorts = all.slice(0, Math.min(limit, pageSize));
      return { items: readAll(partition, sorts), next: sorts.length < all.length ? sorts.at(-1) : undefined };
    },
    async commit(changes) {
      calls.commit++;
      assertFits(changes);
      const keys = changes.map((change) => named(keyOf(change)));
      if (keys.some((key) => locked.has(key)) || !changes.every(holds)) return 'changed';
      for (const key of keys) locked.add(key);
      for (const change of changes) {
        if (between !== undefined) await between();
        apply(change);
      }
      for (const key of keys) locked.delete(key);
      return 'committed';
    },
  };
}

const keyOf = (change: Change): Key =>
  change.kind === 'create' || change.kind === 'replace' ? change.item : change.key;

const named = ({ partition, sort }: Key): string => `${partition}\u0000${sort}`;
