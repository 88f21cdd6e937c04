import { type Safe, safes } from '../../policies/rule.ts';

/** How one mutant fared: rule set -> the rule that killed it, or nothing. */
export interface Judged {
  readonly name: string;
  readonly safe: Safe;
  /** Why nobody needs to kill it. */
  readonly argued?: string;
  readonly by: Readonly<Record<string, string | undefined>>;
  /** Rule sets that could not read it. */
  readonly unread: readonly string[];
}

export interface Section {
  readonly section: string;
  readonly judged: readonly Judged[];
}

interface Count {
  readonly safe: Safe | 'all five';
  readonly mutants: number;
  readonly killed: Readonly<Record<string, number>>;
}

/** Kills of each rule set of the mutants that count, by safe and together. */
export function countsOf(judged: readonly Judged[], judges: readonly string[]): readonly Count[] {
  const counted = judged.filter(({ argued }) => argued === undefined);
  const count = (safe: Count['safe'], some: readonly Judged[]): Count => ({
    safe,
    mutants: some.length,
    killed: Object.fromEntries(judges.map((name) => [name, some.filter(({ by }) => by[name] !== undefined).length])),
  });
  return [
    ...safes.map((safe) =>
      count(
        safe,
        counted.filter((one) => one.safe === safe),
      ),
    ),
    count('all five', counted),
  ];
}

export const survivorsOf = (judged: readonly Judged[], judge: string): readonly string[] =>
  judged.filter(({ argued, by }) => argued === undefined && by[judge] === undefined).map(({ name }) => name);

/** The counts as a table for a terminal. */
export function tableOf({ section, judged }: Section, judges: readonly string[]): string {
  const counts = countsOf(judged, judges);
  const rows = counts.map(({ safe, mutants, killed }) => [
    safe,
    String(mutants),
    ...judges.map((name) => {
      const kills = killed[name] ?? 0;
      return mutants === 0 ? '-' : `${kills} (${Math.floor((100 * kills) / mutants)} %)`;
    }),
  ]);
  const all = [['safe', 'mutants', ...judges], ...rows];
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  const argued = judged.filter((one) => one.argued !== undefined).length;
  const note =
    argued === 0 ? '' : `\n${argued} more change nothing that matters; each has its reason in the table of them.`;
  return `${section}\n${all.map(line).join('\n')}${note}`;
}

/** What stands in build/mutation-score.json. */
export const reportOf = (sections: readonly Section[], judges: readonly string[], notes: readonly string[]) => ({
  version: 1,
  notes,
  sections: sections.map(({ section, judged }) => ({
    section,
    counts: countsOf(judged, judges),
    survivors: Object.fromEntries(judges.map((name) => [name, survivorsOf(judged, name)])),
    unread: Object.fromEntries(
      judges.map((name) => [name, judged.filter(({ unread }) => unread.includes(name)).length]),
    ),
    argued: judged.flatMap(({ name, argued }) => (argued === undefined ? [] : [{ name, reason: argued }])),
  })),
});
