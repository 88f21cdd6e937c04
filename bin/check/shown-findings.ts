import type { At, Cell, Finding, Table, Verdict } from '../../lambdas/safe-outputs/disclosure/contract.ts';
import { readable } from '../door/readable.ts';

const mostShown = 5;
const longestLabel = 40;

/** One file as the terminal shows it. */
export interface Shown {
  readonly path: string;
  readonly type: string;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  /** The user's own, for the words that the engine leaves out. */
  readonly table: Table | undefined;
}

/** A line for each file, and under it each finding: where, why, and what to do. */
export function shownFiles(files: readonly Shown[]): string {
  const widest = Math.min(60, Math.max(4, ...files.map(({ path }) => [...readable(path)].length)));
  return files
    .map(({ path, type, verdict, findings, table }) =>
      [
        `${readable(path).padEnd(widest)}  ${type.padEnd(8)}  ${verdict}`,
        ...findings.flatMap((finding) => shownFinding(finding, verdict === 'blocked' ? withoutRows(table) : table)),
      ].join('\n'),
    )
    .join('\n');
}

/** Labels of rows that may be people are not repeated: a terminal has a history, and a job a log. */
const withoutRows = (table: Table | undefined): Table | undefined => table && { header: table.header, rows: [] };

export function shownFinding({ rule, verdict, at, reason, remedy }: Finding, table?: Table): readonly string[] {
  const where = placeOf(at, table);
  return [`  ${verdict}: ${reason} (${rule})`, ...(where === '' ? [] : [`    at ${where}`]), `    ${remedy}`];
}

function placeOf({ line, column, cells, ofCells, byte, entry }: At, table: Table | undefined): string {
  // A table of an entry or a sheet is another than the file's own.
  const own = entry === undefined ? table : undefined;
  const all = Math.max(ofCells ?? 0, cells?.length ?? 0);
  const some = (cells ?? []).slice(0, mostShown);
  return [
    ...(entry === undefined ? [] : [`entry ${entry}`]),
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(column === undefined ? [] : [`column ${column}${heading(own, column)}`]),
    ...(byte === undefined ? [] : [`byte ${byte}`]),
    ...byColumn(some, own),
    ...(all > some.length ? [`${all - some.length} more`] : []),
  ].join('; ');
}

/** `column 3 "Deaths": row 4 "85 and over", row 6 "Unknown"`. */
function byColumn(cells: readonly Cell[], table: Table | undefined): readonly string[] {
  const columns = [...new Set(cells.map(({ column }) => column))];
  return columns.map((column) => {
    const rows = cells.filter((cell) => cell.column === column).map(({ row }) => rowOf(row, column, table));
    return `column ${column}${heading(table, column)}: ${rows.join(', ')}`;
  });
}

/** The first cell of a row is its label, unless it is itself what was found. */
const rowOf = (row: number, column: number, table: Table | undefined): string =>
  `row ${row}${quoted(column === 1 ? undefined : table?.rows[row - 1]?.[0])}`;

const heading = (table: Table | undefined, column: number): string => quoted(table?.header[column - 1]);

/** A label of the user's own file, on the user's own terminal. */
function quoted(label: string | undefined): string {
  if (label === undefined || label.trim() === '') return '';
  const letters = [...readable(label.trim())];
  return ` "${letters.length > longestLabel ? `${letters.slice(0, longestLabel - 1).join('')}…` : letters.join('')}"`;
}

/** `3 files: 1 clear, 2 blocked`. */
export function summary(verdicts: readonly Verdict[]): string {
  const counts = new Map<Verdict, number>();
  for (const one of verdicts) counts.set(one, (counts.get(one) ?? 0) + 1);
  const parts = (['clear', 'review', 'needs-fix', 'blocked'] as const).flatMap((verdict) => {
    const count = counts.get(verdict);
    return count === undefined ? [] : [`${count} ${verdict}`];
  });
  return `${verdicts.length} file${verdicts.length === 1 ? '' : 's'}: ${parts.join(', ')}`;
}
