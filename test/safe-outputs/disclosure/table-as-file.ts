import type { Table } from '../../../lambdas/safe-outputs/disclosure/contract.ts';
import { xlsx } from './samples.ts';

export interface NamedTable {
  readonly name: string;
  readonly table: Table;
}

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const asNumber = (cell: string): string | number => (/^-?\d{1,15}(\.\d+)?$/.test(cell) ? Number(cell) : cell);
const linesOf = ({ header, rows }: Table) => [header, ...rows];

/** One table as researchers send it. */
export const fileForms = {
  csv: (table: Table) =>
    `${linesOf(table)
      .map((row) => row.map(quoted).join(','))
      .join('\n')}\n`,
  json: ({ header, rows }: Table) =>
    JSON.stringify(
      rows.map((row) =>
        Object.fromEntries(row.map((cell, at) => [header[at] === '' ? 'index' : header[at], asNumber(cell)])),
      ),
    ),
  md: (table: Table) => {
    const [header = '', ...rows] = linesOf(table).map(
      (row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`,
    );
    return `${[header, `|${'---|'.repeat(table.header.length)}`, ...rows].join('\n')}\n`;
  },
  xlsx: (table: Table) =>
    xlsx({
      rows: linesOf(table).map((row, at) =>
        row.map((cell) =>
          at === 0
            ? cell.replaceAll('&', 'and').replaceAll('<', 'lt')
            : asNumber(cell.replaceAll('&', 'and').replaceAll('<', '&lt;')),
        ),
      ),
    }),
} as const satisfies Readonly<Record<string, (table: Table) => string | Uint8Array>>;
export type FileForm = keyof typeof fileForms;
