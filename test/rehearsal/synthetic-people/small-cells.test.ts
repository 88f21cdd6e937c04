import { grouped, rowsNamed } from './contracts.ts';

/** The threshold of the profile `uk-health-10`: a cell under ten is not released. */
const threshold = 10;

test.each([100, 1000, 20_000])(
  '%i persons hold a rare diagnosis, category and place, in cells too small to release',
  async (to) => {
    const slice = { seed: 2, from: 0, to };
    const spells = await rowsNamed('admitted-care.spells', slice);
    const persons = new Map(spells.map((row) => [row.nhs_number, row]));
    const rare = [...persons.values()].filter((row) => row.ethnic_category === 'E');
    expect(rare.length).toBeGreaterThan(0);
    expect(rare.length).toBeLessThan(threshold);
    expect(new Set(rare.map((row) => row.lsoa_2021))).toEqual(new Set(['E01901500']));

    const episodes = await rowsNamed('admitted-care.episodes', slice);
    const ill = new Set(episodes.filter((row) => row.diagnosis_primary === 'E840').map((row) => row.nhs_number));
    expect(ill).toEqual(new Set(rare.map((row) => row.nhs_number)));

    const deaths = await rowsNamed('deaths.registrations', slice);
    const died = deaths.filter((row) => row.underlying_cause === 'E840').length;
    expect(died).toBeGreaterThan(0);
    expect(died).toBeLessThan(threshold);
  },
);

test('a table by practice and sex has cells on both sides of the threshold', async () => {
  const events = await rowsNamed('gp-events.events', { seed: 2, from: 0, to: 20_000 });
  const cells = [...grouped(events, (row) => `${row.practice} ${row.sex}`).values()].map(({ length }) => length);
  expect(cells.filter((cell) => cell < threshold).length).toBeGreaterThan(10);
  expect(cells.filter((cell) => cell >= threshold).length).toBeGreaterThan(10);
});
