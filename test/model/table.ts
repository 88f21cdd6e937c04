import type { Change, Item, Key, Page } from '../../lambdas/workflow/contract.ts';

type Partition = ReadonlyMap<string, Item>;

/**
 * A table as DynamoDB keeps one, held so that a whole world can begin where another stood: a partition is copied when it is first written to.
 * What it gives out is frozen, so that nobody shares an object with it that they can change.
 */
export interface Table {
  read(key: Key): Item | undefined;
  list(partition: string, page?: { after?: string; until?: string; limit?: number }): Page;
  /**
   * `changed` where a condition does not hold, or somebody is writing one of the items. Each is its next writer's as soon as it is written, whatever
   * of its transaction is still to come.
   */
  begin(changes: readonly Change[]): 'changed' | { apply(index: number): void; end(): void };
  items(partition: string): readonly Item[];
  fork(): Table;
}

const pageSize = 25;

export function tableOf(from: ReadonlyMap<string, Partition> = new Map()): Table {
  const partitions = new Map(from);
  const own = new Map<string, Map<string, Item>>();
  const sorted = new Map<string, readonly string[]>();
  const locked = new Set<string>();

  const writable = (partition: string): Map<string, Item> => {
    const mine = own.get(partition) ?? new Map(partitions.get(partition) ?? []);
    own.set(partition, mine);
    partitions.set(partition, mine);
    return mine;
  };
  const sorts = (partition: string): readonly string[] => {
    const known = sorted.get(partition) ?? [...(partitions.get(partition)?.keys() ?? [])].sort();
    sorted.set(partition, known);
    return known;
  };
  const read = ({ partition, sort }: Key) => partitions.get(partition)?.get(sort);
  const holds = (change: Change): boolean => {
    const version = read(keyOf(change))?.version ?? 0;
    if (change.kind === 'create') return version === 0;
    if (change.kind === 'replace') return version !== 0 && version === change.item.version - 1;
    return version === change.version || (change.kind === 'remove' && version === 0);
  };
  const all = (partition: string, names: readonly string[]): readonly Item[] =>
    names.flatMap((sort) => read({ partition, sort }) ?? []);

  return {
    read,
    list(partition, { after, until, limit = pageSize } = {}) {
      const names = sorts(partition).filter(
        (sort) => (after === undefined || sort > after) && (until === undefined || sort <= until),
      );
      const page = names.slice(0, Math.min(limit, pageSize));
      return { items: all(partition, page), next: page.length < names.length ? page.at(-1) : undefined };
    },
    begin(changes) {
      const names = changes.map((change) => nameOf(keyOf(change)));
      if (names.some((name) => locked.has(name)) || !changes.every(holds)) return 'changed';
      for (const name of names) locked.add(name);
      return {
        apply(index) {
          const change = changes[index];
          if (change === undefined) return;
          locked.delete(names[index] ?? '');
          if (change.kind === 'expect') return;
          const { partition, sort } = keyOf(change);
          if (change.kind !== 'replace') sorted.delete(partition);
          if (change.kind === 'remove') writable(partition).delete(sort);
          else writable(partition).set(sort, copied(change.item));
        },
        end() {
          for (const name of names) locked.delete(name);
        },
      };
    },
    items: (partition) => all(partition, sorts(partition)),
    fork: () => tableOf(partitions),
  };
}

export const keyOf = (change: Change): Key =>
  change.kind === 'create' || change.kind === 'replace' ? change.item : change.key;

const nameOf = ({ partition, sort }: Key): string => `${partition} ${sort}`;

/** As it comes back from the table: no field that is undefined, and nothing that can be written to. */
function copied<Value>(value: Value): Value {
  // What is frozen came out of a table: nobody else here freezes anything.
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (Array.isArray(value)) return Object.freeze(value.map(copied)) as Value;
  const copy: Record<string, unknown> = {};
  for (const [key, one] of Object.entries(value)) if (one !== undefined) copy[key] = copied(one);
  return Object.freeze(copy) as Value;
}
