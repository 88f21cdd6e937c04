/** Whole numbers of people that a percentage of `denominator` can stand for. */
export interface Implied {
  readonly least: number;
  readonly most: number;
}

/** A percentage published to `decimals` says the numerator to within half of its last digit. */
export function impliedCounts(percentage: number, decimals: number, denominator: number): Implied {
  const half = 0.5 * 10 ** -decimals;
  const exact = (percent: number) => Math.round(percent * denominator * 1e7) / 1e9;
  const least = Math.ceil(Math.max(0, exact(percentage - half)));
  const most = Math.floor(Math.min(denominator, exact(percentage + half)));
  // Computed from other parts, such as rounded ones, no whole number need fit: the nearest is what a reader would take.
  const nearest = Math.round(exact(percentage));
  return least <= most ? { least, most } : { least: nearest, most: nearest };
}

/** Fails where every count that it can stand for is too small and somebody is in it; to be looked at where only some are. */
export function impliedVerdict({ least, most }: Implied, threshold: number): 'clear' | 'review' | 'needs-fix' {
  if (most === 0 || least >= threshold) return 'clear';
  return most < threshold ? 'needs-fix' : 'review';
}
