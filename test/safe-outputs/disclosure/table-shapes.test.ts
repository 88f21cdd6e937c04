import fc from 'fast-check';
import { mostCells, type Table } from '../../../lambdas/safe-outputs/disclosure/contract.ts';
import { suggest } from '../../../lambdas/safe-outputs/disclosure/tables/suggest.ts';
import { tableFindings } from '../../../lambdas/safe-outputs/disclosure/tables/table-findings.ts';
import { repeatable } from '../../repeatable.ts';
import { acro, nothingEarlier } from './known-tables.ts';

const table = (text: string): Table => {
  const [header = [], ...rows] = text.split(' / ').map((line) => line.split(','));
  return { header, rows };
};
const said = async (text: string) =>
  (await tableFindings(table(text), acro, nothingEarlier)).map(({ rule, verdict, at }) =>
    `${rule} ${verdict} ${(at.cells ?? []).map(({ row, column }) => `${row},${column}`).join(' ')}`.trim(),
  );

describe('what a table says is found however it is laid out', () => {
  test.each([
    ['a heading per statistic', 'area,n,median / a,31,4 / b,15,5', ['quantile needs-fix 2,3']],
    ['a row per statistic', 'statistic,a,b / n,31,15 / median,4,5', ['quantile needs-fix 2,3']],
    [
      'a row per group and statistic',
      'area,statistic,value / a,n,31 / a,median,4 / b,n,15 / b,median,5',
      ['quantile needs-fix 4,3'],
    ],
    [
      'as a summary of pandas',
      ',age / count,39 / mean,40.1 / std,5.2 / min,18 / 25%,30 / 50%,41 / 75%,55 / max,99',
      ['quantile needs-fix 5,2 7,2', 'endpoints needs-fix 4,2 8,2'],
    ],
    ['ages in headings', 'sex,age 18-39,age 40-64 / F,43,50 / M,5,6', ['threshold needs-fix 2,2 2,3']],
    ['quarters in headings', 'area,Q1,Q2,Q3,Q4 / a,43,50,60,5', ['threshold needs-fix 1,5']],
    ['years in headings', 'area,2019,2020 / a,43,5 / b,44,45', ['threshold needs-fix 1,3']],
    ['years as labels', 'year,n / 2019,43 / 2020,45', []],
    ['a category that is called N', 'year,G,N,R / 2010,15,9,71 / 2011,16,59,72', ['threshold needs-fix 1,3']],
    ['ends of bins as labels', 'bin_start,bin_end,count / 0,3,41 / 3,6,43', []],
    [
      'numbers with a sign of thousands, a point or an exponent',
      'area,n / a,3.0 / b,5e0 / c,12',
      ['threshold needs-fix 1,2 2,2'],
    ],
    ['a running count', 'month,cumulative_count / 1,100 / 2,103 / 3,150', ['running-steps needs-fix 2,2']],
  ])('%s', async (_, text, expected) => {
    expect((await said(text)).filter((one) => !one.startsWith('class-disclosure'))).toEqual(expected);
  });

  test('a number of people in a label or heading counts', async () => {
    const found = await tableFindings(
      table('group (n=4),count / women (n = 3),120 / men (n=300),500'),
      acro,
      nothingEarlier,
    );
    expect(found.filter(({ rule }) => rule === 'label-count').map(({ at }) => at)).toEqual([
      { line: 1, column: 1 },
      { cells: [{ row: 1, column: 1 }] },
    ]);
  });
});

describe('what cannot be told is for a human', () => {
  test.each([
    ['no numbers', 'area,note / a,x / b,y'],
    ['no rows', 'area,n'],
    ['numbers under no known heading', 'area,x / a,4.5 / b,5.5'],
    ['numbers among texts', 'area,count,N (%) / a,120,12 (3.4) / b,500,5 (1.2)'],
    ['texts among numbers', 'area,n / a,31 / b,42 / c,about 50'],
    ['labels that are numbers and do not say so', 'k,people / 0,300 / 1,144'],
    ['measurements that are whole', 'area,bmi / a,27 / b,28'],
    ['shares that add up to a hundred', 'area,F,M / a,51,49 / b,48,52'],
    ['labels that stand twice', 'area,n / a,51 / a,49'],
  ])('%s', async (_, text) => {
    expect((await said(text)).join()).toContain('shape-not-understood review');
  });

  test('amounts without a number of people are no counts', async () => {
    expect(await said('area,cost / a,12345 / b,23456')).toEqual([
      'contributions-unknown review 1,2 2,2',
      'contributors-unknown needs-fix 1,2 2,2',
    ]);
  });
});

test('no table, however odd, is an error; every position is inside it, and no value of it is in a reason', async () => {
  const text = fc.oneof(
    fc.constantFrom(
      '',
      '*',
      '<5',
      'NA',
      'Total',
      'n',
      'mean',
      'median',
      '50%',
      'x1',
      'age',
      '12 (3.4)',
      '-3',
      '1e308',
      '0',
      '9',
      '10',
      '500',
      '[c]',
      '12.5%',
      'p95',
      'sum',
      'Q1',
      '%',
    ),
    fc.integer({ min: -5, max: 3000 }).map(String),
    fc.string({ maxLength: 12 }),
  );
  const odd = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 8 })).chain(([width, height]) =>
    fc.record({
      header: fc.array(text, { minLength: width, maxLength: width }),
      rows: fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: height, maxLength: height }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(odd, odd, async (one, other) => {
      const found = await tableFindings(one, acro, { earlier: [{ release: 'r', file: 0, table: other }] });
      for (const { at, reason, remedy } of found) {
        expect(at.cells?.length ?? 0).toBeLessThanOrEqual(mostCells);
        for (const { row, column } of at.cells ?? []) {
          expect(row >= 1 && row <= one.rows.length && column >= 1 && column <= one.header.length).toBe(true);
        }
        expect(`${reason}${remedy}`).not.toMatch(/12 \(3\.4\)|1e308/);
      }
      expect(await tableFindings(one, acro, { earlier: [{ release: 'r', file: 0, table: other }] })).toEqual(found);
      await suggest(one, acro);
    }),
    repeatable(120),
  );
});
