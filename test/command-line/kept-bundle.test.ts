import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { keepBundle } from '../../bin/keep-bundle.ts';

/** What is kept between starts is a program: nobody else may write it, and it may not be older than its sources. */
const { keptBundle, placeOf } = require('../../bin/kept-bundle.cjs') as {
  keptBundle(root: string): string | undefined;
  placeOf(root: string): string;
};

const os = require('node:os') as typeof import('node:os');

/** After whatever a test wrote, by the clock of any file system. */
const later = () => Date.now() + 60_000;

let folder = '';
let place = '';
const cacheBefore = process.env.XDG_CACHE_HOME;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-bundle-'));
  process.env.XDG_CACHE_HOME = join(folder, 'cache');
  writeFileSync(join(folder, 'a.ts'), 'one');
  keepBundle(folder, ['a.ts'], 'the bundle', later());
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
  keepBundle(folder, ['a.ts'], 'another', later());
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
  expect(() => keepBundle(folder, ['a.ts'], 'the bundle', later())).not.toThrow();
  expect(keptBundle(folder)).toBeUndefined();
});

test('a bundle is not kept whose sources may have changed while it was made', () => {
  rmSync(place);
  keepBundle(folder, ['a.ts'], 'of what stood there before', Date.now() - 1);
  expect(keptBundle(folder)).toBeUndefined();
});

test('a bundle that was not written to its end is not run', () => {
  writeFileSync(place, readFileSync(place, 'utf8').slice(0, -1));
  expect(keptBundle(folder)).toBeUndefined();
});

test("nothing is kept in a home that is another's, through a link, or where there is no home", () => {
  rmSync(join(folder, 'cache'), { recursive: true });
  const uid = jest.spyOn(process, 'getuid').mockReturnValue(12_345);
  keepBundle(folder, ['a.ts'], 'the bundle', later());
  uid.mockRestore();
  expect(existsSync(join(folder, 'cache'))).toBe(false);
  mkdirSync(join(folder, 'cache'));
  mkdirSync(join(folder, 'elsewhere'));
  symlinkSync(join(folder, 'elsewhere'), dirname(place));
  keepBundle(folder, ['a.ts'], 'the bundle', later());
  expect(readdirSync(join(folder, 'elsewhere'))).toEqual([]);
  delete process.env.XDG_CACHE_HOME;
  const home = jest.spyOn(os, 'homedir').mockImplementation(() => {
    throw new Error('no home');
  });
  expect(() => keepBundle(folder, ['a.ts'], 'the bundle', later())).not.toThrow();
  home.mockRestore();
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
  const bundle = readFileSync(kept, 'utf8');
  const [header = ''] = bundle.split('\n', 1);
  keepBundle(root, JSON.parse(header.slice(2)).sources, 'exports.alone = () => console.log("kept")', later());
  expect(run().stdout).toBe('kept\n');
  writeFileSync(kept, readFileSync(kept, 'utf8').replace('"hash":"', '"hash":"0'));
  expect(run()).toMatchObject({ status: 0, stdout: first.stdout, stderr: '' });
  writeFileSync(kept, bundle.slice(0, bundle.length / 2));
  expect(run()).toMatchObject({ status: 0, stdout: first.stdout, stderr: '' });
}, 120_000);
