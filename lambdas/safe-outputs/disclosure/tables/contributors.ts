import type { Published } from './published-value.ts';
import type { Measure, TableModel } from './table-model.ts';

/** How many people a statistic of one row is of: told, withheld, or not in the table. */
export type Contributors =
  | { readonly known: 'told'; readonly n: number }
  | { readonly known: 'withheld' }
  | { readonly known: 'not' };

/**
 * The count that goes with a statistic: the one of the same variable, else the smallest count of the row, for a row of sixty records may hold
 * five values.
 */
export function contributorsOf(model: TableModel, statistic: Measure): (row: number) => Contributors {
  const narrow = model.counts.filter(({ name }) => name !== '');
  const same = narrow.filter(({ stem }) => stem !== '' && stem === statistic.stem);
  const by = (same.length > 0 ? same : narrow).map(valuesByRow);
  return (row) => {
    const values = by.flatMap((one) => one.get(row) ?? []);
    const known = values.flatMap((value) => (value.kind === 'number' ? [value.value] : []));
    if (values.length === 0) return { known: 'not' };
    if (known.length < values.length && (known.length === 0 || same.length > 0)) return { known: 'withheld' };
    return { known: 'told', n: Math.min(...known) };
  };
}

export const valuesByRow = (measure: Measure): ReadonlyMap<number, Published> =>
  new Map(measure.cells.map(({ row, value }) => [row, value]));

/** The number of a row, where it is one. */
export function numberAt(measure: Measure | undefined): (row: number) => number | undefined {
  const values = measure ? valuesByRow(measure) : new Map<number, Published>();
  return (row) => {
    const value = values.get(row);
    return value?.kind === 'number' ? value.value : undefined;
  };
}

/** The column of a role that goes with a statistic: of the same variable, or the only one there is. */
export function beside(model: TableModel, role: Measure['role'], statistic: Measure): Measure | undefined {
  const candidates = model.statistics.filter((one) => one.role === role);
  const same = candidates.find(({ stem }) => stem === statistic.stem);
  return same ?? (candidates.length === 1 ? candidates[0] : undefined);
}
