import type { Finding, Profile } from './contract.ts';
import type { Judged } from './fail-closed.ts';
import { columnFindings } from './scan/column-findings.ts';
import { scanDelimited } from './scan/scan-delimited.ts';

/** As many as fifty columns of the rows that the default profiles allow: no table for people has more. */
const keepCells = 250_000;

const unjudged: Finding = {
  rule: 'table-too-large',
  verdict: 'review',
  at: {},
  reason: `the table has more than ${keepCells} cells and was judged by its columns alone`,
  remedy: 'send smaller tables, or aggregate further',
};
const noRows: Finding = {
  rule: 'table-without-rows',
  verdict: 'review',
  at: {},
  reason: 'there is a header and no row, so that no rule could judge anything',
  remedy: 'leave the file out, or export it again',
};

/** A delimited table: strictly read, each column judged by what it holds. Memory is bounded whatever comes. */
export async function lookIntoDelimited(
  bytes: AsyncIterable<Uint8Array>,
  type: 'csv' | 'tsv',
  profile: Profile,
): Promise<Judged> {
  const scanned = await scanDelimited(bytes, { ...(type === 'tsv' ? { delimiter: '\t' } : {}), keepCells });
  if (!scanned.ok) return { findings: [scanned.refusal], tables: [] };
  const findings = columnFindings(scanned, profile);
  if (scanned.rows === 0) return { findings: [...findings, noRows], tables: [] };
  if (scanned.table === undefined) return { findings: [...findings, unjudged], tables: [] };
  return { findings, tables: [{ table: scanned.table }] };
}
