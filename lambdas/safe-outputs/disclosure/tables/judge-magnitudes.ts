import type { Cell, Finding, Profile } from '../contract.ts';
import { cellsFinding, type Words } from './cells-finding.ts';
import { beside, type Contributors, contributorsOf, numberAt } from './contributors.ts';
import { isSkewedHeading } from './heading-words.ts';
import { type Contributions, isDominated } from './rules/dominance.ts';
import { isEstimable } from './rules/p-percent.ts';
import type { Measure, TableModel } from './table-model.ts';

/** Sums and means: who dominates them, and whether everybody has the same value. */
export function judgeMagnitudes(model: TableModel, profile: Profile): readonly Finding[] {
  const found = {
    dominated: [] as Cell[],
    estimable: [] as Cell[],
    same: [] as Cell[],
    unknown: [] as Cell[],
    negative: [] as Cell[],
  };
  for (const measure of model.statistics.filter(({ role }) => role === 'sum' || role === 'mean')) {
    const contributionsAt = contributionsOf(model, measure);
    const demanded = measure.role === 'sum' || isSkewedHeading(measure.name);
    for (const { at, value, row } of measure.cells) {
      if (value.kind !== 'number') continue;
      const contributions = contributionsAt(row);
      const [dominated, estimable] = contributions
        ? [isDominated(contributions, profile.dominance), isEstimable(contributions, profile.pPercent)]
        : [];
      const same = contributions ? contributions.total === 0 : measure.role === 'sum' && value.value === 0;
      if (same) found.same.push(at);
      if (dominated) found.dominated.push(at);
      if (estimable) found.estimable.push(at);
      if (!same && demanded && (dominated === undefined || estimable === undefined)) found.unknown.push(at);
    }
  }
  for (const measure of model.statistics.filter(({ role }) => role === 'spread')) {
    for (const { at, value } of measure.cells) if (value.kind === 'number' && value.value === 0) found.same.push(at);
  }
  const magnitudes = model.statistics.filter(({ role }) =>
    ['sum', 'mean', 'largest', 'second-largest', 'top-two'].includes(role),
  );
  for (const { cells } of [...model.counts, ...magnitudes]) {
    for (const { at, value } of cells) if (value.kind === 'number' && value.value < 0) found.negative.push(at);
  }
  const published = model.statistics.filter(({ role }) => role === 'largest' || role === 'second-largest');
  const largest = published.flatMap(({ cells }) =>
    cells.flatMap(({ at, value }) => (value.kind === 'number' ? [at] : [])),
  );
  return [
    ...cellsFinding(found.dominated, dominanceWords(profile)),
    ...cellsFinding(found.estimable, {
      rule: 'p-percent',
      verdict: 'needs-fix',
      reason: `the second largest contributor could tell the largest to within ${round(profile.pPercent * 100)} %`,
      remedy: 'suppress the cell and one more of its row and column, or merge categories',
    }),
    ...cellsFinding(found.same, sameWords),
    ...cellsFinding(found.unknown, {
      rule: 'contributions-unknown',
      verdict: 'review',
      reason:
        'a sum or mean of amounts comes without its two largest contributions, so that dominance cannot be judged',
      remedy: 'show the reviewers the total and the two largest contributions of each cell',
    }),
    ...cellsFinding(found.negative, {
      rule: 'negatives',
      verdict: 'review',
      reason: 'negative amounts or counts: dominance is judged on their sizes only',
      remedy: 'say what a negative value means here',
    }),
    ...cellsFinding(largest, {
      rule: 'largest-published',
      verdict: 'review',
      reason: 'the largest contributions are one person each',
      remedy: 'take these columns out of what is released; they are evidence for the reviewers',
    }),
  ];
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

const dominanceWords = ({ dominance: { n, k } }: Profile): Words => ({
  rule: 'dominance',
  verdict: 'needs-fix',
  reason: `the ${n} largest contributors hold ${round(k * 100)} % or more of the cell`,
  remedy: 'suppress the cell and one more of its row and column, or merge categories',
});

const sameWords: Words = {
  rule: 'class-disclosure',
  verdict: 'needs-fix',
  reason: 'everybody in the cell has the same value',
  remedy: 'suppress the cell, or merge categories',
};

/** Total and largest contributions of a row, where the table has them. */
export function contributionsOf(model: TableModel, measure: Measure): (row: number) => Contributions | undefined {
  const sum = measure.role === 'sum' ? numberAt(measure) : numberAt(beside(model, 'sum', measure));
  const [first, second] = [
    numberAt(beside(model, 'largest', measure)),
    numberAt(beside(model, 'second-largest', measure)),
  ];
  const contributors = contributorsOf(model, measure);
  const mean = numberAt(measure);
  return (row) => {
    const total = sum(row) ?? product(mean(row), contributors(row));
    const largest = [first(row), second(row)].flatMap((one) => (one === undefined ? [] : [one]));
    return total === undefined || largest.length < 2 ? undefined : { total, largest };
  };
}

const product = (mean: number | undefined, contributors: Contributors): number | undefined =>
  mean === undefined || contributors.known !== 'told' ? undefined : mean * contributors.n;
