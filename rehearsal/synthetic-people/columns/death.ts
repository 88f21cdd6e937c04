import { causeOfDeath, furtherDiagnosis, rareDiagnosis } from '../codes/icd-10.ts';
import { diceFor } from '../dice.ts';
import { placeOfDeath } from '../dying.ts';
import { named, type Recogniser } from '../made.ts';
import { rankIn } from './hospital.ts';

const dice = { cause: diceFor('cause'), causes: diceFor('further causes'), coroner: diceFor('coroner') };

/** Registrations of death. */
export const death: readonly Recogniser[] = [
  named(/^(underlying_)?cause(_of_death)?(_code)?$/, {
    gives: 'text',
    of: ({ person, key }) => (person.rare ? rareDiagnosis : causeOfDeath(dice.cause(key))),
  }),
  {
    names: /^(contributory|secondary|other)_cause(_\d+)?$/,
    make: ({ name }) => {
      const rank = rankIn(name);
      const which = diceFor(`cause ${rank}`);
      return {
        gives: 'text',
        optional: true,
        of: ({ key }) => (dice.causes(key) % 5 >= rank ? furtherDiagnosis(rank, which(key)) : undefined),
      };
    },
  },
  named(/^(place_type|place_of_death)/, { gives: 'text', of: ({ person }) => placeOfDeath(person) }),
  named(/^coroner_certified$/, { gives: 'flag', of: ({ key }) => dice.coroner(key) % 5 === 0 }),
];
