import { files, text } from './source.ts';

const asserting = /fc\s*\.assert\(/g;
const seeded = /repeatable\(|\bseed\b/;

const properties = files
  .filter((file) => /^test\/.*\.ts$/.test(file) && !file.startsWith('test/house/'))
  .map((file) => ({ file, source: text(file) }))
  .filter(({ source }) => (source.match(asserting) ?? []).length > 0);

const rolled = (all: readonly { readonly file: string; readonly source: string }[]) =>
  all.filter(({ source }) => !seeded.test(source)).map(({ file }) => file);

test('every property is tried on the same cases each time: a red test is the work of a change', () => {
  expect(properties.length).toBeGreaterThan(15);
  expect(rolled(properties)).toEqual([]);
});

test('and a property that is not is told', () => {
  expect(rolled([{ file: 'dice.test.ts', source: 'fc.assert(fc.property(any, holds), { numRuns: 60 })' }])).toEqual([
    'dice.test.ts',
  ]);
});
