import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Column, Dataset } from '../../../lib/config/dataset.ts';
import { columnRoles, columnTypes } from '../../../lib/config/dataset.ts';
import { readDeployment } from '../../../lib/config/read.ts';
import { controlIds } from '../../../policies/catalogue/catalogue.ts';
import { readContracts } from '../../../rehearsal/synthetic-people/contracts.ts';
import { rowsOf } from '../../../rehearsal/synthetic-people/rows.ts';
import { datasetsOf, deploymentFile, type Row, rows } from './contracts.ts';

const column = (name: string, type: Column['type'], role: Column['role']): Column => ({
  name,
  type,
  role,
  description: 'Something',
});

async function firstRows(columns: readonly Column[], to = 200): Promise<readonly Row[]> {
  const table = { name: 'things', description: 'Something', columns: [...columns] };
  const all: Row[] = [];
  for await (const row of rowsOf({ id: 'any', tables: [table] }, table, { seed: 1, from: 0, to })) all.push(row);
  return all;
}

test('a column of a name nobody knows is filled by its type, whatever its role', async () => {
  const strange = columnTypes.flatMap((type) =>
    columnRoles
      .filter((role) => role !== 'linkage')
      .map((role) => column(`zz_${type}_${role.replaceAll('-', '_')}`, type, role)),
  );
  const all = await firstRows([column('person', 'bigint', 'linkage'), ...strange]);
  expect(all.length).toBeGreaterThan(100);
  for (const { name } of strange) {
    const values = all.map((row) => row[name]);
    expect(values).not.toContain(null);
    expect(new Set(values).size).toBeGreaterThan(1);
  }
  expect(all.map((row) => row.zz_string_direct_identifier)).toContainEqual(expect.stringMatching(/^XX/));
  expect(typeof all[0]?.person).toBe('bigint');
});

test('a known name takes the type that its contract asks for', async () => {
  const [row] = await firstRows([
    column('nhs_number', 'bigint', 'direct-identifier'),
    column('sex', 'int', 'quasi-identifier'),
    column('date_of_birth', 'timestamp', 'direct-identifier'),
    column('date_of_death', 'string', 'sensitive'),
    column('imd_decile', 'string', 'quasi-identifier'),
    column('snomed_code', 'bigint', 'sensitive'),
    column('finished', 'string', 'plain'),
    column('hba1c', 'int', 'sensitive'),
    column('event_date', 'string', 'plain'),
    column('age_band', 'string', 'quasi-identifier'),
    column('end_date', 'string', 'plain'),
  ]);
  expect(row?.nhs_number).toBeGreaterThan(9_990_000_000n);
  expect(String(row?.sex)).toMatch(/^[0129]$/);
  expect(row?.date_of_birth).toMatch(/ 00:00:00$/);
  expect(row?.imd_decile).toMatch(/^([1-9]|10)$/);
  expect(typeof row?.snomed_code).toBe('bigint');
  expect(row?.finished).toMatch(/^[YN]$/);
  expect(Number.isInteger(row?.hba1c)).toBe(true);
  expect(row?.event_date).toMatch(/^\d{4}-\d\d-\d\d$/);
  expect(row?.end_date).toBe(row?.event_date);
  expect(row?.age_band).toMatch(/^(\d+-\d+|90\+)$/);
});

test('a table of persons, without a date of its own, has one row for each', async () => {
  const all = await firstRows([
    column('nhs_number', 'string', 'linkage'),
    column('date_of_birth', 'date', 'direct-identifier'),
    column('date_of_death', 'date', 'sensitive'),
  ]);
  expect(all).toHaveLength(200);
  const died = all.filter((row) => row.date_of_death !== null);
  expect(died.length).toBeGreaterThan(0);
  expect(died.length).toBeLessThan(60);
});

test('keys lead from a part to its whole, and to a table of persons', async () => {
  const key = (name: string) => column(name, 'string', 'plain');
  const tables = [
    { name: 'patients', columns: [key('patient_id'), column('date_of_birth', 'date', 'direct-identifier')] },
    { name: 'visits', columns: [key('visit_id'), key('patient_id'), column('visit_date', 'date', 'plain')] },
    { name: 'tests', columns: [key('test_id'), key('visit_id'), key('patient_id'), column('done', 'date', 'plain')] },
    { name: 'results', columns: [column('result_id', 'int', 'plain'), key('test_id'), key('visit_id')] },
  ].map((table) => ({ ...table, description: 'Something' }));
  const all = await Promise.all(
    tables.map(async (table) => {
      const found: Row[] = [];
      for await (const row of rowsOf({ id: 'any', tables }, table, { seed: 1, from: 0, to: 300 })) found.push(row);
      return found;
    }),
  );
  const [patients = [], visits = [], tests = [], results = []] = all;
  expect(patients).toHaveLength(300);
  const idsOf = (rows: readonly Row[], name: string) => new Set(rows.map((row) => row[name]));
  for (const [parts, wholes, name] of [
    [visits, patients, 'patient_id'],
    [tests, patients, 'patient_id'],
    [tests, visits, 'visit_id'],
    [results, tests, 'test_id'],
    [results, visits, 'visit_id'],
  ] as const) {
    expect(parts.length).toBeGreaterThan(100);
    expect([...idsOf(parts, name)].filter((id) => !idsOf(wholes, name).has(id))).toEqual([]);
  }
  expect(idsOf(results, 'result_id').size).toBe(results.length);
});

test('every extract that a project of an example is approved for holds rows', async () => {
  for (const example of ['thames-valley', 'greater-manchester']) {
    const read = readDeployment(deploymentFile(example), { knownControls: controlIds, asOf: '2026-11-24' });
    if (!read.ok) throw new Error('the example is refused');
    for (const { data } of read.deployment.projects) {
      for (const { dataset: id, tables } of data) {
        for (const { table, rows: filters = [] } of tables) {
          const all = await rows(found(datasetsOf(example), id), table, { seed: 1, from: 0, to: 1000 });
          const approved = all.filter((row) =>
            filters.every((filter) => {
              const value = row[filter.column] ?? null;
              if (value === null) return false;
              if ('in' in filter) return filter.in.some((one) => one === value);
              return value >= filter.from && value <= filter.to;
            }),
          );
          expect(approved.length).toBeGreaterThan(0);
        }
      }
    }
  }
});

const found = (datasets: readonly Dataset[], id: string): Dataset => {
  const dataset = datasets.find((one) => one.id === id);
  if (dataset === undefined) throw new Error(`no dataset ${id}`);
  return dataset;
};

describe('what is wrong with the contracts is named all at once', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'contracts-'));
  afterAll(() => rmSync(scratch, { recursive: true }));
  const problemsOf = (text: string): readonly string[] => {
    const file = join(scratch, 'deployment.yaml');
    writeFileSync(file, text);
    const contracts = readContracts(file);
    return contracts.ok ? [] : contracts.problems.map((problem) => problem.replace(file, 'file'));
  };
  const dataset = (...columns: string[]) => `datasets:
  - id: one
    title: Some records
    synthetic: true
    controller: QU9
    classification: synthetic
    lawfulBasis: None needed
    optOut: exempt
    owner: Somebody
    retentionYears: 2
    agreement: { reference: DSA-1, signed: 2026-09-01, expires: 2027-12-31, evidence: DSA-1 }
    tables:
      - name: things
        description: Something
        columns:
${columns.map((line) => `          - ${line}\n`).join('')}`;

  test('a draft of which only the datasets are sound is enough', () => {
    expect(
      problemsOf(`${dataset('{ name: a, type: int, role: plain, description: Something }')}projects: later\n`),
    ).toEqual([]);
  });

  test('a linkage column that cannot hold an NHS number, and a name that stands twice', () => {
    const problems = problemsOf(
      dataset(
        '{ name: nhs_number, type: int, role: linkage, description: Something }',
        '{ name: nhs_number, type: string, role: linkage, description: Something }',
      ),
    );
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain('file:16: datasets[0].tables[0].columns[0].type must be string or bigint');
    expect(problems[1]).toContain('must not repeat datasets[0].tables[0].columns[0].name');
  });

  test('an unknown type and a missing role', () => {
    const problems = problemsOf(dataset('{ name: a, type: text, description: Something }'));
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain('columns[0].type must be one of');
    expect(problems[1]).toContain('columns[0].role is required');
  });

  test.each(['', 'a: [', 'just text', 'datasets: []\n'])('a file that says %j', (text) => {
    expect(problemsOf(text).length).toBeGreaterThan(0);
  });
});
