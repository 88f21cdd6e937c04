import type { Kind } from './kinds.ts';

/** What one column holds, by counts alone; no value stays but the smallest and largest number. */
export interface ColumnFacts {
  /** Cells that are not empty. */
  readonly values: number;
  readonly empty: number;
  /** Different texts among the values; an estimate within some 2 % where it is not exact. */
  readonly distinct: number;
  readonly distinctIsExact: boolean;
  /** Bytes of the shortest and longest value; 0 without values. */
  readonly shortest: number;
  readonly longest: number;
  /** Values that are numbers, and those of them that are whole. */
  readonly numbers: number;
  readonly integers: number;
  readonly negatives: number;
  readonly min: number | undefined;
  readonly max: number | undefined;
  /** How often each whole number from 0 stands here: `small[0]` is the zeros. */
  readonly small: readonly number[];
  /** Cells of each kind, and the first line that holds one. */
  readonly hits: Readonly<Partial<Record<Kind, { readonly cells: number; readonly firstLine: number }>>>;
  /** Values of at least 40 characters of base64 and nothing else: how many bytes, and how many bits each of them carries. */
  readonly tokens: { readonly bytes: number; readonly bitsPerByte: number; readonly alphabet: number };
}

/** `small` counts whole numbers below this. */
export const smallBelow = 32;
