// Long because twins, intervals and nested cells are three readings of the same two levels.
import type { Dimension, Measure, ModelCell } from '../table-model.ts';
import { type Axis, axesOf, type Region, spansOf } from './axes.ts';
import { chained, covered, type Edge, type Met } from './chains.ts';
import { isTotalCode } from './dimension-spans.ts';
import { type Level, levelOf, type Spot } from './levels.ts';
import { regionsWithin } from './regions-within.ts';
import { anyOverlap, holds, packed, tiling } from './span.ts';
import type { Work } from './work.ts';

/** Two measures over the dimensions that both tables have. */
export interface Pair {
  readonly measure: Measure;
  readonly old: Measure;
  readonly axes: readonly Axis[];
}

export const pairOf = (measure: Measure, old: Measure): Pair => ({
  measure,
  old,
  axes: axesOf(measure.dimensions, old.dimensions),
});

/** Two cells, or sums of cells, of one group by name: what each table says of it. */
export interface Twin {
  readonly mine: Spot;
  readonly old: Spot;
  /** Both are of everybody. */
  readonly isWhole: boolean;
  /** Neither table publishes it: both are sums over what the other does not have. */
  readonly isImplied: boolean;
  /** The one that is no total but the sum of the categories that its table shows: what they leave out of the other is a group. */
  readonly short?: 'mine' | 'old';
  /** One of the two is a sum. */
  readonly isSummed: boolean;
}

export interface Compared {
  readonly twins: readonly Twin[];
  readonly met: readonly Met[];
  /** Cells of mine and of the other that no group of the other, or of mine, speaks of. */
  readonly alone: { readonly mine: readonly ModelCell[]; readonly old: readonly ModelCell[] };
}

/** More dimensions in common than this are compared all together and not by some of them. */
const mostAxes = 5;

/** Every group that the two tables determine: by cells of one group, by intervals of one dimension, and by cells that lie within another in several. */
export function compared(pair: Pair, work: Work): Compared {
  const twins: Twin[] = [];
  const met: Met[] = [];
  const spoken = { mine: new Set<ModelCell>(), old: new Set<ModelCell>() };
  for (const kept of keptOf(pair, work)) {
    if (work.isSpent) {
      work.leaveOut();
      break;
    }
    const levels = levelsOf(pair, kept, work);
    const hasSpans = kept.some(({ isSpans }) => isSpans);
    const found = twinsOf(levels, kept, pair);
    twins.push(...found);
    const within = kept.length > 0 ? inside(levels, kept, 'mine', work) : [];
    const around = kept.length > 0 ? inside(levels, kept, 'old', work) : [];
    const chains = hasSpans && !(levels.short.mine && levels.short.old) ? chainsOf(levels, kept, pair, work) : [];
    met.push(...within, ...around, ...chains);
    for (const one of [...within, ...around, ...chains]) {
      for (const cell of one.mine) spoken.mine.add(cell);
      for (const cell of one.old) spoken.old.add(cell);
    }
    if (kept.length === 0) continue;
    for (const one of found) {
      for (const cell of one.mine.cells) spoken.mine.add(cell);
      for (const cell of one.old.cells) spoken.old.add(cell);
    }
  }
  return {
    twins,
    met,
    alone: { mine: unspoken(pair.measure, spoken.mine), old: unspoken(pair.old, spoken.old) },
  };
}

const unspoken = ({ cells, dimensions }: Measure, spoken: ReadonlySet<ModelCell>): readonly ModelCell[] =>
  cells.filter(
    (cell) =>
      !spoken.has(cell) &&
      cell.value.kind === 'number' &&
      cell.key.every((code, index) => !isTotal(dimensions[index], code)),
  );

const isTotal = (dimension: Dimension | undefined, code: number): boolean =>
  dimension !== undefined && isTotalCode(dimension, code);

/** All of the axes, each choice of some of them, and none: the totals of both. */
function keptOf({ axes }: Pick<Pair, 'axes'>, work: Work): readonly (readonly Axis[])[] {
  if (axes.length > mostAxes) {
    work.leaveOut();
    return [axes, []];
  }
  return Array.from({ length: 2 ** axes.length }, (_, bits) => axes.filter((_, index) => (bits >> index) & 1));
}

interface Levels extends Record<'mine' | 'old', Level> {
  /** Whether a level leaves out people by summing over a dimension that the other table can fill otherwise, or of which it has one category. */
  readonly short: Record<'mine' | 'old', boolean>;
}

function levelsOf({ measure, old, axes }: Pair, kept: readonly Axis[], work: Work): Levels {
  const mine = levelOf(
    measure,
    kept.map((axis) => axis.mine),
    work,
  );
  const theirs = levelOf(
    old,
    kept.map((axis) => axis.old),
    work,
  );
  const others = axes.filter((axis) => !kept.includes(axis));
  return {
    mine,
    old: theirs,
    short: {
      mine: mine.isPartial || others.some((axis) => mine.summed.has(axis.mine)),
      old: theirs.isPartial || others.some((axis) => theirs.summed.has(axis.old)),
    },
  };
}

const regionsOf = ({ codes }: Spot, kept: readonly Axis[], side: 'mine' | 'old'): readonly (Region | undefined)[] =>
  kept.map(({ regions }, index) => regions[side][codes[index] ?? -1]);

const keyOf = (regions: readonly (Region | undefined)[]): string =>
  regions.map((region) => region?.key ?? '').join('\n');

function twinsOf(levels: Levels, kept: readonly Axis[], { axes }: Pair): readonly Twin[] {
  const { mine, old } = levels;
  // Sums over one set of categories and over another are of different people, and no total of either.
  if (levels.short.mine && levels.short.old) return [];
  const short = levels.short.mine ? 'mine' : levels.short.old ? 'old' : undefined;
  const isImplied = mine.summed.size > 0 && old.summed.size > 0;
  const isSummed = mine.summed.size > 0 || old.summed.size > 0;
  if (isImplied && axes.length === 0) return [];
  const theirs = new Map(old.spots.map((spot) => [keyOf(regionsOf(spot, kept, 'old')), spot]));
  return mine.spots.flatMap((spot): readonly Twin[] => {
    const other = theirs.get(keyOf(regionsOf(spot, kept, 'mine')));
    if (!other) return [];
    return [
      {
        mine: spot,
        old: other,
        isWhole: kept.length === 0,
        isImplied,
        isSummed,
        ...(short === undefined ? {} : { short }),
      },
    ];
  });
}

/** Cells of one side and those of the other that lie within them, where more than one dimension differs, or one that has no order. */
function inside(levels: Levels, kept: readonly Axis[], side: 'mine' | 'old', work: Work): readonly Met[] {
  const otherSide = side === 'mine' ? 'old' : 'mine';
  const [outer, inner, isShort] = [levels[side], levels[otherSide], levels.short[otherSide]];
  if (levels.short[side]) return [];
  const within = kept.map((axis) =>
    axis.regions[side].map((whole) => {
      const { isEqual, parts } =
        whole === undefined ? { isEqual: false, parts: [] } : regionsWithin(whole, axis.regions[otherSide], work);
      const codes = parts.map(({ code }) => code);
      if (isEqual) return { codes, isEqual, fills: true };
      if (whole?.kind !== 'span') return { codes, isEqual, fills: false };
      const spans = parts.flatMap(({ part }) => (part.kind === 'span' ? [part.span] : []));
      return {
        codes: packed(whole.span, spans).flatMap((at) => parts[at]?.code ?? []),
        isEqual,
        fills: tiling(whole.span, spans) !== undefined,
      };
    }),
  );
  const spots = new Map(inner.spots.map((spot) => [spot.codes.join(','), spot]));
  return outer.spots.flatMap((spot): readonly Met[] => {
    const lists = kept.map(
      (_, index) => within[index]?.[spot.codes[index] ?? -1] ?? { codes: [], isEqual: false, fills: false },
    );
    const differing = lists.flatMap(({ isEqual }, index) => (isEqual ? [] : [index]));
    // Intervals of one dimension are the business of chains, which know more of them.
    if (spot.value === undefined || differing.length === 0 || lists.some(({ codes }) => codes.length === 0)) return [];
    if (
      !isShort &&
      differing.length === 1 &&
      kept[differing[0] ?? 0]?.isSpans &&
      lists[differing[0] ?? 0] &&
      isSpan(kept, differing[0], spot, side)
    )
      return [];
    const size = lists.reduce((product, { codes }) => product * codes.length, 1);
    work.spend(size);
    if (size > mostParts || work.isSpent) {
      work.leaveOut();
      return [];
    }
    const parts = product(lists.map(({ codes }) => codes)).flatMap((codes) => spots.get(codes.join(',')) ?? []);
    if (parts.length === 0 || parts.some(({ value }) => value === undefined)) return [];
    const cells = parts.flatMap((part) => part.cells);
    return [
      {
        kind: !isShort && lists.every(({ fills }) => fills) ? 'same' : 'part',
        difference: spot.value - parts.reduce((sum, { value }) => sum + (value ?? 0), 0),
        slack: spot.room + parts.reduce((sum, { room }) => sum + room, 0),
        mine: side === 'mine' ? spot.cells : cells,
        old: side === 'mine' ? cells : spot.cells,
      },
    ];
  });
}

/** One cell within which more cells of another table lie than this is compared by its margins alone. */
const mostParts = 20_000;

const isSpan = (kept: readonly Axis[], index: number | undefined, spot: Spot, side: 'mine' | 'old'): boolean =>
  kept[index ?? 0]?.regions[side][spot.codes[index ?? 0] ?? -1]?.kind === 'span';

function product(lists: readonly (readonly number[])[]): readonly (readonly number[])[] {
  let all: readonly (readonly number[])[] = [[]];
  for (const list of lists) all = all.flatMap((one) => list.map((code) => [...one, code]));
  return all;
}

/** The intervals of each ordered dimension, for every choice of categories of the others that both tables have. */
function chainsOf(levels: Levels, kept: readonly Axis[], pair: Pair, work: Work): readonly Met[] {
  return kept.flatMap((axis, index) => {
    if (!axis.isSpans) return [];
    const slices = new Map<string, Edge[]>();
    const unread = new Map<string, number>();
    const withheld = new Set<string>();
    for (const side of ['mine', 'old'] as const) {
      for (const spot of levels[side].spots) {
        const regions = regionsOf(spot, kept, side);
        const region = regions[index];
        const key = keyOf(regions.toSpliced(index, 1));
        if (region?.kind !== 'span')
          unread.set(`${side}\n${key}`, (unread.get(`${side}\n${key}`) ?? 0) + (spot.value ?? Number.NaN));
        else if (spot.value === undefined) withheld.add(`${side}\n${key}`);
        else {
          const edges = slices.get(key) ?? [];
          edges.push({ ...region.span, side, value: spot.value, room: spot.room, cells: spot.cells });
          slices.set(key, edges);
        }
      }
    }
    const { short } = levels;
    if (short.mine || short.old)
      return [...slices.values()].flatMap((edges) => covered(edges, short.mine ? 'mine' : 'old', work));
    for (const [key, edge] of wholes(kept, index, pair, { slices, unread, withheld }, work))
      slices.get(key)?.push(edge);
    return [...slices.values()].flatMap((edges) => chained(edges, work).filter((one) => !isOneToOne(one)));
  });
}

interface Slices {
  readonly slices: ReadonlyMap<string, readonly Edge[]>;
  /** People of a category that is no interval, such as an unknown age, by side and slice. */
  readonly unread: ReadonlyMap<string, number>;
  /** Sides and slices with an interval that is not told. */
  readonly withheld: ReadonlySet<string>;
}

/** Compared already, as cells of one group. */
const isOneToOne = ({ kind, mine, old }: Met): boolean => kind === 'same' && mine.length === 1 && old.length === 1;

/**
 * A total that its own table does not break down to the end is a count of everybody; another is a sum, and says no more than its parts do. People of no
 * known age are taken out where the table shows them.
 */
function wholes(
  kept: readonly Axis[],
  index: number,
  pair: Pair,
  { slices, unread, withheld }: Slices,
  work: Work,
): readonly (readonly [string, Edge])[] {
  const axis = kept[index];
  const fewer = kept.toSpliced(index, 1);
  const above = levelsOf(pair, fewer, work);
  if (!axis) return [];
  const floor = [...axis.regions.mine, ...axis.regions.old].some(
    (region) => region?.kind === 'span' && region.span.from < 0,
  )
    ? -Infinity
    : 0;
  return (['mine', 'old'] as const).flatMap((side) => {
    if (above[side].summed.has(axis[side])) return [];
    return above[side].spots.flatMap((spot): readonly (readonly [string, Edge])[] => {
      const key = keyOf(regionsOf(spot, fewer, side));
      const own = (slices.get(key) ?? []).filter((edge) => edge.side === side);
      const value = (spot.value ?? Number.NaN) - (unread.get(`${side}\n${key}`) ?? 0);
      const listed = packed({ from: -Infinity, to: Infinity }, own);
      const sum = listed.reduce((all, at) => all + (own[at]?.value ?? 0), 0);
      const room = spot.room + listed.reduce((all, at) => all + (own[at]?.room ?? 0), 0);
      if (Number.isNaN(value) || withheld.has(`${side}\n${key}`) || value - sum <= room) return [];
      const { cells } = spot;
      return [[key, { from: floor, to: Infinity, side, value, room: spot.room, cells }] as const];
    });
  });
}

/** What overlapping intervals of one table give away by themselves, such as `under 40` beside `40 and under`. */
export function ownChains(measure: Measure, work: Work): readonly Met[] {
  const overlapping = measure.dimensions.some((dimension) =>
    anyOverlap(spansOf(dimension).flatMap((span) => span ?? [])),
  );
  if (!overlapping) return [];
  const { axes } = pairOf(measure, measure);
  return keptOf({ axes }, work).flatMap((kept) => {
    const level = levelOf(
      measure,
      kept.map((axis) => axis.mine),
      work,
    );
    return kept.flatMap((axis, index) => {
      if (!axis.isSpans) return [];
      const slices = new Map<string, Edge[]>();
      for (const spot of level.spots) {
        const regions = regionsOf(spot, kept, 'mine');
        const region = regions[index];
        if (region?.kind !== 'span' || spot.value === undefined) continue;
        const key = keyOf(regions.toSpliced(index, 1));
        const edges = slices.get(key) ?? [];
        edges.push({ ...region.span, side: 'mine', value: spot.value, room: spot.room, cells: spot.cells });
        slices.set(key, edges);
      }
      return [...slices.values()].flatMap((edges) => chained(edges, work, true));
    });
  });
}

/** Where each table's cells stand in words that both share: axis by axis, totals left out. */
export function coordinatesOf(
  { measure, old, axes }: Pair,
  side: 'mine' | 'old',
): (cell: ModelCell) => ReadonlyMap<string, string> {
  const { dimensions } = side === 'mine' ? measure : old;
  const places = dimensions.map((dimension, at) => {
    const index = axes.findIndex((axis) => axis[side] === at);
    const axis = axes[index];
    const name = axis ? `axis ${index}` : `${side} ${at}`;
    return dimension.codes.map((code, position): readonly [string, string] | undefined => {
      if (isTotalCode(dimension, position)) return undefined;
      return [name, axis?.regions[side][position]?.key ?? code];
    });
  });
  const known = new Map<ModelCell, ReadonlyMap<string, string>>();
  return (cell) => {
    const found =
      known.get(cell) ??
      new Map(
        cell.key.flatMap((code, index) => {
          const one = places[index]?.[code];
          return one ? [one] : [];
        }),
      );
    known.set(cell, found);
    return found;
  };
}

/** Cells of one table that fill a cell of the other: a whole and its parts along one ordered dimension. */
export function fillings(
  pair: Pair,
  side: 'mine' | 'old',
  work: Work,
): readonly { readonly whole: ModelCell; readonly parts: readonly ModelCell[] }[] {
  const other = side === 'mine' ? 'old' : 'mine';
  const at = { mine: coordinatesOf(pair, 'mine'), old: coordinatesOf(pair, 'old') };
  const cells = { mine: pair.measure.cells, old: pair.old.cells };
  return pair.axes.flatMap((axis, index) => {
    if (!axis.isSpans) return [];
    const grouped = new Map<string, ModelCell[]>();
    const keyed = (cell: ModelCell, of: 'mine' | 'old') =>
      JSON.stringify([...at[of](cell)].filter(([name]) => name !== `axis ${index}`).sort());
    for (const cell of cells[other]) {
      const key = keyed(cell, other);
      const group = grouped.get(key);
      if (group) group.push(cell);
      else grouped.set(key, [cell]);
    }
    return cells[side].flatMap((whole) => {
      const region = axis.regions[side][whole.key[axis[side]] ?? -1];
      if (region?.kind !== 'span') return [];
      const candidates = (grouped.get(keyed(whole, side)) ?? []).flatMap((cell) => {
        const part = axis.regions[other][cell.key[axis[other]] ?? -1];
        return part?.kind === 'span' && holds(region.span, part.span) ? [{ cell, span: part.span }] : [];
      });
      work.spend(candidates.length);
      const filled = tiling(
        region.span,
        candidates.map(({ span }) => span),
      );
      return filled && filled.length > 1
        ? [{ whole, parts: filled.flatMap((one) => candidates[one]?.cell ?? []) }]
        : [];
    });
  });
}
