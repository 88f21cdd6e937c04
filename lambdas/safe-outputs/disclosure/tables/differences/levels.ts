import type { Dimension, Measure, ModelCell } from '../table-model.ts';
import { spansOf } from './axes.ts';
import { isTotalCode } from './dimension-spans.ts';
import { anyOverlap, packed } from './span.ts';
import type { Work } from './work.ts';

/** What a table says of one group, in one cell or in the sum of several. */
export interface Spot {
  /** Position of the code in each axis that the level keeps, in their order. */
  readonly codes: readonly number[];
  /** Undefined where a cell of it is withheld or empty. */
  readonly value: number | undefined;
  /** How far the value is from the truth at most, by rounding alone. */
  readonly room: number;
  readonly cells: readonly ModelCell[];
}

/** A table by some of its dimensions, the others added up. */
export interface Level {
  readonly spots: readonly Spot[];
  /** Dimensions over which it has no total of its own: theirs is the sum of the cells that it shows. */
  readonly summed: ReadonlySet<number>;
  /** Of these, a dimension with one category, such as women alone: what is summed is a part of everybody. */
  readonly isPartial: boolean;
}

/** How far a published number is from the true one at most. */
export const roomOf = ({ rounding }: Measure): number =>
  rounding.method === 'none' ? 0 : rounding.method === 'nearest' ? rounding.base / 2 : 3;

/** Of bands that overlap, those that can be added up; undefined where none do. */
function apartOf(dimension: Dimension): ReadonlySet<number> | undefined {
  const spans = spansOf(dimension);
  const read = spans.flatMap((span, code) => (span ? [{ span, code }] : []));
  if (!anyOverlap(read.map(({ span }) => span))) return undefined;
  const chosen = packed(
    { from: -Infinity, to: Infinity },
    read.map(({ span }) => span),
  );
  const names = spans.flatMap((span, code) => (span ? [] : [code]));
  return new Set([...names, ...chosen.flatMap((at) => read[at]?.code ?? [])]);
}

/** `kept`: positions of dimensions. */
export function levelOf(measure: Measure, kept: readonly number[], work: Work): Level {
  const { dimensions, cells } = measure;
  work.spend(cells.length);
  const isTotal = dimensions.map((dimension) => dimension.codes.map((_, code) => isTotalCode(dimension, code)));
  const totals = dimensions.map(({ total }, index) => {
    if (kept.includes(index)) return undefined;
    if (total !== undefined && isTotal[index]?.[total]) return total;
    const found = isTotal[index]?.indexOf(true) ?? -1;
    return found < 0 ? undefined : found;
  });
  const summed = new Set(
    dimensions.flatMap((_, index) => (kept.includes(index) || totals[index] !== undefined ? [] : [index])),
  );
  const apart = dimensions.map((dimension, index) => (summed.has(index) ? apartOf(dimension) : undefined));
  const groups = new Map<string, { codes: number[]; cells: ModelCell[]; value: number | undefined }>();
  for (const cell of cells) {
    const belongs = cell.key.every((code, index) => {
      const total = totals[index];
      if (total !== undefined) return code === total;
      return isTotal[index]?.[code] !== true && apart[index]?.has(code) !== false;
    });
    if (!belongs) continue;
    const codes = kept.map((index) => cell.key[index] ?? 0);
    const key = codes.join(',');
    const group = groups.get(key) ?? { codes, cells: [], value: 0 };
    group.cells.push(cell);
    group.value =
      group.value === undefined || cell.value.kind !== 'number' ? undefined : group.value + cell.value.value;
    groups.set(key, group);
  }
  const room = roomOf(measure);
  const isPartial = dimensions.some(
    (_, index) => summed.has(index) && isTotal[index]?.filter((one) => !one).length === 1,
  );
  return {
    summed,
    isPartial,
    spots: [...groups.values()].map((group) => ({ ...group, room: room * group.cells.length })),
  };
}
