import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { keepBundle } from '../../bin/keep-bundle.ts';

/** What is kept between starts is a program: nobody else may write it, and it may not be older than its sources. */
const { keptBundle, placeOf } = require('../../bin/kept-bundle.cjs') as {
  keptBundle(root: string): string | undefined;
  placeOf(root: string): string;
};

let folder = '';
let place = '';
const cacheBefore = process.env.XDG_CACHE_HOME;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-bundle-'));
  process.env.XDG_CACHE_HOME = join(folder, 'cache');
  writeFileSync(join(folder, 'a.ts'), 'one');
  keepBundle(folder, ['a.ts'], 'the bundle');
  place = placeOf(folder);
});
afterEach(() => {
  if (cacheBefore === undefined) delete process.env.XDG_CACHE_HOME;
  else process.env.XDG_CACHE_HOME = cacheBefore;
  rmSync(folder, { recursive: true });
});

test('a kept bundle is found again while its sources are the same', () => {
  expect(keptBundle(folder)).toMatch(/\nthe bundle$/);
  writeFileSync(join(folder, 'a.ts'), 'two');
  expect(keptBundle(folder)).toBeUndefined();
  keepBundle(folder, ['a.ts'], 'another');
  expect(keptBundle(folder)).toMatch(/\nanother$/);
  rmSync(join(folder, 'a.ts'));
  expect(keptBundle(folder)).toBeUndefined();
});

test('a bundle that others can write, itself or its folder, is not run, nor what a link leads to, nor what is broken', () => {
  chmodSync(place, 0o620);
  expect(keptBundle(folder)).toBeUndefined();
  chmodSync(place, 0o600);
  chmodSync(dirname(place), 0o702);
  expect(keptBundle(folder)).toBeUndefined();
  chmodSync(dirname(place), 0o700);
  expect(keptBundle(folder)).toBeDefined();
  renameSync(place, `${place}.moved`);
  symlinkSync(`${place}.moved`, place);
  expect(keptBundle(folder)).toBeUndefined();
  rmSync(place);
  writeFileSync(place, '//{"sources"', { mode: 0o600 });
  expect(keptBundle(folder)).toBeUndefined();
});

test('where nothing can be kept, nothing is, and nobody is told', () => {
  process.env.XDG_CACHE_HOME = join(folder, 'a.ts');
  expect(() => keepBundle(folder, ['a.ts'], 'the bundle')).not.toThrow();
  expect(keptBundle(folder)).toBeUndefined();
});

test('tre check starts from its kept bundle, and without it where the bundle is stale', () => {
  const root = join(__dirname, '..', '..');
  const table = join(folder, 'table.csv');
  writeFileSync(table, 'region,people\nNorth,120\nSouth,140\n');
  const run = () => spawnSync(join(root, 'bin', 'tre'), ['check', table], { encoding: 'utf8', env: process.env });
  const first = run();
  expect([first.status, first.stderr]).toEqual([0, '']);
  const kept = placeOf(root);
  expect(run()).toMatchObject({ status: 0, stdout: first.stdout, stderr: '' });
  const [header = ''] = readFileSync(kept, 'utf8').split('\n', 1);
  const marked = 'exports.alone = () => console.log("kept")';
  writeFileSync(kept, `${header}\n${marked}`);
  expect(run().stdout).toBe('kept\n');
  writeFileSync(kept, `${header.replace('"hash":"', '"hash":"0')}\n${marked}`);
  expect(run()).toMatchObject({ status: 0, stdout: first.stdout, stderr: '' });
}, 120_000);
