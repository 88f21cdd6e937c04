import { isDominated, shareOfLargest } from '../../../lambdas/safe-outputs/disclosure/tables/rules/dominance.ts';
import { coverOfLargest, isEstimable } from '../../../lambdas/safe-outputs/disclosure/tables/rules/p-percent.ts';
import { tooFew } from '../../../lambdas/safe-outputs/disclosure/tables/rules/threshold.ts';
import { tableFindings } from '../../../lambdas/safe-outputs/disclosure/tables/table-findings.ts';
import {
  acro,
  type Contribution,
  knownCase,
  long,
  longPositions,
  nothingEarlier,
  type Position,
  positions,
  wide,
} from './known-tables.ts';

const judge = (table: Parameters<typeof tableFindings>[0]) => tableFindings(table, acro, nothingEarlier);

describe('counts, in rows by columns and one to a row', () => {
  test('A1: the six small cells of the grants fail, and no other', async () => {
    const table = wide(knownCase('A1'));
    const cells = [0, 1, 2, 3, 4, 5].map((row): Position => [row, 3]);
    expect(positions(await judge(table), 'threshold')).toEqual(cells);
    expect(longPositions(await judge(long(table)), 'threshold', 4)).toEqual(cells);
    expect((await judge(table)).map(({ rule }) => rule)).toEqual(['threshold']);
  });

  test('A1m: with margins the same six fail and the margins pass', async () => {
    const table = wide(knownCase('A1m'));
    const cells = [0, 1, 2, 3, 4, 5].map((row): Position => [row, 3]);
    expect(positions(await judge(table), 'threshold')).toEqual(cells);
    expect(longPositions(await judge(long(table)), 'threshold', 5)).toEqual(cells);
  });

  test('A3: two zeros, and two columns in which everybody is alive', async () => {
    const table = wide(knownCase('A3'));
    for (const [findings, at] of [
      [await judge(table), positions],
      [
        await judge(long(table)),
        (found: Awaited<ReturnType<typeof judge>>, rule: string, verdict?: 'needs-fix') =>
          longPositions(found, rule, 4, verdict),
      ],
    ] as const) {
      expect(at(findings, 'zeros')).toEqual([
        [0, 1],
        [0, 3],
      ]);
      expect(at(findings, 'class-disclosure', 'needs-fix')).toEqual([
        [1, 1],
        [1, 3],
      ]);
    }
  });

  test('A4: four small cells, three of them zero; with margins the total of two fails too', async () => {
    const known = knownCase('A4');
    const found = await judge(wide(known));
    expect(positions(found, 'threshold')).toEqual([
      [2, 0],
      [2, 1],
      [2, 2],
      [4, 0],
    ]);
    expect(positions(found, 'zeros')).toEqual([
      [2, 0],
      [2, 1],
      [4, 0],
    ]);
    const sums = known.input.values.map((row) => row.reduce<number>((sum, one) => sum + (one ?? 0), 0));
    const margins = wide({
      input: { ...known.input, rowTotals: sums, columnTotals: [4320, 4320, 4320], grandTotal: 12960 },
    });
    expect(positions(await judge(margins), 'threshold')).toEqual([
      [2, 0],
      [2, 1],
      [2, 2],
      [2, 3],
      [4, 0],
    ]);
    expect(margins.rows[2]?.[4]).toBe('2');
  });
});

/** One row per cell, with the contributions beside the statistic. */
const magnitudes = (id: string, statistic: 'mean' | 'sum') => {
  const { rows, columns, cells } = knownCase(id).input;
  const flat = rows.flatMap((row, r) =>
    columns.map((column, c) => ({ row, column, ...(cells[r]?.[c] as Contribution) })),
  );
  const value = ({ sum, n }: Contribution) => String(statistic === 'sum' ? sum : sum / n);
  return {
    flat,
    table: {
      header: ['a', 'b', 'n', `${statistic}_amount`, 'x1', 'x2'],
      rows: flat.map((one) => [one.row, one.column, String(one.n), value(one), String(one.x1), String(one.x2)]),
    },
  };
};

describe('sums and means', () => {
  test('A2: seven cells have too few values, one is dominated, two can be estimated or have all one value', async () => {
    const { flat, table } = magnitudes('A2', 'mean');
    const found = await judge(table);
    expect(longPositions(found, 'threshold', 4)).toEqual([
      [0, 1],
      [0, 3],
      [1, 3],
      [2, 3],
      [3, 3],
      [4, 3],
      [5, 3],
    ]);
    expect(longPositions(found, 'dominance', 4)).toEqual([[0, 3]]);
    // ACRO counts the cell whose sum is nothing under p; there is no p, and everybody in it has the same value.
    expect([...longPositions(found, 'class-disclosure', 4), ...longPositions(found, 'p-percent', 4)]).toEqual([
      [0, 1],
      [0, 3],
    ]);
    const of = (index: number) => ({
      total: flat[index]?.sum ?? 0,
      largest: [flat[index]?.x1 ?? 0, flat[index]?.x2 ?? 0],
    });
    expect(shareOfLargest(of(3), 2)).toBeCloseTo(0.9608, 4);
    expect(coverOfLargest(of(3))).toBeCloseTo(0.0498, 4);
    expect(coverOfLargest(of(1))).toBeUndefined();
  });

  test('A2: records without a value are no contributors, though the records are published beside them', async () => {
    const { flat } = magnitudes('A2', 'mean');
    const rows = flat.map((one) => [one.row, one.column, String(one.rows), String(one.n), String(one.sum / one.n)]);
    const found = await judge({ header: ['a', 'b', 'rows', 'n', 'mean_age'], rows });
    expect(longPositions(found, 'contributors', 4)).toContainEqual([0, 1]);
    expect(longPositions(found, 'contributors', 4)).toHaveLength(7);
  });

  test('A6: one contribution of ten thousand flags its cell under both rules, and no other', async () => {
    const { flat, table } = magnitudes('A6', 'sum');
    const found = await judge(table);
    expect(longPositions(found, 'threshold', 3)).toEqual([]);
    expect(longPositions(found, 'dominance', 3)).toEqual([[2, 2]]);
    expect(longPositions(found, 'p-percent', 3)).toEqual([[2, 2]]);
    const last = flat.at(-1) as Contribution;
    expect(shareOfLargest({ total: last.sum, largest: [last.x1, last.x2] }, 2)).toBeCloseTo(0.9583, 4);
    expect(coverOfLargest({ total: last.sum, largest: [last.x1, last.x2] })).toBeCloseTo(0.0436, 4);
  });

  test.each([
    ['10 x 1', [], undefined, undefined],
    ['9 x 1', ['threshold'], undefined, undefined],
    ['45, 45, 10 x 1', ['nk'], 0.9, undefined],
    ['100, 20, 10 x 1', ['nk'], 0.923, 0.1],
  ] as const)('A10: %s fails %j', (name, failed, nk, p) => {
    const { groups } = knownCase('A10').input as unknown as {
      groups: readonly { name: string; contributions: readonly number[] }[];
    };
    const contributions = groups.find((one) => one.name === name)?.contributions ?? [];
    const all = { total: contributions.reduce((sum, one) => sum + one, 0), largest: contributions };
    const fails = [
      ...(tooFew(contributions.length, 10) ? ['threshold'] : []),
      ...(isDominated(all, acro.dominance) ? ['nk'] : []),
      ...(isEstimable(all, acro.pPercent) ? ['p'] : []),
    ];
    expect(fails).toEqual(failed);
    if (nk !== undefined) expect(shareOfLargest(all, 2)).toBeCloseTo(nk, 3);
    if (p !== undefined) expect(coverOfLargest(all)).toBe(p);
  });

  test('S6: what p passes, the two largest of the Handbook do not', () => {
    const pair = { total: 110_000, largest: [52_000, 50_000] };
    expect(coverOfLargest(pair)).toBeCloseTo(0.154, 3);
    expect(isEstimable(pair, 0.1)).toBe(false);
    expect(isDominated(pair, { n: 2, k: 0.909 })).toBe(true);
    const three = { total: 330, largest: [300, 20, 10] };
    expect(isDominated(three, { n: 1, k: 0.85 })).toBe(true);
    expect(300 / 0.85).toBeCloseTo(352.94, 2);
  });
});
