import type { Column } from '../../../lib/config/dataset.ts';
import { type Row, rows, rowsNamed, tables } from './contracts.ts';

const slice = { seed: 3, from: 0, to: 3000 };

const isOfType: Readonly<Record<Column['type'], (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string' && value !== '',
  int: (value) => Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31,
  bigint: (value) => typeof value === 'bigint',
  double: (value) => typeof value === 'number' && Number.isFinite(value),
  boolean: (value) => typeof value === 'boolean',
  date: (value) => /^\d{4}-\d{2}-\d{2}$/.test(String(value)) && !Number.isNaN(Date.parse(String(value))),
  timestamp: (value) => /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(String(value)),
};

test('both examples are looked at', () => {
  expect(tables.map(({ name }) => name)).toEqual([
    'admitted-care.spells',
    'admitted-care.episodes',
    'gp-events.events',
    'gp-events.prescriptions',
    'deaths.registrations',
    'diabetes-care.reviews',
  ]);
});

describe.each(tables)('$name', ({ dataset, table }) => {
  let all: readonly Row[] = [];
  beforeAll(async () => {
    all = await rows(dataset, table.name, slice);
  });

  test('has exactly the columns of its contract, in their order', () => {
    expect(all.length).toBeGreaterThan(50);
    expect(Object.keys(all[0] ?? {})).toEqual(table.columns.map(({ name }) => name));
  });

  test.each(table.columns)('$name is filled with $type', ({ name, type, role }) => {
    const filled = all.map((row) => row[name]).filter((value) => value !== null);
    expect(filled.length).toBeGreaterThan(all.length / 20);
    expect(filled.filter((value) => !isOfType[type](value))).toEqual([]);
    if (role === 'linkage') expect(filled).toHaveLength(all.length);
  });

  test('every column but a flag tells rows apart', () => {
    const same = table.columns.filter(({ name }) => new Set(all.map((row) => row[name])).size < 2);
    expect(same).toEqual([]);
  });

  test('a linkage column holds the raw NHS number, for the pseudonym is made later', () => {
    const [linkage] = table.columns.filter(({ role }) => role === 'linkage');
    expect(all.filter((row) => !/^999\d{7}$/.test(String(row[linkage?.name ?? ''])))).toEqual([]);
  });

  test('the key of a row is its own', () => {
    const [key] = table.columns;
    expect(new Set(all.map((row) => row[key?.name ?? ''])).size).toBe(all.length);
  });

  test('no value would need quoting in a text file', () => {
    const odd = all.flatMap((row) => Object.values(row)).filter((value) => /[^ -~]|[,"]/.test(String(value ?? '')));
    expect(odd).toEqual([]);
  });

  test('a slice is the very rows that the whole has there', async () => {
    const parts = [0, 1, 17, 1000, 2999].map((from, index, froms) => ({
      ...slice,
      from,
      to: froms[index + 1] ?? 3000,
    }));
    const joined = (await Promise.all(parts.map((part) => rows(dataset, table.name, part)))).flat();
    expect(joined).toEqual(all);
  });

  test('the same seed gives the same rows, another seed others', async () => {
    expect(await rows(dataset, table.name, slice)).toEqual(all);
    expect(await rows(dataset, table.name, { ...slice, seed: 4 })).not.toEqual(all);
  });
});

test('a key says nothing of the person: the keys of two tables share no order', async () => {
  const found = await rowsNamed('gp-events.events', slice);
  const numbers = found.map(({ event_id }) => Number.parseInt(String(event_id).slice(1), 16));
  const rising = numbers.filter((number, index) => index > 0 && number > (numbers[index - 1] ?? 0)).length;
  expect(rising / numbers.length).toBeGreaterThan(0.4);
  expect(rising / numbers.length).toBeLessThan(0.6);
});
