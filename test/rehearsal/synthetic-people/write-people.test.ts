import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { writePeople } from '../../../rehearsal/synthetic-people/write-people.ts';
import { datasetsOf, deploymentFile, root } from './contracts.ts';

const scratch = mkdtempSync(join(tmpdir(), 'write-people-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const population = { datasets: datasetsOf('thames-valley'), seed: 1, persons: 50 };

test('a folder that holds something is refused before anything is touched', async () => {
  const folder = join(scratch, 'full');
  mkdirSync(join(folder, 'deaths'), { recursive: true });
  writeFileSync(join(folder, 'deaths', 'registrations.csv'), 'precious');
  await expect(writePeople(population, { folder, formats: ['csv'] })).rejects.toThrow('is never overwritten');
  expect(readdirSync(folder)).toEqual(['deaths']);
  expect(readFileSync(join(folder, 'deaths', 'registrations.csv'), 'utf8')).toBe('precious');
});

test('a failure half-way leaves nothing behind', async () => {
  const folder = join(scratch, 'failed');
  const onTable = ({ table }: { readonly table: string }) => {
    if (table === 'events') throw new Error('the disk is full');
  };
  await expect(writePeople(population, { folder, formats: ['csv'], onTable })).rejects.toThrow('the disk is full');
  expect(readdirSync(folder)).toEqual([]);
});

test('what is aborted half-way leaves nothing behind', async () => {
  const folder = join(scratch, 'aborted');
  const abort = new AbortController();
  const written = writePeople(population, {
    folder,
    formats: ['csv'],
    onTable: () => abort.abort(new Error('enough')),
    signal: abort.signal,
  });
  await expect(written).rejects.toThrow('enough');
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  '%s in the middle of a table removes what was written, and says so by %d',
  async (signal, expected) => {
    const folder = join(scratch, signal);
    const main = join(root, 'rehearsal', 'synthetic-people', 'main.ts');
    const args = ['--import', 'tsx', main, deploymentFile('thames-valley'), '--format', 'csv', '--persons', '900000'];
    const child = spawn(process.execPath, [...args, '--out', folder], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let err = '';
    child.stderr.on('data', (text) => {
      err += text;
    });
    while (!existsSync(folder) || readdirSync(folder, { recursive: true }).length < 2) await setTimeout(20);
    child.kill(signal);
    const status = await new Promise((done) => child.on('exit', done));
    expect([status, readdirSync(folder)]).toEqual([expected, []]);
    expect(err).toContain('what was written was removed');
  },
  30_000,
);

test('it tells how many rows and bytes each table has', async () => {
  const folder = join(scratch, 'told');
  const written = await writePeople(population, { folder, formats: ['csv'] });
  for (const { rows, files } of written) {
    for (const { path, bytes } of files) {
      const text = readFileSync(join(folder, path));
      expect(text).toHaveLength(bytes);
      expect(text.toString().trimEnd().split('\n')).toHaveLength(rows + 1);
    }
  }
});
