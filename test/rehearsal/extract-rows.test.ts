import { join } from 'node:path';
import { readOrExplain } from '../../bin/deployment-file.ts';
import { extractOf } from '../../rehearsal/target/extract-rows.ts';
import { meets } from '../../rehearsal/target/meets.ts';

const read = (name: string) => readOrExplain(join(__dirname, '..', '..', 'deployments', `${name}.yaml`), '2026-11-24');
const thamesValley = read('thames-valley');
const [first = ''] = thamesValley.projects.map(({ id }) => id);

describe('the extract that a rehearsal writes', () => {
  test.each([thamesValley, read('greater-manchester')])(
    'of every project of $id has rows in every table',
    (deployment) => {
      for (const { id, data } of deployment.projects) {
        const extracts = extractOf(deployment, id, 20);
        expect(extracts.map(({ rows }) => rows.length)).toEqual(data.flatMap(({ tables }) => tables).map(() => 20));
      }
    },
  );

  test('has the approved columns in their order, and no NHS number but a pseudonym as text', () => {
    const [spells] = extractOf(thamesValley, first, 20);
    expect(spells?.columns.map(({ name }) => name)).toEqual(thamesValley.projects[0]?.data[0]?.tables[0]?.columns);
    const linkage = spells?.columns.findIndex(({ name }) => name === 'nhs_number') ?? -1;
    expect(spells?.columns[linkage]?.type).toBe('string');
    for (const row of spells?.rows ?? []) expect(row[linkage]).toMatch(/^[0-9a-f]{32}$/);
  });

  test('has approved rows only', () => {
    const spells = extractOf(thamesValley, first, 50)[0];
    const at = (column: string) => spells?.columns.findIndex(({ name }) => name === column) ?? -1;
    for (const row of spells?.rows ?? []) {
      expect(row[at('age_at_admission')]).toBeGreaterThanOrEqual(35);
      expect(row[at('admission_date')]).toBeGreaterThanOrEqual(Date.parse('2021-10-01') / 86_400_000);
    }
  });

  test('shares no pseudonym with that of another project over the same dataset', () => {
    const all = thamesValley.projects.map(
      ({ id }) => new Set(extractOf(thamesValley, id, 50).flatMap(({ pseudonyms }) => pseudonyms)),
    );
    const together = new Set(all.flatMap((own) => [...own]));
    expect(together.size).toBe(all.reduce((sum, { size }) => sum + size, 0));
  });

  test('is never empty: an approval that nobody meets is an error', () => {
    const rows = [{ column: 'age_at_admission', from: 900, to: 901 }];
    const nobody = {
      ...thamesValley,
      projects: thamesValley.projects.map((project) => ({
        ...project,
        data: [{ dataset: 'admitted-care', tables: [{ table: 'spells', columns: ['spell_id'], rows }] }],
      })),
    };
    expect(() => extractOf(nobody, first, 1)).toThrow('nobody meets the conditions on admitted-care spells');
  });
});

describe('a condition of an approval', () => {
  const day = Date.parse('2026-01-31') / 86_400_000;
  const days = { column: 'x', from: '2026-01-01', to: '2026-01-31' };

  test('holds on both ends of a range and beyond neither', () => {
    const test = meets(days, 'date');
    expect([day - 31, day - 30, day, day + 1].map(test)).toEqual([false, true, true, false]);
  });

  test('ends a range of moments at the midnight that begins its last day, as SQL does', () => {
    const test = meets(days, 'timestamp');
    const midnight = Date.parse('2026-01-31T00:00:00Z');
    expect([midnight, midnight + 1].map(test)).toEqual([true, false]);
  });

  test('takes a moment without a zone as UTC, and heeds a zone', () => {
    const at = (from: string) => meets({ column: 'x', from, to: '2027-01-01' }, 'timestamp');
    const nine = Date.parse('2026-01-31T09:00:00Z');
    expect([at('2026-01-31T09:00:00')(nine), at('2026-01-31T09:00:00-01:00')(nine)]).toEqual([true, false]);
  });

  test('knows its values in any type of number, and is met by no empty cell', () => {
    const test = meets({ column: 'x', in: [3] }, 'bigint');
    expect([3n, 4n, undefined].map(test)).toEqual([true, false, false]);
    expect(meets({ column: 'x', in: [true] }, 'boolean')(undefined)).toBe(false);
  });
});
