import { type AirlockFile, type AirlockRequest, type ScanResult, scanResults } from '../contract.ts';
import { verdicts } from '../disclosure/contract.ts';

/** What the machine makes of a submission. Nothing here releases anything: the best that it comes to is that two people look. */

export const isClean = (scan: ScanResult | undefined): boolean => scan === 'NO_THREATS_FOUND';

/** The worse of what was said of one version: that it was clean once takes nothing back. */
export function worseScan(one: ScanResult | undefined, other: ScanResult): ScanResult {
  if (one === undefined) return other;
  return scanResults.indexOf(one) === 0 ? other : one;
}

/** Scans of this very version, whatever became of others. */
export const earlyScanOf = ({ earlyScans }: AirlockRequest, file: string, versionId: string): ScanResult | undefined =>
  earlyScans
    .filter((one) => one.file === file && one.versionId === versionId)
    .reduce<ScanResult | undefined>((worst, { result }) => worseScan(worst, result), undefined);

export type Outcome = 'more-to-come' | 'threat' | 'disclosure' | 'needs-fix' | 'reviewable';

/** Of a request whose files are frozen. What is not known for every file is more to come; an exception counts where the profile lets it. */
export function outcomeOf({ files, report, profile, exception }: AirlockRequest): Outcome {
  const missing = ({ frozen, scan, verdict }: AirlockFile) =>
    frozen === undefined || scan === undefined || verdict === undefined;
  if (files.length === 0 || report === undefined || profile === undefined || files.some(missing)) return 'more-to-come';
  if (files.some(({ scan }) => !isClean(scan))) return 'threat';
  const worst = Math.max(...[report.verdict, ...files.flatMap(({ verdict = 'blocked' }) => verdict)].map(rank));
  if (worst >= rank('blocked')) return 'disclosure';
  if (worst < rank('needs-fix')) return 'reviewable';
  return exception !== undefined && profile.exceptions === 'with-reason' ? 'reviewable' : 'needs-fix';
}

const rank = (verdict: (typeof verdicts)[number]): number => {
  const place = verdicts.indexOf(verdict);
  return place < 0 ? verdicts.length : place;
};
export const isWorse = (one: (typeof verdicts)[number], other: (typeof verdicts)[number]): boolean =>
  rank(one) > rank(other);
