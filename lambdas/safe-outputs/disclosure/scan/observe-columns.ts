/**
 * Counts what the columns hold while the scanner passes, in memory that does not grow with the rows and without a string or object per cell. The
 * bits of a field's bytes decide which of the dearer looks it needs.
 */
import {
  at,
  base64,
  base64Mark,
  classOf,
  digit,
  dot,
  hexLower,
  hexUpper,
  high,
  letter,
  lower,
  sign,
  space,
  upper,
} from './byte-classes.ts';
import { type ColumnFacts, smallBelow } from './column-facts.ts';
import { isCompactDay, isDayDate } from './day-shape.ts';
import { distinctCounts } from './distinct.ts';
import { isEncodedText, shortestEncodedText } from './encoded-text.ts';
import { folded } from './folded.ts';
import { findHits } from './hits.ts';
import { type Kind, kindIndex, kinds } from './kinds.ts';
import { findLongTokens } from './long-tokens.ts';
import { isNameShape } from './name-shape.ts';
import { numberIn, wholeNumberIn } from './number-shape.ts';
import { tokenDisorder } from './token-disorder.ts';
import { utf8Fault } from './utf-8.ts';
import { isOutwardPostcode, isSmallArea } from './word-shapes.ts';

export interface Observer {
  /** One field: bytes `from` to `to` without its quotes, the bits of them all, and their hash. */
  observe(
    column: number,
    line: number,
    bytes: Uint8Array,
    from: number,
    to: number,
    classes: number,
    hash: number,
  ): void;
  /** A character that nobody sees. */
  unseen(column: number, line: number): void;
  endRow(): void;
  all(): {
    readonly columns: readonly ColumnFacts[];
    readonly headings: ColumnFacts;
    readonly combinations: number;
  };
}

const notNumeric = ~(digit | dot | sign | hexLower | hexUpper);
const notDate = ~(digit | dot | sign | base64Mark);
const DOT = 46;
const EQUALS = 61;
const AT = 64;
const PLUS = 43;
const MINUS = 45;

/** Whether a spreadsheet would run it: https://owasp.org/www-community/attacks/CSV_Injection. Without letters a sum can only be a sum. */
const isFormula = (first: number, classes: number) =>
  first === EQUALS ||
  first === AT ||
  first === 9 ||
  first === 13 ||
  ((first === PLUS || first === MINUS) && (classes & letter) !== 0);

/** The headings are counted as one column more. */
export function observeColumns(tableColumns: number, headings: readonly string[]): Observer {
  const columns = tableColumns + 1;
  const distinct = distinctCounts(columns);
  const tokens = tokenDisorder(columns);
  const empty = new Float64Array(columns);
  const shortest = new Int32Array(columns).fill(2 ** 31 - 1);
  const longest = new Int32Array(columns);
  const numbers = new Float64Array(columns);
  const decimals = new Float64Array(columns);
  const negatives = new Float64Array(columns);
  const min = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  const max = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
  const small = new Float64Array(columns * smallBelow);
  const cells = new Float64Array(columns * kinds.length);
  const firstLines = new Float64Array(columns * kinds.length);

  let ownColumn = 0;
  let ownLine = 0;
  let seen = 0;
  let rowHash = 0;
  let rows = 0;
  const combinations = distinctCounts(1);
  const hit = (kind: number): void => {
    if ((seen & (1 << kind)) !== 0) return;
    seen |= 1 << kind;
    const place = ownColumn * kinds.length + kind;
    cells[place] = (cells[place] ?? 0) + 1;
    if (firstLines[place] === 0) firstLines[place] = ownLine;
  };

  function unseen(column: number, line: number): void {
    ownColumn = column;
    ownLine = line;
    seen = 0;
    hit(kindIndex.unseen);
  }

  function number(column: number, value: number): void {
    numbers[column] = (numbers[column] ?? 0) + 1;
    if (value < (min[column] ?? 0)) min[column] = value;
    if (value > (max[column] ?? 0)) max[column] = value;
    if (value < 0) negatives[column] = (negatives[column] ?? 0) + 1;
    if (!Number.isInteger(value)) decimals[column] = (decimals[column] ?? 0) + 1;
    else if (value >= 0 && value < smallBelow) {
      const place = column * smallBelow + value;
      small[place] = (small[place] ?? 0) + 1;
    }
  }

  function text(column: number, bytes: Uint8Array, from: number, to: number, classes: number): void {
    const length = to - from;
    const first = bytes[from] ?? 0;
    if (length > 1 && isFormula(first, classes)) hit(kindIndex.formula);
    if (length >= 40 && (classes & ~base64) === 0) tokens.add(column, bytes, from, to);
    if (length >= shortestEncodedText && (classes & ~base64) === 0 && (classes & letter) !== 0)
      encoded(bytes, from, to);
    if (length >= 200) findLongTokens(bytes, from, to, hit);
    if ((classes & high) !== 0 && length >= 5) {
      beyondAscii(bytes, from, to);
      return;
    }
    if ((classes & (digit | at)) === 0) {
      if ((classes & space) !== 0 && (classes & upper) !== 0 && (classes & lower) !== 0) names(bytes, from, to);
      return;
    }
    const isDate = length >= 6 && isDayDate(bytes, from, to);
    if (isDate) hit(kindIndex.date);
    if (isDate && length <= 10 && (classes & notDate) === 0) return;
    if (length <= 4 && isOutwardPostcode(bytes, from, to)) hit(kindIndex['outward-postcode']);
    if (length === 9 && isSmallArea(bytes, from, to)) hit(kindIndex['small-area']);
    if (length >= 5) findHits(bytes, from, to, hit);
  }

  function encoded(bytes: Uint8Array, from: number, to: number): void {
    if (isEncodedText(Buffer.from(bytes.subarray(from, to)).toString())) hit(kindIndex['encoded-text']);
  }

  function beyondAscii(bytes: Uint8Array, from: number, to: number): void {
    if (isNameShape(bytes, from, to)) hit(kindIndex['name-shape']);
    const read = Buffer.from(folded(Buffer.from(bytes.subarray(from, to)).toString()));
    if (isDayDate(read, 0, read.length)) hit(kindIndex.date);
    findHits(read, 0, read.length, hit);
  }

  function names(bytes: Uint8Array, from: number, to: number): void {
    if (isNameShape(bytes, from, to)) hit(kindIndex['name-shape']);
    findHits(bytes, from, to, hit);
  }

  const observe: Observer['observe'] = (column, line, bytes, from, to, classes, hash) => {
    const length = to - from;
    if (length === 0) {
      empty[column] = (empty[column] ?? 0) + 1;
      return;
    }
    distinct.add(column, hash);
    if (length < (shortest[column] ?? 0)) shortest[column] = length;
    if (length > (longest[column] ?? 0)) longest[column] = length;
    ownColumn = column;
    ownLine = line;
    seen = 0;
    if (classes === digit && length < 8) {
      number(column, wholeNumberIn(bytes, from, to));
      return;
    }
    if ((classes & notNumeric) === 0 && (classes & digit) !== 0 && length <= 40) {
      const value = numberIn(bytes, from, to);
      if (!Number.isNaN(value)) {
        number(column, value);
        // Where a value is missing, pandas writes whole numbers as `9434765919.0`.
        if (length >= 11 && (classes & dot) !== 0 && Number.isInteger(value))
          findHits(bytes, from, bytes.indexOf(DOT, from), hit);
        if (length < 8 || (classes & ~(digit | sign)) !== 0) return;
        if (length === 8 && (classes & ~digit) === 0 && isCompactDay(bytes, from)) hit(kindIndex.date);
        if (length >= 10) findHits(bytes, from, to, hit);
        return;
      }
    }
    rowHash = Math.imul(rowHash ^ hash, 0x01000193) ^ column;
    text(column, bytes, from, to, classes);
  };

  function factsOf(column: number, all: number): ColumnFacts {
    const values = all - (empty[column] ?? 0);
    const some = (numbers[column] ?? 0) > 0;
    const hits: Partial<Record<Kind, { cells: number; firstLine: number }>> = {};
    for (const kind of kinds) {
      const place = column * kinds.length + kindIndex[kind];
      if ((cells[place] ?? 0) > 0) hits[kind] = { cells: cells[place] ?? 0, firstLine: firstLines[place] ?? 0 };
    }
    return {
      values,
      empty: empty[column] ?? 0,
      distinct: Math.min(distinct.count(column), values),
      distinctIsExact: distinct.isExact(column),
      shortest: values > 0 ? (shortest[column] ?? 0) : 0,
      longest: longest[column] ?? 0,
      numbers: numbers[column] ?? 0,
      integers: (numbers[column] ?? 0) - (decimals[column] ?? 0),
      negatives: negatives[column] ?? 0,
      min: some ? min[column] : undefined,
      max: some ? max[column] : undefined,
      small: [...small.subarray(column * smallBelow, (column + 1) * smallBelow)],
      hits,
      tokens: tokens.of(column),
    };
  }

  for (const heading of headings) {
    const bytes = Buffer.from(heading);
    const classes = bytes.reduce((all, byte) => all | (classOf[byte] ?? 0), 0);
    const hash = bytes.reduce((mix, byte) => Math.imul(mix ^ byte, 0x01000193), 0x811c9dc5 | 0);
    let hasUnseen = false;
    utf8Fault(bytes, 0, bytes.length, () => {
      hasUnseen = true;
    });
    if (hasUnseen) unseen(tableColumns, 1);
    observe(tableColumns, 1, bytes, 0, bytes.length, classes, hash);
  }
  rowHash = 0;

  return {
    observe,
    unseen,
    endRow() {
      rows += 1;
      combinations.add(0, rowHash);
      rowHash = 0;
    },
    all: () => ({
      columns: Array.from({ length: tableColumns }, (_, column) => factsOf(column, rows)),
      headings: factsOf(tableColumns, headings.length),
      combinations: combinations.count(0),
    }),
  };
}
