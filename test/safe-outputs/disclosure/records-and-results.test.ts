import { check } from '../../../lambdas/safe-outputs/disclosure/check.ts';
import type { Verdict } from '../../../lambdas/safe-outputs/disclosure/contract.ts';
import { profiles } from '../../../lambdas/safe-outputs/disclosure/profiles.ts';
import { judgeRecords } from '../../../lambdas/safe-outputs/disclosure/tables/judge-records.ts';
import { repeatable } from '../../repeatable.ts';
import { recordTables } from './record-tables.ts';
import { resultTables } from './result-tables.ts';
import { type FileForm, fileForms, type NamedTable } from './table-as-file.ts';

const { seed, numRuns } = repeatable(2);
const seeds = Array.from({ length: numRuns }, (_, run) => seed + run);
const judged = (made: (seed: number) => readonly NamedTable[]) =>
  seeds.flatMap(made).map(({ name, table }) => {
    const [finding] = judgeRecords(table);
    const verdict: Verdict = finding?.verdict ?? 'clear';
    return { name, rows: table.rows.length, verdict };
  });
const share = (all: readonly { readonly verdict: Verdict }[], ...verdicts: readonly Verdict[]) =>
  all.filter(({ verdict }) => verdicts.includes(verdict)).length / all.length;

async function verdictOf({ table }: NamedTable, form: FileForm): Promise<Verdict> {
  const content = Buffer.from(fileForms[form](table));
  const source = {
    path: `table.${form}`,
    async *open() {
      yield content;
    },
  };
  return (await check([source], profiles['uk-health-10'], { earlier: [] })).verdict;
}

/** Whose headings say that its numbers are of groups, and nothing else does: other rules ask it for the number of people. */
const disguised = (name: string) => name.startsWith('called mean and median');
const named = (all: readonly { readonly name: string }[]) => [...new Set(all.map(({ name }) => name))];

describe('records of people without an identifier', () => {
  const records = judged(recordTables).filter(({ name }) => !disguised(name));

  test('of sixty rows and more nearly all are blocked, and all are found', () => {
    const long = records.filter(({ rows }) => rows >= 60);
    expect(share(long, 'blocked')).toBeGreaterThan(0.9);
    expect(named(long.filter(({ verdict }) => verdict === 'clear'))).toEqual([]);
  });

  test('of ten rows and more two in three are blocked, and all but one in fifty are found', () => {
    expect(share(records, 'blocked')).toBeGreaterThan(0.66);
    expect(share(records, 'clear')).toBeLessThan(0.02);
  });

  test('whatever they are written in, none is clear', async () => {
    for (const [form, rows] of [
      ['csv', 30],
      ['json', 10],
      ['md', 10],
      ['xlsx', 10],
    ] as const)
      for (const one of recordTables(seed).filter(({ table }) => table.rows.length === rows))
        expect([one.name, form, await verdictOf(one, form)]).not.toContain('clear');
  });

  test.each(Object.keys(fileForms) as FileForm[])(
    'thirty people with age, sex and body mass as %s are blocked',
    async (form) => {
      const found = recordTables(seed).find(({ name }) => name === 'age, sex and body mass, 30 rows');
      expect(found && (await verdictOf(found, form))).toBe('blocked');
    },
  );
});

describe('results that researchers publish', () => {
  test('none is blocked as records, and only draws of a simulation are doubted', () => {
    const results = judged(resultTables);
    expect(named(results.filter(({ verdict }) => verdict === 'blocked'))).toEqual([]);
    expect(named(results.filter(({ verdict }) => verdict === 'review'))).toEqual(['simulations of cost and effect']);
  });

  test.each(Object.keys(fileForms) as FileForm[])('none is blocked by any rule as %s', async (form) => {
    const short = resultTables(seed).filter(({ table }) => table.rows.length <= 40);
    const blocked: string[] = [];
    for (const one of short) if ((await verdictOf(one, form)) === 'blocked') blocked.push(one.name);
    expect(blocked).toEqual([]);
  });
});
