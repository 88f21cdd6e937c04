import { text } from './source.ts';

interface Locked {
  readonly license?: string;
  readonly version?: string;
}

const locked: Readonly<Record<string, Locked>> = JSON.parse(text('package-lock.json')).packages;
const packages = Object.entries(locked).filter(([path]) => path !== '');

/** `MIT OR GPL-3.0` leaves the choice to us; `MIT AND GPL-3.0` and plain `GPL-3.0` do not. */
const copyleft = (licence: string): boolean =>
  !licence
    .replace(/[()]/g, '')
    .split(/ OR /i)
    .some((choice) => !/\bA?GPL/i.test(choice));

test('nothing under the GPL or AGPL is in the lock file', () => {
  expect(packages.length).toBeGreaterThan(100);
  expect(
    packages.filter(([, { license }]) => license !== undefined && copyleft(license)).map(([path]) => path),
  ).toEqual([]);
});

test('every locked package states a licence', () => {
  expect(packages.filter(([, { license }]) => license === undefined).map(([path]) => path)).toEqual([]);
});

test.each(['GPL-3.0', 'AGPL-3.0-or-later', 'MIT AND GPL-2.0', '(GPL-2.0 OR AGPL-3.0)'])(
  '%s would be found',
  (licence) => {
    expect(copyleft(licence)).toBe(true);
  },
);

test.each(['MIT', '(MIT OR GPL-3.0-or-later)', 'Apache-2.0', 'MPL-2.0'])('%s is let through', (licence) => {
  expect(copyleft(licence)).toBe(false);
});

test('every direct dependency is pinned exactly', () => {
  const { dependencies, devDependencies } = JSON.parse(text('package.json'));
  const loose = Object.entries<string>({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d/.test(version),
  );
  expect(loose).toEqual([]);
});
