import type { DatasetContract, TableContract } from '../../constructs/safe-data/dataset-contract.ts';
import { dayText, momentText } from './calendar.ts';
import { type PlannedColumn, planTable, type TablePlan } from './table-plan.ts';
import type { Cell } from './typed.ts';

/** Persons `from` to before `to`, counted from 0, of the population that a seed stands for. */
export interface Slice {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Hands out every row of the slice in the order of the persons, and counts them. A slice is the very rows that the whole has
 * there. The array is used again for the next row: take what is in it.
 */
export function eachRow(plan: TablePlan, { seed, from, to }: Slice, take: (cells: readonly Cell[]) => void): number {
  const makers = plan.columns.map(({ cell }) => cell);
  const cells: Cell[] = makers.map(() => undefined);
  let rows = 0;
  for (let index = from; index < to; index++) {
    for (const occasion of plan.occasions(seed, index)) {
      for (let column = 0; column < makers.length; column++) cells[column] = makers[column]?.(occasion);
      take(cells);
      rows++;
    }
  }
  return rows;
}

/** Numbers and booleans as they are; dates as `YYYY-MM-DD` and moments as `YYYY-MM-DD HH:MM:SS`; nothing as null. */
export type Value = string | number | bigint | boolean | null;

/** The rows of one table, by the names of its columns, for whoever wants no files. Never more than one person in memory. */
export async function* rowsOf(
  dataset: DatasetContract,
  table: TableContract,
  { seed, from, to }: Slice,
): AsyncGenerator<Readonly<Record<string, Value>>> {
  const plan = planTable(dataset, table);
  for (let index = from; index < to; index++) {
    for (const occasion of plan.occasions(seed, index)) {
      yield Object.fromEntries(plan.columns.map(({ name, type, cell }) => [name, readable(cell(occasion), type)]));
    }
  }
}

function readable(cell: Cell, type: PlannedColumn['type']): Value {
  if (cell === undefined) return null;
  if (typeof cell !== 'number') return cell;
  if (type === 'date') return dayText(cell);
  return type === 'timestamp' ? momentText(cell) : cell;
}
