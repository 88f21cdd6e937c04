import type { Allowed } from './allowed.ts';
import type { Filtered } from './filter.ts';

export interface Comparison {
  /** Left out and not on the list: nobody has said how else they are verified. */
  readonly unexplained: readonly string[];
  /** On the list, and the emulator makes them now. */
  readonly stale: readonly string[];
  /** Values cut out of resources that were deployed; nothing allows any. */
  readonly cuts: readonly string[];
  /** Kind -> how many were left out. */
  readonly counts: ReadonlyMap<string, number>;
}

/** What was left out of a deployment, held against the list of what may be. */
export function compare(
  { leftOut, cuts }: Filtered,
  list: readonly Allowed[],
  supports: ReadonlySet<string>,
): Comparison {
  const counts = new Map<string, number>();
  for (const { kind } of leftOut) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const listed = new Set(list.map(({ kind }) => kind));
  return {
    unexplained: [...counts.keys()].filter((kind) => !listed.has(kind)).sort(),
    stale: [...listed].filter((kind) => supports.has(kind)).sort(),
    cuts: cuts.map(({ stack, logicalId, place, reference }) => `${stack}/${logicalId} ${place} (${reference})`),
    counts: new Map([...counts].sort(([one], [other]) => one.localeCompare(other))),
  };
}
