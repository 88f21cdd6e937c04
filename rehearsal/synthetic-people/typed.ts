import type { ColumnContract } from '../../constructs/safe-data/dataset-contract.ts';
import { dayOfMoment, dayText, momentOf, momentText } from './calendar.ts';
import type { Made } from './made.ts';
import type { Occasion } from './occasion.ts';

/**
 * What a cell holds by the type of its column: `string` text, `int` and `double` a number, `bigint` a bigint, `boolean` a
 * boolean, `date` days and `timestamp` milliseconds since 1970. `undefined` is an empty cell.
 */
export type Cell = string | number | bigint | boolean | undefined;

export type CellOf = (occasion: Occasion) => Cell;

/** Passes on an empty cell, and turns what there is. */
const turn =
  <From>(of: (occasion: Occasion) => From | undefined, into: (value: From) => Cell): CellOf =>
  (occasion) => {
    const value = of(occasion);
    return value === undefined ? undefined : into(value);
  };

/** The values in the type of the contract; `undefined` if that type cannot hold them. */
export function typed(made: Made, type: ColumnContract['type']): CellOf | undefined {
  switch (made.gives) {
    case 'text':
      return type === 'string' ? made.of : undefined;
    case 'digits':
    case 'long digits':
      if (type === 'string') return made.of;
      if (type === 'bigint') return turn(made.of, BigInt);
      return made.gives === 'digits' && (type === 'int' || type === 'double') ? turn(made.of, Number) : undefined;
    case 'whole':
    case 'decimal':
      if (type === 'double') return made.of;
      if (type === 'int') return made.gives === 'whole' ? made.of : turn(made.of, Math.round);
      if (type === 'bigint') return turn(made.of, (value) => BigInt(Math.round(value)));
      return type === 'string' ? turn(made.of, String) : undefined;
    case 'day':
      if (type === 'date') return made.of;
      if (type === 'timestamp') return turn(made.of, (day) => momentOf(day, 0));
      return type === 'string' ? turn(made.of, dayText) : undefined;
    case 'moment':
      if (type === 'timestamp') return made.of;
      if (type === 'date') return turn(made.of, dayOfMoment);
      return type === 'string' ? turn(made.of, momentText) : undefined;
    case 'flag':
      if (type === 'boolean') return made.of;
      if (type === 'int') return turn(made.of, Number);
      return type === 'string' ? turn(made.of, (flag) => (flag ? 'Y' : 'N')) : undefined;
  }
}
