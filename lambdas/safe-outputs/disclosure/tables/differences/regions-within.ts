import type { Region } from './axes.ts';
import type { Work } from './work.ts';

interface Part {
  readonly code: number;
  readonly part: Region;
}
interface Sorted {
  readonly byKey: ReadonlyMap<string, readonly Part[]>;
  /** Names, by what they are some of. */
  readonly byWhole: ReadonlyMap<string, readonly Part[]>;
  /** Spans, by where they begin. */
  readonly spans: readonly (Part & { readonly part: Extract<Region, { kind: 'span' }> })[];
}
const sortedOf = new WeakMap<readonly (Region | undefined)[], Sorted>();

function groupedBy(parts: readonly Part[], nameOf: (part: Part) => string): ReadonlyMap<string, readonly Part[]> {
  const groups = new Map<string, Part[]>();
  for (const part of parts) {
    const name = nameOf(part);
    const group = groups.get(name);
    if (group) group.push(part);
    else groups.set(name, [part]);
  }
  return groups;
}

function sorted(regions: readonly (Region | undefined)[]): Sorted {
  const known = sortedOf.get(regions);
  if (known) return known;
  const parts = regions.flatMap((part, code) => (part ? [{ code, part }] : []));
  const own = {
    byKey: groupedBy(parts, ({ part }) => `${part.kind} ${part.key}`),
    byWhole: groupedBy(parts, ({ part }) => (part.kind === 'name' ? (part.within ?? '') : '')),
    spans: parts
      .flatMap(({ code, part }) => (part.kind === 'span' ? [{ code, part }] : []))
      .sort((a, b) => a.part.span.from - b.part.span.from),
  };
  sortedOf.set(regions, own);
  return own;
}

/** Those of `regions` that are all of `whole`; else those that are in it; in the order of their codes. Thousands of bands are not held against each other. */
export function regionsWithin(
  whole: Region,
  regions: readonly (Region | undefined)[],
  work: Work,
): { readonly isEqual: boolean; readonly parts: readonly Part[] } {
  const { byKey, byWhole, spans } = sorted(regions);
  const equal = byKey.get(`${whole.kind} ${whole.key}`);
  work.spend(1);
  if (equal) return { isEqual: true, parts: equal };
  if (whole.kind === 'name') return { isEqual: false, parts: (whole.key !== '' && byWhole.get(whole.key)) || [] };
  const { from, to } = whole.span;
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.part.span.from ?? from) < from) low = middle + 1;
    else high = middle;
  }
  const parts: Part[] = [];
  for (; low < spans.length && (spans[low]?.part.span.from ?? to) < to; low += 1) {
    const one = spans[low];
    if (one && one.part.span.to <= to) parts.push(one);
    work.spend(1 / 16);
  }
  return { isEqual: false, parts: parts.sort((a, b) => a.code - b.code) };
}
