import { type Weights, weighted } from '../weighted.ts';

/**
 * Some diagnoses of ICD-10 (World Health Organization, 5th edition as used in the NHS), four characters without a dot and `X`
 * where the fourth is none. Frequencies are made up. None depends on sex, so that no row contradicts another.
 */
const ofChildren: Weights<string> = [
  ['J069', 200],
  ['J219', 120],
  ['J459', 90],
  ['B349', 150],
  ['A099', 120],
  ['K358', 60],
  ['S525', 60],
  ['R509', 80],
  ['E109', 20],
];

const ofAdults: Weights<string> = [
  ['R074', 110],
  ['R104', 120],
  ['K802', 60],
  ['K529', 50],
  ['N390', 50],
  ['F329', 40],
  ['F100', 30],
  ['J459', 30],
  ['J189', 40],
  ['E109', 15],
  ['E119', 40],
  ['I10', 60],
  ['G439', 30],
  ['L031', 40],
  ['S826', 30],
  ['M545', 50],
  ['I214', 15],
  ['J441', 15],
  ['I639', 8],
  ['J40', 15],
];

const ofTheOld: Weights<string> = [
  ['J440', 60],
  ['J441', 80],
  ['J449', 40],
  ['J189', 110],
  ['I639', 50],
  ['I633', 15],
  ['I634', 10],
  ['I619', 10],
  ['I64X', 15],
  ['I500', 70],
  ['I489', 50],
  ['I214', 40],
  ['N390', 70],
  ['A419', 60],
  ['S720', 50],
  ['H259', 60],
  ['M169', 40],
  ['M179', 40],
  ['E119', 40],
  ['F03X', 30],
  ['R55X', 30],
  ['K922', 20],
];

/** What goes with another illness; a list for each further place of a row, so that none stands there twice. */
const besides: readonly Weights<string>[] = [
  [
    ['Z864', 60],
    ['Z880', 40],
    ['E785', 80],
    ['Z921', 30],
  ],
  [
    ['N189', 40],
    ['F171', 60],
    ['E669', 50],
    ['E039', 30],
  ],
  [
    ['M199', 50],
    ['H919', 30],
    ['Z958', 30],
    ['K219', 40],
  ],
];

/** What death is registered as being due to. */
const ofDeath: Weights<string> = [
  ['I259', 110],
  ['F03X', 90],
  ['G309', 50],
  ['C349', 60],
  ['J449', 60],
  ['I64X', 50],
  ['J189', 50],
  ['I219', 50],
  ['C189', 30],
  ['I500', 30],
  ['A419', 15],
  ['K746', 10],
];

/** Cystic fibrosis with lung involvement: nobody else has it here. */
export const rareDiagnosis = 'E840';

const child = weighted(ofChildren);
const adult = weighted(ofAdults);
const old = weighted(ofTheOld);

export const diagnosis = (age: number, drawn: number): string => (age < 16 ? child : age < 65 ? adult : old)(drawn);
const further = besides.map((weights) => weighted(weights));
/** The diagnosis in the second or a later place. */
export const furtherDiagnosis = (place: number, drawn: number): string =>
  further[place % further.length]?.(drawn) ?? '';
export const causeOfDeath = weighted(ofDeath);
