import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesOnDisk } from '../../bin/check/bytes-on-disk.ts';
import { checkSchema } from '../../bin/check-schema.ts';
import { check } from '../../bin/verbs/check.ts';
import { sound } from '../cases/disclosure/corpus-case.ts';

const small = 'region,sex,count\nNorth,Female,9\nNorth,Male,18\nSouth,Female,14\nSouth,Male,16\n';
const listing = 'patient_id,count\n1,132\n2,118\n3,190\n';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tre-check-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string | Uint8Array): string => {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, content);
  return file;
};

async function tre(...args: string[]) {
  let [stdout, stderr] = ['', ''];
  const status = await check.run(args, {
    stdout: (text) => {
      stdout += text;
    },
    stderr: (text) => {
      stderr += text;
    },
    today: () => '2026-11-27',
  });
  return { status, stdout, stderr };
}

const json = async (...args: string[]) => {
  const { stdout, status, stderr } = await tre(...args, '--json');
  return { told: checkSchema.parse(JSON.parse(stdout)), status, stderr };
};

test.each([
  ['clear', sound, 0],
  ['needs-fix', small, 1],
  ['blocked', listing, 1],
  ['review', 'variable,definition\nage,age at admission\nsex,sex as recorded\n', 3],
])('a file that is %s gives its exit status', async (verdict, content, expected) => {
  const { status, told } = await json(write('table.csv', content));
  expect([status, told.files.map((file) => file.verdict)]).toEqual([expected, [verdict]]);
});

test('the worst file decides, and the table names each with its reason, place and remedy', async () => {
  write('a.csv', sound);
  write('deep/b.csv', small);
  const { status, stdout } = await tre(folder);
  expect(status).toBe(1);
  expect(stdout).toMatch(/a\.csv +csv +clear/);
  expect(stdout).toMatch(/deep\/b\.csv +csv +needs-fix/);
  expect(stdout).toContain('column 3 "count": row 1 "North"');
  expect(stdout).toMatch(/2 files: 1 clear, 1 needs-fix; profile uk-health-10, engine \d/);
});

test('--json prints the engine, the profile and each file, and nothing else', async () => {
  const file = write('table.csv', small);
  const { told } = await json(file);
  expect(Object.keys(told)).toEqual(['engine', 'profile', 'files']);
  expect(Object.keys(told.files[0] ?? {})).toEqual(['path', 'type', 'verdict', 'findings']);
  expect(told.files[0]?.path).toBe(file);
  for (const finding of told.files[0]?.findings ?? [])
    expect(Object.keys(finding)).toEqual(['rule', 'at', 'reason', 'remedy']);
});

test('a finding about the files together stands in each of them', async () => {
  write('a.csv', sound);
  write('A.csv', sound);
  if (readdirSync(folder).length < 2) return; // a file system that knows one name for both
  const { told, status } = await json(folder);
  expect(status).toBe(1);
  expect(told.files.map(({ verdict }) => verdict)).toEqual(['blocked', 'blocked']);
});

test.each([
  ['no path', [], 'name at least one'],
  ['a path that does not exist', ['nowhere.csv'], 'there is no such file'],
  ['a profile that nobody knows', ['--profile', 'lenient', 'x.csv'], '--profile must be one of uk-health-10'],
  ['an option that nobody knows', ['--fast', 'x.csv'], '--fast'],
])('%s is a usage error', async (_, args, says) => {
  const { status, stderr, stdout } = await tre(...args);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(says);
});

test('a folder without files has nothing to check, which is a usage error', async () => {
  mkdirSync(join(folder, 'empty', 'emptier'), { recursive: true });
  expect(await tre(join(folder, 'empty'))).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('holds no file'),
  });
});

test('every path that does not exist is named at once', async () => {
  const { stderr } = await tre(join(folder, 'one.csv'), join(folder, 'two.csv'));
  expect(stderr).toContain('one.csv');
  expect(stderr).toContain('two.csv');
});

test('a symbolic link in a folder is not followed, said, and not clear', async () => {
  write('a.csv', sound);
  symlinkSync('/etc/hosts', join(folder, 'b.csv'));
  const { status, stdout } = await tre(folder);
  expect(status).toBe(1);
  expect(stdout).toContain('symbolic link');
});

test('a symbolic link that the user names is followed', async () => {
  write('real/a.csv', sound);
  symlinkSync(join(folder, 'real'), join(folder, 'link'));
  expect(await tre(join(folder, 'link'))).toMatchObject({ status: 0 });
});

test('a pipe is not waited for', async () => {
  execFileSync('mkfifo', [join(folder, 'pipe.csv')]);
  write('a.csv', sound);
  expect(await tre(folder)).toMatchObject({ status: 1, stdout: expect.stringContaining('neither file nor folder') });
});

test('a file that changes while it is read is not what was judged', async () => {
  const file = write('a.csv', `${sound}${'x'.repeat(3_000_000)}`);
  const reading = bytesOnDisk(file);
  await reading.next();
  appendFileSync(file, 'more');
  await expect(async () => {
    for await (const _ of reading);
  }).rejects.toThrow('changed while it was read');
});

test('the same outputs give the same bytes, wherever they lie', async () => {
  write('one/a.csv', small);
  write('two/a.csv', small);
  const [one, two] = await Promise.all(['one', 'two'].map((name) => tre(join(folder, name), '--json')));
  expect(two?.stdout.replaceAll('/two/', '/one/')).toBe(one?.stdout);
});

test('--suggest writes a copy beside the table, which passes, and never writes over one', async () => {
  const file = write('table.csv', small);
  const first = await tre('--suggest', file);
  expect(first).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('table.suggested.csv is written, and is clear'),
  });
  const copy = join(folder, 'table.suggested.csv');
  expect(await tre(copy)).toMatchObject({ status: 0 });
  expect(readFileSync(file, 'utf8')).toBe(small);
  writeFileSync(copy, 'mine');
  expect(await tre('--suggest', file)).toMatchObject({ stdout: expect.stringContaining('not written over') });
  expect(readFileSync(copy, 'utf8')).toBe('mine');
});

test('--suggest suggests nothing for what is blocked', async () => {
  write('table.csv', listing);
  await tre('--suggest', folder);
  expect(readdirSync(folder)).toEqual(['table.csv']);
});

test('--earlier gives tables from which a new one could be subtracted', async () => {
  const now = write('now/ages.csv', 'age,count\n18-39,420\n40-64,385\n65+,220\n');
  write('earlier/ages.csv', 'age,count\n18-39,420\n40-64,388\n65+,220\n');
  expect(await tre(now)).toMatchObject({ status: 0 });
  expect(await tre(now, '--earlier', join(folder, 'earlier'))).toMatchObject({ status: 1 });
});

test('an earlier table that cannot be read is a usage error: the comparison would look complete', async () => {
  const now = write('now/ages.csv', 'age,count\n18-39,420\n40-64,385\n65+,220\n');
  write('earlier/ages.csv', 'age,count\n18-39\n');
  expect(await tre(now, '--earlier', join(folder, 'earlier'))).toMatchObject({ status: 2 });
});

test('a name or label that would move the cursor is shown as its code', async () => {
  write('a.csv', small.replaceAll('North', 'No\u001b[2Jrth').replace('\u001b', ''));
  write('b\u001b[2J.csv', small);
  const { stdout } = await tre(folder);
  expect(stdout).not.toContain('\u001b');
});
