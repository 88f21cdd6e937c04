import { diceFor } from './dice.ts';
import type { Person } from './person.ts';
import { weighted } from './weighted.ts';

/** Where somebody dies, a fact of the person: the register of deaths and the last stay in hospital must agree. */
const places = weighted([
  ['hospital', 44],
  ['home', 28],
  ['care-home', 20],
  ['hospice', 5],
  ['elsewhere', 3],
]);

const place = diceFor('place of death');

export const placeOfDeath = ({ key }: Person): string => places(place(key));

export const diesInHospital = (person: Person): boolean => placeOfDeath(person) === 'hospital';
