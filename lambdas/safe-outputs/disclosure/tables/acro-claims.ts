import type { Finding, Verdict } from '../contract.ts';
import type { AcroClaim } from './acro-results.ts';

/** What our own rules say of the file that a claim is about; undefined where the request has no such file. */
export type OwnVerdict = { readonly verdict: Verdict; readonly findings: readonly Finding[] } | undefined;

/** A claim clears nothing. Where it says other than our rules do, one of the two has read another table than the one that is to be released. */
export function judgeClaim(claim: AcroClaim, own: OwnVerdict): readonly Finding[] {
  if (!own)
    return [
      disagreement(
        claim,
        'review',
        'names a file that is not in the request',
        'send the file too, or write the results again',
      ),
    ];
  const cells = own.findings.filter(({ rule }) => ofCells.has(rule));
  const small = own.findings.some(({ rule }) => rule === 'threshold' || rule === 'zeros');
  const found: Finding[] = [];
  // ACRO 1.0.1 with margins says that it suppressed, and writes the counts. https://github.com/AI-SDC/ACRO
  if (claim.suppressed && small) {
    found.push(
      disagreement(
        claim,
        'needs-fix',
        'says that small cells were suppressed, and they are published',
        'suppress them in the file, and look at it',
      ),
    );
  }
  if (claim.status === 'pass' && (own.verdict === 'needs-fix' || own.verdict === 'blocked')) {
    found.push(
      disagreement(
        claim,
        'review',
        'says that the output passes, and our rules find that it does not',
        'correct what our rules found',
      ),
    );
  }
  if (claim.status === 'pass' && own.verdict === 'review' && cells.length > 0) {
    found.push(
      disagreement(
        claim,
        'review',
        'says that the output passes, and our rules ask for a human to look',
        'say why what our rules found is safe',
      ),
    );
  }
  if (claim.rounded && own.findings.some(({ rule }) => rule === 'rounded-threshold' || rule === 'threshold')) {
    found.push(
      disagreement(
        claim,
        'review',
        'says that counts were rounded, and a rounded count could be a small one',
        'suppress small counts before rounding',
      ),
    );
  }
  if (claim.status !== 'pass' && claim.flagged > 0 && !claim.suppressed && !claim.rounded && cells.length === 0) {
    found.push(
      disagreement(
        claim,
        'review',
        'flags cells in which our rules find nothing',
        'check that the file is the one that was written',
      ),
    );
  }
  if (claim.status === 'other') {
    found.push(
      disagreement(claim, 'review', 'has a status that is none of pass, fail and review', 'write the results again'),
    );
  }
  return found;
}

const ofCells = new Set([
  'threshold',
  'rounded-threshold',
  'zeros',
  'dominance',
  'p-percent',
  'class-disclosure',
  'contributors',
  'degrees-of-freedom',
]);

/** `written`: the text of `checksums/<file>.txt`; undefined where there is none. `sha256`: of the bytes that are to be released. */
export function judgeChecksum(claim: AcroClaim, written: string | undefined, sha256: string): readonly Finding[] {
  if (written === undefined) {
    return [
      disagreement(
        claim,
        'review',
        'comes without a checksum of its file',
        'send the folder of checksums too',
        'claim-checksum',
      ),
    ];
  }
  if (written.trim().toLowerCase() === sha256.toLowerCase()) return [];
  return [
    disagreement(
      claim,
      'blocked',
      'has a checksum that is not that of the file: it was changed after it was checked',
      'write the results again from the table that is to be released',
      'claim-checksum',
    ),
  ];
}

const disagreement = (
  claim: AcroClaim,
  verdict: Finding['verdict'],
  what: string,
  remedy: string,
  rule = 'claim-disagrees',
): Finding => ({
  rule,
  verdict,
  at: {},
  reason: `output ${claim.output} of the results file ${what}`,
  remedy,
});
