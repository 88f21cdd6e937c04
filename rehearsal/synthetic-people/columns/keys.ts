import type { ColumnContract } from '../../../constructs/safe-data/dataset-contract.ts';
import type { Dice } from '../dice.ts';
import { type Made, text } from '../made.ts';
import { type Occasion, personNumber } from '../occasion.ts';
import type { TableShape } from '../table-shape.ts';

/** Looked up, because turning numbers into text is what takes longest. */
const hex = Array.from({ length: 0x10000 }, (_, number) => number.toString(16).padStart(4, '0'));

/**
 * The key of a row, and in its parts the key of the whole. Shuffled within the table, one to one, so that a key tells nothing
 * of the person: the keys of two tables cannot be joined where their pseudonyms cannot.
 */
export function idOf({ name, type }: ColumnContract, shape: TableShape): Made | undefined {
  const found = keyNamed(name, shape);
  if (found === undefined) return undefined;
  const { dice, numberOf } = found;
  if (type === 'int') return { gives: 'whole', of: numberOf };
  if (type !== 'string') return { gives: 'whole', of: (occasion) => dice(numberOf(occasion)) };
  const letter = name.charAt(0).toUpperCase();
  return text((occasion) => {
    const drawn = dice(numberOf(occasion));
    return `${letter}${hex[drawn >>> 16]}${hex[drawn & 0xffff]}`;
  });
}

interface Numbered {
  readonly dice: Dice;
  /** Of all rows that have this key in common. */
  numberOf(occasion: Occasion): number;
}

function keyNamed(name: string, shape: TableShape): Numbered | undefined {
  if (shape.key.name === name) return { dice: shape.key.dice, numberOf: ({ number }) => number };
  if (shape.personKey?.name === name) {
    return { dice: shape.personKey.dice, numberOf: ({ person }) => personNumber(person) };
  }
  const above = shape.kind === 'parts' ? keyNamed(name, shape.of) : undefined;
  if (above === undefined) return undefined;
  return { dice: above.dice, numberOf: (occasion) => above.numberOf(occasion.parent ?? occasion) };
}
