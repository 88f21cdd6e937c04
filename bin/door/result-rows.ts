import { aligned } from './aligned.ts';
import { readable } from './readable.ts';

export type Cells = readonly (string | null)[];
export const formats = ['csv', 'jsonl', 'table'] as const;
export type Format = (typeof formats)[number];

/** Writes pages of a result as they come; what it returns is to be written at once. */
export interface RowWriter {
  page(columns: readonly string[], rows: readonly Cells[]): string;
  end(): string;
}

/** As RFC 4180 has it; an absent value is nothing, an empty one two quotation marks. Values are data and stay as they are. */
const csvCell = (cell: string | null): string =>
  cell === null ? '' : cell === '' || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
const csvLine = (cells: Cells): string => `${cells.map(csvCell).join(',')}\r\n`;

/** A question may give two columns one name, an object may not: the second is `name_2`. */
function keysOf(columns: readonly string[]): readonly string[] {
  const keys: string[] = [];
  for (const column of columns) {
    let key = column;
    for (let nth = 2; keys.includes(key); nth++) key = `${column}_${nth}`;
    keys.push(key);
  }
  return keys;
}

export function rowWriter(format: Format): RowWriter {
  let first = true;
  const kept: { columns: readonly string[]; rows: Cells[] } = { columns: [], rows: [] };
  return {
    page(columns, rows) {
      const heading = first ? csvLine(columns) : '';
      first = false;
      if (format === 'csv') return heading + rows.map(csvLine).join('');
      const keys = keysOf(columns);
      if (format === 'jsonl')
        return rows
          .map((cells) => `${JSON.stringify(Object.fromEntries(keys.map((key, at) => [key, cells[at] ?? null])))}\n`)
          .join('');
      kept.columns = keys;
      kept.rows.push(...rows);
      return '';
    },
    end: () =>
      format !== 'table'
        ? ''
        : aligned(
            kept.columns.map((name) => readable(name)),
            kept.rows.map((cells) =>
              Object.fromEntries(kept.columns.map((name, at) => [readable(name), readable(cells[at] ?? '')])),
            ),
          ),
  };
}
