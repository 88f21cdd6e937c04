import type { Table } from '../contract.ts';
import { limits } from './limits.ts';
import { Refusal } from './refusal.ts';

export interface GridCell {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}
export interface GridTables {
  readonly tables: readonly Table[];
  /** Texts that stand in no table: titles and notes. */
  readonly loose: readonly string[];
}

/** Runs of consecutive numbers. */
const runs = (numbers: Iterable<number>): readonly (readonly [number, number])[] => {
  const found: [number, number][] = [];
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  return found;
};

/** Leading lines of a single cell above a wider table are its title. */
const withoutTitles = (rows: readonly (readonly string[])[]): number => {
  let titles = 0;
  while (titles < rows.length - 1 && (rows[titles] ?? []).filter((cell) => cell !== '').length <= 1) titles++;
  return titles;
};

const scattered = (entry: number) =>
  new Refusal(
    'sheet-too-large',
    'a sheet of the workbook is larger or more scattered than the engine reads',
    'send its tables as CSV',
    { entry },
  );

/** Cuts a sheet at its empty rows, then each part at its empty columns; a part of two rows and columns or more is a table. Throws {@link Refusal}. */
export const gridTables = (cells: readonly GridCell[], entry: number): GridTables => {
  const tables: Table[] = [];
  const loose: string[] = [];
  let area = 0;
  const byRow = [...cells].sort((a, b) => a.row - b.row || a.column - b.column);
  let next = 0;
  for (const [, last] of runs(byRow.map((cell) => cell.row))) {
    const from = next;
    while (next < byRow.length && (byRow[next]?.row ?? 0) <= last) next++;
    const band = byRow.slice(from, next);
    const parts = runs(band.map((cell) => cell.column));
    if (parts.length > limits.tablesPerFile) throw scattered(entry);
    for (const [left, right] of parts) {
      const block = band.filter((cell) => cell.column >= left && cell.column <= right);
      const top = block[0]?.row ?? 0;
      const height = (block.at(-1)?.row ?? 0) - top + 1;
      const width = right - left + 1;
      area += height * width;
      if (area > limits.sheetArea || tables.length >= limits.tablesPerFile) throw scattered(entry);
      if (height < 2 || width < 2) {
        if (height > 2)
          tables.push({ header: [block[0]?.text ?? ''], rows: block.slice(1).map((cell) => [cell.text]) });
        else for (const cell of block) loose.push(cell.text);
        continue;
      }
      const rows = Array.from({ length: height }, () => Array.from({ length: width }, () => ''));
      for (const cell of block) (rows[cell.row - top] as string[])[cell.column - left] = cell.text;
      const titles = withoutTitles(rows);
      loose.push(
        ...rows
          .slice(0, titles)
          .flat()
          .filter((text) => text !== ''),
      );
      tables.push({ header: rows[titles] ?? [], rows: rows.slice(titles + 1) });
    }
  }
  return { tables, loose };
};
