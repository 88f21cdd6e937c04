import type { Cell, Finding, Profile } from '../contract.ts';
import { cellsFinding } from './cells-finding.ts';
import { isKeyed, type Line, linesOf } from './lines.ts';
import { fewButSome } from './rules/threshold.ts';
import type { Measure, TableModel } from './table-model.ts';

/** Lines whose cells are all published: what the total leaves over is one more cell that everybody can work out. */
export function judgeTotals(model: TableModel, profile: Profile): readonly Finding[] {
  const left: Cell[] = [];
  const maybe: Cell[] = [];
  const odd: Cell[] = [];
  const twice: Cell[] = [];
  for (const measure of model.counts) {
    if (!isKeyed(measure)) twice.push(...measure.cells.map(({ at }) => at));
    for (const line of linesOf(measure)) {
      const over = leftOver(line);
      if (over === undefined || over === 0) continue;
      const slack = slackOf(line, measure);
      const at = line.total ? [line.total.at] : [];
      if (over + slack < 0) odd.push(...at);
      else if (slack === 0 && fewButSome(over, profile.threshold))
        (unsure(measure.rounding) ? maybe : left).push(...at);
    }
  }
  return [
    ...cellsFinding(left, {
      rule: 'left-over',
      verdict: 'needs-fix',
      reason: `a total is larger than its parts by fewer than ${profile.threshold} people, who can be worked out`,
      remedy: 'add up the total from the published parts, or publish the missing part where it is large enough',
    }),
    ...cellsFinding(maybe, {
      rule: 'left-over',
      verdict: 'review',
      reason: `a total is larger than its parts by fewer than ${profile.threshold} people, unless they are rounded, which so few numbers do not show`,
      remedy: 'add up the total from the published parts',
    }),
    ...cellsFinding(odd, {
      rule: 'totals-disagree',
      verdict: 'review',
      reason: 'a total is smaller than the sum of its parts',
      remedy: 'say how the total was made, or add it up from the published parts',
    }),
    ...cellsFinding(twice, {
      rule: 'shape-not-understood',
      verdict: 'review',
      reason: 'several rows have the same labels, so that totals and suppressed cells cannot be compared',
      remedy: 'give every row labels of its own',
    }),
  ];
}

function leftOver({ members, total }: Line): number | undefined {
  if (total?.value.kind !== 'number' || members.length === 0) return undefined;
  let sum = 0;
  for (const { value } of members) {
    if (value.kind !== 'number') return undefined;
    sum += value.value;
  }
  return total.value.value - sum;
}

/** Whether numbers that look rounded may be so by accident: what follows if they are not is for a human. */
export const unsure = (rounding: Measure['rounding']): boolean => rounding.method === 'nearest' && !rounding.sure;

/** How much rounding alone can part a total from its parts. */
export function slackOf({ members }: Line, { rounding }: Measure): number {
  if (rounding.method === 'none' || unsure(rounding)) return 0;
  return (members.length + 1) * (rounding.method === 'nearest' ? rounding.base / 2 : 3);
}
