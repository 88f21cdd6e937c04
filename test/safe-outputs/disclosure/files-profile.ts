import type { Finding, Profile, Verdict } from '../../../lambdas/safe-outputs/disclosure/contract.ts';
import { verdicts } from '../../../lambdas/safe-outputs/disclosure/contract.ts';
import { inspect } from '../../../lambdas/safe-outputs/disclosure/files/inspect.ts';
import { recognise } from '../../../lambdas/safe-outputs/disclosure/files/recognise.ts';

/** The numbers that inspectors ask for; those of tables do not matter here. */
export const profile: Profile = {
  ...{ id: 'uk-health-10', version: 1, threshold: 10, zeros: 'disclosive', dominance: { n: 2, k: 0.9 }, pPercent: 0.1 },
  ...{ classDisclosure: { review: 0.9, fail: 1 }, degreesOfFreedom: 10 },
  ...{ rounding: { method: 'nearest', base: 5, demanded: false }, exceptions: 'with-reason', escalated: [] },
  limits: { bytesPerFile: 16_777_216, rowsPerFile: 5000, files: 100, bytesPerRequest: 67_108_864 },
};

export interface Judged {
  readonly type: string;
  readonly verdict: Verdict;
  readonly rules: readonly string[];
  readonly findings: readonly Finding[];
}

/** Type, inspector and the files within, as the engine puts them together: what is not what its name says is not looked into; tables are left to the rules for them. */
export const judge = async (path: string, bytes: Uint8Array, under: Profile = profile): Promise<Judged> => {
  const recognised = recognise(path, bytes, bytes);
  const isDelimited = recognised.type === 'csv' || recognised.type === 'tsv';
  const stop = isDelimited || recognised.findings.some(({ rule }) => rule !== 'unsafe-name');
  const seen = stop ? { findings: [], entries: [] } : await inspect(recognised.type, path, bytes, under);
  const within = await Promise.all(seen.entries.map((entry) => judge(entry.path, entry.bytes, under)));
  const findings = [...recognised.findings, ...seen.findings, ...within.flatMap((entry) => entry.findings)];
  const worst = Math.max(0, ...findings.map(({ verdict }) => verdicts.indexOf(verdict)));
  return {
    type: recognised.type,
    verdict: verdicts[worst] ?? 'blocked',
    rules: [...new Set(findings.map(({ rule }) => rule))],
    findings,
  };
};
