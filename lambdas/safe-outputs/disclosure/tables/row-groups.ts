import { isOfPerson } from './person-words.ts';
import type { RowColumn } from './row-columns.ts';

/** More labels than a table for people has. */
const mostLabels = 12;
const mostTogether = 4;
/** A label of several stands in more than one row. */
const mostDistinct = 0.67;

/**
 * Whether each row is a group: a label of its own, or two to four labels that no two rows share and that would be shared if they had fallen together by
 * chance, as in records. https://en.wikipedia.org/wiki/Birthday_problem
 */
export function areGroups(columns: readonly RowColumn[], rows: number): boolean {
  const labels = columns.filter((column) => !column.isOfRows && !column.isComposite && isLabel(column));
  const befell = columns.some((column) => isOfPerson(column.heading) && isRepeated(column, rows));
  if (labels.some((column) => isAlone(column, rows) && !(befell && isOfPerson(column.heading)))) return true;
  const several = labels
    .filter(({ distinct, isOrdered }) => distinct > 1 && (isOrdered || distinct <= rows * mostDistinct))
    .slice(0, mostLabels);
  const tried = combinations(several);
  return tried.some((some) => areCrossed(some, rows, tried.length));
}

const isLabel = ({ kind, isOrdered, isStatistic, isCoded, isDimension }: RowColumn): boolean =>
  kind !== 'number' || isOrdered || (!isStatistic && (isCoded || isDimension));

/** Categories and days that stand in several rows, in no order. */
const isRepeated = ({ kind, distinct, isCoded, isOrdered }: RowColumn, rows: number): boolean =>
  isCoded || (kind === 'text' && distinct * 2 <= rows) || (kind === 'day' && !isOrdered);

/** Another value in every row but for one in fifty: words, or numbers and days that go one way. */
const isAlone = ({ kind, distinct, isRising }: RowColumn, rows: number): boolean =>
  kind === 'text' ? rows - distinct <= Math.max(1, rows / 50) : isRising && distinct === rows;

function combinations(columns: readonly RowColumn[]): readonly (readonly RowColumn[])[] {
  let some: readonly (readonly RowColumn[])[] = [[]];
  for (const column of columns)
    some = [...some, ...some.filter((each) => each.length < mostTogether).map((each) => [...each, column])];
  return some.filter((each) => each.length > 1);
}

/** Pairs of rows that share all labels by chance, halved; with three more than the logarithm of what is tried, all tables but one in twenty have some. */
function areCrossed(columns: readonly RowColumn[], rows: number, tried: number): boolean {
  const all = columns.reduce((product, { distinct }) => product * distinct, 1);
  if (all < rows || rows ** 2 / (2 * all) < 3 + Math.log(tried)) return false;
  const seen = new Set<number>();
  for (let row = 0; row < rows; row += 1)
    seen.add(columns.reduce((key, { codes, distinct }) => key * distinct + (codes[row] ?? 0), 0));
  return seen.size === rows;
}
