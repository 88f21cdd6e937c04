import { type ColumnFacts, smallBelow } from './column-facts.ts';
import { wholeNumberIn } from './number-shape.ts';

/** What the numbers of each column come to. */
export interface ColumnNumbers {
  /** Counts a number and gives its shape, which is 0 or more. */
  add(column: number, value: number): number;
  /** Counts a number of at most seven digits and nothing else. Whether it may be the first of its kind in the column. */
  addDigits(column: number, bytes: Uint8Array, from: number, to: number): boolean;
  /** Counts numbers of which one of this shape was added before. */
  addAgain(column: number, shape: number, times: number): void;
  of(column: number): Pick<ColumnFacts, 'numbers' | 'integers' | 'negatives' | 'min' | 'max' | 'small'>;
}

const ZERO = 48;
/** Whole numbers below this, written without zeros before them, are known again by a bit each. */
const wholeBelow = 1 << 14;
/** The bits of each column are 2 KB; in more columns than these, numbers are never known again. */
const mostWithBits = 1000;

/** A shape: these bits, and the number itself where it is small. */
const isNegative = 1;
const isDecimal = 2;
const smallFrom = 4;

const noSmall: readonly number[] = Array(smallBelow).fill(0);

export function columnNumbers(columns: number): ColumnNumbers {
  const numbers = new Float64Array(columns);
  const decimals = new Float64Array(columns);
  const negatives = new Float64Array(columns);
  const min = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
  const max = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
  const small = new Float64Array(columns * smallBelow);
  const wholes: (Uint8Array | undefined)[] = Array(Math.min(columns, mostWithBits)).fill(undefined);

  function addAgain(column: number, shape: number, times: number): void {
    numbers[column] = (numbers[column] ?? 0) + times;
    if ((shape & isNegative) !== 0) negatives[column] = (negatives[column] ?? 0) + times;
    if ((shape & isDecimal) !== 0) decimals[column] = (decimals[column] ?? 0) + times;
    if (shape < smallFrom) return;
    const place = column * smallBelow + shape / smallFrom - 1;
    small[place] = (small[place] ?? 0) + times;
  }

  function add(column: number, value: number): number {
    if (value < (min[column] ?? 0)) min[column] = value;
    if (value > (max[column] ?? 0)) max[column] = value;
    const shape = shapeOf(value);
    addAgain(column, shape, 1);
    return shape;
  }

  function bitsOf(column: number): Uint8Array {
    const own = new Uint8Array(wholeBelow / 8);
    wholes[column] = own;
    return own;
  }

  return {
    add,
    addAgain,
    addDigits(column, bytes, from, to) {
      const value = wholeNumberIn(bytes, from, to);
      if (value < wholeBelow && column < mostWithBits && (bytes[from] !== ZERO || to - from === 1)) {
        const own = wholes[column] ?? bitsOf(column);
        const held = own[value >> 3] ?? 0;
        const bit = 1 << (value & 7);
        if ((held & bit) !== 0) {
          numbers[column] = (numbers[column] ?? 0) + 1;
          if (value >= smallBelow) return false;
          const place = column * smallBelow + value;
          small[place] = (small[place] ?? 0) + 1;
          return false;
        }
        own[value >> 3] = held | bit;
      }
      add(column, value);
      return true;
    },
    of(column) {
      const some = numbers[column] ?? 0;
      return {
        numbers: some,
        integers: some - (decimals[column] ?? 0),
        negatives: negatives[column] ?? 0,
        min: some > 0 ? min[column] : undefined,
        max: some > 0 ? max[column] : undefined,
        small: some > 0 ? Array.from(small.subarray(column * smallBelow, (column + 1) * smallBelow)) : noSmall,
      };
    },
  };
}

function shapeOf(value: number): number {
  if (!Number.isInteger(value)) return value < 0 ? isNegative | isDecimal : isDecimal;
  if (value < 0) return isNegative;
  return value < smallBelow ? (value + 1) * smallFrom : 0;
}
