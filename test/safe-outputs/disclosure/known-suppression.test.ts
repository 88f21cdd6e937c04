import type { Profile, Table } from '../../../lambdas/safe-outputs/disclosure/contract.ts';
import { toWhole } from '../../../lambdas/safe-outputs/disclosure/tables/judge-suppression.ts';
import { secondaryCells } from '../../../lambdas/safe-outputs/disclosure/tables/secondary.ts';
import { boundsOf } from '../../../lambdas/safe-outputs/disclosure/tables/suppression.ts';
import { tableFindings } from '../../../lambdas/safe-outputs/disclosure/tables/table-findings.ts';
import { type Measure, modelOf } from '../../../lambdas/safe-outputs/disclosure/tables/table-model.ts';
import { withheldOf } from '../../../lambdas/safe-outputs/disclosure/tables/withheld.ts';
import {
  acro,
  knownCase,
  long,
  longPositions,
  nothingEarlier,
  type Position,
  positions,
  wide,
} from './known-tables.ts';

interface Bound {
  readonly cell: Position;
  readonly lower: number;
  readonly upper: number;
}
const countsOf = (table: Table): Measure => {
  const [counts] = modelOf(table, 5).counts;
  if (!counts) throw new Error('no counts');
  return counts;
};

/** Least and most of each withheld cell, by its position in the wide table. */
async function attacked(table: Table): Promise<readonly Bound[]> {
  const { cells, system } = withheldOf([{ measure: countsOf(table), nameOf: ({ key }) => key.join(',') }]);
  const bounds = await boundsOf(system);
  return cells.map(({ at }, index): Bound => {
    const found = toWhole(bounds[index] ?? 'contradiction');
    if (typeof found === 'string') throw new Error(found);
    return { cell: [at.row - 1, at.column - 2], ...found };
  });
}

const expectedBounds = (value: unknown) => value as readonly Bound[];
const judge = (table: Table, profile: Profile = acro) => tableFindings(table, profile, nothingEarlier);

/** Adds totals where a case has none of its own. */
const withTotals = (id: string) => {
  const { input, expected } = knownCase(id);
  const sum = (all: readonly (number | null)[]) => all.reduce<number>((whole, one) => whole + (one ?? 0), 0);
  const rowTotals = input.rowTotals ?? input.values.map(sum);
  const columnTotals =
    input.columnTotals ?? input.columns.map((_, column) => sum(input.values.map((row) => row[column] ?? 0)));
  return { input: { ...input, rowTotals, columnTotals }, expected };
};

describe('what totals give away', () => {
  test('A1m: blanked cells beside true totals are exactly eight', async () => {
    const known = knownCase('A1m');
    const { bounds, suppressed } = known.expected.ifSuppressed as unknown as {
      bounds: Bound[];
      suppressed: Position[];
    };
    const table = wide(known, suppressed);
    expect(await attacked(table)).toEqual(bounds);
    expect(positions(await judge(table), 'recoverable', 'needs-fix')).toEqual(suppressed);
    expect(longPositions(await judge(long(table)), 'recoverable', 5, 'needs-fix')).toEqual(suppressed);
  });

  test('A4s: all four blanked cells are recovered, three of them zero', async () => {
    const known = knownCase('A4s');
    const table = wide(known);
    expect(await attacked(table)).toEqual(expectedBounds(known.expected.bounds));
    expect(positions(await judge(table), 'recoverable', 'needs-fix')).toEqual(known.input.suppressed);
  });

  test('A4s: margins of what is published, released after the true ones, differ by two people', async () => {
    const known = knownCase('A4s');
    const { republishedColumnTotals, republishedGrandTotal } = (
      known.expected as unknown as { peers: Record<string, unknown> }
    ).peers['ACRO 1.0.1'] as {
      republishedColumnTotals: number[];
      republishedGrandTotal: number;
    };
    const again = wide({
      input: {
        ...known.input,
        rowTotals: [4320, 4266, 0, 4044, 328],
        columnTotals: republishedColumnTotals,
        grandTotal: republishedGrandTotal,
      },
    });
    const found = await tableFindings(again, acro, { earlier: [{ release: 'r', file: 0, table: wide(known) }] });
    expect(positions(found, 'differencing')).toContainEqual([5, 2]);
    expect(positions(found, 'differencing')).toContainEqual([5, 3]);
  });

  test('S1: nine cells, two or more in every row and column, and one of them is exactly 47', async () => {
    const known = knownCase('S1');
    const table = wide(known);
    expect(await attacked(table)).toEqual(expectedBounds(known.expected.bounds));
    expect(positions(await judge(table), 'recoverable')).toEqual(known.expected.exact);
    expect(longPositions(await judge(long(table)), 'recoverable', 5)).toEqual(known.expected.exact);
  });

  test('S1: the cheapest cell to suppress besides is 31, and then 47 is anything from 0 to 78', async () => {
    const known = knownCase('S1');
    const table = wide(known);
    const { count, cheapest, boundsAfter } = known.expected.secondary as unknown as {
      count: number;
      cheapest: { cell: Position; value: number };
      boundsAfter: Bound;
    };
    const counts = countsOf(table);
    const added = (await secondaryCells(counts, acro))?.map((index) => counts.cells[index]);
    expect(added).toHaveLength(count);
    expect(added?.map((cell) => [(cell?.at.row ?? 0) - 1, (cell?.at.column ?? 0) - 2])).toEqual([cheapest.cell]);
    expect(added?.[0]?.value).toMatchObject({ value: cheapest.value });
    const after = await attacked(wide(known, [...(known.input.suppressed ?? []), cheapest.cell]));
    expect(after).toContainEqual(boundsAfter);
  });

  test('S3: three cells of three or fewer take the three cheapest with them, 29 people together', async () => {
    const known = withTotals('S3');
    const { primary, suppressed, secondary, boundsAfter } = known.expected as unknown as {
      primary: Position[];
      suppressed: Position[];
      secondary: { count: number; cells: Position[]; sum: number };
      boundsAfter: Bound[];
    };
    const { values } = known.input;
    const small = values.flatMap((row, r) => row.flatMap((value, c) => ((value ?? 0) <= 3 ? [[r, c]] : [])));
    expect(small).toEqual(primary);
    const counts = countsOf(wide(known, primary));
    const added =
      (await secondaryCells(counts, { ...acro, threshold: 4 }))?.flatMap((index) => counts.cells[index] ?? []) ?? [];
    expect(added.map(({ at }) => [at.row - 1, at.column - 2])).toEqual(secondary.cells);
    expect(added.reduce((sum, { value }) => sum + (value.kind === 'number' ? value.value : 0), 0)).toBe(secondary.sum);
    const after = await attacked(wide(known, suppressed));
    for (const bound of boundsAfter) expect(after).toContainEqual(bound);
    expect(
      (await judge(wide(known, suppressed), { ...acro, threshold: 4 })).filter(({ rule }) => rule === 'recoverable'),
    ).toEqual([]);
  });

  test('S6: the four cells of the Handbook are known to within three', async () => {
    const known = knownCase('S6');
    expect(await attacked(wide(known))).toEqual(expectedBounds(known.expected.bounds));
    expect(await attacked(long(wide(known)))).toHaveLength(4);
  });
});
