import { isDayDate } from '../../../lambdas/safe-outputs/disclosure/scan/day-shape.ts';
import { accepted } from './scan-bytes.ts';

const long = 'x'.repeat(200_000);
const rows = Array.from({ length: 9000 }, (_, row) => [
  `row ${row}`,
  row % 1000 === 7 ? 'Übrige 😀' : 'plain',
  row === 4500 ? long : '',
]);
const content = [['a', 'é', 'c'], ...rows].map((row) => row.join(',')).join('\n');

test('what is kept is what was read, whatever its length and its characters', async () => {
  expect((await accepted(content)).table).toEqual({ header: ['a', 'é', 'c'], rows });
});

test.each([
  [27_000, true],
  [26_999, false],
])('of 27,000 cells none is kept where %i may be', async (keepCells, isKept) => {
  const { table, header } = await accepted(content, { keepCells });
  expect([header, table === undefined]).toEqual([['a', 'é', 'c'], !isKept]);
});

/** Behind a value stands what the scanner read before: nobody may take it for a part of the value. */
test.each([
  ['2015-05-16', '-', true],
  ['12 ', 'may', false],
  ['May 1', '-', true],
])('%j is a date to the day, or not, whatever stands behind it', (value, behind, expected) => {
  for (const after of ['', behind]) expect(isDayDate(Buffer.from(value + after), 0, value.length)).toBe(expected);
});
