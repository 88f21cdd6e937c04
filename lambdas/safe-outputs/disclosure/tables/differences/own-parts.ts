import { wordsOf } from '../heading-words.ts';
import type { Measure, ModelCell } from '../table-model.ts';
import type { Met } from './chains.ts';
import { isTotalCode } from './dimension-spans.ts';
import { plainLabel, wholeOf } from './labels-alike.ts';
import { roomOf } from './levels.ts';

type Pairs = readonly (readonly [whole: number, part: number])[];

/** Cells of one table of which one lies within the other, as its label says: `adults` and `adults excluding care homes`. */
export const exceptions = (measure: Measure): readonly Met[] =>
  measure.dimensions.flatMap(({ codes }, index) => {
    const at = new Map(codes.map((code, place) => [plainLabel(code), place]));
    const pairs = codes.flatMap((code, part): Pairs => {
      const whole = at.get(wholeOf(plainLabel(code)) ?? '');
      return whole === undefined ? [] : [[whole, part]];
    });
    return leftBetween(measure, index, pairs);
  });

const steps = new Set([
  'step',
  'steps',
  'flow',
  'exclusion',
  'exclusions',
  'inclusion',
  'attrition',
  'consort',
  'strobe',
]);
const stepLabel = /\b(eligible|remaining|after (excluding|exclusions?)|final (cohort|sample)|analysed)\b/;

/** Steps in which people were chosen for a study: each is some of the one before. */
export function stepsDown(measure: Measure): readonly Met[] {
  return measure.dimensions.flatMap((dimension, index) => {
    const { name, codes } = dimension;
    const isFlow =
      wordsOf(name).some((word) => steps.has(word)) || codes.some((code) => stepLabel.test(plainLabel(code)));
    if (!isFlow || codes.length < 2) return [];
    const own = codes.flatMap((_, code) => (isTotalCode(dimension, code) ? [] : [code]));
    return leftBetween(
      measure,
      index,
      own.slice(1).map((part, before) => [own[before] ?? part, part]),
      true,
    );
  });
}

/** What the part leaves of the whole, for every choice of the other labels. `always`: only where no part is more than its whole. */
function leftBetween(measure: Measure, index: number, pairs: Pairs, always = false): readonly Met[] {
  if (pairs.length === 0) return [];
  const nameOf = (key: ModelCell['key'], code: number) => key.with(index, code).join(',');
  const cells = new Map(measure.cells.map((cell) => [cell.key.join(','), cell]));
  const room = 2 * roomOf(measure);
  const lines = new Map(measure.cells.map((cell) => [nameOf(cell.key, -1), cell.key]));
  return [...lines.values()].flatMap((key) => {
    const met = pairs.flatMap(([whole, part]): readonly Met[] => {
      const [a, b] = [cells.get(nameOf(key, whole)), cells.get(nameOf(key, part))];
      if (a?.value.kind !== 'number' || b?.value.kind !== 'number') return [];
      return [{ kind: 'part', difference: a.value.value - b.value.value, slack: room, mine: [a, b], old: [] }];
    });
    return always && met.some(({ difference, slack }) => difference + slack < 0) ? [] : met;
  });
}
