import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { productMutants } from './mutants.ts';

test.each(productMutants)('what would be broken stands in the product once: $what', ({ file, from, to }) => {
  expect(readFileSync(join(__dirname, '../..', file), 'utf8').split(from)).toHaveLength(2);
  expect(to).not.toBe(from);
});
