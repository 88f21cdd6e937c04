import fc from 'fast-check';
import type { ColumnFacts } from '../../../lambdas/safe-outputs/disclosure/scan/column-facts.ts';
import { repeatable } from '../../repeatable.ts';
import { accepted } from './scan-bytes.ts';

/** Values that came before are counted by what was seen in them then: as in a file that holds nothing else. */
const values = [
  ...['', '0', '7', '007', '31', '32', '16383', '16384', '9999999', '12345678', '20150516', '-5', '31.0', '1.5'],
  ...['9434765919', '9434765919.0', '943 476 5919', '0101010101', 'SW1A 1AA', 'SW1', 'E01000001', 'QQ 12 34 56 C'],
  ...[
    'a@example.org',
    'Mr Smith',
    'John Smith',
    '2015-05-16',
    '=1+1',
    'Zoë Smith',
    'é\u200bab',
    '９４３４７６５９１９',
  ],
  ...['F', 'FM', 'abc', 'abcd', 'abcde', 'abcdefghi', 'abcdXfghi', 'x'.repeat(32), 'x'.repeat(33), 'say "7"', 'l\nm'],
];

const added = (all: ColumnFacts, one: ColumnFacts, line: number): ColumnFacts => {
  const hits = { ...all.hits };
  for (const [kind, hit] of Object.entries(one.hits) as [keyof typeof hits, { readonly cells: number }][])
    hits[kind] = { cells: (hits[kind]?.cells ?? 0) + hit.cells, firstLine: hits[kind]?.firstLine ?? line };
  return {
    ...all,
    values: all.values + one.values,
    empty: all.empty + one.empty,
    numbers: all.numbers + one.numbers,
    integers: all.integers + one.integers,
    negatives: all.negatives + one.negatives,
    small: all.small.map((count, index) => count + (one.small[index] ?? 0)),
    hits,
  };
};
const outermost = (own: readonly (number | undefined)[], of: (...some: number[]) => number) => {
  const some = own.filter((value) => value !== undefined);
  return some.length === 0 ? undefined : of(...some);
};

test('a column of values that come again is counted as each of them alone', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...values), fc.constantFrom(...values)), { minLength: 1, maxLength: 400 }),
      fc.boolean(),
      async (rows, isQuoted) => {
        const cell = (text: string) =>
          isQuoted || /[\n"]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text;
        const { columns } = await accepted(`a,b\n${rows.map((row) => `${row.map(cell).join(',')}\n`).join('')}`, {
          keepCells: 0,
        });
        for (const [column, facts] of columns.entries()) {
          const own = rows.map((row) => row[column] ?? '');
          const alone: ColumnFacts[] = [];
          for (const text of own) {
            const [first] = (await accepted(`a\n${cell(text)}\n`)).columns;
            if (first !== undefined) alone.push(first);
          }
          let line = 2;
          let expected: ColumnFacts = {
            ...facts,
            values: 0,
            empty: 0,
            numbers: 0,
            integers: 0,
            negatives: 0,
            hits: {},
          };
          expected = { ...expected, small: facts.small.map(() => 0) };
          for (const [row, one] of alone.entries()) {
            const linesBefore = column === 1 && rows[row]?.[0]?.includes('\n') ? 1 : 0;
            expected = added(expected, one, line + linesBefore);
            line += 1 + (rows[row] ?? []).filter((text) => text.includes('\n')).length;
          }
          const filled = own.filter((text) => text !== '');
          const bytes = filled.map((text) => Buffer.byteLength(text));
          expect(facts).toEqual({
            ...expected,
            distinct: new Set(filled).size,
            shortest: Math.min(...bytes, ...(bytes.length === 0 ? [0] : [])),
            longest: Math.max(0, ...bytes),
            min: outermost(
              alone.map(({ min }) => min),
              Math.min,
            ),
            max: outermost(
              alone.map(({ max }) => max),
              Math.max,
            ),
          });
        }
      },
    ),
    repeatable(60),
  ));

test('more values than are remembered are counted all the same', async () => {
  const turns = 5;
  const texts = Array.from({ length: 12_000 }, (_, index) => `label ${index}`);
  const rows = Array.from({ length: turns }, () =>
    texts.map((text, index) => `${text},${index % 9}.5,9434765919\n`).join(''),
  );
  const { columns } = await accepted(`a,b,c\n${rows.join('')}`, { keepCells: 0 });
  const all = turns * texts.length;
  expect(columns.map(({ values, numbers, integers }) => [values, numbers, integers])).toEqual([
    [all, 0, 0],
    [all, all, 0],
    [all, all, all],
  ]);
  expect(columns[2]?.hits['nhs-number']).toEqual({ cells: all, firstLine: 2 });
});
