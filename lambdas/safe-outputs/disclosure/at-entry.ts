import type { Finding } from './contract.ts';

/** What was found in an entry of an archive, as a finding about the archive. Entries count from 1; the outermost counts. */
export const atEntry = (findings: readonly Finding[], entry: number): readonly Finding[] =>
  findings.map((finding) => ({ ...finding, at: { ...finding.at, entry } }));
