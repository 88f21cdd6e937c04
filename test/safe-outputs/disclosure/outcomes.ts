import { createHash } from 'node:crypto';
import { check } from '../../../lambdas/safe-outputs/disclosure/check.ts';
import type { Finding, Report } from '../../../lambdas/safe-outputs/disclosure/contract.ts';
import { engineVersion } from '../../../lambdas/safe-outputs/disclosure/engine-version.ts';
import { profiles } from '../../../lambdas/safe-outputs/disclosure/profiles.ts';
import { fileCases } from '../../cases/disclosure/files-cases.ts';
import { reportOf, rooms } from './corpus-rooms.ts';

/**
 * What a version of the engine makes of each case: `input outcome`, each a hash. Of bytes that other programs packed, the input is their path alone.
 * The outcome is verdicts, rules and cells, without words.
 */
export interface Outcomes {
  readonly engine: string;
  readonly cases: Readonly<Record<string, string>>;
}

const hashed = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
const told = ({ rule, verdict, at }: Finding) => [rule, verdict, at.cells, at.ofCells];
const outcomeOf = ({ verdict, findings, files }: Report) =>
  hashed([verdict, findings.map(told), files.map((file) => [file.type, file.verdict, file.findings.map(told)])]);

export async function outcomesOfCorpus(): Promise<Outcomes> {
  const cases: Record<string, string> = {};
  for (const [room, all] of Object.entries(rooms))
    for (const one of all) {
      const { files, profile, earlier } = one;
      const input = files.map(([path, content]) => [path, typeof content === 'string' ? content : '']);
      cases[`${room}: ${one.name}`] = `${hashed([input, profile, earlier])} ${outcomeOf(await reportOf(one))}`;
    }
  for (const { id, path, make, escalated = [] } of fileCases) {
    const content = make();
    async function* open() {
      yield Buffer.from(content);
    }
    const report = await check([{ path, open }], { ...profiles['uk-health-10'], escalated }, { earlier: [] });
    cases[`files: ${id}`] = `${hashed([path, escalated])} ${outcomeOf(report)}`;
  }
  return { engine: engineVersion, cases };
}

/** Cases of the same input of which the same version has said something else. */
export function changedOutcomes(kept: Outcomes, now: Outcomes): readonly string[] {
  if (kept.engine !== now.engine) return [];
  return Object.entries(now.cases).flatMap(([name, found]) => {
    const before = kept.cases[name];
    return before !== undefined && before !== found && before.split(' ')[0] === found.split(' ')[0] ? [name] : [];
  });
}

export const raiseVersion =
  'The engine says otherwise of these cases than its version did before. Raise engineVersion in lambdas/safe-outputs/disclosure/engine-version.ts and run npm run generate.';

/** One line a case, so that changes merge line by line. */
export const outcomesText = (outcomes: Outcomes): string => `${JSON.stringify(outcomes, undefined, 2)}\n`;
