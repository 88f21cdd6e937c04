import type { Cell } from '../contract.ts';
import { numberAt } from './contributors.ts';
import type { Measure, ModelCell, TableModel } from './table-model.ts';

export interface Percentage {
  readonly at: Cell;
  readonly row: number;
  readonly percentage: number;
  /** Below nothing for a share of one that is told to less than two places. */
  readonly decimals: number;
}

/** Whether a measure holds shares of one, which are taken for percentages with two decimals fewer. */
export function isShareOfOne({ cells, name }: Measure): boolean {
  const called = /%|percent|pct|perc/i.test(name);
  return !called && cells.every(({ value }) => value.kind !== 'number' || (!value.percent && value.value <= 1));
}

export function percentagesOf(measure: Measure): readonly Percentage[] {
  const ofOne = isShareOfOne(measure);
  return measure.cells.flatMap(({ at, row, value }) =>
    value.kind === 'number'
      ? [
          {
            at,
            row,
            percentage: ofOne ? value.value * 100 : value.value,
            decimals: ofOne ? value.decimals - 2 : value.decimals,
          },
        ]
      : [],
  );
}

/** What percentages are shares of, found by working them out again. */
export type Share =
  /** Of one column of counts in all of it, total or sum. */
  | { readonly of: 'column'; readonly part: Measure; readonly whole: number }
  /** Of one count in another of the same row. */
  | { readonly of: 'row'; readonly part: Measure; readonly whole: Measure };

export function shareOf(model: TableModel, measure: Measure): Share | undefined {
  const percentages = percentagesOf(measure);
  const counts = model.counts.filter(({ name }) => name !== '');
  const agree = (of: (row: number) => number | undefined) => {
    const told = percentages.filter(({ row }) => of(row) !== undefined);
    return (
      told.length > 0 &&
      told.every((one) => Math.abs((of(one.row) ?? 0) - one.percentage) <= 0.5 * 10 ** -one.decimals + 1e-9)
    );
  };
  for (const part of counts) {
    const at = numberAt(part);
    const whole = sumOf(part) ?? guessed(percentages, at);
    if (whole !== undefined && agree((row) => ratio(at(row), whole))) return { of: 'column', part, whole };
    const other = counts.find((one) => one !== part && agree((row) => ratio(at(row), numberAt(one)(row))));
    if (other) return { of: 'row', part, whole: other };
  }
  return undefined;
}

export const ratio = (part: number | undefined, whole: number | undefined): number | undefined =>
  part === undefined || whole === undefined || whole === 0 ? undefined : (part / whole) * 100;

/** The whole of a column of counts: its total, or the sum of what is not one. */
export function sumOf({ cells, dimensions }: Measure): number | undefined {
  const isTotal = ({ key }: ModelCell) => key.some((code, index) => code === dimensions[index]?.total);
  const numbers = (some: readonly ModelCell[]) =>
    some.flatMap(({ value }) => (value.kind === 'number' ? [value.value] : []));
  const whole = numbers(cells.filter(isTotal));
  if (whole.length > 0) return Math.max(...whole);
  const parts = numbers(cells);
  return parts.length < cells.length ? undefined : parts.reduce((sum, one) => sum + one, 0);
}

/** A whole that is withheld, from the largest of two shares or more that are told with their counts. */
function guessed(percentages: readonly Percentage[], at: (row: number) => number | undefined): number | undefined {
  const told = percentages.filter(({ row, percentage }) => at(row) !== undefined && percentage > 0);
  const largest = told.reduce<Percentage | undefined>(
    (most, one) => (most && most.percentage >= one.percentage ? most : one),
    undefined,
  );
  const part = largest && at(largest.row);
  return told.length < 2 || largest === undefined || part === undefined
    ? undefined
    : Math.round((part / largest.percentage) * 100);
}
