import type { ColumnContract, DatasetContract, TableContract } from '../../constructs/safe-data/dataset-contract.ts';
import { type Dice, diceFor } from './dice.ts';

/** Name of a key and the dice that shuffle it: of the rows of a table, or of the persons of a table of persons. */
export interface Key {
  readonly name: string | undefined;
  readonly dice: Dice;
}

/** What the rows of a table are, as far as its contract tells. */
export type TableShape = {
  readonly key: Key;
  /** The key of a person that the table carries, if the dataset has a table of persons with a key of their own. */
  readonly personKey: Key | undefined;
} & (
  | { readonly kind: 'register' | 'deaths' | 'events' | 'stays' }
  | { readonly kind: 'parts'; readonly of: TableShape }
);

export const dateName = /(^|_)date(_|$)/;

/** A date may be written as text. */
export const isTime = ({ name, type }: ColumnContract): boolean =>
  type === 'date' || type === 'timestamp' || (type === 'string' && dateName.test(name));

export const birthName = /^(date_of_birth|birth_date|birthdate|dob)$/;
export const deathName = /^(date_of_death|death_date|date_died|dod)$/;
export const endName = /(^|_)(discharge|discharged|end|ended|finish|finished|closed)(_|$)/;
const startName = /(^|_)(admission|admitted|start|started|begin|opened)(_|$)/;
const causeName = /(^|_)(cause|registered|registration)(_|$)/;

/** The first column, if it is an id of the row and not of the person. */
const keyOf = ({ columns: [first] }: TableContract): string | undefined =>
  first !== undefined && first.role !== 'linkage' && /_(id|key)$/.test(first.name) ? first.name : undefined;

/**
 * Episodes carry the `spell_id` of their spell: a table that holds the key of another is made of parts of its rows, unless those
 * rows are persons.
 */
export function shapeOf(dataset: DatasetContract, table: TableContract, depth = 0): TableShape {
  const keyFor = (one: TableContract): Key => ({ name: keyOf(one), dice: diceFor(`${dataset.id}/${one.name}`) });
  const key = keyFor(table);
  const held = dataset.tables.filter((other) => {
    const name = keyOf(other);
    return other !== table && name !== undefined && name !== key.name && holds(table, name) && !holds(other, key.name);
  });
  const persons = held.find((other) => plainKind(other) === 'register');
  const personKey = persons === undefined ? undefined : keyFor(persons);
  const wholes = held.filter((other) => plainKind(other) !== 'register');
  // A result that names its test and its visit is part of the test, for the test is part of the visit.
  const whole = wholes.find((one) => wholes.every((other) => other === one || holds(one, keyOf(other)))) ?? wholes[0];
  if (whole === undefined || depth === 2) return { key, personKey, kind: plainKind(table) };
  return { key, personKey, kind: 'parts', of: shapeOf(dataset, whole, depth + 1) };
}

const holds = ({ columns }: TableContract, name: string | undefined): boolean =>
  columns.some((column) => column.name === name);

function plainKind({ columns }: TableContract): 'register' | 'deaths' | 'events' | 'stays' {
  const has = (name: RegExp) => columns.some((column) => name.test(column.name));
  const times = columns.filter(isTime).map(({ name }) => name);
  if (times.some((name) => deathName.test(name)) && has(causeName)) return 'deaths';
  if (times.some((name) => endName.test(name)) && times.some((name) => startName.test(name))) return 'stays';
  return times.every((name) => birthName.test(name) || deathName.test(name)) ? 'register' : 'events';
}
