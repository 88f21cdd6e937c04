import { grouped, type Row, rowsNamed } from './contracts.ts';

const slice = { seed: 5, from: 0, to: 4000 };
const tables = {
  spells: 'admitted-care.spells',
  episodes: 'admitted-care.episodes',
  events: 'gp-events.events',
  prescriptions: 'gp-events.prescriptions',
  deaths: 'deaths.registrations',
  reviews: 'diabetes-care.reviews',
} as const;

const all = new Map<string, readonly Row[]>();
beforeAll(async () => {
  for (const [name, table] of Object.entries(tables)) all.set(name, await rowsNamed(table, slice));
});

const of = (name: keyof typeof tables): readonly Row[] => all.get(name) ?? [];
const text = (row: Row, column: string): string => String(row[column] ?? '');

/** Rows of the first table beside the row of the second that has the same value in the column. */
const paired = (one: readonly Row[], other: readonly Row[], column: string) => {
  const known = new Map(other.map((row) => [text(row, column), row]));
  return one.flatMap((row) => {
    const match = known.get(text(row, column));
    return match === undefined ? [] : [{ row, match }];
  });
};

/** Completed years, from the text of two days. */
const yearsBetween = (birth: string, day: string): number =>
  Number(day.slice(0, 4)) - Number(birth.slice(0, 4)) - (day.slice(5) < birth.slice(5) ? 1 : 0);

test('the same person has the same number, birthday and sex in each dataset', () => {
  for (const [one, other, column] of [
    ['spells', 'events', 'date_of_birth'],
    ['events', 'deaths', 'date_of_birth'],
    ['deaths', 'spells', 'date_of_birth'],
    ['reviews', 'events', 'date_of_birth'],
    ['prescriptions', 'events', 'sex'],
    ['reviews', 'events', 'patient_name'],
  ] as const) {
    const pairs = paired(of(one), of(other), 'nhs_number');
    expect(pairs.length).toBeGreaterThan(30);
    expect(pairs.filter(({ row, match }) => row[column] !== match[column])).toEqual([]);
  }
});

test('ages are the completed years between birth and the day of the row', () => {
  for (const [name, day, age] of [
    ['spells', 'admission_date', 'age_at_admission'],
    ['events', 'event_date', 'age_at_event'],
    ['deaths', 'date_of_death', 'age_at_death'],
    ['reviews', 'review_date', 'age_at_review'],
  ] as const) {
    const wrong = of(name).filter((row) => row[age] !== yearsBetween(text(row, 'date_of_birth'), text(row, day)));
    expect(wrong).toEqual([]);
  }
});

test('nothing happens before birth or after death, and a death is registered afterwards', () => {
  for (const [name, day] of [
    ['spells', 'admission_date'],
    ['events', 'event_date'],
    ['reviews', 'review_date'],
  ] as const) {
    expect(of(name).filter((row) => text(row, day) < text(row, 'date_of_birth'))).toEqual([]);
  }
  for (const [name, day] of [
    ['spells', 'discharge_date'],
    ['episodes', 'episode_end'],
    ['events', 'event_date'],
    ['prescriptions', 'issue_date'],
  ] as const) {
    const pairs = paired(of(name), of('deaths'), 'nhs_number');
    expect(pairs.length).toBeGreaterThan(20);
    expect(pairs.filter(({ row, match }) => text(row, day) > text(match, 'date_of_death'))).toEqual([]);
  }
  expect(of('deaths').filter((row) => text(row, 'date_registered') < text(row, 'date_of_death'))).toEqual([]);
  expect(of('deaths').filter((row) => text(row, 'date_of_death') < text(row, 'date_of_birth'))).toEqual([]);
});

test('a stay ends after it began, lasts as long as it says, and no two stays of a person overlap', () => {
  const ended = of('spells').filter((row) => row.discharge_date !== null);
  const days = (row: Row) =>
    (Date.parse(text(row, 'discharge_date')) - Date.parse(text(row, 'admission_date'))) / 86_400_000;
  expect(ended.filter((row) => days(row) < 0 || days(row) !== row.length_of_stay_days)).toEqual([]);
  const critical = of('spells').filter(
    (row) => Number(row.critical_care_days) > Number(row.length_of_stay_days ?? 999),
  );
  expect(critical).toEqual([]);
  const overlaps = of('spells').filter((row, index, rows) => {
    const next = rows[index + 1];
    if (next === undefined || next.nhs_number !== row.nhs_number) return false;
    return text(row, 'discharge_date') > text(next, 'admission_date');
  });
  expect(overlaps).toEqual([]);
});

test('some stays are not over: no end, no destination, an unfinished episode', () => {
  const open = of('spells').filter((row) => row.discharge_date === null);
  expect(open.length).toBeGreaterThan(0);
  expect(open.filter((row) => row.discharge_destination !== null || row.length_of_stay_days !== null)).toEqual([]);
  const pairs = paired(of('episodes'), open, 'spell_id').filter(({ row }) => row.episode_end === null);
  expect(pairs.map(({ row }) => row.finished)).toEqual(open.map(() => false));
});

test('episodes follow each other from the first to the last day of their spell', () => {
  const spells = new Map(of('spells').map((row) => [row.spell_id, row]));
  const bySpell = grouped(of('episodes'), (row) => row.spell_id);
  expect(bySpell.size).toBe(spells.size);
  for (const [id, episodes] of bySpell) {
    const spell = spells.get(id);
    expect(episodes.map((row) => row.episode_order)).toEqual(episodes.map((_, index) => index + 1));
    expect(episodes[0]?.episode_start).toBe(spell?.admission_date);
    expect(episodes.at(-1)?.episode_end).toBe(spell?.discharge_date);
    episodes.slice(1).forEach((row, index) => {
      expect(row.episode_start).toBe(episodes[index]?.episode_end);
    });
    expect(new Set([...episodes.map((row) => row.nhs_number), spell?.nhs_number]).size).toBe(1);
  }
});

test('a procedure lies within its episode', () => {
  const done = of('episodes').filter((row) => row.procedure_date !== null);
  expect(done.length).toBeGreaterThan(50);
  const outside = done.filter(
    (row) =>
      text(row, 'procedure_date') < text(row, 'episode_start') ||
      (row.episode_end !== null && text(row, 'procedure_date') > text(row, 'episode_end')),
  );
  expect(outside).toEqual([]);
  expect(of('episodes').filter((row) => (row.procedure_primary === null) !== (row.procedure_date === null))).toEqual(
    [],
  );
});

test('who dies in hospital has a last stay that says so', () => {
  const inHospital = of('deaths').filter((row) => row.place_type === 'hospital');
  const fatal = of('spells').filter((row) => row.discharge_method === '4');
  expect(inHospital.length).toBeGreaterThan(20);
  expect(fatal.map((row) => `${row.nhs_number} ${row.discharge_date}`)).toEqual(
    inHospital.map((row) => `${row.nhs_number} ${row.date_of_death}`),
  );
});

test('code, term, value and unit of an event belong together', () => {
  const terms = grouped(of('events'), (row) => row.snomed_code);
  expect(terms.size).toBeGreaterThan(20);
  for (const rows of terms.values()) {
    for (const column of ['snomed_term', 'event_type', 'value_unit']) {
      expect(new Set(rows.map((row) => row[column])).size).toBe(1);
    }
  }
  const valued = of('events').filter((row) => row.numeric_value !== null);
  expect(valued.filter((row) => row.event_type !== 'observation' || row.value_unit === null)).toEqual([]);
});
