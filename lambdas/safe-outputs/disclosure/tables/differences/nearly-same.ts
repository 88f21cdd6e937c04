import type { Profile } from '../../contract.ts';
import type { ModelCell } from '../table-model.ts';
import { told } from './verdicts.ts';

export interface Likeness {
  readonly mine: ModelCell;
  readonly old: ModelCell;
}

/** Bits, beyond what unlike tables reach by accident once in thousands of comparisons. */
const muchEvidence = 14;
const leastEvidence = 5;

/**
 * Cells that are perhaps those of another table under other names, which their numbers tell: so nearly the same, in one order or sorted, as unlike counts
 * are not by accident; and some of them apart by a few people. `known`: how many cells of the two are known to be one, and equal or nearly so.
 */
export function nearlySame(
  mine: readonly ModelCell[],
  old: readonly ModelCell[],
  slack: number,
  profile: Profile,
  known: number,
): readonly Likeness[] {
  if (mine.length === 0 || old.length === 0 || mine.length > 2 * old.length || old.length > 2 * mine.length) return [];
  const needed = Math.max(leastEvidence, muchEvidence - 3 * known);
  const inOrder = mine.length === old.length ? zipped(mine, old) : [];
  const ways = [
    { pairs: inOrder, cost: 0 },
    { pairs: closest(mine, old, profile.threshold + slack), cost: orders(Math.min(mine.length, old.length)) },
  ];
  for (const { pairs, cost } of ways) {
    if (pairs.length * 4 < Math.max(mine.length, old.length) * 3) continue;
    if (evidence(pairs) - cost < needed) continue;
    const few = pairs.filter((pair) => told(differenceOf(pair), slack, true, profile) !== 'nothing');
    if (few.length > 0) return few;
  }
  return [];
}

const countOf = ({ value }: ModelCell): number => (value.kind === 'number' ? value.value : Number.NaN);
const differenceOf = ({ mine, old }: Likeness): number => countOf(mine) - countOf(old);

const zipped = (mine: readonly ModelCell[], old: readonly ModelCell[]): readonly Likeness[] =>
  mine.flatMap((one, index) => (old[index] ? [{ mine: one, old: old[index] }] : []));

/** Pairs of cells in the order of their numbers, none further apart than `most`. */
function closest(mine: readonly ModelCell[], old: readonly ModelCell[], most: number): readonly Likeness[] {
  const sorted = (cells: readonly ModelCell[]) => [...cells].sort((a, b) => countOf(a) - countOf(b));
  const [ours, theirs] = [sorted(mine), sorted(old)];
  const pairs: Likeness[] = [];
  for (let [i, j] = [0, 0]; i < ours.length && j < theirs.length; ) {
    const [a, b] = [ours[i], theirs[j]];
    if (!a || !b) break;
    if (Math.abs(countOf(a) - countOf(b)) < most) {
      pairs.push({ mine: a, old: b });
      [i, j] = [i + 1, j + 1];
    } else if (countOf(a) < countOf(b)) i += 1;
    else j += 1;
  }
  return pairs;
}

/** How much less likely so near a pair is among counts of any size up to twice its own; unlike pairs make less than nothing of it on the whole. */
export const evidence = (pairs: readonly Likeness[]): number =>
  pairs.reduce((sum, { mine, old }) => {
    const [a, b] = [countOf(mine), countOf(old)];
    const size = Math.max(a, b, 1);
    return sum + Math.max(-4, Math.log2((2 * size) / (2 * Math.abs(a - b) + 1)) - 2);
  }, 0);

/** Bits that choosing one order among all is worth. */
const orders = (several: number): number => {
  let bits = 0;
  for (let one = 2; one <= several; one += 1) bits += Math.log2(one);
  return bits;
};
