import { folded, meet, nameFaults } from '../../../lambdas/safe-outputs/airlock/file-names.ts';
import { paperName } from '../../../lambdas/safe-outputs/airlock/paper-names.ts';

/** What was released is saved by its names, on whatever machine: a name that cannot be saved there would be lost with its file. */

test.each([
  'table.csv',
  'tables/by month, 50%.csv',
  'Übersicht/東京.csv',
  'console.csv',
  'com10.csv',
  'aux-1.csv',
  'a'.repeat(200),
])('a file may be called %s', (name) => {
  expect(nameFaults(name)).toEqual([]);
});

test.each([
  ['nul', /device of Windows/],
  ['tables/Aux.csv', /device of Windows/],
  ['COM1 .csv', /device of Windows/],
  ['con.tables/a.csv', /device of Windows/],
  ['lpt¹.txt', /device of Windows/],
  ['東'.repeat(86), /255 bytes/],
  ['../a.csv', /begins with neither/],
  ['a:b', /has none of/],
])('no file is called %s', (name, says) => {
  expect(nameFaults(name)).toContainEqual(expect.stringMatching(says));
});

test.each([
  ['a.csv', 'A.CSV'],
  ['straße.csv', 'STRASSE.csv'],
  ['Ｔable.csv', 'table.csv'],
  ['tables', 'Tables/a.csv'],
  ['tables/a.csv/b', 'tables/A.csv'],
])('%s and %s cannot both be saved', (one, other) => {
  expect([meet(one, other), meet(other, one)]).toEqual([true, true]);
});

test.each([
  ['a.csv', 'a.csv.csv'],
  ['tables/a.csv', 'tables/b.csv'],
  ['tables', 'tables-2/a.csv'],
])('%s and %s can', (one, other) => {
  expect([meet(one, other), meet(other, one)]).toEqual([false, false]);
});

const request = '11111111-2222-4333-8444-555555555555';

test.each([
  [[], 'record.json'],
  [['Record.json'], `${request}-record.json`],
  [['record.json/a.csv'], `${request}-record.json`],
  [['record.json', `${request}-record.json`], `${request}-${request}-record.json`],
  [['record.json', `${request}-RECORD.json/a`], `${request}-${request}-record.json`],
])('beside files called %j the record is called %s', (names, expected) => {
  const name = paperName('record.json', request, names);
  expect(name).toBe(expected);
  expect(names.map(folded)).not.toContain(name);
});
