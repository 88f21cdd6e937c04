import { wordsOf } from '../heading-words.ts';
import type { Measure, TableModel } from '../table-model.ts';
import { measureName } from '../table-names.ts';
import { measuresInRows } from './measures-in-rows.ts';

const counting = new Set(['n', 'no', 'num', 'number', 'of', 'the', 'count', 'counts', 'freq', 'frequency', 'total']);
const people = new Set([
  'patient',
  'patients',
  'people',
  'person',
  'persons',
  'individuals',
  'participants',
  'subjects',
]);

/** What is counted, in words that do not depend on who wrote them; empty where it is people, or is not said. */
const countedOf = (measure: Measure): string =>
  wordsOf(measureName(measure))
    .filter((word) => !counting.has(word) && !people.has(word))
    .sort()
    .join(' ');

export interface Measures {
  readonly mine: Measure;
  readonly old: Measure;
  /** Nothing but their numbers could say that they count the same. */
  readonly isGuess: boolean;
}

/** Of more, only those that call themselves alike are compared. */
const mostGuesses = 200;

/** Measures of two tables that count the same by their names, or of which one does not say; and those of which nothing is known. */
export function measuresOf(model: TableModel, before: TableModel): readonly Measures[] {
  const single = model.counts.length === 1 && before.counts.length === 1;
  const pairs = model.counts.flatMap((mine): readonly Measures[] => {
    const old =
      before.counts.find((one) => measureName(one) === measureName(mine)) ??
      before.counts.find((one) => countedOf(one) === countedOf(mine)) ??
      before.counts.find((one) => single && (countedOf(one) === '' || countedOf(mine) === ''));
    return old ? [{ mine, old, isGuess: false }] : [];
  });
  const ours = model.counts.filter((mine) => !pairs.some((pair) => pair.mine === mine));
  const theirs = before.counts.filter((old) => !pairs.some((pair) => pair.old === old));
  const named = [...pairs, ...onTheirSides(model, before)];
  if (ours.length * theirs.length > mostGuesses) return named;
  return [...named, ...ours.flatMap((mine) => theirs.map((old) => ({ mine, old, isGuess: true })))];
}

/** Columns of one table and rows of the other, which lies on its side, where both are of the same name. */
function onTheirSides(model: TableModel, before: TableModel): readonly Measures[] {
  const alike = (mine: readonly Measure[], all: readonly Measure[]) =>
    mine.flatMap((one) => all.flatMap((old) => (countedOf(one) === countedOf(old) ? [{ mine: one, old }] : [])));
  const columns = ({ counts }: TableModel) => counts.filter(({ name }) => name !== '');
  const rows = ({ counts }: TableModel) => counts.flatMap(measuresInRows);
  return [...alike(rows(model), columns(before)), ...alike(columns(model), rows(before))].map((pair) => ({
    ...pair,
    isGuess: false,
  }));
}
