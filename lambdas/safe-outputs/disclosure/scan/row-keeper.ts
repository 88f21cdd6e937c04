import type { Table } from '../contract.ts';
import { scanLimits } from './scanned.ts';

/** Keeps the header, and the cells while they are few enough; then lets them go and costs nothing more. */
export interface RowKeeper {
  cell(bytes: Buffer, from: number, to: number, isBeyondAscii: boolean): void;
  /** The cells since the last row are row number `rows`. */
  row(rows: number, columns: number): void;
  header(): readonly string[];
  table(): Table | undefined;
}

export function rowKeeper(most: number): RowKeeper {
  let header: readonly string[] | undefined;
  let texts: string[] = [];
  let kept: (readonly string[])[] | undefined = [];
  let size = 0;
  return {
    cell(bytes, from, to, isBeyondAscii) {
      if (kept === undefined && header !== undefined) return;
      texts.push(bytes.toString(isBeyondAscii ? 'utf8' : 'latin1', from, to));
      size += to - from;
    },
    row(rows, columns) {
      if (kept === undefined) return;
      kept.push(texts);
      texts = [];
      if (rows * columns > most || size > scanLimits.kept) kept = undefined;
    },
    header() {
      if (header === undefined) {
        header = texts;
        texts = [];
      }
      return header;
    },
    table: () => (kept === undefined || header === undefined ? undefined : { header, rows: kept }),
  };
}
