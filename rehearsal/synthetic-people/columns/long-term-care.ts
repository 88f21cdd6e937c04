import { diceFor } from '../dice.ts';
import { type Made, named, type Recogniser } from '../made.ts';
import { weighted } from '../weighted.ts';

const dice = {
  diabetes: diceFor('diabetes'),
  smoking: diceFor('smoking'),
  foot: diceFor('foot'),
  eyes: diceFor('eyes'),
};

const diabetes = weighted([
  ['type-2', 900],
  ['type-1', 85],
  ['other', 15],
]);

const smoking = weighted([
  ['never', 560],
  ['ex', 280],
  ['current', 140],
  ['unknown', 20],
]);

const foot = weighted([
  ['low', 740],
  ['moderate', 160],
  ['high', 80],
  ['active', 20],
]);

/** Two draws added up: most values in the middle, few at the ends, none outside. */
const between = (name: string, from: number, to: number, decimals: number): Made => {
  const [one, other] = [diceFor(name), diceFor(`${name} again`)];
  const scale = 10 ** decimals;
  const half = ((to - from) * scale) / 2;
  return {
    gives: decimals === 0 ? 'whole' : 'decimal',
    of: ({ key }) => (from * scale + (one(key) % (half + 1)) + (other(key) % (half + 1))) / scale,
  };
};

/** Reviews of long-term conditions. Ranges are those an adult can have, in the units of the name. */
export const longTermCare: readonly Recogniser[] = [
  named(/^diabetes_type/, { gives: 'text', of: ({ person }) => diabetes(dice.diabetes(person.key)) }),
  named(/^smoking/, { gives: 'text', of: ({ person }) => smoking(dice.smoking(person.key)) }),
  named(/^foot_risk/, { gives: 'text', of: ({ key }) => foot(dice.foot(key)) }),
  named(/^retinal_screened$/, { gives: 'flag', of: ({ key }) => dice.eyes(key) % 10 < 8 }),
  named(/^(hba1c|haemoglobin_a1c)(_mmol_mol)?$/, between('hba1c', 30, 110, 1)),
  named(/^systolic/, between('systolic', 90, 190, 0)),
  named(/^diastolic/, between('diastolic', 50, 110, 0)),
  named(/^(total_)?cholesterol/, between('cholesterol', 2, 9, 1)),
  named(/^egfr/, between('egfr', 10, 120, 0)),
  named(/^creatinine/, between('creatinine', 40, 260, 0)),
  named(/^haemoglobin(_g_l)?$/, between('haemoglobin', 80, 180, 0)),
  named(/^(bmi|body_mass_index)/, between('bmi', 16, 48, 1)),
  named(/^weight/, between('weight', 40, 150, 1)),
  named(/^height/, between('height', 140, 200, 0)),
  named(/^(pulse|heart_rate)/, between('pulse', 45, 120, 0)),
];
