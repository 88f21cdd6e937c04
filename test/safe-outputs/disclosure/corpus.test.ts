import { check } from '../../../lambdas/safe-outputs/disclosure/check.ts';
import { profiles } from '../../../lambdas/safe-outputs/disclosure/profiles.ts';
import { engineRules } from '../../../lambdas/safe-outputs/disclosure/rules.ts';
import { worst } from '../../../lambdas/safe-outputs/disclosure/worst.ts';
import type { CorpusCase } from '../../cases/disclosure/corpus-case.ts';
import { fileCases } from '../../cases/disclosure/files-cases.ts';
import { reportOf, rooms } from './corpus-rooms.ts';

const ofTables = new Set(engineRules.filter(({ room }) => room === 'tables').map(({ id }) => id));
const all = Object.values(rooms).flat();
const isSmall = ({ files }: CorpusCase) => files.every(([, content]) => content.length < 10_000);

describe.each(Object.entries(rooms))('%s', (_, cases) => {
  test.each(cases.map((one) => [one.name, one] as const))('%s', async (_, one) => {
    const report = await reportOf(one);
    const told = { verdict: report.verdict, files: report.files.map(({ verdict }) => verdict), because: one.because };
    const shown = JSON.stringify([report.findings, report.files.map(({ findings }) => findings)], undefined, 1);
    const expected = [one.verdict].flat();
    expect([expected.includes(report.verdict) ? expected : told, shown]).toEqual([expected, shown]);
    if (one.ofFiles !== undefined) expect(told.files).toEqual(one.ofFiles);
    if (one.cells !== undefined) {
      const marked = report.files.flatMap(({ findings }) =>
        findings.flatMap(({ at, verdict }) => (verdict === 'needs-fix' ? (at.cells ?? []) : [])),
      );
      expect([...new Set(marked.map(({ row, column }) => `${row},${column}`))].sort()).toEqual([...one.cells].sort());
    }
  });
});

describe('files of every type, whole', () => {
  test.each(fileCases.map((one) => [one.id, one] as const))(
    '%s',
    async (_, { path, make, type, escalated, expected }) => {
      const content = make();
      const profile = { ...profiles['uk-health-10'], escalated: escalated ?? [] };
      const source = {
        path,
        open: async function* () {
          yield Buffer.from(content);
        },
      };
      const { files, verdict } = await check([source], profile, { earlier: [] });
      const [{ type: found, findings } = { type: 'unknown', findings: [] }] = files;
      const rules = findings.map(({ rule }) => rule);
      // The cases say what is to be found besides the rules of tables, which can only make it worse.
      const besides = worst(findings.filter(({ rule }) => !ofTables.has(rule)).map((one) => one.verdict));
      expect([found, besides, expected.rules.filter((rule) => !rules.includes(rule)), rules]).toEqual([
        ...[type, expected.verdict, [], rules],
      ]);
      expect(verdict).toBe(worst(findings.map((one) => one.verdict)));
    },
  );
});

test('the corpus has a name of its own for each case, and every verdict in it', () => {
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(new Set(all.flatMap(({ verdict }) => verdict))).toEqual(new Set(['clear', 'review', 'needs-fix', 'blocked']));
  expect(all.length + fileCases.length).toBeGreaterThanOrEqual(150);
  expect(new Set(fileCases.map(({ type }) => type)).size).toBeGreaterThan(25);
});

test('the same bytes give the same report, however they come', async () => {
  for (const one of all.filter(isSmall)) {
    const [whole, pieces] = await Promise.all([reportOf(one), reportOf(one, 7)]);
    expect([one.name, JSON.stringify(pieces)]).toEqual([one.name, JSON.stringify(whole)]);
  }
});

/** Longer than any word that a reason could hold by chance. */
const telling = (cell: string): boolean => cell.length >= 8 && /\d/.test(cell);

test('no reason and no remedy quotes what stands in a file, or its name', async () => {
  for (const one of all.filter(isSmall)) {
    const { findings, files } = await reportOf(one);
    const words = [...findings, ...files.flatMap((file) => file.findings)].flatMap(({ reason, remedy }) => [
      reason,
      remedy,
    ]);
    const cells = one.files.flatMap(([path, content]) => [path, ...String(content).split(/[,\n\t]/)]).filter(telling);
    const quoted = cells.filter((cell) => words.some((text) => text.includes(cell)));
    expect([one.name, quoted]).toEqual([one.name, []]);
  }
});

test('every finding is of a rule in the reference, with a verdict that the reference says', async () => {
  const said = new Map(engineRules.map(({ id, verdicts }) => [id, verdicts]));
  for (const one of all.filter(isSmall)) {
    const { findings, files } = await reportOf(one);
    for (const { rule, verdict } of [...findings, ...files.flatMap((file) => file.findings)])
      expect([one.name, rule, said.get(rule)]).toEqual([one.name, rule, expect.arrayContaining([verdict])]);
  }
});
