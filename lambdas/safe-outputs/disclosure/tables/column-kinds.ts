import { type Heading, roleOf } from './column-role.ts';
import {
  dimensionWord,
  isEndHeading,
  isMeasurementHeading,
  isSkewedHeading,
  isTotalLabel,
  wordsOf,
} from './heading-words.ts';
import type { Unclear } from './table-model.ts';
import type { View, ViewCell } from './table-view.ts';
import { areRecords, areValues } from './told-in-labels.ts';

/** What each column of a view is for. Columns count from nothing here. */
export interface ColumnKinds {
  readonly labels: readonly number[];
  /** Columns whose headings are categories: their cells are counts of one table. */
  readonly wide: readonly number[];
  /** The one of `wide` that is the sum of the others. */
  readonly wideTotal?: number;
  readonly measures: readonly { readonly column: number; readonly heading: Heading }[];
  readonly unclear: readonly Unclear[];
}

/** No country that this serves has more people; a larger whole number is money or a measurement. */
const mostPeople = 100_000_000;

export function columnKinds(view: View): ColumnKinds {
  const unclear: Unclear[] = [];
  const doubt = (column: number, why: string) =>
    unclear.push({ cells: view.rows.flatMap((row) => row[column]?.at ?? []), why });
  const columns = view.header.map((_, column) => column);
  const shapes = columns.map((column) => shapeOf(view, column));
  if (view.rows.length === 0) unclear.push({ cells: [], why: 'there is a heading and no row' });

  const headings = columns.map((column) => headingOf(view, column, shapes[column]));
  const isNumbers = columns.map((column) => numeric(shapes[column], headings[column], column));
  const labels = columns.filter((column) => !isNumbers[column]);
  for (const column of columns) {
    if (labels.includes(column)) continue;
    if (!isCoded(view, column, shapes[column], headings, isNumbers)) break;
    labels.push(column);
  }
  labels.sort((a, b) => a - b);
  let numbers = columns.filter((column) => !labels.includes(column));
  const first = labels.length === 0 && numbers.length > 1 ? numbers[0] : undefined;
  if (first !== undefined && rises(view, first)) {
    labels.push(first);
    numbers = numbers.slice(1);
    if (view.header[first]?.trim() !== '')
      doubt(first, 'a column of numbers is taken for labels, which its heading does not say');
  }
  if (numbers.length === 0 && view.rows.length > 0) doubt(0, 'no column of numbers is found to judge');

  const plain = numbers.filter((column) => headings[column] === undefined);
  const counting = plain.filter((column) => shapes[column]?.countable);
  for (const column of plain.filter((one) => !shapes[one]?.countable))
    doubt(column, 'a column of numbers has a heading that does not say what they are');
  for (const column of counting.filter((one) => isMeasurementHeading(view.header[one] ?? '')))
    doubt(column, 'whole numbers have the heading of a measurement, and are judged as counts');
  if (areValues(numbers.map((column) => view.header[column]?.trim() ?? '')))
    doubt(numbers[0] ?? 0, 'the headings of the numbers are numbers themselves, as where there is no header');
  for (const column of labels.filter((one) => areRecords(view.rows.map((row) => row[one]?.text ?? ''))))
    doubt(column, 'labels hold several numbers each, as records in one cell do');
  if (areRecords(view.header)) doubt(0, 'headings hold several numbers each, as records in one cell do');
  for (const column of labels.filter((one) => holdsNumbers(view, one)))
    doubt(column, 'numbers stand in a column of text, and are not judged');
  const { wide, wideTotal } = wideColumns(view, numbers, counting, headings);
  const measures = numbers.flatMap((column) => {
    if (wide.includes(column)) return [];
    const heading = headings[column] ?? (shapes[column]?.countable ? { role: 'count' as const, stem: '' } : undefined);
    return heading ? [{ column, heading }] : [];
  });
  if (addToHundred(view, wide, wideTotal))
    doubt(wide[0] ?? 0, 'every row adds up to a hundred: percentages are judged as counts');
  return { labels, wide, ...(wideTotal === undefined ? {} : { wideTotal }), measures, unclear };
}

interface Shape {
  readonly numbers: number;
  readonly texts: number;
  /** Texts that call themselves a total. */
  readonly totals: number;
  readonly marked: number;
  readonly whole: boolean;
  readonly percent: boolean;
  /** Whole numbers, none of them negative: how people are counted. */
  readonly countable: boolean;
  readonly smallest: number;
  readonly largest: number;
}

function shapeOf(view: View, column: number): Shape {
  let [numbers, texts, totals, marked, whole, percent, smallest, largest] = [
    0,
    0,
    0,
    0,
    true,
    false,
    Infinity,
    -Infinity,
  ];
  for (const row of view.rows) {
    const value = row[column]?.value;
    if (value?.kind === 'number') {
      numbers += 1;
      whole &&= Number.isInteger(value.value);
      percent ||= value.percent;
      smallest = Math.min(smallest, value.value);
      largest = Math.max(largest, value.value);
    } else if (value?.kind === 'text') {
      texts += 1;
      if (isTotalLabel(row[column]?.text ?? '')) totals += 1;
    } else if (value?.kind === 'suppressed') marked += 1;
  }
  const countable = whole && !percent && (numbers === 0 || (smallest >= 0 && largest <= mostPeople));
  return { numbers, texts, totals, marked, whole, percent, countable, smallest, largest };
}

function headingOf(view: View, column: number, shape: Shape | undefined): Heading | undefined {
  const name = view.header[column] ?? '';
  const found = roleOf(name);
  if (shape?.percent && found?.role !== 'quantile') return { role: 'percent', stem: '' };
  // Four quarters of a year, not quartiles.
  if (
    found?.role === 'quantile' &&
    /^q[1-4]$/i.test(name.trim()) &&
    view.header.some((one) => /^q4$/i.test(one.trim()))
  )
    return undefined;
  if (!found && isSkewedHeading(name)) return { role: 'sum', stem: wordsOf(name).join(' ') };
  // Whatever is called a count and is none, such as a mean number of visits, says so by its decimals.
  if (found?.role === 'count' && shape && shape.numbers > 0 && !shape.whole) return undefined;
  return found;
}

/** Numbers, but for markers; or nothing but markers where there should be numbers. */
function numeric(shape: Shape | undefined, heading: Heading | undefined, column: number): boolean {
  if (!shape) return false;
  // Categories that are numbers, and their total.
  if (shape.texts > 0 && shape.texts === shape.totals && heading === undefined) return false;
  if (shape.numbers === 0) return shape.texts === 0 && (heading !== undefined || column > 0);
  return shape.texts === 0 || (column > 0 && shape.numbers >= shape.texts);
}

/**
 * Labels that are numbers, such as years: before every count, with another column of numbers after them, and of a word that no other such heading has,
 * for `group a` and `group b` are categories with their counts below.
 */
function isCoded(
  view: View,
  column: number,
  shape: Shape | undefined,
  headings: readonly (Heading | undefined)[],
  isNumbers: readonly boolean[],
): boolean {
  const word = dimensionWord(view.header[column] ?? '');
  if (headings[column] !== undefined || shape?.whole !== true || word === undefined) return false;
  if (isEndHeading(view.header[column] ?? '')) return isNumbers.lastIndexOf(true) > column;
  const others = view.header.filter(
    (name, index) => index !== column && isNumbers[index] && wordsOf(name).includes(word),
  );
  return others.length === 0 && isNumbers.lastIndexOf(true) > column;
}

/** The first column of a table without labels, where it goes up from row to row. */
function rises(view: View, column: number): boolean {
  const values = view.rows.map((row) => row[column]?.value);
  if (values.length < 2) return false;
  return values.every((value, index) => {
    const before = values[index - 1];
    if (value?.kind !== 'number' || !Number.isInteger(value.value)) return false;
    return before === undefined || (before.kind === 'number' && before.value < value.value);
  });
}

function wideColumns(
  view: View,
  numbers: readonly number[],
  counting: readonly number[],
  headings: readonly (Heading | undefined)[],
): { readonly wide: readonly number[]; readonly wideTotal?: number } {
  const counts = numbers.filter((column) => headings[column]?.role === 'count' || counting.includes(column));
  const summed =
    counts.length >= 3
      ? [counts.at(-1), counts[0]].find((total) => total !== undefined && sums(view, counts, total))
      : undefined;
  if (summed !== undefined) return { wide: counts, wideTotal: summed };
  const labelled = counts.find((column) => isTotalLabel(view.header[column] ?? ''));
  if (labelled !== undefined && counts.length >= 3 && counting.some((column) => column !== labelled))
    return { wide: counts, wideTotal: labelled };
  if (counting.length < 2) return { wide: [] };
  // A category may happen to be called `N`: it stands between the others.
  const [from, to] = [Math.min(...counting), Math.max(...counting)];
  return { wide: counts.filter((column) => counting.includes(column) || (column > from && column < to)) };
}

/** Whether a column is the sum of the others in every row that shows all of them, and there are two such rows. */
function sums(view: View, columns: readonly number[], total: number): boolean {
  let rows = 0;
  for (const row of view.rows) {
    const values = columns.map((column) => row[column]?.value);
    const known = values.flatMap((value) => (value?.kind === 'number' ? [value.value] : []));
    if (known.length < columns.length) continue;
    const whole = row[total]?.value;
    if (whole?.kind !== 'number' || known.reduce((sum, one) => sum + one, 0) !== 2 * whole.value) return false;
    if (whole.value !== 0) rows += 1;
  }
  return rows >= 2;
}

/** Texts such as `12 (3.4)`, `5 of 40` or `3/40`, half of them or more; or a statistic by its heading that is no number. */
function holdsNumbers(view: View, column: number): boolean {
  const name = view.header[column] ?? '';
  const dimension = dimensionWord(name) !== undefined;
  const texts = view.rows.flatMap((row) =>
    row[column]?.value.kind === 'text' ? [row[column]?.text.trim() ?? ''] : [],
  );
  const composite = texts.filter(
    (text) => /^[£$€]?\d[\d,.]*\s*(\(|\[|±|%|of\s|\+\/-)/.test(text) || (!dimension && /^\d+\s*\/\s*\d+$/.test(text)),
  );
  if (composite.length * 2 >= texts.length && composite.length > 0) return true;
  return !dimension && roleOf(name) !== undefined && texts.filter((text) => /^\d/.test(text)).length * 2 > texts.length;
}

const numberOf = (cell: ViewCell | undefined): number =>
  cell?.value.kind === 'number' ? cell.value.value : Number.NaN;

function addToHundred(view: View, wide: readonly number[], wideTotal: number | undefined): boolean {
  const parts = wide.filter((column) => column !== wideTotal);
  const sums = view.rows.map((row) => parts.reduce((sum, column) => sum + numberOf(row[column]), 0));
  return parts.length >= 2 && sums.length >= 2 && sums.every((sum) => Math.abs(sum - 100) <= 1);
}
