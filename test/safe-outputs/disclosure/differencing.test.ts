import type { Table } from '../../../lambdas/safe-outputs/disclosure/contract.ts';
import { work } from '../../../lambdas/safe-outputs/disclosure/tables/differences/work.ts';
import { judgeDifferences } from '../../../lambdas/safe-outputs/disclosure/tables/differencing.ts';
import { rememberedModel } from '../../../lambdas/safe-outputs/disclosure/tables/remembered-model.ts';
import { tableFindings } from '../../../lambdas/safe-outputs/disclosure/tables/table-findings.ts';
import { worst } from '../../../lambdas/safe-outputs/disclosure/worst.ts';
import { given, harmless } from './differencing-cases.ts';
import { acro } from './known-tables.ts';

/** A comma within brackets belongs to a label. */
const table = (text: string): Table => {
  const [header = [], ...rows] = text.split(' / ').map((line) => line.split(/,(?![^[(]*[\])])/));
  return { header, rows };
};
const beside = async (earlier: string, now: string) =>
  (await tableFindings(table(now), acro, { earlier: [{ release: 'r1', file: 0, table: table(earlier) }] }))
    .filter(({ rule }) => rule === 'differencing' || rule === 'recoverable')
    .map(
      ({ rule, verdict, at }) =>
        `${rule} ${verdict} ${(at.cells ?? []).map(({ row, column }) => `${row},${column}`).join(' ')}`,
    );

describe('beside an earlier release', () => {
  test('everybody less the men leaves the one woman', async () => {
    const found = await beside('sex,cases,population / Overall,108,320', 'sex,cases,population / Male,107,319');
    expect(found).toEqual(['differencing needs-fix 1,2 1,3']);
  });

  test('the same table, grown by one person in one cell, gives the person away', async () => {
    expect(await beside('area,n / a,106 / b,319', 'area,n / a,107 / b,319')).toEqual(['differencing needs-fix 1,2']);
    expect(await beside('area,n / a,106 / b,319', 'area,n / a,116 / b,319')).toEqual([]);
    expect(await beside('area,n / a,106 / b,319', 'area,n / a,106 / b,319')).toEqual([]);
  });

  test('the form of the tables makes no difference', async () => {
    const long = 'area,sex,n / a,F,51 / a,M,62 / b,F,73 / b,M,84';
    expect(await beside(long, 'area,F,M / a,51,63 / b,73,84')).toEqual(['differencing needs-fix 1,3']);
    expect(await beside('area,F,M / a,51,63 / b,73,84', long)).toEqual(['differencing needs-fix 2,3']);
  });

  test('parts that leave over a few of an earlier whole give them away', async () => {
    const found = await beside('area,n / a,116 / b,157', 'area,sex,n / a,F,51 / a,M,62 / b,F,73 / b,M,84');
    expect(found).toEqual(['differencing needs-fix 1,3 2,3']);
    expect(await beside('area,sex,n / a,F,51 / a,M,62 / b,F,73 / b,M,84', 'area,n / a,116 / b,157')).toEqual([
      'differencing needs-fix 1,2',
    ]);
  });

  test('a cell that one of them withholds and the other publishes is withheld from nobody', async () => {
    expect(await beside('area,n / a,106 / b,319', 'area,n / a,* / b,319')).toEqual(['differencing needs-fix 1,2']);
    expect(await beside('area,n / a,* / b,319', 'area,n / a,106 / b,319')).toEqual(['differencing needs-fix 1,2']);
  });

  test('the totals of both together recover what neither alone gives away', async () => {
    const now = 'area,sex,n / a,F,* / a,M,62 / b,F,73 / b,M,84';
    expect(await beside('area,sex,n / c,F,40 / c,M,41', now)).toEqual([]);
    expect(await beside('area,n / a,104 / b,157', now)).toEqual(['recoverable needs-fix 1,3']);
  });

  test('differences that rounding makes give nobody away', async () => {
    expect(await beside('area,n / a,105 / b,320 / c,45 / d,65', 'area,n / a,110 / b,320 / c,45 / d,65')).toEqual([]);
  });

  test('counts of other things are not subtracted, and tables far from each other are for a human', async () => {
    expect(await beside('area,deaths / a,106 / b,319', 'area,births / a,107 / b,319')).toEqual([]);
    const found = await beside('area,n / a,106 / b,319 / c,421 / d,533', 'area,n / a,107 / b,219 / c,321 / d,733');
    expect(found).toEqual(['differencing review 1,2']);
  });
});

const told = async (earlier: string, now: string) =>
  (await tableFindings(table(now), acro, { earlier: [{ release: 'r1', file: 2, table: table(earlier) }] })).filter(
    ({ rule }) => rule === 'differencing' || rule === 'recoverable',
  );

describe('by what labels mean', () => {
  test.each([...given, ...harmless].map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const found = await told(one.earlier, one.now);
    const verdict = worst(found.map((finding) => finding.verdict));
    const cells = found
      .filter((finding) => finding.verdict === verdict)
      .flatMap(({ at }) => (at.cells ?? []).map(({ row, column }) => `${row},${column}`));
    expect([verdict, found]).toEqual([one.verdict, found]);
    if (one.cells !== undefined) expect([...new Set(cells)].sort().join(' ')).toBe(one.cells);
  });

  test('a reason says which release and file, and where in it', async () => {
    const [found] = await told('age,n / 18-39,420', 'age,n / 18-40,426');
    expect(found?.reason).toContain('file 2 of release r1 (there row 1 column 2)');
  });

  test('bands of one table that overlap are subtracted from each other too', async () => {
    const findings = await tableFindings(table('age,n / <40,420 / <=40,426 / 41+,300'), acro, { earlier: [] });
    const found = findings.filter(({ rule }) => rule === 'differencing');
    expect(found.map(({ verdict, at }) => [verdict, at.cells?.map(({ row }) => row)])).toEqual([['needs-fix', [1, 2]]]);
  });
});

describe('as much as can be compared', () => {
  const big = (seed: number): Table => ({
    header: ['area', 'month', 'n'],
    rows: Array.from({ length: 1200 }, (_, i) => [
      `area ${Math.floor(i / 12)}`,
      `2020-${String((i % 12) + 1).padStart(2, '0')}`,
      String(50 + ((i * 7919 + seed * 104_729) % 997)),
    ]),
  });
  const against = (tables: number, most: number) =>
    judgeDifferences(
      rememberedModel(big(0), acro.rounding.base),
      acro,
      { earlier: Array.from({ length: tables }, (_, i) => ({ release: `r${i}`, file: 1, table: big(i + 1) })) },
      work(most),
    );

  /** A table of so many bands, of which each holds ten people more than the one before. */
  const banded = (rows: number, band: (at: number) => string): Table => ({
    header: ['age', 'n'],
    rows: Array.from({ length: rows }, (_, at) => [band(at), String(100 + 10 * at)]),
  });
  /** Cells that comparing the two costs. */
  const costOf = async (now: Table, ...before: readonly Table[]) => {
    const bound = work();
    const earlier = before.map((one, at) => ({ release: `r${at}`, file: 1, table: one }));
    await judgeDifferences(rememberedModel(now, acro.rounding.base), acro, { earlier }, bound);
    return 20_000_000 - bound.left;
  };

  test('bands that all begin together are not each held against each', async () => {
    const many = banded(4000, (at) => `0-${at + 1}`);
    const cost = await costOf(many, many);
    expect(cost).toBeLessThan(1_000_000);
    const few = { ...many, rows: [...many.rows, ['0-5000', '40093']] };
    const found = await tableFindings(few, acro, { earlier: [] });
    expect(found.filter(({ rule }) => rule === 'differencing').map(({ verdict }) => verdict)).toEqual(['needs-fix']);
  });

  test('what groups are worked out from costs, however they are found', async () => {
    const even = banded(2000, (at) => `${2 * at}-${2 * at + 1}`);
    const odd = banded(1999, (at) => (at === 0 ? '0-2' : `${2 * at + 1}-${2 * at + 2}`));
    expect(await costOf(even, odd)).toBeGreaterThan(200_000);
  });

  test('is compared, and beyond it nothing is clear', async () => {
    expect((await against(3, 20_000_000)).map(({ rule }) => rule)).not.toContain('differences-not-checked');
    const found = await against(50, 200_000);
    const [left] = found.filter(({ rule }) => rule === 'differences-not-checked');
    expect(left?.verdict).toBe('review');
    const compared = Number(/^of 50 earlier tables (\d+) were/.exec(left?.reason ?? '')?.[1]);
    expect(compared).toBeGreaterThan(0);
    expect(compared).toBeLessThan(10);
  });

  test('no more is spent than the bound and one table, however many there are', async () => {
    const bound = work(200_000);
    const earlier = Array.from({ length: 400 }, (_, i) => ({ release: `r${i}`, file: 1, table: big(i + 1) }));
    await judgeDifferences(rememberedModel(big(0), acro.rounding.base), acro, { earlier }, bound);
    expect(bound.left).toBeGreaterThan(-200_000);
  });
});
