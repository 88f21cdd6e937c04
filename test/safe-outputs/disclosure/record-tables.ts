// Long because each shape is its headings and one row.
import { type Dice, dice } from './csv-makers.ts';
import type { NamedTable } from './table-as-file.ts';

type Cells = (roll: Dice, row: number) => readonly string[];
interface Shape {
  readonly name: string;
  readonly header: readonly string[];
  readonly cells: Cells;
  /** Of all rows, where their order tells something. */
  readonly sorted?: number;
}

/** Near a bell: the sum of four even rolls. */
const around = (roll: Dice, middle: number, width: number): number =>
  middle + (width * (roll.below(1001) + roll.below(1001) + roll.below(1001) + roll.below(1001) - 2000)) / 1000;
const whole = (roll: Dice, middle: number, width: number) => String(Math.round(around(roll, middle, width)));
const tenth = (roll: Dice, middle: number, width: number) => around(roll, middle, width).toFixed(1);
const hundredth = (roll: Dice, middle: number, width: number) => around(roll, middle, width).toFixed(2);
const from = (roll: Dice, lowest: number, highest: number) => String(lowest + roll.below(highest - lowest + 1));

const age = (roll: Dice) => from(roll, 18, 94);
const sex = (roll: Dice) => roll.one(['F', 'M']);
const bmi = (roll: Dice) => tenth(roll, 27.4, 4);
const flag = (roll: Dice) => roll.one(['0', '0', '1']);
const region = (roll: Dice) => roll.one(['North East', 'North West', 'London', 'South East', 'South West', 'Midlands']);
const ethnicity = (roll: Dice) => roll.one(['White', 'White', 'White', 'Asian', 'Black', 'Mixed', 'Other']);
const band = (roll: Dice) => roll.one(['18-29', '30-39', '40-49', '50-59', '60-69', '70-79', '80+']);
const icd = (roll: Dice) => `${roll.one(['I', 'J', 'E', 'K', 'C'])}${from(roll, 10, 60)}.${roll.below(10)}`;
const day = (roll: Dice, year = 2023) => new Date(Date.UTC(year, 0, 1 + roll.below(365))).toISOString().slice(0, 10);
const smoking = (roll: Dice) => roll.one(['never', 'ex', 'current']);

const shapes: readonly Shape[] = [
  { name: 'age, sex and body mass', header: ['age', 'sex', 'bmi'], cells: (r) => [age(r), sex(r), bmi(r)] },
  { name: 'two measurements', header: ['age', 'bmi'], cells: (r) => [age(r), bmi(r)] },
  { name: 'weight and height', header: ['weight_kg', 'height_cm'], cells: (r) => [tenth(r, 78, 12), tenth(r, 170, 9)] },
  {
    name: 'a clinic',
    header: ['age', 'sex', 'sbp', 'dbp', 'bmi', 'hba1c', 'smoker', 'diabetes'],
    cells: (r) => [age(r), sex(r), whole(r, 135, 15), whole(r, 80, 9), bmi(r), whole(r, 48, 9), flag(r), flag(r)],
  },
  {
    name: 'spells',
    header: ['admission_date', 'discharge_date', 'length_of_stay', 'diagnosis'],
    cells: (r) => [day(r), day(r), from(r, 0, 40), icd(r)],
  },
  {
    name: 'bands and categories',
    header: ['age_band', 'sex', 'ethnicity', 'imd_quintile', 'smoking'],
    cells: (r) => [band(r), sex(r), ethnicity(r), from(r, 1, 5), smoking(r)],
  },
  {
    name: 'categories in words alone',
    header: ['sex', 'ethnicity', 'region', 'smoking'],
    cells: (r) => [sex(r), ethnicity(r), region(r), smoking(r)],
  },
  {
    name: 'nameless measurements',
    header: ['v1', 'v2', 'v3'],
    cells: (r) => [from(r, 18, 94), tenth(r, 27, 4), whole(r, 130, 14)],
  },
  {
    name: 'nameless whole numbers, none of them small',
    header: ['a', 'b', 'c', 'd'],
    cells: (r) => [from(r, 18, 94), whole(r, 135, 12), whole(r, 82, 8), whole(r, 60, 7)],
  },
  {
    name: 'with the index of pandas',
    header: ['', 'age', 'sex', 'bmi'],
    cells: (r, row) => [String(row), age(r), sex(r), bmi(r)],
  },
  {
    name: 'with a column n of ones',
    header: ['age', 'sex', 'bmi', 'n'],
    cells: (r) => [age(r), sex(r), bmi(r), '1'],
  },
  {
    name: 'with a column n of random numbers',
    header: ['age', 'sex', 'bmi', 'n'],
    cells: (r) => [age(r), sex(r), bmi(r), from(r, 10, 500)],
  },
  {
    name: 'bands with a column n of random numbers',
    header: ['age_band', 'sex', 'ethnicity', 'smoking', 'n'],
    cells: (r) => [band(r), sex(r), ethnicity(r), smoking(r), from(r, 10, 500)],
  },
  {
    name: 'codes',
    header: ['primary_diagnosis', 'procedure', 'admission_method'],
    cells: (r) => [
      icd(r),
      `${r.one(['A', 'H', 'W'])}${from(r, 10, 90)}.${r.below(10)}`,
      r.one(['11', '12', '21', '22']),
    ],
  },
  {
    name: 'times to an event',
    header: ['arm', 'age', 'time', 'event'],
    cells: (r) => [r.one(['A', 'B']), age(r), from(r, 1, 1825), flag(r)],
  },
  {
    name: 'day numbers',
    header: ['sex', 'day_of_admission', 'day_of_death'],
    cells: (r) => [sex(r), from(r, 10, 365), from(r, 20, 900)],
  },
  {
    name: 'costs',
    header: ['age', 'sex', 'region', 'ethnicity', 'cost', 'los'],
    cells: (r) => [age(r), sex(r), region(r), ethnicity(r), hundredth(r, 2400, 700), from(r, 0, 30)],
  },
  {
    name: 'a laboratory',
    header: ['date', 'test', 'result'],
    cells: (r) => [day(r), r.one(['hba1c', 'egfr', 'sodium']), tenth(r, 60, 12)],
  },
  {
    name: 'with keys of letters and digits',
    header: ['pid', 'age', 'sex', 'bmi'],
    cells: (r, row) => [`P${String(row + 1).padStart(4, '0')}`, age(r), sex(r), bmi(r)],
  },
  {
    name: 'flags',
    header: ['asthma', 'copd', 'ckd', 'stroke', 'mi', 'af', 'hf', 'cancer', 'dementia', 'frailty', 'statin', 'died'],
    cells: (r) => Array.from({ length: 12 }, () => flag(r)),
  },
  {
    name: 'answers of a questionnaire',
    header: ['q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7', 'total_score'],
    cells: (r) => [...Array.from({ length: 7 }, () => from(r, 0, 3)), from(r, 0, 21)],
  },
  {
    name: 'vital signs',
    header: ['hr', 'rr', 'temp', 'sats'],
    cells: (r) => [whole(r, 82, 12), whole(r, 17, 3), tenth(r, 36.9, 0.5), from(r, 88, 100)],
  },
  {
    name: 'years of birth',
    header: ['year_of_birth', 'sex', 'region', 'diagnosis'],
    cells: (r) => [from(r, 1930, 2004), sex(r), region(r), icd(r)],
  },
  {
    name: 'sorted by age',
    header: ['age', 'sex', 'bmi'],
    cells: (r) => [age(r), sex(r), bmi(r)],
    sorted: 0,
  },
  {
    name: 'sorted by day',
    header: ['admitted', 'age', 'sex', 'result'],
    cells: (r) => [day(r), age(r), sex(r), tenth(r, 60, 12)],
    sorted: 0,
  },
  {
    name: 'twelve columns',
    header: ['age', 'sex', 'ethnicity', 'region', 'imd', 'bmi', 'sbp', 'egfr', 'smoking', 'statin', 'visit', 'outcome'],
    cells: (r) => [
      ...[age(r), sex(r), ethnicity(r), region(r), from(r, 1, 10), bmi(r), whole(r, 135, 15), whole(r, 76, 15)],
      ...[smoking(r), flag(r), day(r), r.one(['alive', 'alive', 'dead'])],
    ],
  },
  {
    name: 'called mean and median',
    header: ['sex', 'age', 'mean_bmi', 'median_sbp'],
    cells: (r) => [sex(r), age(r), bmi(r), whole(r, 135, 15)],
  },
];

const sizes = [10, 20, 30, 60, 150, 400, 2000];

const tableOf = ({ name, header, cells, sorted }: Shape, rows: number, seed: number): NamedTable => {
  const roll = dice(seed);
  const made = Array.from({ length: rows }, (_, row) => cells(roll, row));
  if (sorted !== undefined) made.sort((a, b) => ((a[sorted] ?? '') < (b[sorted] ?? '') ? -1 : 1));
  return { name: `${name}, ${rows} rows`, table: { header, rows: made } };
};

/** One person a row, without an identifier. */
export const recordTables = (seed: number): readonly NamedTable[] =>
  shapes.flatMap((shape, at) => sizes.map((rows) => tableOf(shape, rows, seed + at * 1000 + rows)));
