import { yearOf } from '../calendar.ts';
import { ethnicCategory, familyNames, givenNames, rareEthnicCategory, sex } from '../codes/people.ts';
import { diceFor } from '../dice.ts';
import { type Made, named, type Recogniser, text } from '../made.ts';
import { nhsNumber } from '../nhs-number.ts';
import { postcodeOf } from '../place.ts';
import { birthName } from '../table-shape.ts';

const dice = {
  hospitalNumber: diceFor('hospital number'),
  given: diceFor('given name'),
  family: diceFor('family name'),
  somebodyElse: diceFor('somebody else'),
  house: diceFor('house'),
  telephone: diceFor('telephone'),
  sex: diceFor('sex'),
  ethnic: diceFor('ethnic category'),
};

export const nhsNumberMade: Made = {
  gives: 'long digits',
  of: ({ person }) => nhsNumber(person.seed, person.index),
};

const given = (drawn: number): string => givenNames[drawn % givenNames.length] ?? '';
const family = (drawn: number): string => familyNames[drawn % familyNames.length] ?? '';
const fullName = (key: number): string => `${given(dice.given(key))} ${family(dice.family(key))}`;

/** Who somebody is. Other people of a row (an informant, a carer) get a name of their own, which is nobody's number. */
export const identity: readonly Recogniser[] = [
  named(/^(nhs_?number|nhs_?no|nhs_?num|new_?nhs_?no)$/, nhsNumberMade),
  named(
    /(^|_)(local_patient_id|hospital_number|hospital_id|mrn|pas_id|medical_record_number)$/,
    text(({ person }) => `H${dice.hospitalNumber(person.index)}`),
  ),
  named(
    /(^|_)(given|first|fore)_?names?$/,
    text(({ person }) => given(dice.given(person.key))),
  ),
  named(
    /(^|_)(family|last|sur)_?name$/,
    text(({ person }) => family(dice.family(person.key))),
  ),
  named(
    /^(patient|full|person|birth)_?name$|^name$/,
    text(({ person }) => fullName(person.key)),
  ),
  {
    names: /_name$/,
    make: ({ role }) =>
      role === 'direct-identifier' ? text(({ person }) => fullName(dice.somebodyElse(person.key))) : undefined,
  },
  named(
    /(^|_)address(_|$)/,
    text(({ person }) => {
      const drawn = dice.house(person.key);
      return `${1 + (drawn % 180)} ${family(drawn >>> 8).slice(2)} Street; Sampletown`;
    }),
  ),
  named(
    /(^|_)postcode$/,
    text(({ person }) => postcodeOf(person)),
  ),
  named(
    /(^|_)(postcode_district|outward|outcode)/,
    text(({ person }) => postcodeOf(person).split(' ')[0] ?? ''),
  ),
  // Ofcom keeps 07700 900000 to 900999 for drama; example.org is kept for examples by RFC 2606.
  named(
    /(^|_)(telephone|phone|mobile)(_|$)/,
    text(({ person }) => `07700 900${String(dice.telephone(person.key) % 1000).padStart(3, '0')}`),
  ),
  named(
    /(^|_)e?mail(_|$)/,
    text(({ person }) => `person${person.index}@example.org`),
  ),
  named(birthName, { gives: 'day', of: ({ person }) => person.birth }),
  named(/^(year_of_birth|birth_year|yob)$/, { gives: 'whole', of: ({ person }) => yearOf(person.birth) }),
  named(/(^|_)(sex|gender)(_code)?$/, { gives: 'digits', of: ({ person }) => sex(dice.sex(person.key)) }),
  named(
    /(^|_)ethnic(ity|_category|_group|_code)/,
    text(({ person }) => (person.rare ? rareEthnicCategory : ethnicCategory(dice.ethnic(person.key)))),
  ),
];
