import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deploymentFile, root, rows, tables } from './contracts.ts';

const scratch = mkdtempSync(join(tmpdir(), 'synthetic-people-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const node = (script: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', script, ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
const people = (...args: readonly string[]) => node(join(root, 'rehearsal', 'synthetic-people', 'main.ts'), ...args);

const example = deploymentFile('thames-valley');
const out = join(scratch, 'first');
const persons = 400;

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

const hashes = (folder: string) =>
  filesIn(folder).map((file) => [
    file,
    createHash('sha256')
      .update(readFileSync(join(folder, file)))
      .digest('hex'),
  ]);

beforeAll(() => {
  const { status, stderr } = people(
    example,
    '--persons',
    `${persons}`,
    '--seed',
    '9',
    '--format',
    'both',
    '--out',
    out,
  );
  expect([status, stderr]).toEqual([0, '']);
});

const written = tables.filter(({ dataset }) => dataset.id !== 'diabetes-care');

test('there is a file of each format for every table, and a mark that nobody in them is real', () => {
  const expected = written.flatMap(({ dataset, table }) => [
    `${dataset.id}/${table.name}.csv`,
    `${dataset.id}/${table.name}.parquet`,
  ]);
  expect(filesIn(out)).toEqual([...expected, 'SYNTHETIC.json'].sort());
  const mark = JSON.parse(readFileSync(join(out, 'SYNTHETIC.json'), 'utf8'));
  expect(mark).toMatchObject({ synthetic: true, seed: 9, persons });
  expect(mark.tables).toHaveLength(written.length);
});

test('the same seed gives the same bytes, another seed others', () => {
  const [again, other] = [join(scratch, 'again'), join(scratch, 'other')];
  const common = [example, '--persons', `${persons}`, '--format', 'both', '--out'];
  expect(people(...common, again, '--seed', '9').status).toBe(0);
  expect(people(...common, other, '--seed', '10').status).toBe(0);
  expect(hashes(again)).toEqual(hashes(out));
  expect(hashes(other).map(([, hash]) => hash)).not.toContainEqual(hashes(out)[0]?.[1]);
});

test('a text file says what the rows say', async () => {
  for (const { dataset, table } of written) {
    const [header, ...lines] = readFileSync(join(out, dataset.id, `${table.name}.csv`), 'utf8')
      .trimEnd()
      .split('\n');
    expect(header?.split(',')).toEqual(table.columns.map(({ name }) => name));
    const expected = await rows(dataset, table.name, { seed: 9, from: 0, to: persons });
    expect(lines).toEqual(
      expected.map((row) =>
        Object.values(row)
          .map((value) => String(value ?? ''))
          .join(','),
      ),
    );
  }
});

describe('in Parquet', () => {
  const physical = {
    string: 'BYTE_ARRAY UTF8 STRING',
    int: 'INT32',
    bigint: 'INT64',
    double: 'DOUBLE',
    boolean: 'BOOLEAN',
    date: 'INT32 DATE DATE',
    timestamp: 'INT64 TIMESTAMP',
  } as const;
  let found: readonly {
    readonly types: Readonly<Record<string, string>>;
    readonly metadata: readonly { readonly key: string; readonly value: string }[];
    readonly encodings: readonly string[];
    readonly rows: readonly Readonly<Record<string, unknown>>[];
  }[] = [];
  beforeAll(() => {
    const files = written.map(({ dataset, table }) => join(out, dataset.id, `${table.name}.parquet`));
    found = JSON.parse(node(join(__dirname, 'read-parquet.ts'), ...files).stdout);
  });

  test('an independent reader finds every column in the type that Athena reads', () => {
    expect(found.map(({ types }) => types)).toEqual(
      written.map(({ table }) => Object.fromEntries(table.columns.map(({ name, type }) => [name, physical[type]]))),
    );
  });

  test('it finds the rows themselves', async () => {
    for (const [index, { dataset, table }] of written.entries()) {
      const expected = await rows(dataset, table.name, { seed: 9, from: 0, to: persons });
      const read = found[index]?.rows.map((row) =>
        Object.fromEntries(table.columns.map(({ name, type }) => [name, readable(row[name], type)])),
      );
      expect(read).toEqual(expected);
    }
  });

  test('the footer says that the rows are synthetic, and only encodings are used that every reader has', () => {
    for (const { metadata, encodings } of found) {
      expect(metadata).toContainEqual({ key: 'synthetic', value: 'true' });
      expect([...encodings].filter((encoding) => !['PLAIN', 'RLE_DICTIONARY'].includes(encoding))).toEqual([]);
    }
  });

  /** The reader gives days and moments as instants. */
  function readable(value: unknown, type: keyof typeof physical): unknown {
    if (type === 'date') return value === null || value === undefined ? null : String(value).slice(0, 10);
    if (type === 'timestamp') return String(value).slice(0, 19).replace('T', ' ');
    return value ?? null;
  }
});

test('--dataset writes that dataset alone, and its rows are the same', () => {
  const alone = join(scratch, 'alone');
  expect(people(example, '--persons', `${persons}`, '--seed', '9', '--dataset', 'deaths', '--out', alone).status).toBe(
    0,
  );
  expect(filesIn(alone)).toEqual(['SYNTHETIC.json', 'deaths/registrations.parquet']);
  const file = join('deaths', 'registrations.parquet');
  expect(readFileSync(join(alone, file)).equals(readFileSync(join(out, file)))).toBe(true);
});

describe('it refuses', () => {
  test('every wrong argument at once, with its usage and status 2', () => {
    const { status, stderr, stdout } = people('--persons', '0', '--seed', '1.5', '--format', 'xlsx');
    expect([status, stdout]).toEqual([2, '']);
    for (const part of ['one deployment file', '--out', '--persons', '--seed', '--format', 'usage:']) {
      expect(stderr).toContain(part);
    }
  });

  test('a folder that holds something, an unknown dataset and an unsound file, all at once and with status 1', () => {
    const full = join(scratch, 'full');
    mkdirSync(full);
    writeFileSync(join(full, 'precious.txt'), 'kept');
    const refusal = people(example, '--out', full, '--dataset', 'births');
    expect(refusal.status).toBe(1);
    expect(refusal.stderr).toContain('is never overwritten');
    expect(refusal.stderr).toContain('has no dataset "births"; it has admitted-care, gp-events, deaths');
    expect(people(join(scratch, 'missing.yaml'), '--out', full).stderr).toContain(
      'missing.yaml:1: the file must exist',
    );
    expect(filesIn(full)).toEqual(['precious.txt']);
  });

  test('a file in the place of the folder', () => {
    const { status, stderr } = people(example, '--out', join(out, 'SYNTHETIC.json'));
    expect([status, stderr]).toEqual([1, expect.stringContaining('it is a file')]);
  });
});

test('--help prints the usage and exits with 0', () => {
  const { status, stdout } = people('--help');
  expect(status).toBe(0);
  expect(stdout).toContain('usage:');
});
