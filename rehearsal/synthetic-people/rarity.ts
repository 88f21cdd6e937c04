/**
 * Small cells on purpose, at every size: the persons 17, 85, 425, … (each five times the last, counted from 0) share one rare
 * condition, one rare ethnic category and one remote place. A hundred persons hold two of them, five millions hold eight, so a
 * count by any of the three stays under every usual threshold and must be suppressed.
 */
const first = 17;
const factor = 5;

/** How many-th of the rare persons this is, from 0; undefined for everybody else. */
export function rarity(index: number): number | undefined {
  let rest = index;
  let rank = 0;
  while (rest > first && rest % factor === 0) {
    rest /= factor;
    rank++;
  }
  return rest === first ? rank : undefined;
}
