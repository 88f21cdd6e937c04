import { wordsOf } from '../heading-words.ts';
import type { Dimension } from '../table-model.ts';
import { isTotalCode, type Reading, readingOf } from './dimension-spans.ts';
import { isGeneric, isLikely, plainLabel, wholeOf } from './labels-alike.ts';
import { isSame, type Span, spanKey } from './span.ts';

/** What a category stands for where two tables are read side by side. */
export type Region =
  | { readonly kind: 'span'; readonly key: string; readonly span: Span }
  | { readonly kind: 'name'; readonly key: string; readonly within?: string };

/** A dimension that two tables have, whatever each calls it. */
export interface Axis {
  /** Positions of it among the dimensions of each. */
  readonly mine: number;
  readonly old: number;
  /** By position of the code; undefined of a total. */
  readonly regions: { readonly mine: readonly (Region | undefined)[]; readonly old: readonly (Region | undefined)[] };
  /** Where the two are one dimension, or two categories are one, by guess: what follows from it is for a human. */
  readonly doubtful: boolean;
  readonly isSpans: boolean;
}

interface Read {
  readonly dimension: Dimension;
  readonly reading: Reading;
  readonly concept: readonly string[];
}
const reads = new WeakMap<Dimension, Read>();

function readOf(dimension: Dimension): Read {
  const known = reads.get(dimension);
  if (known) return known;
  const read = { dimension, reading: readingOf(dimension), concept: conceptOf(dimension.name) };
  reads.set(dimension, read);
  return read;
}

export const spansOf = (dimension: Dimension): readonly (Span | undefined)[] => readOf(dimension).reading.spans;

const calendar = [
  'month',
  'months',
  'quarter',
  'year',
  'years',
  'date',
  'period',
  'week',
  'day',
  'fy',
  'financial',
  'time',
];
const saysNothing = new Set([
  ...['group', 'groups', 'grp', 'band', 'bands', 'category', 'cat', 'code', 'level', 'label', 'name', 'class', 'bin'],
  ...['range', 'type', 'variable', 'value', 'of', 'at', 'the', 'in', 'by', 'column', 'row', 'item', 'key', 'breakdown'],
]);

/** What a heading speaks of, in words that do not depend on who wrote it; none where it does not say. */
function conceptOf(name: string): readonly string[] {
  const words = wordsOf(name).flatMap((word) => {
    if (/^(age(s|d|bands?|groups?|grp|cat)?)$/.test(word)) return ['age'];
    if (word === 'gender') return ['sex'];
    if (calendar.includes(word)) return ['time'];
    if (word.startsWith('ethnic')) return ['ethnicity'];
    return saysNothing.has(word) ? [] : [word];
  });
  return [...new Set(words)].sort();
}

type Match = { readonly score: number; readonly doubtful: boolean } | undefined;

/** Dimensions that are one: by heading, or by their categories where a heading says nothing, or by many categories where headings disagree. */
export function axesOf(mine: readonly Dimension[], old: readonly Dimension[]): readonly Axis[] {
  const found = mine.flatMap((a, at) =>
    old.flatMap((b, oldAt) => {
      const match = matchOf(readOf(a), readOf(b));
      return match ? [{ ...match, at, oldAt }] : [];
    }),
  );
  found.sort((a, b) => b.score - a.score || a.at - b.at || a.oldAt - b.oldAt);
  const axes: Axis[] = [];
  for (const { at, oldAt, doubtful } of found) {
    const [a, b] = [mine[at], old[oldAt]];
    if (!a || !b || axes.some((one) => one.mine === at || one.old === oldAt)) continue;
    axes.push({ mine: at, old: oldAt, ...regionsOf(readOf(a), readOf(b), doubtful) });
  }
  return axes.sort((a, b) => a.mine - b.mine);
}

function matchOf(a: Read, b: Read): Match {
  const { shared, least, telling } = sharedOf(a, b);
  const half = shared > 0 && shared * 2 >= least;
  const [first, second] = [a.concept.join(' '), b.concept.join(' ')];
  const named = first !== '' && first === second;
  const sameKind = a.reading.kind === b.reading.kind;
  if (named || (first === second && a.dimension.name !== '' && b.dimension.name !== ''))
    return { score: 100 + Math.min(shared, 50), doubtful: false };
  if (!sameKind) return undefined;
  if (first === '' || second === '') {
    if (half) return { score: 60 + Math.min(shared, 30), doubtful: false };
    // Nothing but a heading tells numbers of one kind from those of another, and these have none.
    return a.reading.kind === 'name' ? undefined : { score: 20, doubtful: !(bands(a) && bands(b)) };
  }
  if (!half || telling < 2 || (a.reading.kind === 'number' && !bands(a))) return undefined;
  return { score: 40, doubtful: telling < 3 };
}

/** Of more than one year or whatever it is, which codes and ranks are not. */
const bands = ({ reading }: Read): boolean => reading.spans.some((span) => span && span.to - span.from > 1);

function sharedOf(a: Read, b: Read): { readonly shared: number; readonly least: number; readonly telling: number } {
  const keys = ({ dimension, reading }: Read) =>
    dimension.codes.flatMap((code, index) => {
      if (isTotalCode(dimension, index)) return [];
      const span = reading.spans[index];
      return [span ? spanKey(span) : plainLabel(code)];
    });
  const [mine, theirs] = [new Set(keys(a)), new Set(keys(b))];
  const shared = [...mine].filter((key) => theirs.has(key));
  return {
    shared: shared.length,
    least: Math.min(mine.size, theirs.size),
    telling: shared.filter((key) => !isGeneric(key)).length,
  };
}

function regionsOf(a: Read, b: Read, unsure: boolean): Pick<Axis, 'regions' | 'doubtful' | 'isSpans'> {
  const comparable = a.reading.kind === b.reading.kind;
  const region = ({ dimension, reading }: Read) =>
    dimension.codes.map((code, index): Region | undefined => {
      if (isTotalCode(dimension, index)) return undefined;
      const span = comparable ? reading.spans[index] : undefined;
      if (span) return { kind: 'span', key: spanKey(span), span };
      const key = plainLabel(code);
      const within = wholeOf(key);
      return { kind: 'name', key, ...(within === undefined ? {} : { within }) };
    });
  const [mine, old] = [region(a), region(b)];
  const guessed = guesses(mine, old);
  const renamed = old.map((one): Region | undefined => {
    const key = one?.kind === 'name' ? guessed.get(one.key) : undefined;
    return key === undefined ? one : { kind: 'name', key };
  });
  return {
    regions: { mine, old: renamed },
    doubtful: unsure || guessed.size > 0 || (comparable && a.reading.kind !== 'name' && unlikeEnds(a, b)),
    isSpans: comparable && a.reading.kind !== 'name',
  };
}

/** An end that could be read in two ways matters where the other table has bands that end near it. */
function unlikeEnds(a: Read, b: Read): boolean {
  if (!a.reading.doubtful && !b.reading.doubtful) return false;
  return !b.reading.spans.every((span) => !span || a.reading.spans.some((one) => one && isSame(one, span)));
}

/** Names of the other table that are perhaps names of this one, each for one only. */
function guesses(
  mine: readonly (Region | undefined)[],
  old: readonly (Region | undefined)[],
): ReadonlyMap<string, string> {
  const names = (regions: readonly (Region | undefined)[], others: ReadonlySet<string>) =>
    [...new Set(regions.flatMap((one) => (one?.kind === 'name' && one.within === undefined ? [one.key] : [])))].filter(
      (key) => !others.has(key),
    );
  const keys = (regions: readonly (Region | undefined)[]) => new Set(regions.flatMap((one) => one?.key ?? []));
  const [here, there] = [names(mine, keys(old)), names(old, keys(mine))];
  if (here.length * there.length > mostGuesses) return new Map();
  const pairs = there.flatMap((theirs) =>
    here.filter((ours) => isLikely(ours, theirs)).map((ours) => [theirs, ours] as const),
  );
  const once = (key: string, side: 0 | 1) => pairs.filter((pair) => pair[side] === key).length === 1;
  return new Map(pairs.filter(([theirs, ours]) => once(theirs, 0) && once(ours, 1)));
}

/** Tables of more names than this on both sides are told alike by their numbers, if at all. */
const mostGuesses = 40_000;
