/**
 * How many contributors lie beyond the quantile on its thinner side. A median needs twice the threshold, a quartile four times, a tenth ten times. The
 * product is rounded at the ninth decimal, so that 200 times a twentieth is ten and not a hair less.
 */
export const beyond = (contributors: number, quantile: number): number =>
  Math.round(contributors * Math.min(quantile, 1 - quantile) * 1e9) / 1e9;

export const quantileTooThin = (contributors: number, quantile: number, threshold: number): boolean =>
  beyond(contributors, quantile) < threshold;
