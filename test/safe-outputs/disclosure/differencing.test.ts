import type { Table } from '../../../lambdas/safe-outputs/disclosure/contract.ts';
import { tableFindings } from '../../../lambdas/safe-outputs/disclosure/tables/table-findings.ts';
import { acro } from './known-tables.ts';

const table = (text: string): Table => {
  const [header = [], ...rows] = text.split(' / ').map((line) => line.split(','));
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
