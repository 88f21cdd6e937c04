import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../house/source.ts';
import { airlockMutants } from './mutants.ts';

test.each(airlockMutants)('what would be broken stands in the product once: $what', ({ file, from, to }) => {
  expect(readFileSync(join(root, file), 'utf8').split(from)).toHaveLength(2);
  expect(to).not.toBe(from);
});
