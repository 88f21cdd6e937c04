import { ageOn, momentOf } from '../calendar.ts';
import { diceFor } from '../dice.ts';
import { type Made, named, type Recogniser } from '../made.ts';
import { dateName, deathName, endName, isTime } from '../table-shape.ts';

const dice = { registered: diceFor('registered'), minute: diceFor('minute') };

/**
 * When things were. Every date of a row is its start, its end, a death or a registration after it, so none can stand in the
 * wrong order; a time of day lies in working hours.
 */
export const time: readonly Recogniser[] = [
  named(deathName, { gives: 'day', optional: true, of: ({ person }) => person.death }),
  when(/(^|_)(registered|registration)(_|$)/, {
    gives: 'day',
    of: ({ start, key }) => start + (dice.registered(key) % 12),
  }),
  when(endName, { gives: 'day', optional: true, of: ({ end }) => end }),
  named(dateName, { gives: 'day', of: ({ start }) => start }),
  { names: /./, make: ({ type }) => (type === 'date' ? { gives: 'day', of: ({ start }) => start } : undefined) },
  {
    names: /./,
    make: ({ type }) =>
      type === 'timestamp'
        ? { gives: 'moment', of: ({ start, key }) => momentOf(start, 480 + (dice.minute(key) % 600)) }
        : undefined,
  },
];

/** Only where the column holds a time, be it as text: `end_reason` is no date. */
function when(names: RegExp, made: Made): Recogniser {
  return { names, make: (column) => (isTime(column) ? made : undefined) };
}

/** What follows from the times of a row. */
export const duration: readonly Recogniser[] = [
  named(/^age_(band|group)(_|$)/, {
    gives: 'text',
    of: ({ person, start }) => {
      const from = Math.floor(ageOn(person.birth, start) / 5) * 5;
      return from >= 90 ? '90+' : `${from}-${from + 4}`;
    },
  }),
  named(/^age(_|$)/, { gives: 'whole', of: ({ person, start }) => ageOn(person.birth, start) }),
  named(/(^|_)(length_of_stay|los|duration)(_days)?$/, {
    gives: 'whole',
    optional: true,
    of: ({ start, end }) => (end === undefined ? undefined : end - start),
  }),
  named(/(^|_)(order|sequence|position)$/, { gives: 'whole', of: ({ order }) => order }),
  named(/^(finished|complete|completed|closed)$/, { gives: 'flag', of: ({ end }) => end !== undefined }),
];
