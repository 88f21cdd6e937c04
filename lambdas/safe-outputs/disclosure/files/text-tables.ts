import type { Table } from '../contract.ts';
import { limits } from './limits.ts';

/** A line of a pipe table cut at its pipes, those escaped by a backslash apart; `undefined` for a line without one. */
const pipeCells = (line: string): readonly string[] | undefined => {
  const trimmed = line.trim().replace(/[│┃┆┊║¦]/g, '|');
  if (!trimmed.includes('|')) return undefined;
  const cells: string[] = [];
  let cell = '';
  for (let i = 0; i < trimmed.length; i++) {
    const char = trimmed[i] ?? '';
    if (char === '\\' && trimmed[i + 1] === '|') {
      cell += '|';
      i++;
    } else if (char === '|') {
      cells.push(cell.trim());
      cell = '';
    } else cell += char;
  }
  cells.push(cell.trim());
  if (trimmed.startsWith('|')) cells.shift();
  if (trimmed.endsWith('|') && cells.at(-1) === '') cells.pop();
  return cells;
};

const isRule = (cells: readonly string[]): boolean => cells.every((cell) => /^:?-+:?$/.test(cell)) && cells.length > 0;

export interface TextTable {
  /** Line of the header, from 1. */
  readonly line: number;
  readonly table: Table;
  /** How many lines it takes. */
  readonly lines: number;
  /** A row has more cells than the header, so that a viewer may drop them. */
  readonly ragged: boolean;
}

/** A line that a program draws between the rows of a table that it prints. */
const isDrawn = (line: string): boolean => /^\s*[-=+:─═╌├╞╠┼╪╬┤╡╣]+\s*$/.test(line);

const evened = (row: readonly string[], width: number): readonly string[] =>
  Array.from({ length: width }, (_, i) => row[i] ?? '');

const tableOf = (line: number, lines: readonly (readonly string[])[]): TextTable => {
  const [header = [], ...rest] = lines.filter((cells) => cells.length > 0);
  const rows = rest.filter((row, i) => !(i === 0 && isRule(row)));
  const width = rows.reduce((most, row) => Math.max(most, row.length), header.length);
  const ragged = rows.some((row) => row.length !== header.length);
  return {
    line,
    lines: lines.length,
    ragged,
    table: { header: evened(header, width), rows: rows.map((row) => evened(row, width)) },
  };
};

/** Cells by the first of TAB, `;` and `,` that divides the line at least twice. */
const delimited = (line: string): { mark: string; cells: readonly string[] } | undefined => {
  for (const mark of ['\t', ';', ',']) {
    const cells = line.split(mark);
    if (cells.length >= 3) return { mark, cells: cells.map((cell) => cell.trim()) };
  }
  return undefined;
};

const fewestPipeLines = 2;
const fewestDelimitedLines = 4;

/** Tables written as text: two or more lines with pipes, or four or more cut alike by TAB, semicolon or comma. */
export const textTables = (text: string): readonly TextTable[] => {
  const found: TextTable[] = [];
  let lines: (readonly string[])[] = [];
  let key = '';
  let from = 1;
  const close = () => {
    const fewest = key === '|' ? fewestPipeLines : fewestDelimitedLines;
    if (lines.filter((cells) => cells.length > 0).length >= fewest && found.length < limits.tablesPerFile)
      found.push(tableOf(from, lines));
    lines = [];
    key = '';
  };
  text.split('\n').forEach((line, index) => {
    // Drawn between the rows of a printed table: what stands above it is the header still.
    if (key === '|' && isDrawn(line)) {
      lines.push([]);
      return;
    }
    const pipes = pipeCells(line);
    const cut = pipes === undefined ? delimited(line) : undefined;
    const cells = pipes ?? cut?.cells;
    const next = pipes !== undefined ? '|' : cut === undefined ? '' : `${cut.mark}${cut.cells.length}`;
    if (next !== key) close();
    if (cells === undefined) return;
    if (lines.length === 0) from = index + 1;
    key = next;
    lines.push(cells);
  });
  close();
  return found;
};

/** The text with its tables emptied, line for line: what is left is judged as text. */
export const withoutTables = (text: string, tables: readonly TextTable[]): string => {
  const lines = text.split('\n');
  for (const { line, lines: count } of tables) lines.fill('', line - 1, line - 1 + count);
  return lines.join('\n');
};
