import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePeople } from '../../../rehearsal/synthetic-people/write-people.ts';
import { datasetsOf } from './contracts.ts';

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
