import type { Cell, Finding, Profile } from '../contract.ts';
import { cellsFinding } from './cells-finding.ts';
import { numberAt } from './contributors.ts';
import { impliedCounts, impliedVerdict } from './rules/implied-count.ts';
import type { Measure, ModelCell, TableModel } from './table-model.ts';

/** Percentages say how many people they are of wherever their denominator is published too; and how many they are not of. */
export function judgePercentages(model: TableModel, profile: Profile): readonly Finding[] {
  const few: Cell[] = [];
  const doubtful: Cell[] = [];
  const unknown: Cell[] = [];
  for (const measure of model.statistics.filter(({ role }) => role === 'percent')) {
    const percentages = scaled(measure);
    const denominator = denominatorOf(model, measure, percentages);
    for (const { at, row, percentage, decimals } of percentages) {
      const whole = denominator(row);
      if (whole === 'judged') continue;
      if (whole === undefined) unknown.push(at);
      else {
        const worst = [percentage, 100 - percentage].map((one) =>
          impliedVerdict(impliedCounts(one, decimals, whole), profile.threshold),
        );
        const nobody = profile.zeros === 'disclosive' && (percentage === 0 || percentage === 100);
        if (worst.includes('needs-fix') || nobody) few.push(at);
        else if (worst.includes('review')) doubtful.push(at);
      }
    }
  }
  const remedy = 'suppress the percentage, publish fewer decimals, or work it out from rounded counts';
  return [
    ...cellsFinding(few, {
      rule: 'implied-count',
      verdict: 'needs-fix',
      reason: `a percentage and its denominator imply a count of fewer than ${profile.threshold} people, or of all but fewer`,
      remedy,
    }),
    ...cellsFinding(doubtful, {
      rule: 'implied-count',
      verdict: 'review',
      reason: `a percentage and its denominator could imply a count of fewer than ${profile.threshold} people, or of all but fewer`,
      remedy,
    }),
    ...cellsFinding(unknown, {
      rule: 'denominator-unknown',
      verdict: 'review',
      reason: 'a percentage comes without the number of people that it is of',
      remedy: 'put the denominator beside it',
    }),
  ];
}

interface Percentage {
  readonly at: Cell;
  readonly row: number;
  readonly percentage: number;
  readonly decimals: number;
}

/** Shares of one are taken for percentages with two decimals fewer. */
function scaled({ cells, name }: Measure): readonly Percentage[] {
  const numbers = cells.flatMap((cell) => (cell.value.kind === 'number' ? [{ ...cell, value: cell.value }] : []));
  const called = /%|percent|pct|perc/i.test(name);
  const ofOne = !called && numbers.every(({ value }) => !value.percent && value.value <= 1);
  return numbers.map(({ at, row, value }) => ({
    at,
    row,
    percentage: ofOne ? value.value * 100 : value.value,
    decimals: ofOne ? value.decimals - 2 : value.decimals,
  }));
}

type Denominator = (row: number) => number | 'judged' | undefined;

/**
 * Where the percentages are the shares of a published count in its own column or row, or of one published count in another, they say no more than the
 * counts, which are judged.
 */
function denominatorOf(model: TableModel, measure: Measure, percentages: readonly Percentage[]): Denominator {
  const counts = model.counts.filter(({ name }) => name !== '');
  const agree = (of: (row: number) => number | undefined) =>
    percentages.length > 0 &&
    percentages.every(({ row, percentage, decimals }) => {
      const expected = of(row);
      return expected === undefined || Math.abs(expected - percentage) <= 0.5 * 10 ** -decimals + 1e-9;
    }) &&
    percentages.some(({ row }) => of(row) !== undefined);
  for (const count of counts) {
    const at = numberAt(count);
    const sum = sumOf(count);
    if (
      agree((row) => ratio(at(row), sum)) ||
      counts.some((other) => other !== count && agree((row) => ratio(at(row), numberAt(other)(row))))
    ) {
      return () => 'judged';
    }
  }
  const named =
    counts.find(({ name }) => /denom|population|total|^n$|list/i.test(name.trim())) ??
    counts.find(({ stem }) => stem === measure.stem) ??
    counts[0];
  return numberAt(named);
}

const ratio = (part: number | undefined, whole: number | undefined): number | undefined =>
  part === undefined || whole === undefined || whole === 0 ? undefined : (part / whole) * 100;

/** The whole of a column of counts: its total, or the sum of what is not one. */
function sumOf({ cells, dimensions }: Measure): number | undefined {
  const isTotal = ({ key }: ModelCell) => key.some((code, index) => code === dimensions[index]?.total);
  const numbers = (some: readonly ModelCell[]) =>
    some.flatMap(({ value }) => (value.kind === 'number' ? [value.value] : []));
  const whole = numbers(cells.filter(isTotal));
  if (whole.length > 0) return Math.max(...whole);
  const parts = numbers(cells);
  return parts.length < cells.length ? undefined : parts.reduce((sum, one) => sum + one, 0);
}
