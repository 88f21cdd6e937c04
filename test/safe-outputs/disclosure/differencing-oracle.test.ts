import fc from 'fast-check';
import type { Table } from '../../../lambdas/safe-outputs/disclosure/contract.ts';
import { tableFindings } from '../../../lambdas/safe-outputs/disclosure/tables/table-findings.ts';
import { repeatable } from '../../repeatable.ts';
import { acro } from './known-tables.ts';

/** People by age, from 20; a band is from the first age to the last, both in it. */
type People = readonly number[];
type Band = readonly [first: number, last: number];
const ages = 12;

const countOf = (people: People, [first, last]: Band): number =>
  people.slice(first, last + 1).reduce((sum, one) => sum + one, 0);

/** In one of the notations that tables use. */
const label = ([first, last]: Band, notation: number): string =>
  [
    `${20 + first}-${20 + last}`,
    `${20 + first} to ${20 + last}`,
    `[${20 + first};${21 + last})`.replace(';', ','),
    `${20 + first}–${20 + last} yrs`,
  ][notation % 4] ?? '';

const tableOf = (people: People, bands: readonly Band[], notation: number): Table => ({
  header: ['age', 'n'],
  rows: bands.map((band) => [label(band, notation), String(countOf(people, band))]),
});

/**
 * Asks of every way to add and subtract the published counts whether what comes out is the count of a group of people, each once, and how many they are.
 * It knows of no interval, chain or order: each band is the list of its ages.
 */
function determined(people: People, bands: readonly Band[]): readonly number[] {
  const found: number[] = [];
  const visit = (index: number, sums: readonly number[]): void => {
    const band = bands[index];
    if (!band) {
      if (!sums.some((one) => one < 0 || one > 1))
        found.push(sums.reduce((all, one, age) => all + one * (people[age] ?? 0), 0));
      return;
    }
    for (const sign of [0, 1, -1])
      visit(
        index + 1,
        sign === 0 ? sums : sums.map((one, age) => (age >= band[0] && age <= band[1] ? one + sign : one)),
      );
  };
  visit(
    0,
    people.map((): number => 0),
  );
  return found;
}

const isFew = (count: number): boolean => count > 0 && count < acro.threshold;

const people = fc.array(fc.integer({ min: 0, max: 14 }), { minLength: ages, maxLength: ages });
/** Bands beside each other, with or without gaps, that do not overlap. */
const listed = fc
  .uniqueArray(fc.integer({ min: 0, max: ages }), { minLength: 2, maxLength: 8 })
  .map((cuts) => cuts.sort((a, b) => a - b))
  .chain((cuts) => {
    const all = cuts.flatMap((cut, index): Band[] => (index === 0 ? [] : [[cuts[index - 1] ?? 0, cut - 1]]));
    return fc.subarray(all, { minLength: 1, maxLength: Math.min(4, all.length) });
  });

const pair = fc
  .record({ people, before: listed, now: listed, notation: fc.integer({ min: 0, max: 3 }) })
  .filter(({ people: all, before, now }) =>
    [before, now].every(
      (bands) =>
        !determined(all, bands).some(isFew) &&
        bands.every((band) => countOf(all, band) > 0) &&
        // Counts that are all multiples of five may be rounded for all that anybody knows.
        bands.some((band) => countOf(all, band) % 5 !== 0),
    ),
  );

const differencing = async (earlier: Table, now: Table) =>
  (await tableFindings(now, acro, { earlier: [{ release: 'r', file: 1, table: earlier }] })).filter(
    ({ rule }) => rule === 'differencing',
  );

test('of two releases of one population, the second is held exactly where some sum and difference of their counts is of few people', async () => {
  let held = 0;
  await fc.assert(
    fc.asyncProperty(pair, async ({ people: all, before, now, notation }) => {
      const few = determined(all, [...before, ...now]).some(isFew);
      const found = await differencing(tableOf(all, before, 0), tableOf(all, now, notation));
      if (few) held += 1;
      expect(found.length > 0).toBe(few);
    }),
    repeatable(400),
  );
  expect(held).toBeGreaterThan(40);
});

/** A published cell: its labels, and the groups of one age and sex that it counts. */
interface Counted {
  readonly labels: readonly string[];
  readonly groups: readonly number[];
}
const sexes: Readonly<Record<string, readonly (readonly [string, readonly number[]])[]>> = {
  none: [['', [0, 1]]],
  both: [
    ['F', [0]],
    ['M', [1]],
  ],
  women: [['F', [0]]],
  total: [
    ['F', [0]],
    ['M', [1]],
    ['Total', [0, 1]],
  ],
};

const crossed = fc
  .record({
    cuts: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 4 }),
    by: fc.constantFrom('none', 'both', 'women', 'total'),
    hasAll: fc.boolean(),
  })
  .map(({ cuts, by, hasAll }) => {
    const sorted = cuts.sort((a, b) => a - b);
    const parts = sorted.slice(1).map((cut, index): Band => [sorted[index] ?? 0, cut - 1]);
    const all: readonly Band[] =
      hasAll && parts.length > 1 ? [...parts, [sorted[0] ?? 0, (sorted.at(-1) ?? 1) - 1]] : parts;
    const cells = all.flatMap(([first, last]): readonly Counted[] =>
      (sexes[by] ?? []).map(([sex, of]) => ({
        labels: [`${20 + first}-${20 + last}`, ...(by === 'none' ? [] : [sex])],
        groups: of.flatMap((one) => Array.from({ length: last - first + 1 }, (_, index) => (first + index) * 2 + one)),
      })),
    );
    return { header: by === 'none' ? ['age', 'n'] : ['age', 'sex', 'n'], cells };
  });

const size = (all: readonly number[], { groups }: Counted): number =>
  groups.reduce((sum, one) => sum + (all[one] ?? 0), 0);
const shown = (
  all: readonly number[],
  { header, cells }: { header: readonly string[]; cells: readonly Counted[] },
): Table => ({
  header,
  rows: cells.map((cell) => [...cell.labels, String(size(all, cell))]),
});

/** As `determined`, of groups in place of ages. */
function determinedGroups(all: readonly number[], cells: readonly Counted[]): readonly number[] {
  const several = [...new Map(cells.map((cell) => [String([...cell.groups].sort()), cell])).values()];
  const found: number[] = [];
  const visit = (index: number, sums: readonly number[]): void => {
    const cell = several[index];
    if (!cell) {
      if (!sums.some((one) => one < 0 || one > 1))
        found.push(sums.reduce((sum, one, group) => sum + one * (all[group] ?? 0), 0));
      return;
    }
    for (const sign of [0, 1, -1])
      visit(index + 1, sign === 0 ? sums : sums.map((one, group) => (cell.groups.includes(group) ? one + sign : one)));
  };
  if (several.length <= 8)
    visit(
      0,
      all.map((): number => 0),
    );
  return found;
}

test('the same holds of ages crossed with sexes, with and without totals', async () => {
  const both = fc
    .record({
      all: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 12, maxLength: 12 }),
      before: crossed,
      now: crossed,
    })
    .filter(
      ({ all, before, now }) =>
        determinedGroups(all, [...before.cells, ...now.cells]).length > 0 &&
        [before, now].every(
          ({ cells }) =>
            !determinedGroups(all, cells).some(isFew) &&
            cells.every((cell) => size(all, cell) > 0) &&
            cells.some((cell) => size(all, cell) % 5 !== 0),
        ),
    );
  let held = 0;
  await fc.assert(
    fc.asyncProperty(both, async ({ all, before, now }) => {
      const few = determinedGroups(all, [...before.cells, ...now.cells]).some(isFew);
      const found = await differencing(shown(all, before), shown(all, now));
      if (few) held += 1;
      expect(found.length > 0).toBe(few);
    }),
    repeatable(200),
  );
  expect(held).toBeGreaterThan(15);
});
