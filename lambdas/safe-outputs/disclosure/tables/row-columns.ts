import type { Table } from '../contract.ts';
import { isDayDate } from '../scan/day-shape.ts';
import { roleOf } from './column-role.ts';
import { dimensionWord, isMeasurementHeading } from './heading-words.ts';
import { isKeyOfRows, isNumbering, isOfPerson } from './person-words.ts';
import { publishedValue } from './published-value.ts';

/** One column, by what its cells have in common. */
export interface RowColumn {
  readonly heading: string;
  readonly kind: 'number' | 'day' | 'text';
  /** Position of each row's text among the different ones. */
  readonly codes: readonly number[];
  readonly distinct: number;
  /** Numbers that are of groups, as the heading says. */
  readonly isStatistic: boolean;
  readonly isCount: boolean;
  /** Few whole numbers, again and again: they stand for words. */
  readonly isCoded: boolean;
  /** Goes one way from row to row, but for where it begins anew; and without that. */
  readonly isOrdered: boolean;
  readonly isRising: boolean;
  /** Only numbers or names the rows themselves. */
  readonly isOfRows: boolean;
  readonly isDimension: boolean;
  /** No number has more than two decimals: it was measured rather than worked out. */
  readonly isShort: boolean;
  /** No number is beyond one. */
  readonly isShare: boolean;
  /** The numbers lie around a middle, as what is measured of people does and counts of groups do not. */
  readonly isNarrow: boolean;
  /** Share of ones. */
  readonly ones: number;
  /** Texts that begin with a number, such as `12 (3%)`. */
  readonly isComposite: boolean;
}

/** More whole numbers than this are no longer codes of categories. */
const mostCodes = 10;
/** Share of the steps that go one way. */
const mostly = 0.9;

/** Columns of a table. Words that are left out are those of the row above, as in tables written for reading. */
export const rowColumns = (header: Table['header'], rows: Table['rows']): readonly RowColumn[] =>
  header.map((heading, column) =>
    columnOf(
      heading,
      rows.map((row) => (row[column] ?? '').trim()),
    ),
  );

function columnOf(heading: string, texts: readonly string[]): RowColumn {
  const values = texts.map(publishedValue);
  const numbers = values.flatMap((value) => (value.kind === 'number' ? [value.value] : []));
  const told = texts.filter((_, row) => !['absent', 'suppressed'].includes(values[row]?.kind ?? ''));
  const days = numbers.length < told.length ? told.flatMap((text) => dayOf(text) ?? []) : [];
  const isNumber = numbers.length > 0 && numbers.length >= told.length * 0.9;
  const kind = isNumber ? 'number' : days.length > 0 && days.length === told.length ? 'day' : 'text';
  const codes = codesOf(kind === 'number' ? texts : filledDown(texts));
  const distinct = new Set(codes).size;
  const isCoded =
    kind === 'number' && numbers.every(Number.isInteger) && distinct <= mostCodes && distinct * 2 <= texts.length;
  return {
    ...{ heading, kind, codes, distinct, isCoded },
    isStatistic: kind === 'number' && isStatistic(heading, numbers),
    isCount: roleOf(heading)?.role === 'count',
    isOrdered:
      kind === 'number' ? isOrdered(numbers, mostly) : kind === 'day' && isOrdered(days, mostly) && isEven(days),
    isRising: kind === 'number' ? isOrdered(numbers, 1) : kind === 'day' && isOrdered(days, 1) && isEven(days),
    isOfRows: isKeyOfRows(heading) || (isNumbering(heading) && numbersRows(numbers, texts.length)),
    isDimension: dimensionWord(heading) !== undefined,
    isShort: values.every((value) => value.kind !== 'number' || value.decimals <= 2),
    isShare: numbers.every((one) => Math.abs(one) <= 1),
    isNarrow: spreadOf(numbers) <= 0.7,
    ones: numbers.length === 0 ? 0 : numbers.filter((one) => one === 1).length / numbers.length,
    isComposite: told.filter((text) => /^[£$€<]?\d[\d,.]*\s*[([±%/]/.test(text)).length * 2 > told.length,
  };
}

/** A heading that says `hr` or `q7` may be of hazard ratios and quantiles, or of heart rates and questions. */
function isStatistic(heading: string, numbers: readonly number[]): boolean {
  const role = roleOf(heading)?.role;
  if (role === undefined) return false;
  if (role === 'ratio' && isOfPerson(heading)) return numbers.filter((one) => one < 10).length * 2 > numbers.length;
  if (role === 'count' && isMeasurementHeading(heading))
    return /\bn(um|obs)?\b|count/i.test(heading.replaceAll('_', ' '));
  return !/^q\d+$/i.test(heading.trim()) || numbers.some((one) => !Number.isInteger(one));
}

const dayPattern = /^(\d{1,2})[-./](\d{1,2})[-./](\d{4})/;
function dayOf(text: string): number | undefined {
  const bytes = Buffer.from(text.slice(0, 40));
  if (bytes.length < 6 || !isDayDate(bytes, 0, bytes.length)) return undefined;
  const written = dayPattern.exec(text);
  return written ? Date.UTC(Number(written[3]), Number(written[2]) - 1, Number(written[1])) : Date.parse(text);
}

const filledDown = (texts: readonly string[]): readonly string[] => {
  let last = '';
  return texts.map((text) => {
    if (text !== '') last = text;
    return last;
  });
};

function codesOf(texts: readonly string[]): readonly number[] {
  const codes = new Map<string, number>();
  return texts.map((text) => {
    const code = codes.get(text) ?? codes.size;
    codes.set(text, code);
    return code;
  });
}

function isOrdered(values: readonly number[], share: number): boolean {
  const steps = values.slice(1).map((value, index) => value - (values[index] ?? Number.NaN));
  const up = steps.filter((step) => step > 0).length;
  const down = steps.filter((step) => step < 0).length;
  return steps.length > 1 && Math.max(up, down) >= steps.length * share;
}

/** Days at which something was counted lie apart alike; those on which things befell people do not. */
function isEven(days: readonly number[]): boolean {
  const gaps = days
    .slice(1)
    .map((day, index) => Math.abs(day - (days[index] ?? Number.NaN)))
    .filter((gap) => gap > 0)
    .sort((a, b) => a - b);
  const middle = gaps[Math.floor(gaps.length / 2)] ?? Number.NaN;
  const alike = gaps.filter((gap) => gap === middle).length;
  return (gaps[0] ?? 0) * 2 >= middle || alike * 2 >= gaps.length;
}

const numbersRows = (numbers: readonly number[], rows: number): boolean =>
  numbers.length === rows && numbers.every((one, index) => one === index + (numbers[0] ?? 0));

/** Standard deviation as a share of the mean. */
function spreadOf(numbers: readonly number[]): number {
  const mean = numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  const square = numbers.reduce((sum, one) => sum + (one - mean) ** 2, 0) / numbers.length;
  return Math.sqrt(square) / Math.abs(mean);
}
