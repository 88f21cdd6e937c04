// Long because the kinds of group that intervals determine are proved complete only together.
import type { ModelCell } from '../table-model.ts';
import type { Span } from './span.ts';
import type { Work } from './work.ts';

/** A published count of everybody from one end to another. */
export interface Edge extends Span {
  readonly side: 'mine' | 'old';
  readonly value: number;
  readonly room: number;
  readonly cells: readonly ModelCell[];
}

/** A group that both tables together determine. */
export interface Met {
  /** `same`: each table counts it, and these are the two counts' difference. `part`: neither does, and this is its count. */
  readonly kind: 'same' | 'part';
  readonly difference: number;
  readonly slack: number;
  readonly mine: readonly ModelCell[];
  readonly old: readonly ModelCell[];
}

/**
 * Counts of intervals are differences of one running count, so that whatever hangs together through shared ends is known from any end to any other. What
 * two tables determine and neither does alone is thus: intervals between ends that hang together only through both, and what one such chain leaves
 * of an interval when that of another is taken out of its middle. Of either it is enough to look at the smallest, for a larger one has more people.
 * `alone`: of one table, whose own cells are no news.
 */
export function chained(edges: readonly Edge[], work: Work, alone = false): readonly Met[] {
  const mine = edges.filter(({ side }) => side === 'mine');
  const old = edges.filter(({ side }) => side === 'old');
  if (!alone && (mine.length === 0 || old.length === 0)) return [];
  work.spend(edges.length * 8);
  const both = forest(edges);
  if (alone) {
    const known = new Set(mine.map(({ from, to }) => `${from},${to}`));
    const isKnown = (from: number, to: number) => known.has(`${from},${to}`);
    return paid(
      [...neighbours(both, isKnown), ...sharedEnds(mine, mine, isKnown), ...middles(both, () => false, work)],
      work,
    );
  }
  const [own, theirs] = [forest(mine), forest(old)];
  const isKnown = (from: number, to: number) => own.together(from, to) || theirs.together(from, to);
  const isOneSided = (path: readonly Step[]) => new Set(path.map(({ edge }) => edge.side)).size < 2;
  return paid(
    [
      ...twice(own, theirs),
      ...sharedEnds(mine, old, isKnown),
      ...neighbours(both, isKnown),
      ...middles(both, isOneSided, work),
    ],
    work,
  );
}

/** A group costs as many cells as it is worked out from. */
function paid(met: readonly Met[], work: Work): readonly Met[] {
  work.spend(met.reduce((sum, { mine, old }) => sum + mine.length + old.length, 0) / 4);
  return met;
}

/** More ends than this in one chain are not paired with each other. */
const mostEnds = 200;

/** Intervals of which one table counts everybody and the other, `short`, some: what is left of the shortest that hold each of theirs. */
export function covered(edges: readonly Edge[], short: Edge['side'], work: Work): readonly Met[] {
  const outer = forest(edges.filter(({ side }) => side !== short));
  const inner = forest(edges.filter(({ side }) => side === short));
  const [chains, outermost] = [[...chainsIn(inner).values()], [...chainsIn(outer).values()]];
  return chains.flatMap((ends) => {
    work.spend(ends.length ** 2 * (1 + outer.ends.length / 64));
    if (ends.length > mostEnds || work.isSpent) {
      work.leaveOut();
      return [];
    }
    return ends.flatMap((low, index) =>
      ends.slice(index + 1).flatMap((high) =>
        outermost.flatMap((around): readonly Met[] => {
          const [from, to] = [around.findLast((end) => end <= low), around.find((end) => end >= high)];
          if (from === undefined || to === undefined) return [];
          return [metBy('part', [...outer.path(from, to), ...turned(inner.path(low, high))])];
        }),
      ),
    );
  });
}

function chainsIn({ ends, chainOf }: Forest): ReadonlyMap<number, readonly number[]> {
  const chains = new Map<number, number[]>();
  for (const end of ends) {
    const chain = chainOf.get(end) ?? end;
    const known = chains.get(chain);
    if (known) known.push(end);
    else chains.set(chain, [end]);
  }
  return chains;
}

interface Step {
  readonly edge: Edge;
  readonly sign: 1 | -1;
}
interface Forest {
  /** Ends in rising order, and the chain of each. */
  readonly ends: readonly number[];
  readonly chainOf: ReadonlyMap<number, number>;
  together(a: number, b: number): boolean;
  /** From one end to another of the same chain. */
  path(from: number, to: number): readonly Step[];
}

function forest(edges: readonly Edge[]): Forest {
  const next = new Map<number, { readonly edge: Edge; readonly end: number }[]>();
  const put = (at: number, edge: Edge, end: number) => {
    const known = next.get(at);
    if (known) known.push({ edge, end });
    else next.set(at, [{ edge, end }]);
  };
  for (const edge of edges) {
    put(edge.from, edge, edge.to);
    put(edge.to, edge, edge.from);
  }
  const ends = [...next.keys()].sort((a, b) => a - b);
  const chainOf = new Map<number, number>();
  const up = new Map<number, { readonly edge: Edge; readonly end: number; readonly depth: number }>();
  for (const root of ends) {
    if (chainOf.has(root)) continue;
    // Grows while it is gone through.
    const queue = [root];
    chainOf.set(root, root);
    for (const at of queue) {
      for (const { edge, end } of next.get(at) ?? []) {
        if (chainOf.has(end)) continue;
        chainOf.set(end, root);
        up.set(end, { edge, end: at, depth: (up.get(at)?.depth ?? 0) + 1 });
        queue.push(end);
      }
    }
  }
  return {
    ends,
    chainOf,
    together: (a, b) => chainOf.has(a) && chainOf.get(a) === chainOf.get(b),
    path(from, to) {
      const [rising, falling]: [Step[], Step[]] = [[], []];
      let [a, b] = [from, to];
      while (a !== b) {
        const [left, right] = [up.get(a), up.get(b)];
        if (left && (!right || left.depth >= right.depth)) {
          rising.push({ edge: left.edge, sign: left.edge.from === a ? 1 : -1 });
          a = left.end;
        } else if (right) {
          falling.push({ edge: right.edge, sign: right.edge.to === b ? 1 : -1 });
          b = right.end;
        } else return [];
      }
      return [...rising, ...falling.reverse()];
    },
  };
}

const metBy = (kind: Met['kind'], steps: readonly Step[]): Met => ({
  kind,
  difference: steps.reduce((sum, { edge, sign }) => sum + sign * edge.value, 0),
  slack: steps.reduce((sum, { edge }) => sum + edge.room, 0),
  mine: steps.flatMap(({ edge }) => (edge.side === 'mine' ? edge.cells : [])),
  old: steps.flatMap(({ edge }) => (edge.side === 'old' ? edge.cells : [])),
});

const turned = (steps: readonly Step[]): readonly Step[] =>
  steps.map(({ edge, sign }) => ({ edge, sign: sign === 1 ? -1 : 1 }));

/** Groups that each of the tables counts by itself. */
function twice(own: Forest, theirs: Forest): readonly Met[] {
  const met: Met[] = [];
  const last = new Map<string, number>();
  for (const end of own.ends) {
    if (!theirs.chainOf.has(end)) continue;
    const chains = `${own.chainOf.get(end)},${theirs.chainOf.get(end)}`;
    const before = last.get(chains);
    if (before !== undefined) met.push(metBy('same', [...own.path(before, end), ...turned(theirs.path(before, end))]));
    last.set(chains, end);
  }
  return met;
}

/** Of more intervals than these that begin or end together, each is held against so many next to it: what lies further apart has more people. */
const mostTogether = 200;
const nextTo = 8;

/** Two intervals that begin or end together: what the longer has more. */
function sharedEnds(
  mine: readonly Edge[],
  old: readonly Edge[],
  isKnown: (a: number, b: number) => boolean,
): readonly Met[] {
  const met: Met[] = [];
  for (const end of ['from', 'to'] as const) {
    const other = end === 'from' ? 'to' : 'from';
    const at = new Map<number, Edge[]>();
    for (const edge of old) {
      const known = at.get(edge[end]);
      if (known) known.push(edge);
      else at.set(edge[end], [edge]);
    }
    for (const many of at.values()) if (many.length > mostTogether) many.sort((a, b) => a[other] - b[other]);
    for (const edge of mine) {
      for (const one of besides(edge[other], at.get(edge[end]) ?? [], other)) {
        const [low, high] = [Math.min(edge[other], one[other]), Math.max(edge[other], one[other])];
        if (low === high || isKnown(low, high)) continue;
        const isLonger = end === 'from' ? edge.to > one.to : edge.from < one.from;
        const [long, short] = isLonger ? [edge, one] : [one, edge];
        met.push(
          metBy('part', [
            { edge: long, sign: 1 },
            { edge: short, sign: -1 },
          ]),
        );
      }
    }
  }
  return met;
}

/** All of them, or of many, which are sorted by their other end, those next to a place. */
function besides(place: number, many: readonly Edge[], other: 'from' | 'to'): readonly Edge[] {
  if (many.length <= mostTogether) return many;
  let [low, high] = [0, many.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((many[middle]?.[other] ?? place) < place) low = middle + 1;
    else high = middle;
  }
  return many.slice(Math.max(0, low - nextTo), low + nextTo + 1);
}

/** Between one end of a chain and its next. */
function neighbours(both: Forest, isKnown: (a: number, b: number) => boolean): readonly Met[] {
  const met: Met[] = [];
  const last = new Map<number, number>();
  for (const end of both.ends) {
    const chain = both.chainOf.get(end) ?? end;
    const before = last.get(chain);
    if (before !== undefined && !isKnown(before, end)) met.push(metBy('part', both.path(before, end)));
    last.set(chain, end);
  }
  return met;
}

/** Of more pairs of places where two chains change over, no more are looked at; there are as many bands on each. */
const mostCrossings = 200;

/** What is left of an interval of one chain when one of another is taken out of its middle. */
function middles(both: Forest, isNoNews: (path: readonly Step[]) => boolean, work: Work): readonly Met[] {
  const several = [...chainsIn(both).values()];
  if (several.length < 2) return [];
  if (several.length > mostCrossings) {
    work.leaveOut();
    return [];
  }
  return several.flatMap((outer) =>
    several.flatMap((inner) => {
      if (outer === inner) return [];
      const outermost = new Set(outer);
      const merged = [...outer, ...inner].sort((a, b) => a - b);
      const [opening, closing]: [(readonly [number, number])[], (readonly [number, number])[]] = [[], []];
      merged.forEach((end, index) => {
        const next = merged[index + 1];
        if (next === undefined || outermost.has(end) === outermost.has(next)) return;
        (outermost.has(end) ? opening : closing).push([end, next]);
      });
      work.spend(opening.length * closing.length * 4);
      if (opening.length > mostCrossings || work.isSpent) {
        work.leaveOut();
        return [];
      }
      return opening.flatMap(([a, c]) =>
        closing.flatMap(([d, b]) => {
          if (d <= c) return [];
          const path = [...both.path(a, b), ...turned(both.path(c, d))];
          return isNoNews(path) ? [] : [metBy('part', path)];
        }),
      );
    }),
  );
}
