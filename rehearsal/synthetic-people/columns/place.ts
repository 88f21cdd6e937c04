import { diceFor } from '../dice.ts';
import { named, type Recogniser } from '../made.ts';
import { decileOf, lsoaOf, msoaOf, practiceOf, providerOf } from '../place.ts';

const hospital = diceFor('hospital');

/** Where somebody lives and is treated. The parts of a stay are in the hospital of the stay. */
export const place: readonly Recogniser[] = [
  named(/(^|_)lsoa(_|\d|$)/, { gives: 'text', of: ({ person }) => lsoaOf(person) }),
  named(/(^|_)msoa(_|\d|$)/, { gives: 'text', of: ({ person }) => msoaOf(person) }),
  named(/(^|_)(imd|deprivation)_quintile/, { gives: 'whole', of: ({ person }) => Math.ceil(decileOf(person) / 2) }),
  named(/(^|_)(imd|deprivation)(_|$)/, { gives: 'whole', of: ({ person }) => decileOf(person) }),
  named(/(^|_)(practice|gp_code|surgery)(_code|_id|_ods)?$/, { gives: 'text', of: ({ person }) => practiceOf(person) }),
  named(/(^|_)(provider|trust|organisation|site|hospital|establishment|ods)(_code|_id|_ods)?$/, {
    gives: 'text',
    of: ({ person, key, parent }) => providerOf(person, hospital(parent?.key ?? key)),
  }),
];
