import { ageOn } from '../calendar.ts';
import * as codes from '../codes/hospital.ts';
import { diagnosis, furtherDiagnosis, rareDiagnosis } from '../codes/icd-10.ts';
import { diceFor } from '../dice.ts';
import { type Made, named, type Recogniser, text } from '../made.ts';
import type { Occasion } from '../occasion.ts';

const dice = {
  diagnosis: diceFor('diagnosis'),
  diagnoses: diceFor('further diagnoses'),
  procedures: diceFor('procedures'),
  procedureDay: diceFor('day of procedure'),
  specialty: diceFor('specialty'),
  consultant: diceFor('consultant'),
  method: diceFor('admission method'),
  source: diceFor('admission source'),
  destination: diceFor('destination'),
  discharge: diceFor('discharge method'),
  group: diceFor('resource group'),
  critical: diceFor('critical care'),
  criticalDays: diceFor('days in critical care'),
};

const sometimes = (of: (occasion: Occasion) => string | undefined): Made => ({ gives: 'text', optional: true, of });

export const primaryDiagnosis = ({ person, start, key }: Occasion): string =>
  person.rare ? rareDiagnosis : diagnosis(ageOn(person.birth, start), dice.diagnosis(key));

const procedures = ({ key }: Occasion): number => (dice.procedures(key) % 4) - 1;

/** The number at the end of `diagnosis_3` or `contributory_cause_1`; without one, the first. */
export const rankIn = (name: string): number => Number(/(\d+)$/.exec(name)?.[1] ?? 1);

/** Admitted patient care, in the words of Hospital Episode Statistics. */
export const hospital: readonly Recogniser[] = [
  named(/^(main_|primary_)?(diagnosis|diag|icd_?10)(_code|_primary|_main|_1|_01)?$/, text(primaryDiagnosis)),
  {
    names: /^(diagnosis|diag|secondary_diagnosis|icd_?10)_(code_)?\d+$/,
    make: ({ name }) => {
      const rank = rankIn(name);
      const which = diceFor(`diagnosis ${rank}`);
      return sometimes(({ key }) =>
        (dice.diagnoses(key) % 6) + 1 >= rank ? furtherDiagnosis(rank, which(key)) : undefined,
      );
    },
  },
  named(/^(procedure|operation)_(date|day)$/, {
    gives: 'day',
    optional: true,
    of: (occasion) => {
      const { start, end = start, key } = occasion;
      return procedures(occasion) < 1 ? undefined : start + (dice.procedureDay(key) % (end - start + 1));
    },
  }),
  {
    names: /^(main_)?(procedure|operation|opcs_?4?)(_code)?(_primary|_main|_\d+)?$/,
    make: ({ name }) => {
      const rank = rankIn(name.replace(/^(main_)?opcs_?4/, ''));
      const which = diceFor(`procedure ${rank}`);
      return sometimes((occasion) => (procedures(occasion) >= rank ? codes.procedure(which(occasion.key)) : undefined));
    },
  },
  named(
    /^main_specialty/,
    text(({ key }) => codes.specialty(dice.specialty(key))[0]),
  ),
  named(
    /^(treatment_function|treatment_specialty|specialty)/,
    text(({ key }) => codes.specialty(dice.specialty(key))[1]),
  ),
  // The shape of a consultant's code: C and the seven digits of the General Medical Council, here in a range of our own.
  named(
    /^consultant(_code|_id)?$/,
    text(({ key }) => `C99${10_000 + (dice.consultant(key) % 900)}`),
  ),
  named(
    /^admission_method/,
    text(({ key }) => codes.admissionMethod(dice.method(key))),
  ),
  named(
    /^admission_source|^source_of_admission/,
    text(({ key }) => codes.admissionSource(dice.source(key))),
  ),
  named(
    /^discharge_destination|^destination/,
    sometimes(({ key, end, fatal }) =>
      end === undefined ? undefined : fatal ? codes.noDestination : codes.destination(dice.destination(key)),
    ),
  ),
  named(
    /^discharge_method|^method_of_discharge/,
    sometimes(({ key, end, fatal }) =>
      end === undefined ? undefined : fatal ? codes.diedInHospital : codes.dischargeMethod(dice.discharge(key)),
    ),
  ),
  named(
    /^(hrg|resource_group)/,
    text(({ key }) => codes.resourceGroup(dice.group(key))),
  ),
  named(/^critical_care_days$/, {
    gives: 'whole',
    of: ({ key, start, end = start }) =>
      dice.critical(key) % 20 === 0 ? dice.criticalDays(key) % (end - start + 1) : 0,
  }),
];
