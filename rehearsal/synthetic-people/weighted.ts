/** Values and how often each is drawn, in any unit. */
export type Weights<T> = readonly (readonly [value: T, weight: number])[];

const slots = 1024;

/** A chooser in constant time: each value owns slots in proportion to its weight, and at least one. */
export function weighted<T>(weights: Weights<T>): (drawn: number) => T {
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  const table = weights.flatMap(([value, weight]) =>
    Array.from({ length: Math.max(1, Math.floor((weight * slots) / total)) }, () => value),
  );
  const [mostCommon] = [...weights].sort(([, one], [, other]) => other - one);
  if (mostCommon === undefined) throw new Error('nothing to choose from');
  // Rounding leaves some slots over, and many rare values can take some too many: the most common value settles it.
  while (table.length < slots) table.push(mostCommon[0]);
  return (drawn) => table[drawn % table.length] ?? mostCommon[0];
}
