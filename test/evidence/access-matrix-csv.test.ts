import type { Pair } from '../../policies/estate/access-matrix/access-matrix.ts';
import type { Cell } from '../../policies/estate/access-matrix/cell.ts';
import { accessMatrixCsv } from '../../policies/evidence/access-matrix-csv.ts';
import { readCsv } from './read-csv.ts';

const cell = (answer: Cell['answer'], more: Partial<Cell> = {}): Cell => ({
  answer,
  residual: undefined,
  actions: [],
  statements: [],
  byPath: undefined,
  ...more,
});

const pair = (without: Pair['without'], more: Partial<Pair> = {}): Pair => ({
  principal: 's/Role',
  principalKind: 'role',
  store: 's/Store',
  storeKind: 'bucket',
  without,
  with: without,
  ...more,
});

const rows = (...pairs: Pair[]) => readCsv(accessMatrixCsv(pairs)).slice(1);

test('verbs that are all refused share a row, with the statements that refuse them', () => {
  expect(rows(pair({ read: cell('no', { statements: ['Deny s/P Statement.0'] }), write: cell('no') }))).toEqual([
    ['s/Role', 'role', 's/Store', 'bucket', 'any', 'no', 'no', '', '', '', 'Deny s/P Statement.0'],
  ]);
  expect(rows(pair({ read: cell('no') }))[0]?.at(-1)).toBe('no statement allows it');
});

test('an answer has a row of its own, with its condition, and every other verb is named as refused', () => {
  const read = cell('only if', { residual: 'it rains', actions: ['s3:GetObject'], byPath: { direct: 'no' } });
  expect(rows(pair({ read, write: cell('no'), delete: cell('no') })).map((row) => row.slice(4, 10))).toEqual([
    ['read', 'only if', 'only if', 'it rains', 'direct: no', 's3:GetObject'],
    ['write, delete', 'no', 'no', '', '', ''],
  ]);
});

test('many stores of which no statement speaks share a row that names every one', () => {
  const pairs = Array.from({ length: 9 }, (_, index) => pair({ read: cell('no') }, { store: `s/Store${index}` }));
  const open = pair({ read: cell('yes') }, { store: 's/Open' });
  expect(rows(...pairs, open).map((row) => row[2])).toEqual([pairs.map(({ store }) => store).join('; '), 's/Open']);
  expect(rows(...pairs.slice(2))).toHaveLength(7);
});

test('what the guardrails change stands beside what is so without them', () => {
  const [row] = rows(pair({ read: cell('yes') }, { with: { read: cell('only if', { residual: 'it snows' }) } }));
  expect(row?.slice(4, 7)).toEqual(['read', 'yes', 'only if it snows']);
});

test('nothing that a template names becomes a formula', () => {
  const [row] = rows(pair({ read: cell('no') }, { principal: '=cmd|calc' }));
  expect(row?.[0]).toBe("'=cmd|calc");
});
