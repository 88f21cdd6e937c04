import type { Profile } from '../../contract.ts';
import type { Measure } from '../table-model.ts';

/** What a difference of two counts tells of the people between them. `perhaps`: fewer than the threshold, or not, as rounding has it. */
export type Told = 'few' | 'perhaps' | 'nothing';

/** Rounding hides a difference as far as it goes. Nobody is nobody's secret: two bands that hold the same people are of one group. */
export function told(difference: number, slack: number, isDoubted: boolean, { threshold }: Profile): Told {
  const size = Math.abs(difference);
  if (size > slack && size - slack < threshold) return size + slack < threshold ? 'few' : 'perhaps';
  return isDoubted && size > 0 && size < threshold ? 'perhaps' : 'nothing';
}

/** Whether counts that look rounded may be exact, as a few multiples of ten are by chance: then they hide nothing. */
export const mayBeExact = (...measures: readonly Measure[]): boolean =>
  measures.some(({ rounding }) => rounding.method === 'none' || (rounding.method === 'nearest' && !rounding.sure));

/** Too far apart to be one group counted twice, whatever rounding made of it. */
export const isFar = (difference: number, slack: number, { threshold }: Profile): boolean =>
  Math.abs(difference) - slack >= threshold;
