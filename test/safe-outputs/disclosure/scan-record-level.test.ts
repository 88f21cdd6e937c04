import { profiles } from '../../../lambdas/safe-outputs/disclosure/profiles.ts';
import { columnFindings } from '../../../lambdas/safe-outputs/disclosure/scan/column-findings.ts';
import { accepted } from './scan-bytes.ts';

const csv = (heading: string, rows: number, row: (index: number) => string) =>
  [heading, ...Array.from({ length: rows }, (_, index) => row(index))].join('\n');
const letters = (index: number) => 'ABCDEFGHIJ'[index % 10] ?? '';
const sex = (index: number) => 'FM'[index % 2] ?? '';

async function verdict(content: string): Promise<string> {
  const findings = columnFindings(await accepted(content), profiles['uk-health-10']);
  return findings.find(({ rule }) => rule === 'record-level')?.verdict ?? 'nothing';
}

const categories = 'sex,region,imd,smoker,diabetic,statin,ethnicity,alcohol,bmi';
const category = (index: number) =>
  `${sex(index)},${letters(index)},${index % 5},0,1,${index % 2},${letters(index)},1,${index % 4}`;

const files: readonly (readonly [string, string, 'nothing' | 'review' | 'blocked'])[] = [
  ['a table of counts', csv('region,sex,n', 40, (i) => `${letters(i)},${sex(i)},${10 + i}`), 'nothing'],
  ['a table of estimates', csv('term,estimate,se,p', 60, (i) => `x${i},0.${i},0.1,0.0${i}`), 'nothing'],
  ['counts by single years of age', csv('age,n', 100, (i) => `${i},${1000 + i * 7}`), 'nothing'],
  ['counts by years', csv('year,n', 60, (i) => `${1960 + i},${1000 + i * 7}`), 'nothing'],
  ['an id of another value in every row', csv('id,n', 51, (i) => `${i * 31},${i % 7}0`), 'review'],
  ['the same in fifty rows', csv('id,n', 50, (i) => `${i * 31},${i % 7}0`), 'nothing'],
  ['ids of seven digits under another heading', csv('code,n', 51, (i) => `${1_000_000 + i * 997},${i % 7}0`), 'review'],
  ['numbered rows', csv('x,n', 151, (i) => `${i + 1},${i % 7}0`), 'review'],
  ['a heading that names an identifier', csv('study_id,n', 3, (i) => `${i},20`), 'review'],
  ['nine categories and no counts', csv(categories, 101, category), 'review'],
  ['nine categories and counts', csv(`${categories},n`, 101, (i) => `${category(i)},12`), 'nothing'],
  [
    'eight categories and no counts',
    csv('a,b,c,d,e,f,g,h', 101, (i) => `${i % 2},0,1,1,0,${i % 3},${i % 2},1`),
    'nothing',
  ],
  ['counts that are mostly of one', csv('region,n', 51, (i) => `${letters(i)}${i},${i < 26 ? 1 : 12}`), 'review'],
  ['counts of which half are of one', csv('region,n', 52, (i) => `${letters(i)}${i},${i < 26 ? 1 : 12}`), 'nothing'],
  [
    'four texts, together another in most rows',
    csv('a,b,c,d', 60, (i) => `a${i % 3},b${i % 5},c${i % 7},d${i % 2}`),
    'review',
  ],
  ['more than 5,000 rows', csv('x', 5001, (i) => `${i % 50}.5`), 'review'],
  ['an id and nine categories', csv(`id,${categories}`, 101, (i) => `${i * 31},${category(i)}`), 'blocked'],
  ['an id that is named and numbers the rows', csv('record id,age', 200, (i) => `${i},${i % 90}`), 'blocked'],
];

describe('records of people are told from results', () => {
  test.each(files)('%s', async (_, content, expected) => {
    expect(await verdict(content)).toBe(expected);
  });

  test('as many rows as the profile allows, and one more', async () => {
    const rules = async (rows: number) =>
      columnFindings(await accepted(csv('x', rows, (i) => `${i % 50}.5`)), profiles['uk-health-10']).map(
        ({ rule, verdict }) => `${rule} ${verdict}`,
      );
    expect(await rules(5000)).toEqual([]);
    expect(await rules(5001)).toContain('too-many-rows blocked');
  });
});
