import { firstDay, lastDay } from './calendar.ts';
import { type Dice, diceFor, draw } from './dice.ts';
import { diesInHospital } from './dying.ts';
import { type Occasion, personNumber } from './occasion.ts';
import type { Person } from './person.ts';
import type { TableShape } from './table-shape.ts';
import { weighted } from './weighted.ts';

/** At most seven rows of a person and three parts of a row: numbers stay below 2^31 for nine million persons, two levels down. */
const eventsPerPerson = weighted([
  [0, 400],
  [1, 330],
  [2, 170],
  [3, 70],
  [5, 25],
  [7, 5],
]);
const staysPerPerson = weighted([
  [0, 760],
  [1, 170],
  [2, 50],
  [4, 20],
]);
const partsPerRow = weighted([
  [1, 750],
  [2, 200],
  [3, 50],
]);
const daysOfStay = weighted([
  [0, 350],
  [1, 200],
  [2, 130],
  [4, 120],
  [7, 90],
  [12, 60],
  [25, 40],
  [60, 10],
]);

const dice = {
  rows: diceFor('rows'),
  when: diceFor('when'),
  days: diceFor('days of stay'),
  open: diceFor('still there'),
  parts: diceFor('parts'),
};

/** The rows of one person in one table, in the order of time. Stays of one person never overlap. */
export function occasionsOf(person: Person, shape: TableShape): readonly Occasion[] {
  switch (shape.kind) {
    case 'register':
      return [whole(person, shape.key.dice, Math.max(firstDay, person.birth), undefined, false)];
    case 'deaths':
      return person.death === undefined ? [] : [whole(person, shape.key.dice, person.death, person.death, true)];
    case 'events':
      return events(person, shape.key.dice);
    case 'stays':
      return stays(person, shape.key.dice);
    case 'parts':
      return parts(occasionsOf(person, shape.of), shape.key.dice);
  }
}

/** One literal for all of them, as the speed of the whole depends on it. */
const occasion = (
  person: Person,
  key: number,
  number: number,
  start: number,
  end: number | undefined,
  order: number,
  fatal: boolean,
  parent: Occasion | undefined,
): Occasion => ({ person, key, number, start, end, order, fatal, parent });

const whole = (person: Person, rowDice: Dice, start: number, end: number | undefined, fatal: boolean): Occasion =>
  occasion(person, rowDice(person.key), personNumber(person), start, end, 1, fatal, undefined);

/** Where a row may lie: a life in the window is cut into as many equal pieces as there are rows, so their order is sure. */
function pieces(person: Person, count: number) {
  const from = Math.max(firstDay, person.birth);
  const to = person.death ?? lastDay;
  return { from, to, length: Math.floor((to - from) / Math.max(1, count)) };
}

function events(person: Person, rowDice: Dice): Occasion[] {
  const key = rowDice(person.key);
  const count = Math.max(eventsPerPerson(dice.rows(key)), person.rare ? 1 : 0);
  const { from, length } = pieces(person, count);
  const rows: Occasion[] = [];
  for (let index = 0; index < count; index++) {
    const row = draw(key, index + 1);
    const day = from + length * index + (dice.when(row) % Math.max(1, length));
    rows.push(occasion(person, row, personNumber(person) + index, day, day, index + 1, false, undefined));
  }
  return rows;
}

/** A stay begins in the first half of its piece and ends within it. The last can be a person's end, or not be over yet. */
function stays(person: Person, rowDice: Dice): Occasion[] {
  const key = rowDice(person.key);
  const dies = person.death !== undefined && diesInHospital(person);
  const count = Math.max(staysPerPerson(dice.rows(key)), person.rare || dies ? 1 : 0);
  const { from, to, length } = pieces(person, count);
  const half = length >> 1;
  const rows: Occasion[] = [];
  for (let index = 0; index < count; index++) {
    const row = draw(key, index + 1);
    const last = index === count - 1;
    const days = Math.min(daysOfStay(dice.days(row)), half);
    const drawn = from + length * index + (dice.when(row) % (half + 1));
    const fatal = last && dies;
    const open = last && person.death === undefined && dice.open(row) % 64 === 0;
    const start = fatal || open ? Math.max(drawn, to - days) : drawn;
    const end = fatal ? to : open ? undefined : start + days;
    rows.push(occasion(person, row, personNumber(person) + index, start, end, index + 1, fatal, undefined));
  }
  return rows;
}

/** Parts follow each other without a gap, from the start of the whole to its end. */
function parts(wholes: readonly Occasion[], rowDice: Dice): Occasion[] {
  const rows: Occasion[] = [];
  for (const parent of wholes) {
    const { person, start, end } = parent;
    const key = rowDice(parent.key);
    const length = (end ?? lastDay) - start;
    const count = Math.min(partsPerRow(dice.parts(key)), length + 1);
    for (let index = 0; index < count; index++) {
      const last = index === count - 1;
      const begins = start + Math.floor((length * index) / count);
      const ends = last ? end : start + Math.floor((length * (index + 1)) / count);
      const fatal = last && parent.fatal;
      const number = parent.number * 4 + index;
      rows.push(occasion(person, draw(key, index + 1), number, begins, ends, index + 1, fatal, parent));
    }
  }
  return rows;
}
