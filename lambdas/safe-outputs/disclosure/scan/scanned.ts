import type { Finding, Table } from '../contract.ts';
import type { ColumnFacts } from './column-facts.ts';
import type { Delimiter } from './sniff-delimiter.ts';

export interface ScanOptions {
  /** What the name of the file declares; without it, the header says. */
  readonly delimiter?: Delimiter;
  /** The cells are kept as a `table` while there are no more than this. */
  readonly keepCells: number;
}

export interface Dialect {
  /** Undefined of a single column: none of the four stands outside quotes. */
  readonly delimiter: Delimiter | undefined;
  /** Undefined where no line ends. */
  readonly lineEnd: 'LF' | 'CRLF' | undefined;
  readonly byteOrderMark: boolean;
}

export interface ScannedTable {
  readonly ok: true;
  readonly dialect: Dialect;
  readonly header: readonly string[];
  /** Below the header. */
  readonly rows: number;
  readonly columns: readonly ColumnFacts[];
  /** The headings as if they were one column: a table can be turned on its side. */
  readonly headings: ColumnFacts;
  /** How many different rows there are by the cells alone that are not numbers. */
  readonly combinations: number;
  /** Every cell, where they are few enough. */
  readonly table: Table | undefined;
}

export type Scanned = ScannedTable | { readonly ok: false; readonly refusal: Finding };

/** More than any result needs; each is a refusal. In bytes. */
export const scanLimits = {
  field: 1_000_000,
  line: 4_000_000,
  header: 1_000_000,
  columns: 10_000,
  /** Of all cells kept. */
  kept: 32_000_000,
} as const;
