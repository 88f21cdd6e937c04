import type { Finding, Verdict } from './contract.ts';
import { judgeChecksum, judgeClaim } from './tables/acro-claims.ts';
import { readAcroResults } from './tables/acro-results.ts';

/** A file after its own judgement. */
export interface JudgedFile {
  readonly path: string;
  readonly sha256: string;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  /** Text of a results file or of a checksum. */
  readonly claims?: string | undefined;
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** What a results file of ACRO says of the files beside it, held against what our rules say of them. A claim clears nothing. */
export function claimsOfFiles(results: JudgedFile, files: readonly JudgedFile[]): readonly Finding[] {
  const { claims, findings } = readAcroResults(results.claims ?? '');
  const beside = (name: string) => files.find(({ path }) => path === `${folderOf(results.path)}${name}`);
  return [
    ...findings,
    ...claims.flatMap((claim) => {
      const own = beside(claim.name);
      if (own === undefined) return judgeClaim(claim, undefined);
      const checksum = beside(`checksums/${claim.name}.txt`)?.claims;
      return [...judgeClaim(claim, own), ...judgeChecksum(claim, checksum, own.sha256)];
    }),
  ];
}
