import { ageOn } from '../calendar.ts';
import { type Medicine, medicine, rareMedicine } from '../codes/medicines.ts';
import { type Concept, concept, rareConcept } from '../codes/snomed-ct.ts';
import { diceFor } from '../dice.ts';
import { type Made, named, type Recogniser, text } from '../made.ts';
import type { Occasion } from '../occasion.ts';
import { weighted } from '../weighted.ts';

const dice = {
  concept: diceFor('concept'),
  value: diceFor('value'),
  medicine: diceFor('medicine'),
  days: diceFor('days supplied'),
  repeat: diceFor('repeat'),
  staff: diceFor('staff'),
  episodicity: diceFor('episodicity'),
  note: diceFor('note'),
};

/** Code, term, type, value and unit of a row are all read from the one concept it is about; the same of a medicine. */
const conceptOf = ({ person, key, order, start }: Occasion): Concept =>
  person.rare && order === 1 ? rareConcept : concept(ageOn(person.birth, start), dice.concept(key));

const medicineOf = ({ person, key, order, start }: Occasion): Medicine =>
  person.rare && order === 1 ? rareMedicine : medicine(ageOn(person.birth, start), dice.medicine(key));

const daysSupplied = weighted([
  [28, 600],
  [56, 250],
  [7, 100],
  [84, 50],
]);
const daysOf = ({ key }: Occasion): number => daysSupplied(dice.days(key));

const episodicity = weighted([
  ['first', 300],
  ['new', 200],
  ['review', 500],
]);

/** Role profiles of the staff have twelve digits; these start with 999, and nobody holds one. */
const staff: Made = { gives: 'text', of: ({ key }) => `999${100_000_000 + (dice.staff(key) % 4000)}` };

/** Events and prescriptions of general practice. */
export const generalPractice: readonly Recogniser[] = [
  named(/^(snomed|concept)(_ct)?(_code|_id|_concept_id)?$/, { gives: 'long digits', of: (row) => conceptOf(row).code }),
  named(
    /^(snomed|concept)(_ct)?_(term|name|description)$/,
    text((row) => conceptOf(row).term),
  ),
  named(
    /^event_type$/,
    text((row) => conceptOf(row).type),
  ),
  named(/^(numeric_value|value|result_value)$/, {
    gives: 'decimal',
    optional: true,
    of: (row) => {
      const { value } = conceptOf(row);
      if (value === undefined) return undefined;
      const scale = 10 ** value.decimals;
      return (value.from * scale + (dice.value(row.key) % ((value.to - value.from) * scale + 1))) / scale;
    },
  }),
  named(/^(value_unit|unit|units|result_unit)$/, {
    gives: 'text',
    optional: true,
    of: (row) => conceptOf(row).value?.unit,
  }),
  named(
    /^episodicity/,
    text(({ key }) => episodicity(dice.episodicity(key))),
  ),
  named(/^(clinician|prescriber|staff|practitioner)_(id|code)$/, staff),
  named(/^(dmd|dm_d|vmp|drug|medicine|product)(_code|_id)$/, {
    gives: 'long digits',
    of: (row) => medicineOf(row).code,
  }),
  named(
    /^(drug|medicine|product)_(name|description|term)$/,
    text((row) => medicineOf(row).name),
  ),
  named(/^bnf(_chapter)?$/, { gives: 'whole', of: (row) => medicineOf(row).chapter }),
  named(/^quantity$/, { gives: 'decimal', of: (row) => Math.ceil(medicineOf(row).daily * daysOf(row)) }),
  named(
    /^quantity_unit/,
    text((row) => medicineOf(row).unit),
  ),
  named(/^(days_supplied|days_supply|course_length_days)$/, { gives: 'whole', of: daysOf }),
  named(/^(repeat|is_repeat)$/, { gives: 'flag', of: ({ key }) => dice.repeat(key) % 10 < 7 }),
  named(
    /^(dose_text|dosage|dose_instructions)$/,
    text((row) => `Synthetic dose: ${medicineOf(row).daily} a day`),
  ),
  named(
    /(^|_)(free_text|note|notes|comment|comments|narrative)$/,
    text(({ key }) => `Synthetic note ${dice.note(key) % 100_000}: seen and reviewed`),
  ),
];
