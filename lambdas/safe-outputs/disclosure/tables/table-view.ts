import type { Cell, Table } from '../contract.ts';
import { roleOf } from './column-role.ts';
import { type Published, publishedValue } from './published-value.ts';

/** A cell where it is looked at, which knows where it stands in the file. */
export interface ViewCell {
  readonly text: string;
  readonly at: Cell;
  readonly value: Published;
}

/** A table with statistics in columns, however it was laid out. */
export interface View {
  readonly header: readonly string[];
  readonly rows: readonly (readonly ViewCell[])[];
}

/** Two forms name their statistics in rows: one row per statistic, and one row per group and statistic. They are turned. */
export function viewOf(table: Table): View {
  const plain = asItStands(table);
  const named = columnOfStatistics(plain);
  if (named === undefined) return plain;
  const labels = plain.header.flatMap((_, column) => (column !== named && isLabels(plain, column) ? [column] : []));
  return labels.length === 0 && plain.header.length > 1 ? transposed(plain, named) : pivoted(plain, named, labels);
}

const asItStands = ({ header, rows }: Table): View => ({
  header,
  rows: rows.map((row, index) =>
    header.map((_, column) => {
      const text = row[column] ?? '';
      return { text, at: { row: index + 1, column: column + 1 }, value: publishedValue(text) };
    }),
  ),
});

/** No table names more kinds of statistics. */
const mostStatistics = 60;

function columnOfStatistics(view: View): number | undefined {
  const others = (column: number) => view.header.filter((_, index) => index !== column);
  const found = view.header.findIndex((_, column) => {
    const codes = new Set(view.rows.map((row) => row[column]?.text ?? ''));
    if (codes.size < 2 || codes.size > mostStatistics) return false;
    const roles = [...codes].map(roleOf);
    const telling = roles.filter((role) => role && role.role !== 'count').length;
    const known = roles.filter((role) => role).length;
    return (
      telling > 0 &&
      known * 2 >= codes.size &&
      isLabels(view, column, true) &&
      others(column).every((name) => !roleOf(name) || name === '')
    );
  });
  return found < 0 ? undefined : found;
}

const isLabels = (view: View, column: number, whole = false): boolean => {
  const texts = view.rows.filter(
    (row) => row[column]?.value.kind === 'text' || (whole && row[column]?.text.endsWith('%')),
  ).length;
  return texts * 2 > view.rows.length;
};

const transposed = (view: View, named: number): View => ({
  header: ['', ...view.rows.map((row) => row[named]?.text ?? '')],
  rows: view.header.flatMap((name, column) => {
    if (column === named) return [];
    const label: ViewCell = { text: name, at: { row: 1, column: column + 1 }, value: { kind: 'text' } };
    return [[label, ...view.rows.flatMap((row) => row[column] ?? [])]];
  }),
});

function pivoted(view: View, named: number, labels: readonly number[]): View {
  const codes = [...new Set(view.rows.map((row) => row[named]?.text ?? ''))];
  const values = view.header.flatMap((_, column) => (column !== named && !labels.includes(column) ? [column] : []));
  const groups = new Map<string, Map<string, readonly ViewCell[]>>();
  for (const row of view.rows) {
    const key = JSON.stringify(labels.map((column) => row[column]?.text));
    const group = groups.get(key) ?? new Map<string, readonly ViewCell[]>();
    const code = row[named]?.text ?? '';
    // Two rows of one group and one statistic: the table is not what it looks like, and is judged as it stands.
    if (group.has(code)) return view;
    groups.set(key, group.set(code, row));
  }
  const nothing = (at: Cell): ViewCell => ({ text: '', at, value: { kind: 'absent' } });
  return {
    header: [
      ...labels.map((column) => view.header[column] ?? ''),
      ...values.flatMap((value) => codes.map((code) => nameOf(view, values, value, code))),
    ],
    rows: [...groups.values()].map((group) => {
      const first = [...group.values()][0] ?? [];
      const at = first[0]?.at ?? { row: 1, column: 1 };
      const cells = values.flatMap((column) => codes.map((code) => group.get(code)?.[column] ?? nothing(at)));
      return [...labels.map((column) => first[column] ?? nothing(at)), ...cells];
    }),
  };
}

const nameOf = (view: View, values: readonly number[], column: number, code: string): string =>
  values.length > 1 ? `${view.header[column] ?? ''} ${code}` : code;
