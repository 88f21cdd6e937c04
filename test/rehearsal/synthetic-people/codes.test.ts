import { type Row, rowsNamed } from './contracts.ts';

const slice = { seed: 6, from: 0, to: 3000 };

const valuesOf = async (table: string, columns: readonly string[]): Promise<readonly string[]> => {
  const all = await rowsNamed(table, slice);
  const filled = columns.flatMap((column) => all.map((row: Row) => row[column] ?? null));
  return [...new Set(filled.filter((value) => value !== null).map(String))];
};

/** Verhoeff's check of SNOMED CT identifiers, by the arithmetic of the dihedral group. */
function hasCheckDigit(id: string): boolean {
  const times = (a: number, b: number): number =>
    a < 5 ? (b < 5 ? (a + b) % 5 : 5 + ((a + b) % 5)) : b < 5 ? 5 + ((a - b + 5) % 5) : (a - b + 5) % 5;
  const permuted = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
  const moved = (digit: number, place: number): number => {
    let at = digit;
    for (let step = 0; step < place % 8; step++) at = permuted[at] ?? 0;
    return at;
  };
  return [...id].reverse().reduce((sum, digit, place) => times(sum, moved(Number(digit), place)), 0) === 0;
}

test('the check of SNOMED CT identifiers knows right from wrong', () => {
  expect(['22298006', '999791000000106', '22298007'].map(hasCheckDigit)).toEqual([true, true, false]);
});

test('codes of SNOMED CT and of medicines have a right check digit', async () => {
  const codes = [
    ...(await valuesOf('gp-events.events', ['snomed_code'])),
    ...(await valuesOf('gp-events.prescriptions', ['dmd_code'])),
  ];
  expect(codes.length).toBeGreaterThan(40);
  expect(codes.filter((code) => !hasCheckDigit(code))).toEqual([]);
});

test.each([
  ['admitted-care.episodes', ['diagnosis_primary', 'diagnosis_2', 'diagnosis_3', 'diagnosis_4'], /^[A-Z]\d{2}[\dX]?$/],
  ['deaths.registrations', ['underlying_cause', 'contributory_cause_1'], /^[A-Z]\d{2}[\dX]?$/],
  ['admitted-care.episodes', ['procedure_primary', 'procedure_2'], /^[A-Z]\d{3}$/],
  ['admitted-care.spells', ['ethnic_category'], /^[A-HJ-NPRSZ]$/],
  ['admitted-care.spells', ['sex'], /^[0129]$/],
  ['admitted-care.spells', ['imd_decile'], /^([1-9]|10)$/],
] as const)('in %s, %j have the shape of their code list', async (table, columns, shape) => {
  const values = await valuesOf(table, columns);
  expect(values.length).toBeGreaterThan(1);
  expect(values.filter((value) => !shape.test(value))).toEqual([]);
});

describe('places and people cannot be real', () => {
  test.each([
    ['areas lie beyond the last that was given out', 'admitted-care.spells', 'lsoa_2021', /^E0190[01]\d{3}$/],
    [
      'postcodes have the shape of one, in an area that is none',
      'admitted-care.spells',
      'postcode',
      /^ZA\d{1,2} \d[A-Z]{2}$/,
    ],
    [
      'practices have the shape of one, under a letter that no practice has',
      'gp-events.events',
      'practice',
      /^V9\d{4}$/,
    ],
    ['family names start with XX', 'gp-events.events', 'patient_name', /^[A-Z][a-z]+ XX[A-Z][a-z]+$/],
    ['so do those of other people', 'deaths.registrations', 'informant_name', /^[A-Z][a-z]+ XX[A-Z][a-z]+$/],
    ['free text says that it is synthetic', 'gp-events.events', 'free_text', /^Synthetic note /],
    ['as do doses', 'gp-events.prescriptions', 'dose_text', /^Synthetic dose: /],
  ])('%s', async (_, table, column, shape) => {
    const values = await valuesOf(table, [column]);
    expect(values.length).toBeGreaterThan(1);
    expect(values.filter((value) => !shape.test(value))).toEqual([]);
  });
});
