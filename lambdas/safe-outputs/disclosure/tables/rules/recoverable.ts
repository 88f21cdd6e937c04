/** What the totals let a reader say of a suppressed cell. */
export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Fails where less than one person's room is left. To be looked at where the reader learns that it is below the threshold, or knows the truth to
 * within a tenth.
 */
export function recoverableVerdict({ lower, upper }: Bounds, threshold: number): 'clear' | 'review' | 'needs-fix' {
  const room = 1 - 1e-6;
  if (upper - lower < room) return 'needs-fix';
  if (upper < threshold) return 'review';
  const middle = (lower + upper) / 2;
  return lower >= 0.9 * middle && upper <= 1.1 * middle ? 'review' : 'clear';
}
