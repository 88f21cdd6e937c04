import type { Cell, Finding, Profile } from '../contract.ts';
import { cellsFinding } from './cells-finding.ts';
import { wordsOf } from './heading-words.ts';
import { rangeOf } from './rules/rounding.ts';
import { tooFew } from './rules/threshold.ts';
import { verdictOfZero } from './rules/zeros.ts';
import type { Measure, TableModel } from './table-model.ts';

const small = 'suppress the cell and one more of its row and column, or merge categories, or run with --suggest';

const times = new Set([
  'time',
  'times',
  'timeline',
  't',
  'month',
  'months',
  'day',
  'days',
  'week',
  'weeks',
  'year',
  'years',
]);

/** Threshold, zeros and rounding of every published count. */
export function judgeCounts(model: TableModel, profile: Profile): readonly Finding[] {
  const few: Cell[] = [];
  const doubtful: Cell[] = [];
  const zeros: Cell[] = [];
  const unrounded: Cell[] = [];
  const starts = startsOfCurves(model);
  for (const measure of model.counts) {
    // Three people and a label of one to six look the same; where rounding is demanded this is one of its two kinds.
    if (measure.rounding.method === 'midpoint-6' && profile.rounding.demanded) continue;
    for (const { at, value, row } of measure.cells) {
      if (value.kind !== 'number' || value.value < 0 || (value.value === 0 && starts.has(row))) continue;
      const verdict = verdictOfCount(value.value, measure, profile);
      if (verdict === 'few') few.push(at);
      if (verdict === 'doubtful') doubtful.push(at);
      if (value.value === 0) zeros.push(at);
      if (profile.rounding.demanded && value.value % profile.rounding.base !== 0) unrounded.push(at);
    }
  }
  const ofZeros = verdictOfZero(profile.zeros);
  return [
    ...cellsFinding(few, {
      rule: 'threshold',
      verdict: 'needs-fix',
      reason: `a count of fewer than ${profile.threshold} people is published`,
      remedy: small,
    }),
    ...cellsFinding(doubtful, {
      rule: 'rounded-threshold',
      verdict: 'review',
      reason: `a rounded count could stand for fewer than ${profile.threshold} people`,
      remedy: 'show that counts under the threshold were suppressed before they were rounded, or suppress the cell',
    }),
    ...(ofZeros === 'clear'
      ? []
      : cellsFinding(zeros, {
          rule: 'zeros',
          verdict: ofZeros,
          reason: 'a count of nobody is published, which says something of everybody in the group',
          remedy: 'suppress the cell like a small count, merge categories, or say why the zero is structural',
        })),
    ...cellsFinding(unrounded, {
      rule: 'rounding',
      verdict: 'needs-fix',
      reason: `a count is not rounded to the nearest ${profile.rounding.base}`,
      remedy: `round every count to the nearest ${profile.rounding.base} after suppression, and add up totals from the rounded parts`,
    }),
  ];
}

/** Rows of the time nought beside a number at risk: nothing can have befallen anybody yet, so that a zero says nothing. */
function startsOfCurves(model: TableModel): ReadonlySet<number> {
  const curves = model.statistics.filter(({ role }) => role === 'at-risk');
  const rows = curves.flatMap(({ dimensions, cells }) => {
    const time = dimensions.findIndex(({ name }) => wordsOf(name).some((word) => times.has(word)));
    const start = dimensions[time]?.codes.findIndex((code) => code.trim() !== '' && Number(code) === 0) ?? -1;
    return start < 0 ? [] : cells.filter(({ key }) => key[time] === start).map(({ row }) => row);
  });
  return new Set(rows);
}

export function verdictOfCount(count: number, { rounding }: Measure, profile: Profile): 'clear' | 'few' | 'doubtful' {
  if (count === 0) return profile.zeros === 'disclosive' ? 'few' : 'clear';
  const { least, most } = rangeOf(count, rounding);
  if (tooFew(most, profile.threshold)) return 'few';
  return tooFew(least, profile.threshold) ? 'doubtful' : 'clear';
}
