import type { Profile } from '../../contract.ts';

/** What the largest contributors hold of a cell's total; sizes, so that a loss counts as a gain. Largest first. */
export interface Contributions {
  readonly total: number;
  readonly largest: readonly number[];
}

/** Share of the `n` largest in the total; undefined where the total is nothing, or fewer than `n` are told of a cell that has more. */
export function shareOfLargest({ total, largest }: Contributions, n: number): number | undefined {
  if (total === 0 || largest.length < n) return undefined;
  return largest.slice(0, n).reduce((sum, one) => sum + Math.abs(one), 0) / Math.abs(total);
}

/**
 * Fails at k exactly, as ACRO 1.0.1 does; the Handbook lets it pass. Divided rather than multiplied: the nearest number to a quotient of
 * nine tenths is the one that the profile's 0.9 stands for.
 */
export function isDominated(contributions: Contributions, { n, k }: Profile['dominance']): boolean | undefined {
  const share = shareOfLargest(contributions, n);
  return share === undefined ? undefined : share >= k;
}
