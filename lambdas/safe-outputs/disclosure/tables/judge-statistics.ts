import type { Cell, Finding, Profile } from '../contract.ts';
import { cellsFinding } from './cells-finding.ts';
import { beside, contributorsOf, numberAt } from './contributors.ts';
import { tooFewDegrees } from './rules/degrees-of-freedom.ts';
import { modeIsSafe } from './rules/mode.ts';
import { quantileTooThin } from './rules/quantile.ts';
import { tooFew } from './rules/threshold.ts';
import type { Measure, TableModel } from './table-model.ts';

/** Statistics of people, whose number must be told. Models and percentages have their own rules. */
const ofPeople = new Set<Measure['role']>([
  'mean',
  'sum',
  'quantile',
  'spread',
  'mode',
  'modal-share',
  'ratio',
  'correlation',
]);
/** Those without which a table may be judged by a human. */
const softly = new Set<Measure['role']>(['mode', 'modal-share', 'ratio', 'correlation']);

/** How many people each statistic is of; quantiles, ends, spreads, modes and correlations. */
export function judgeStatistics(model: TableModel, profile: Profile): readonly Finding[] {
  const found = {
    few: [] as Cell[],
    untold: [] as Cell[],
    look: [] as Cell[],
    thin: [] as Cell[],
    ends: [] as Cell[],
    loose: [] as Cell[],
    modes: [] as Cell[],
  };
  for (const measure of model.statistics) {
    const contributors = contributorsOf(model, measure);
    const share = numberAt(beside(model, 'modal-share', measure));
    for (const { at, value, row } of measure.cells) {
      if (value.kind !== 'number') continue;
      if (measure.role === 'endpoint') found.ends.push(at);
      if (!ofPeople.has(measure.role)) continue;
      const who = contributors(row);
      if (who.known === 'not') (softly.has(measure.role) ? found.look : found.untold).push(at);
      const n = who.known === 'told' ? who.n : undefined;
      if (who.known === 'withheld' || (n !== undefined && tooFew(n, profile.threshold))) found.few.push(at);
      if (measure.role === 'mode' && !modeIsSafe({ share: asShare(share(row)), contributors: n }, profile))
        found.modes.push(at);
      if (n === undefined) continue;
      if (measure.role === 'quantile' && quantileTooThin(n, measure.quantile ?? 0.5, profile.threshold))
        found.thin.push(at);
      if (measure.role === 'spread' && tooFewDegrees(n - 1, profile.degreesOfFreedom)) found.loose.push(at);
      if (measure.role === 'correlation' && tooFewDegrees(n - 2, profile.degreesOfFreedom)) found.loose.push(at);
    }
  }
  return [
    ...cellsFinding(found.few, {
      rule: 'contributors',
      verdict: 'needs-fix',
      reason: `a statistic of fewer than ${profile.threshold} people, or of a number of people that is withheld, is published`,
      remedy: 'suppress the statistic where its count is suppressed, or merge categories',
    }),
    ...cellsFinding(found.untold, {
      rule: 'contributors-unknown',
      verdict: 'needs-fix',
      reason: 'a statistic comes without the number of people that it is of',
      remedy: 'put a column beside it with the number of people who have a value',
    }),
    ...cellsFinding(found.look, {
      rule: 'contributors-unknown',
      verdict: 'review',
      reason: 'a statistic comes without the numbers of people that it is made of',
      remedy: 'put the counts beside it',
    }),
    ...cellsFinding(found.thin, {
      rule: 'quantile',
      verdict: 'needs-fix',
      reason: `fewer than ${profile.threshold} people lie beyond the quantile`,
      remedy: 'use a quantile nearer the median, merge categories, or suppress it',
    }),
    ...cellsFinding(found.ends, {
      rule: 'endpoints',
      verdict: 'needs-fix',
      reason: 'a minimum, maximum or range is the value of one person',
      remedy: 'publish quantiles that enough people lie beyond, or say why the end is structural',
    }),
    ...cellsFinding(found.loose, {
      rule: 'degrees-of-freedom',
      verdict: 'needs-fix',
      reason: `fewer than ${profile.degreesOfFreedom} degrees of freedom are left`,
      remedy: 'use more records or fewer parameters, or leave the statistic out',
    }),
    ...cellsFinding(found.modes, {
      rule: 'mode',
      verdict: 'review',
      reason: 'a mode tells of everybody where nearly everybody has it, and its share is not shown to be small',
      remedy: 'put the share and the number of people beside the mode',
    }),
  ];
}

/** Told in hundredths or in wholes. */
const asShare = (share: number | undefined): number | undefined =>
  share !== undefined && share > 1 ? share / 100 : share;
