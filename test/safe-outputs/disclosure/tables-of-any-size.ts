import fc from 'fast-check';
import type { Table } from '../../../lambdas/safe-outputs/disclosure/contract.ts';

/** Counts of a table in rows by columns, the small ones frequent. */
export const counts = (rows: { min: number; max: number }, columns: { min: number; max: number }, most = 400) =>
  fc
    .tuple(fc.integer(rows), fc.integer(columns))
    .chain(([height, width]) =>
      fc.array(
        fc.array(
          fc.oneof(
            { weight: 1, arbitrary: fc.integer({ min: 0, max: 12 }) },
            { weight: 3, arbitrary: fc.integer({ min: 10, max: most }) },
          ),
          { minLength: width, maxLength: width },
        ),
        { minLength: height, maxLength: height },
      ),
    );

export const sum = (all: readonly number[]): number => all.reduce((whole, one) => whole + one, 0);

/** With totals of rows and columns; what `hidden` says is a star. */
export function withMargins(
  values: readonly (readonly number[])[],
  hidden: (row: number, column: number) => boolean = () => false,
): Table {
  const width = values[0]?.length ?? 0;
  const columnTotals = Array.from({ length: width }, (_, column) => sum(values.map((row) => row[column] ?? 0)));
  return {
    header: ['region', ...columnTotals.map((_, column) => `group ${column}`), 'Total'],
    rows: [
      ...values.map((row, r) => [
        `region ${r}`,
        ...row.map((value, c) => (hidden(r, c) ? '*' : String(value))),
        String(sum(row)),
      ]),
      ['Total', ...columnTotals.map(String), String(sum(columnTotals))],
    ],
  };
}

export const withoutMargins = (values: readonly (readonly number[])[]): Table => ({
  header: ['region', ...(values[0] ?? []).map((_, column) => `group ${column}`)],
  rows: values.map((row, r) => [`region ${r}`, ...row.map(String)]),
});
