import type { Cell } from './typed.ts';

/** A file that takes rows as they come and holds no more than one block of them. */
export interface TableFile {
  add(cells: readonly Cell[]): void;
  /** Writes what is left; the size of the file in bytes. */
  close(): number;
}
