import type { Table } from '../../../lambdas/safe-outputs/disclosure/contract.ts';
import { tableFindings } from '../../../lambdas/safe-outputs/disclosure/tables/table-findings.ts';
import { acro } from './known-tables.ts';

const table = (text: string): Table => {
  const [header = [], ...rows] = text.split(' / ').map((line) => line.split(','));
  return { header, rows };
};
const told = async (now: string, ...earlier: readonly string[]) =>
  (
    await tableFindings(table(now), acro, {
      earlier: earlier.map((one) => ({ release: 'r1', file: 1, table: table(one) })),
    })
  )
    .filter(({ rule }) => rule === 'differencing')
    .map(({ verdict, at }) => `${verdict} ${(at.cells ?? []).map(({ row, column }) => `${row},${column}`).join(' ')}`);

test('a group and the same without a few, in one table, give the few away', async () => {
  expect(await told('cohort,n / North,1000 / North excluding prisons,996')).toEqual(['needs-fix 1,2 2,2']);
  expect(await told('cohort,F,M / North,1000,900 / North excluding prisons,980,896')).toEqual(['needs-fix 1,3 2,3']);
  expect(await told('region,diabetes,diabetes excluding type 1 / a,500,496 / b,600,500')).toEqual([
    'needs-fix 1,2 1,3',
  ]);
  expect(await told('cohort,n / North,1000 / North excluding prisons,896')).toEqual([]);
});

test('a step at which a few were left out of a study is for a human', async () => {
  expect(await told('step,n / registered,12000 / adults,11500 / tested,11497')).toEqual(['review 2,2 3,2']);
  expect(await told('step,n / registered,12000 / adults,11500 / tested,11397')).toEqual([]);
  expect(await told('step,n / registered,11400 / adults,11500 / tested,11497')).toEqual([]);
  expect(await told('stage,n / one,400 / two,397 / three,300')).toEqual([]);
  expect(await told('arm,n / randomised to the drug,403 / randomised to placebo,400')).toEqual([]);
});

test('a table on its side is compared as if it stood', async () => {
  const upright = 'region,patients,deaths / North,503,120 / South,610,90 / East,420,80';
  const onItsSide = 'measure,North,South,East / patients,500,610,420 / deaths,120,90,80';
  expect(await told(upright, onItsSide)).toEqual(['review 1,2']);
  expect(await told(onItsSide, upright)).toEqual(['review 1,2']);
  expect(await told('measure,North,South,East / n,503,610,420', 'region,n / North,500 / South,610 / East,420')).toEqual(
    ['review 1,2'],
  );
  expect(await told(onItsSide.replace('500', '503'), upright)).toEqual([]);
});
