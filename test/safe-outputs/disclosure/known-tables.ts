import type { Cell, Finding, Profile, Table } from '../../../lambdas/safe-outputs/disclosure/contract.ts';
import { profiles } from '../../../lambdas/safe-outputs/disclosure/profiles.ts';
import cases from '../../cases/disclosure/known-answers.json';

export type Position = readonly [number, number];
export interface Contribution {
  readonly rows?: number;
  readonly n: number;
  readonly sum: number;
  readonly x1: number;
  readonly x2: number;
}
interface Input {
  readonly rowDimension?: string;
  readonly columnDimension?: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly values: readonly (readonly (number | null)[])[];
  readonly cells: readonly (readonly Contribution[])[];
  readonly rowTotals?: readonly number[];
  readonly columnTotals?: readonly number[];
  readonly grandTotal?: number;
  readonly suppressed?: readonly Position[];
}

/** A case of the corpus; fields of `expected` are read by the test that knows them. */
export function knownCase(id: string): { readonly input: Input; readonly expected: Record<string, never> } {
  const found = cases.find((one) => one.id === id);
  if (!found) throw new Error(`no case ${id}`);
  return found as unknown as ReturnType<typeof knownCase>;
}

export const idsOf = (prefix: string): readonly string[] =>
  cases.map(({ id }) => id).filter((id) => id.startsWith(prefix));

/** The case as a table of rows by columns; what is suppressed is a star. */
export function wide({ input }: { readonly input: Input }, suppressed = input.suppressed ?? []): Table {
  const starred = new Set(suppressed.map(String));
  const across = input.rowTotals !== undefined;
  const rows = input.rows.map((label, row) => [
    label,
    ...(input.values[row] ?? []).map((value, column) => (starred.has(`${row},${column}`) ? '*' : String(value ?? ''))),
    ...(across ? [String(input.rowTotals?.[row])] : []),
  ]);
  const grand = input.grandTotal ?? input.rowTotals?.reduce((sum, one) => sum + one, 0);
  const totals = input.columnTotals
    ? [['Total', ...input.columnTotals.map(String), ...(across ? [String(grand)] : [])]]
    : [];
  return {
    header: [input.rowDimension ?? 'row', ...input.columns.map(String), ...(across ? ['Total'] : [])],
    rows: [...rows, ...totals],
  };
}

/** The same with one cell per row, and where each cell of the wide form has gone. */
export function long(table: Table, dimension = 'across'): Table {
  const [label = '', ...columns] = table.header;
  return {
    header: [label, dimension, 'count'],
    rows: table.rows.flatMap(([name = '', ...values]) =>
      columns.map((column, index) => [name, column, values[index] ?? '']),
    ),
  };
}

/** Zero-based positions of a rule's cells inside a wide table, in reading order. */
export function positions(
  findings: readonly Finding[],
  rule: string,
  verdict?: Finding['verdict'],
): readonly Position[] {
  const cells = findings
    .filter((one) => one.rule === rule && (!verdict || one.verdict === verdict))
    .flatMap(({ at }) => at.cells ?? []);
  return cells.map(({ row, column }): Position => [row - 1, column - 2]);
}

/** The same of a long table that was a wide one of so many columns. */
export function longPositions(
  findings: readonly Finding[],
  rule: string,
  columns: number,
  verdict?: Finding['verdict'],
): readonly Position[] {
  const cells: readonly Cell[] = findings
    .filter((one) => one.rule === rule && (!verdict || one.verdict === verdict))
    .flatMap(({ at }) => at.cells ?? []);
  return cells.map(({ row }): Position => [Math.floor((row - 1) / columns), (row - 1) % columns]);
}

export const acro: Profile = profiles['uk-health-10'];
export const nothingEarlier = { earlier: [] };
