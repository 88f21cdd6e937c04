/**
 * Counts what the columns hold while the scanner passes, in memory that does not grow with the rows and without a string or object per cell. Most
 * cells are digits, or came before in their column: these are counted by what was seen in them then, and nothing looks into them twice.
 */
import { base64, classOf, digit, dot, hexLower, hexUpper, sign } from './byte-classes.ts';
import { classesOf, hashOf, hashPrime } from './cell-hash.ts';
import type { ColumnFacts } from './column-facts.ts';
import { columnNumbers } from './column-numbers.ts';
import { isCompactDay } from './day-shape.ts';
import { distinctCounts } from './distinct.ts';
import { findHits } from './hits.ts';
import { type Kind, kindIndex, kinds } from './kinds.ts';
import { kindsInText } from './kinds-in-text.ts';
import { numberIn } from './number-shape.ts';
import { again, hashField, kindsField, longestSeen, seenCells, shapeField } from './seen-cells.ts';
import { tokenDisorder } from './token-disorder.ts';
import { utf8Fault } from './utf-8.ts';

export interface Observer {
  /** One field: bytes `from` to `to` without its quotes, of which `view` is another view. */
  observe(
    column: number,
    line: number,
    bytes: Uint8Array,
    view: DataView,
    from: number,
    to: number,
    isDigits: boolean,
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
const DOT = 46;
/** Shape of a text; numbers have others. */
const isText = -1;
/** A value could come again so often that its count has no room. */
const rowsUntilCounted = 2 ** 30;

/** The headings are counted as one column more. */
export function observeColumns(tableColumns: number, headings: readonly string[]): Observer {
  const columns = tableColumns + 1;
  const distinct = distinctCounts(columns);
  const tokens = tokenDisorder(columns);
  const empty = new Float64Array(columns);
  const shortest = new Int32Array(columns).fill(2 ** 31 - 1);
  const longest = new Int32Array(columns);
  const numbers = columnNumbers(columns);
  const cells = new Float64Array(columns * kinds.length);
  const kindsOf = new Int32Array(columns);
  const firstLines = new Float64Array(columns * kinds.length);

  let ownColumn = 0;
  let ownLine = 0;
  let ownKinds = 0;
  let rowHash = 0;
  let rows = 0;
  const combinations = distinctCounts(1);
  const seen = seenCells(count);
  const hit = (kind: number): void => {
    if ((ownKinds & (1 << kind)) !== 0) return;
    ownKinds |= 1 << kind;
    kindsOf[ownColumn] = (kindsOf[ownColumn] ?? 0) | (1 << kind);
    const place = ownColumn * kinds.length + kind;
    cells[place] = (cells[place] ?? 0) + 1;
    if (firstLines[place] === 0) firstLines[place] = ownLine;
  };

  function unseen(column: number, line: number): void {
    ownColumn = column;
    ownLine = line;
    ownKinds = 0;
    hit(kindIndex.unseen);
  }

  function lengths(column: number, length: number): void {
    if (length < (shortest[column] ?? 0)) shortest[column] = length;
    if (length > (longest[column] ?? 0)) longest[column] = length;
  }

  /** Looks into a cell that is not empty, and gives its shape. */
  function look(column: number, bytes: Uint8Array, from: number, to: number, classes: number, hash: number): number {
    const length = to - from;
    distinct.add(column, hash);
    lengths(column, length);
    if ((classes & notNumeric) === 0 && (classes & digit) !== 0 && length <= 40) {
      const value = numberIn(bytes, from, to);
      if (!Number.isNaN(value)) {
        // Where a value is missing, pandas writes whole numbers as `9434765919.0`.
        if (length >= 11 && (classes & dot) !== 0 && Number.isInteger(value))
          findHits(bytes, from, bytes.indexOf(DOT, from), hit);
        if (length >= 8 && (classes & ~(digit | sign)) === 0) {
          if (length === 8 && (classes & ~digit) === 0 && isCompactDay(bytes, from)) hit(kindIndex.date);
          if (length >= 10) findHits(bytes, from, to, hit);
        }
        return numbers.add(column, value);
      }
    }
    if (length >= 40 && (classes & ~base64) === 0) tokens.add(column, bytes, from, to);
    kindsInText(bytes, from, to, classes, hit);
    return isText;
  }

  const observe: Observer['observe'] = (column, line, bytes, view, from, to, isDigits) => {
    const length = to - from;
    if (length === 0) {
      empty[column] = (empty[column] ?? 0) + 1;
      return;
    }
    if (isDigits && length < 8) {
      if (!numbers.addDigits(column, bytes, from, to)) return;
      distinct.add(column, hashOf(bytes, from, to));
      lengths(column, length);
      return;
    }
    const known = length > longestSeen ? -1 : seen.find(column, view, from, to);
    if (known >= 0) {
      const { slots } = seen;
      slots[known + again] = (slots[known + again] ?? 0) + 1;
      if (slots[known + shapeField] === isText)
        rowHash = Math.imul(rowHash ^ (slots[known + hashField] ?? 0), hashPrime) ^ column;
      return;
    }
    ownColumn = column;
    ownLine = line;
    ownKinds = 0;
    const hash = hashOf(bytes, from, to);
    const shape = look(column, bytes, from, to, classesOf(bytes, from, to), hash);
    if (shape === isText) rowHash = Math.imul(rowHash ^ hash, hashPrime) ^ column;
    if (length > longestSeen) return;
    const place = seen.put(column, view, from, to);
    const { slots } = seen;
    slots[place + hashField] = hash;
    slots[place + shapeField] = shape;
    slots[place + kindsField] = ownKinds;
  };

  /** Counts what a remembered value was not yet counted for. */
  function count(place: number): void {
    const { slots } = seen;
    const times = slots[place + again] ?? 0;
    if (times === 0) return;
    const column = seen.columnAt(place);
    const shape = slots[place + shapeField] ?? 0;
    if (shape !== isText) numbers.addAgain(column, shape, times);
    for (let left = slots[place + kindsField] ?? 0; left !== 0; left &= left - 1) {
      const own = column * kinds.length + 31 - Math.clz32(left & -left);
      cells[own] = (cells[own] ?? 0) + times;
    }
  }

  function factsOf(column: number, all: number): ColumnFacts {
    const values = all - (empty[column] ?? 0);
    const hits: Partial<Record<Kind, { cells: number; firstLine: number }>> = {};
    for (const kind of (kindsOf[column] ?? 0) === 0 ? [] : kinds) {
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
      ...numbers.of(column),
      hits,
      tokens: tokens.of(column),
    };
  }

  for (const heading of headings) {
    const bytes = Buffer.from(heading);
    let hasUnseen = false;
    utf8Fault(bytes, 0, bytes.length, () => {
      hasUnseen = true;
    });
    if (hasUnseen) unseen(tableColumns, 1);
    const isDigits = bytes.every((byte) => classOf[byte] === digit);
    observe(tableColumns, 1, bytes, new DataView(bytes.buffer, bytes.byteOffset), 0, bytes.length, isDigits);
  }
  rowHash = 0;

  return {
    observe,
    unseen,
    endRow() {
      rows += 1;
      if (rows % rowsUntilCounted === 0) seen.end();
      combinations.add(0, rowHash);
      rowHash = 0;
    },
    all() {
      seen.end();
      return {
        columns: Array.from({ length: tableColumns }, (_, column) => factsOf(column, rows)),
        headings: factsOf(tableColumns, headings.length),
        combinations: combinations.count(0),
      };
    },
  };
}
