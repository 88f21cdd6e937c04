import { tableFindings } from '../../../lambdas/safe-outputs/disclosure/tables/table-findings.ts';
import { acro, nothingEarlier } from './known-tables.ts';

/** A generator of its own, so that a failure can be met again: mulberry32. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

interface Group {
  readonly people: readonly number[];
}

/** Groups of whole amounts, some small, some with one very large amount, some that sit on the edge of a rule. */
function group(next: () => number): Group {
  const size = next() < 0.4 ? Math.floor(next() * 14) + 2 : Math.floor(next() * 60) + 10;
  const people = Array.from({ length: size }, () => Math.floor(next() * 50) + 1);
  if (next() < 0.2) people[0] = Math.floor(next() * 5000);
  if (next() < 0.1) return { people: [45, 45, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] };
  if (next() < 0.1) return { people: [100, 20, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1] };
  return { people };
}

/** The three rules written again from their definitions, in whole numbers, so that no edge is a matter of rounding. */
function flags({ people }: Group): { readonly few: boolean; readonly dominated: boolean; readonly estimable: boolean } {
  let [largest, second, total] = [0, 0, 0];
  for (const one of people) {
    total += one;
    if (one > largest) [largest, second] = [one, largest];
    else if (one > second) second = one;
  }
  return {
    few: people.length <= 9,
    dominated: 10 * (largest + second) >= 9 * total,
    estimable: 10 * (total - largest - second) < largest,
  };
}

test('over ten thousand tables the rules flag the cells that their definitions flag', async () => {
  const next = random(20_261_127);
  let flagged = 0;
  for (let table = 0; table < 10_000; table += 1) {
    const groups = Array.from({ length: Math.floor(next() * 5) + 2 }, () => group(next));
    const rows = groups.map(({ people }, index) => {
      const sorted = [...people].sort((a, b) => b - a);
      const total = people.reduce((sum, one) => sum + one, 0);
      return [`g${index}`, String(people.length), String(total), String(sorted[0]), String(sorted[1])];
    });
    const found = await tableFindings({ header: ['area', 'n', 'sum_amount', 'x1', 'x2'], rows }, acro, nothingEarlier);
    const at = (rule: string) =>
      found
        .filter((one) => one.rule === rule && one.verdict === 'needs-fix')
        .flatMap(({ at: { cells } }) => (cells ?? []).map(({ row }) => row));
    const expected = groups.map(flags);
    const where = (key: 'few' | 'dominated' | 'estimable') =>
      expected.flatMap((one, index) => (one[key] ? [index + 1] : []));
    if (String(at('threshold')) !== String(where('few')))
      expect({ table, rule: 'threshold', rows: at('threshold') }).toEqual({
        table,
        rule: 'threshold',
        rows: where('few'),
      });
    if (String(at('dominance')) !== String(where('dominated')))
      expect({ table, rule: 'dominance', rows: at('dominance') }).toEqual({
        table,
        rule: 'dominance',
        rows: where('dominated'),
      });
    if (String(at('p-percent')) !== String(where('estimable')))
      expect({ table, rule: 'p-percent', rows: at('p-percent') }).toEqual({
        table,
        rule: 'p-percent',
        rows: where('estimable'),
      });
    flagged += expected.filter((one) => one.few || one.dominated || one.estimable).length;
  }
  expect(flagged).toBeGreaterThan(5_000);
});
