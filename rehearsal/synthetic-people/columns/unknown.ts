import type { ColumnContract } from '../../../constructs/safe-data/dataset-contract.ts';
import { momentOf } from '../calendar.ts';
import { diceFor } from '../dice.ts';
import type { Made } from '../made.ts';
import { weighted } from '../weighted.ts';

/** Skewed, with a rare last value: a table by it has small cells. */
const category = weighted([
  ['a', 500],
  ['b', 250],
  ['c', 150],
  ['d', 70],
  ['e', 25],
  ['f', 5],
]);

/**
 * A column that no name tells about is filled by its type and role: a direct identifier differs from row to row and says that
 * it is synthetic, anything else of text is one of six categories.
 */
export function unknown({ name, type, role }: ColumnContract): Made {
  const dice = diceFor(name);
  switch (type) {
    case 'string':
      if (role === 'direct-identifier') return { gives: 'text', of: ({ key }) => `XX${dice(key)}` };
      return { gives: 'text', of: ({ key }) => category(dice(key)) };
    case 'int':
    case 'bigint':
      return { gives: 'whole', of: ({ key }) => dice(key) % (role === 'direct-identifier' ? 1_000_000_000 : 20) };
    case 'double':
      return { gives: 'decimal', of: ({ key }) => (dice(key) % 10_000) / 100 };
    case 'boolean':
      return { gives: 'flag', of: ({ key }) => dice(key) % 4 === 0 };
    case 'date':
      return { gives: 'day', of: ({ start }) => start };
    case 'timestamp':
      return { gives: 'moment', of: ({ start, key }) => momentOf(start, dice(key) % 1440) };
  }
}
