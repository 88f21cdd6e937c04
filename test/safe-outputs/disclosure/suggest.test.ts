import fc from 'fast-check';
import type { Profile, Table } from '../../../lambdas/safe-outputs/disclosure/contract.ts';
import { profiles } from '../../../lambdas/safe-outputs/disclosure/profiles.ts';
import { suggest } from '../../../lambdas/safe-outputs/disclosure/tables/suggest.ts';
import { tableFindings } from '../../../lambdas/safe-outputs/disclosure/tables/table-findings.ts';
import { repeatable } from '../../repeatable.ts';
import { acro, knownCase, nothingEarlier, wide } from './known-tables.ts';
import { counts, sum, withMargins, withoutMargins } from './tables-of-any-size.ts';

const judge = (table: Table, profile: Profile) => tableFindings(table, profile, nothingEarlier);
const number = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;

/** Whether each row and column adds up to its total, what is withheld left out. */
function addsUp({ rows }: Table): boolean {
  const inner = rows.slice(0, -1).map((row) => row.slice(1).map((text) => number(text)));
  const last =
    rows
      .at(-1)
      ?.slice(1)
      .map((text) => number(text)) ?? [];
  const fits = (parts: readonly (number | undefined)[], total: number | undefined) =>
    total === undefined || sum(parts.map((one) => one ?? 0)) === total;
  const across = inner.every((row) => fits(row.slice(0, -1), row.at(-1)));
  return (
    across &&
    last.slice(0, -1).every((total, column) =>
      fits(
        inner.map((row) => row[column]),
        total,
      ),
    )
  );
}

describe('a suggested copy', () => {
  test('A13: redacts three, rounds the rest, and adds up its totals from the rounded parts', async () => {
    const known = knownCase('A13');
    const { values, columnTotals } = known.expected as unknown as {
      values: (string | number)[][];
      columnTotals: number[];
    };
    const table = wide({ input: { ...known.input, columnTotals: [50, 116] } });
    const copy = await suggest(table, profiles['opensafely-7']);
    expect(copy?.rows.map((row) => row.slice(1))).toEqual([...values, columnTotals].map((row) => row.map(String)));
    expect(copy && (await judge(copy, profiles['opensafely-7']))).toEqual([]);
  });

  test('A14: six and seven are withheld, eight becomes ten, and what is no count is never rounded into one', async () => {
    const { values, invalid } = knownCase('A14').input as unknown as Record<'values' | 'invalid', readonly number[]>;
    const { values: expected } = knownCase('A14').expected as unknown as { readonly values: readonly number[] };
    const columnOf = (counts: readonly number[]): Table => ({
      header: ['area', 'count'],
      rows: counts.map((count, at) => [`area ${'abcdefg'[at]}`, String(count)]),
    });
    const profile = profiles['opensafely-7'];
    const copy = await suggest(columnOf([...values, 40, 55]), profile);
    const published = copy?.rows.slice(0, values.length).map(([, cell]) => cell);
    expect(published).toEqual(expected.map((value) => (value === 0 ? '[REDACTED]' : String(value))));
    for (const odd of invalid) {
      const table = columnOf([odd, 40, 55, 60]);
      expect((await judge(table, profile)).length).toBeGreaterThan(0);
      expect((await suggest(table, profile))?.rows[0]?.[1] ?? 'no copy').not.toMatch(/^\d+$/);
    }
  });

  test.each(['A1', 'A1m', 'A3', 'A4'])('%s: passes every rule of the default profile', async (id) => {
    const copy = await suggest(wide(knownCase(id)), acro);
    expect(copy && (await judge(copy, acro))).toEqual([]);
  });

  test('keeps true totals, and withholds other cells, where the profile does not round', async () => {
    const copy = await suggest(wide(knownCase('A1m')), profiles['ukllc-10']);
    expect(copy?.rows[0]).toEqual(['2010', '[REDACTED]', '59', '71', '[REDACTED]', '153']);
    expect(copy?.rows.at(-1)).toEqual(['Total', '90', '354', '426', '48', '918']);
  });

  test('uses the mark that the table has, and takes the statistics of a withheld count with it', async () => {
    const copy = await suggest(
      {
        header: ['area', 'n', 'mean_age', 'max_age'],
        rows: [
          ['a', '103', '40.1', '99'],
          ['b', '*', '41', '98'],
          ['c', '3', '60', '61'],
        ],
      },
      acro,
    );
    expect(copy?.rows).toEqual([
      ['a', '105', '40.1', '*'],
      ['b', '*', '*', '*'],
      ['c', '*', '*', '*'],
    ]);
  });

  test('works shares out again from the rounded counts', async () => {
    const copy = await suggest(
      {
        header: ['area', 'n', '%'],
        rows: [
          ['a', '53', '25.6'],
          ['b', '101', '48.8'],
          ['c', '53', '25.6'],
        ],
      },
      profiles['opensafely-7'],
    );
    expect(copy?.rows).toEqual([
      ['a', '55', '26.2'],
      ['b', '100', '47.6'],
      ['c', '55', '26.2'],
    ]);
  });

  test('is not made of what passes, nor of what nothing but the researcher can put right', async () => {
    expect(
      await suggest(
        {
          header: ['area', 'n'],
          rows: [
            ['a', '53'],
            ['b', '101'],
          ],
        },
        acro,
      ),
    ).toBeUndefined();
    expect(
      await suggest(
        {
          header: ['area', 'mean_age'],
          rows: [
            ['a', '53.1'],
            ['b', '41'],
          ],
        },
        acro,
      ),
    ).toBeUndefined();
  });

  const shapes = fc.tuple(
    counts({ min: 2, max: 6 }, { min: 2, max: 5 }),
    fc.boolean(),
    fc.constantFrom(...Object.values(profiles)),
  );

  test('of any table passes, changes nothing but what it rounds and withholds, and is the same each time', async () => {
    let made = 0;
    await fc.assert(
      fc.asyncProperty(shapes, async ([values, margins, profile]) => {
        const table = margins ? withMargins(values) : withoutMargins(values);
        const copy = await suggest(table, profile);
        if (!copy) return;
        made += 1;
        const left = await judge(copy, profile);
        const before = new Set((await judge(table, profile)).map(({ rule }) => rule));
        expect(left.filter(({ rule, verdict }) => verdict !== 'review' || !before.has(rule))).toEqual([]);
        expect(copy.header).toEqual(table.header);
        expect(copy.rows.map(([label]) => label)).toEqual(table.rows.map(([label]) => label));
        for (const [r, row] of values.entries()) {
          for (const [c, value] of row.entries()) {
            const published = number(copy.rows[r]?.[c + 1]);
            if (published === undefined) continue;
            expect(Math.abs(published - value)).toBeLessThanOrEqual(profile.rounding.method === 'none' ? 0 : 2.5);
            if (value > 0) expect(value).toBeGreaterThanOrEqual(profile.threshold);
          }
        }
        if (margins && copy.rows.at(-1)?.at(-1) !== table.rows.at(-1)?.at(-1)) expect(addsUp(copy)).toBe(true);
        expect(await suggest(table, profile)).toEqual(copy);
      }),
      {
        ...repeatable(60),
        examples: [
          [
            [
              [
                [11, 208],
                [10, 398],
              ],
              true,
              profiles['hes-7'],
            ],
          ],
        ],
      },
    );
    expect(made).toBeGreaterThan(20);
  });
});
