import type { Cell, Finding, Profile } from '../contract.ts';
import { cellsFinding } from './cells-finding.ts';
import { contributorsOf, numberAt } from './contributors.ts';
import { isRunningHeading } from './heading-words.ts';
import { residualDegrees, tooFewDegrees } from './rules/degrees-of-freedom.ts';
import { thinSteps } from './rules/survival.ts';
import { fewButSome } from './rules/threshold.ts';
import type { Measure, TableModel } from './table-model.ts';

/** Coefficients and tests: degrees of freedom, told or counted; and survival curves step by step. */
export function judgeFits(model: TableModel, profile: Profile): readonly Finding[] {
  return [...judgeDegrees(model, profile), ...judgeSurvival(model, profile), ...judgeRunning(model, profile)];
}

function judgeDegrees(model: TableModel, profile: Profile): readonly Finding[] {
  const few: Cell[] = [];
  const unknown: Cell[] = [];
  const [degrees, parameters] = (['degrees', 'parameters'] as const).map((role) =>
    numberAt(model.statistics.find((one) => one.role === role)),
  );
  // An interval around a mean or share spends one parameter; a table of coefficients one for each of its rows.
  const around = model.statistics.some(({ role }) => ['mean', 'percent', 'ratio', 'survival'].includes(role));
  for (const measure of model.statistics) {
    if (measure.role === 'degrees') few.push(...cellsBelow(measure, profile.degreesOfFreedom));
    if (measure.role !== 'coefficient' && measure.role !== 'test') continue;
    const contributors = contributorsOf(model, measure);
    const rows = new Set(measure.cells.map(({ row }) => row)).size;
    for (const { at, value, row } of measure.cells) {
      if (value.kind !== 'number') continue;
      const who = contributors(row);
      const n = who.known === 'told' ? who.n : undefined;
      const left =
        degrees?.(row) ?? (n === undefined ? undefined : residualDegrees(n, parameters?.(row) ?? (around ? 1 : rows)));
      if (left === undefined) unknown.push(at);
      else if (tooFewDegrees(left, profile.degreesOfFreedom)) few.push(at);
    }
  }
  return [
    ...cellsFinding(few, {
      rule: 'degrees-of-freedom',
      verdict: 'needs-fix',
      reason: `fewer than ${profile.degreesOfFreedom} residual degrees of freedom are left`,
      remedy: 'use more records or fewer parameters, or leave the result out',
    }),
    ...cellsFinding(unknown, {
      rule: 'degrees-unknown',
      verdict: 'review',
      reason: 'a coefficient or test comes without its degrees of freedom or the number of records and parameters',
      remedy: 'put the residual degrees of freedom beside it',
    }),
  ];
}

const cellsBelow = ({ cells }: Measure, demanded: number): readonly Cell[] =>
  cells.flatMap(({ at, value }) => (value.kind === 'number' && tooFewDegrees(value.value, demanded) ? [at] : []));

function judgeSurvival(model: TableModel, profile: Profile): readonly Finding[] {
  const risk = model.statistics.filter(({ role }) => role === 'at-risk');
  const thin = risk.flatMap((measure) =>
    curvesOf(measure).flatMap((cells) => {
      const numbers = cells.flatMap(({ value }) => (value.kind === 'number' ? [value.value] : []));
      const shown = cells.filter(({ value }) => value.kind === 'number');
      return thinSteps(numbers, profile.threshold).flatMap((index) => shown[index]?.at ?? []);
    }),
  );
  const bare =
    risk.length > 0
      ? []
      : model.statistics.filter(({ role }) => role === 'survival').flatMap(({ cells }) => cells.map(({ at }) => at));
  return [
    ...cellsFinding(thin, {
      rule: 'survival-steps',
      verdict: 'needs-fix',
      reason: `a step of the curve is of fewer than ${profile.threshold} people, or fewer are left at its end`,
      remedy: 'use wider intervals, round the numbers at risk, and end the curve earlier',
    }),
    ...cellsFinding(bare, {
      rule: 'survival-unknown',
      verdict: 'review',
      reason: 'a survival curve comes without its numbers at risk',
      remedy: 'put the number at risk beside each step',
    }),
  ];
}

/** Counts that hold those before: what is added from row to row is a count too. */
function judgeRunning(model: TableModel, profile: Profile): readonly Finding[] {
  const running = model.counts.filter(({ name }) => isRunningHeading(name));
  const thin = running.flatMap((measure) =>
    curvesOf(measure).flatMap((cells) => {
      const shown = cells.flatMap((cell) =>
        cell.value.kind === 'number' ? [{ at: cell.at, n: cell.value.value }] : [],
      );
      return shown.flatMap(({ at, n }, index) =>
        fewButSome(Math.abs(n - (shown[index - 1]?.n ?? n)), profile.threshold) ? [at] : [],
      );
    }),
  );
  return cellsFinding(thin, {
    rule: 'running-steps',
    verdict: 'needs-fix',
    reason: `fewer than ${profile.threshold} people are added from one row of a running count to the next`,
    remedy: 'use wider intervals, or round the running count',
  });
}

/** One curve for each combination of labels but the last one that changes from row to row, which is the time. */
function curvesOf(measure: Measure): readonly (readonly Measure['cells'][number][])[] {
  const time = measure.dimensions.reduce(
    (most, { codes }, index) => (codes.length > (measure.dimensions[most]?.codes.length ?? 0) ? index : most),
    0,
  );
  const curves = new Map<string, Measure['cells'][number][]>();
  for (const cell of measure.cells) {
    const key = cell.key.filter((_, index) => index !== time).join(',');
    curves.set(key, [...(curves.get(key) ?? []), cell]);
  }
  return [...curves.values()];
}
