import fc from 'fast-check';
import { distinctCounts } from '../../../lambdas/safe-outputs/disclosure/scan/distinct.ts';
import { repeatable } from '../../repeatable.ts';
import { dice, harmed, madeTable } from './csv-makers.ts';
import { accepted, scan } from './scan-bytes.ts';

const runs = repeatable(300);

test('every split of a file in two gives the same result, and so does every byte alone', async () => {
  const files = [
    ...Array.from({ length: 20 }, (_, index) => madeTable(dice(index)).bytes),
    ...Array.from({ length: 60 }, (_, index) => harmed(dice(1000 + index)).bytes).filter((bytes) => bytes.length < 400),
  ];
  for (const bytes of files) {
    const whole = await scan(bytes);
    for (let at = 1; at < bytes.length; at += 1) expect(await scan(bytes, {}, [at])).toEqual(whole);
    expect(await scan(bytes, {}, Array(bytes.length).fill(1))).toEqual(whole);
  }
});

test('any chunks of any bytes give the same result', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom(...'ab1,;\t|"\r\n\0', 'é', '\ufeff', '\u200b'), { maxLength: 60 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 60 }),
      async (characters, sizes) => {
        const bytes = Buffer.from(characters.join(''));
        expect(await scan(bytes, {}, sizes)).toEqual(await scan(bytes));
      },
    ),
    repeatable(2000),
  ));

test('a table that is written is the table that is read, whatever its texts', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(fc.string({ unit: 'grapheme', maxLength: 8 }), { minLength: 3, maxLength: 3 }), {
        minLength: 1,
        maxLength: 6,
      }),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n'),
      async (made, delimiter, lineEnd) => {
        const rows = made.map((row) => row.map((text) => text.replace(/[\p{Cc}\p{Cs}\ufeff]/gu, '_')));
        const content = rows
          .map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(delimiter))
          .join(lineEnd);
        const { table } = await accepted(content);
        expect([table?.header, ...(table?.rows ?? [])]).toEqual(rows);
      },
    ),
    runs,
  ));

test('chunks that cut a field at the edge of a block lose nothing', async () => {
  const row = '"x ""quoted"" 9434765919",é,12.5\n';
  const content = `text,letter,number\n${row.repeat(9000)}`;
  const whole = await accepted(content, { keepCells: 0 });
  expect(whole.rows).toBe(9000);
  expect(whole.columns.map(({ values, distinct }) => [values, distinct])).toEqual([
    [9000, 1],
    [9000, 1],
    [9000, 1],
  ]);
  for (const size of [65_535, 65_536, 65_537, 262_144, 333])
    expect(
      await scan(content, { keepCells: 0 }, Array(Math.ceil(Buffer.byteLength(content) / size)).fill(size)),
    ).toEqual(whole);
});

test('distinct values are counted exactly up to 8,192 and within 5 % beyond, in memory that many columns share', () => {
  for (const [values, isExact] of [
    [1, true],
    [5000, true],
    [8192, true],
    [8193, false],
    [100_000, false],
    [1_000_000, false],
  ] as const) {
    const distinct = distinctCounts(1);
    for (let value = 0; value < values; value += 1) distinct.add(0, Math.imul(value + 1, 0x9e3779b1));
    expect(distinct.isExact(0)).toBe(isExact);
    expect(Math.abs(distinct.count(0) - values)).toBeLessThanOrEqual(isExact ? 0 : values * 0.05);
  }
});

test('the numbers of a column are counted by value', async () => {
  const { columns } = await accepted('n\n0\n-1.5\n12\n1e3\n+7\n12\n31\n32\n""\nx\n');
  expect(columns[0]).toMatchObject({
    values: 9,
    empty: 1,
    distinct: 8,
    numbers: 8,
    integers: 7,
    negatives: 1,
    min: -1.5,
    max: 1000,
  });
  expect(columns[0]?.small.flatMap((cells, value) => (cells === 0 ? [] : [[value, cells]]))).toEqual([
    [0, 1],
    [7, 1],
    [12, 2],
    [31, 1],
  ]);
});
