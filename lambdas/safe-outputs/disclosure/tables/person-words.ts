import { headingOf } from '../scan/heading-words.ts';
import { wordsOf } from './heading-words.ts';

const attributes = new Set([
  ...['age', 'ages', 'sex', 'gender', 'ethnicity', 'ethnic', 'birth', 'yob', 'marital', 'occupation', 'deprivation'],
  ...['bmi', 'weight', 'height', 'sbp', 'dbp', 'bp', 'systolic', 'diastolic', 'pulse', 'hr', 'rr', 'temp', 'sats'],
  ...['temperature', 'hba1c', 'egfr', 'glucose', 'cholesterol', 'creatinine', 'sodium', 'haemoglobin', 'hb', 'crp'],
  ...['smoker', 'smoking', 'alcohol', 'diabetes', 'diabetic', 'asthma', 'copd', 'ckd', 'stroke', 'cancer', 'dementia'],
  ...[
    'frailty',
    'statin',
    'treatment',
    'arm',
    'diagnosis',
    'icd',
    'icd10',
    'procedure',
    'opcs',
    'snomed',
    'comorbidity',
  ],
  ...['admission', 'admitted', 'discharge', 'discharged', 'los', 'stay', 'visit', 'seen', 'outcome', 'event', 'died'],
  ...['dead', 'alive', 'death', 'result', 'score', 'cost', 'dose'],
]);
/** Of something that a person has or that befell them. Groups are named so too: it tells only of rows that are no groups. */
export const isOfPerson = (heading: string): boolean => wordsOf(heading).some((word) => attributes.has(word));

const numbering = new Set(['', 'index', 'x', 'row', 'rows', 'rownum', 'no', 'nr', '...1', 'unnamed', 'obs']);
const people = ['pid', 'patient', 'person', 'participant', 'subject', 'respondent', 'individual', 'record', 'case'];
/** Of a column that numbers its rows. */
export const isNumbering = (heading: string): boolean => numbering.has(wordsOf(heading)[0] ?? '');
/** Of a column that names rows as somebody or something, and no group. */
export const isKeyOfRows = (heading: string): boolean =>
  headingOf(heading).looksLikeId || wordsOf(heading).some((word) => people.includes(word));
