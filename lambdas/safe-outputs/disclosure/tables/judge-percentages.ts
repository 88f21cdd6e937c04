import type { Cell, Finding, Profile } from '../contract.ts';
import { cellsFinding } from './cells-finding.ts';
import { numberAt } from './contributors.ts';
import { impliedCounts, impliedVerdict } from './rules/implied-count.ts';
import { fewButSome } from './rules/threshold.ts';
import { percentagesOf, type Share, shareOf } from './shares.ts';
import type { Measure, TableModel } from './table-model.ts';

/** Percentages say how many people they are of wherever their denominator is published too; and how many they are not of. */
export function judgePercentages(model: TableModel, profile: Profile): readonly Finding[] {
  const found: Found = { few: [], doubtful: [], unknown: [], shown: [] };
  for (const measure of model.statistics.filter(({ role }) => role === 'percent')) {
    const share = shareOf(model, measure);
    if (share) judgeShare(measure, share, profile, found);
    else judgeAlone(model, measure, profile, found);
  }
  judgeDenominators(model, profile, found);
  const remedy = 'suppress the percentage, publish fewer decimals, or work it out from rounded counts';
  return [
    ...cellsFinding(found.few, {
      rule: 'implied-count',
      verdict: 'needs-fix',
      reason: `a percentage and its denominator imply a count of fewer than ${profile.threshold} people, or of all but fewer`,
      remedy,
    }),
    ...cellsFinding(found.doubtful, {
      rule: 'implied-count',
      verdict: 'review',
      reason: `a count or percentage and its denominator could imply a count of fewer than ${profile.threshold} people, or of all but fewer`,
      remedy,
    }),
    ...cellsFinding(found.unknown, {
      rule: 'denominator-unknown',
      verdict: 'review',
      reason: 'a percentage comes without the number of people that it is of',
      remedy: 'put the denominator beside it',
    }),
    ...cellsFinding(found.shown, {
      rule: 'implied-count',
      verdict: 'needs-fix',
      reason: 'a count is withheld and its share is published, or follows from the other shares',
      remedy: 'suppress the share where its count is suppressed, and one more share of the column',
    }),
  ];
}

interface Found {
  readonly few: Cell[];
  readonly doubtful: Cell[];
  readonly unknown: Cell[];
  readonly shown: Cell[];
}

/** Shares of published counts say no more than the counts do, which are judged; but for those whose count is withheld. */
function judgeShare(measure: Measure, share: Share, profile: Profile, found: Found): void {
  const part = numberAt(share.part);
  const whole = share.of === 'row' ? numberAt(share.whole) : () => undefined;
  const percentages = percentagesOf(measure);
  for (const { at, row } of percentages) {
    const [n, all] = [part(row), whole(row)];
    if (n === undefined) found.shown.push(at);
    else if (all !== undefined && fewButSome(all - n, profile.threshold)) found.few.push(at);
  }
  const inside = measure.cells.filter(
    ({ key }) => !key.some((code, index) => code === measure.dimensions[index]?.total),
  );
  const withheld = inside.filter(({ value }) => value.kind !== 'number');
  // The shares of a column add up to a hundred.
  if (share.of === 'column' && withheld.length === 1 && inside.length > 1)
    found.shown.push(...withheld.map(({ at }) => at));
}

function judgeAlone(model: TableModel, measure: Measure, profile: Profile, found: Found): void {
  const denominator = numberAt(denominatorOf(model, measure));
  for (const { at, row, percentage, decimals } of percentagesOf(measure)) {
    const whole = denominator(row);
    if (whole === undefined) {
      found.unknown.push(at);
      continue;
    }
    const both = [percentage, 100 - percentage].map((one) =>
      impliedVerdict(impliedCounts(one, decimals, whole), profile.threshold),
    );
    const nobody = profile.zeros === 'disclosive' && (percentage === 0 || percentage === 100);
    if (both.includes('needs-fix') || nobody) found.few.push(at);
    else if (both.includes('review')) found.doubtful.push(at);
  }
}

const isDenominator = ({ name }: Measure): boolean => /denom|population|list.?size/i.test(name);

function denominatorOf(model: TableModel, measure: Measure): Measure | undefined {
  const counts = model.counts.filter(({ name }) => name !== '');
  const plain = counts.find(({ name }) => /total|^n$/i.test(name.trim()));
  return counts.find(isDenominator) ?? plain ?? counts.find(({ stem }) => stem === measure.stem) ?? counts[0];
}

/** A count beside its population says how many of the population it does not count. */
function judgeDenominators(model: TableModel, profile: Profile, found: Found): void {
  for (const whole of model.counts.filter(isDenominator)) {
    const at = numberAt(whole);
    for (const part of model.counts.filter((one) => one !== whole && one.name !== '' && !isDenominator(one))) {
      const rest = (row: number, value: number) => (at(row) ?? Number.NaN) - value;
      const numbers = part.cells.flatMap((cell) =>
        cell.value.kind === 'number' ? [{ at: cell.at, left: rest(cell.row, cell.value.value) }] : [],
      );
      if (numbers.some(({ left }) => left < 0)) continue;
      found.doubtful.push(...numbers.filter(({ left }) => fewButSome(left, profile.threshold)).map((one) => one.at));
    }
  }
}
