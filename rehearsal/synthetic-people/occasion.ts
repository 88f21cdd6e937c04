import type { Person } from './person.ts';

/** What one row is about: a stay, an event, a death, or the whole person. Cells are pure functions of it. */
export interface Occasion {
  readonly person: Person;
  /** Seed of what belongs to this row alone. */
  readonly key: number;
  /** Unique among the rows of the table, below 2^31. */
  readonly number: number;
  readonly start: number;
  /** Never before `start`; undefined while a stay goes on. */
  readonly end: number | undefined;
  /** Position among its siblings, from 1. */
  readonly order: number;
  /** Whether it ends with the death of the person. */
  readonly fatal: boolean;
  /** The row of the parent table that this one belongs to. */
  readonly parent: Occasion | undefined;
}

/** The number of the only row of a person. */
export const personNumber = ({ index }: Person): number => index * 8;
