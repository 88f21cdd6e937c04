import type { Cell, Finding, Profile } from '../contract.ts';
import { cellsFinding } from './cells-finding.ts';
import { numberAt } from './contributors.ts';
import { wordsOf } from './heading-words.ts';
import { impliedCounts, impliedVerdict } from './rules/implied-count.ts';
import type { Measure, TableModel } from './table-model.ts';

const powers: Readonly<Record<string, number>> = { thousand: 1e3, million: 1e6, k: 1e3, m: 1e6 };

/** What a rate is `per`: 1,000 of `rate per 1,000`, of `rate_per_1000` and of `per 1k`. Undefined where its heading does not say. */
export function baseOf(name: string): number | undefined {
  const written = wordsOf(name).join(' ');
  const [, digits = '', power = ''] =
    /\bper ?(\d{1,3}(?: 000){1,2}|\d{1,7})? ?(k|m|thousand|million)?\b/.exec(written) ?? [];
  if (digits === '' && power === '') return undefined;
  return Number(digits.replaceAll(' ', '') || 1) * (powers[power] ?? 1);
}

const isBase = ({ name }: Measure): boolean => /denom|population|\bpop\b|list.?size|person/i.test(name);

/** A rate and the people that it is of say how many had the event, as a percentage does. */
export function judgeRates(model: TableModel, profile: Profile): readonly Finding[] {
  const [few, doubtful]: [Cell[], Cell[]] = [[], []];
  const whole = model.counts.find(isBase);
  if (whole === undefined) return [];
  const of = numberAt(whole);
  for (const measure of model.statistics.filter(({ role }) => role === 'ratio')) {
    const base = baseOf(measure.name);
    if (base === undefined) continue;
    for (const { at, row, value } of measure.cells) {
      const people = of(row);
      if (value.kind !== 'number' || people === undefined) continue;
      // So many per cent, with two decimals more for a base of ten thousand.
      const implied = impliedCounts((value.value * 100) / base, value.decimals + Math.log10(base) - 2, people);
      const verdict = impliedVerdict(implied, profile.threshold);
      if (verdict === 'needs-fix' || (value.value === 0 && profile.zeros === 'disclosive')) few.push(at);
      else if (verdict === 'review') doubtful.push(at);
    }
  }
  const remedy = 'suppress the rate, publish fewer decimals, or work it out from rounded counts';
  return [
    ...cellsFinding(few, {
      rule: 'implied-count',
      verdict: 'needs-fix',
      reason: `a rate and the people that it is of imply a count of fewer than ${profile.threshold}`,
      remedy,
    }),
    ...cellsFinding(doubtful, {
      rule: 'implied-count',
      verdict: 'review',
      reason: `a rate and the people that it is of could imply a count of fewer than ${profile.threshold}`,
      remedy,
    }),
  ];
}
