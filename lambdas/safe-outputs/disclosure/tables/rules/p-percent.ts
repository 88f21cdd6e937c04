import type { Contributions } from './dominance.ts';

/** What hides the largest contributor from the second largest, as a share of the largest; undefined where there is no largest. */
export function coverOfLargest({ total, largest }: Contributions): number | undefined {
  const [first, second] = largest;
  if (first === undefined || second === undefined || first === 0) return undefined;
  return (Math.abs(total) - Math.abs(first) - Math.abs(second)) / Math.abs(first);
}

/** The second largest could tell the largest to within `p`. Exactly `p` passes. */
export function isEstimable(contributions: Contributions, p: number): boolean | undefined {
  const cover = coverOfLargest(contributions);
  return cover === undefined ? undefined : cover < p;
}
