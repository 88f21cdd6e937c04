/**
 * Steps of a curve: positions at which fewer than `threshold` leave at once, which shows them one by one, and the last position where too few remain.
 * A step of nobody shows nobody.
 */
export function thinSteps(atRisk: readonly number[], threshold: number): readonly number[] {
  const thin = new Set<number>();
  atRisk.forEach((left, index) => {
    const before = atRisk[index - 1];
    const step = before === undefined ? 0 : Math.abs(before - left);
    if (step > 0 && step < threshold) thin.add(index);
  });
  const last = atRisk.at(-1);
  if (last !== undefined && last < threshold) thin.add(atRisk.length - 1);
  return [...thin].sort((a, b) => a - b);
}
