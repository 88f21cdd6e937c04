import type { ColumnContract } from '../../constructs/safe-data/dataset-contract.ts';
import type { Occasion } from './occasion.ts';

/** What a maker of values gives, before it is fitted to the type that the contract asks for. */
interface Given {
  text: string;
  /** Text of up to nine digits, so that it fits any number. */
  digits: string;
  /** Text of more digits: an NHS number, a SNOMED CT id. */
  'long digits': string;
  whole: number;
  decimal: number;
  /** Days since 1970. */
  day: number;
  /** Milliseconds since 1970. */
  moment: number;
  flag: boolean;
}

/** `optional`: now and then there is nothing to say, and the cell is empty. */
export type Made = {
  [Kind in keyof Given]: {
    readonly gives: Kind;
    readonly optional?: boolean;
    of(occasion: Occasion): Given[Kind] | undefined;
  };
}[keyof Given];

/** The commonest kind. */
export const text = (of: (occasion: Occasion) => string): Made => ({ gives: 'text', of });

/** A maker of the columns of these names, or `undefined` if this column is after all something else. */
export interface Recogniser {
  readonly names: RegExp;
  make(column: ColumnContract): Made | undefined;
}

export const named = (names: RegExp, made: Made): Recogniser => ({ names, make: () => made });
