import { atEntry } from './at-entry.ts';
import { claimsOfFiles, type JudgedFile } from './claims-of-files.ts';
import type { Context, EarlierTable, FileReport, Finding, Profile, Report, Source } from './contract.ts';
import { engineVersion } from './engine-version.ts';
import { failClosed } from './fail-closed.ts';
import { type LookedInto, lookInto } from './look-into.ts';
import { profileHash } from './profiles.ts';
import { requestFindings } from './request-findings.ts';
import { thisRequest } from './tables/differences/earlier-words.ts';
import { type Work, work } from './tables/differences/work.ts';
import { tableFindings } from './tables/table-findings.ts';
import { worst } from './worst.ts';

/**
 * Judges files as one request to release them. The same bytes, profile and context give the same report, to the last byte.
 * A file that any judge breaks on is blocked.
 * @throws Unread where a source fails: then nothing is known, and the check must be made again
 */
export async function check(sources: readonly Source[], profile: Profile, context: Context): Promise<Report> {
  const looked: LookedInto[] = [];
  for (const [position, source] of sources.entries()) looked.push(await lookInto(source, position, profile));

  const files = await judgedTogether(looked, profile, context);
  const findings = requestFindings(looked, profile.limits);
  return {
    engine: engineVersion,
    profile: { id: profile.id, hash: profileHash(profile) },
    verdict: worst([...findings, ...files].map((one) => one.verdict)),
    findings,
    files,
  };
}

/** Tables are held against those of earlier releases and of the files before them, and then ACRO's claims against all files. */
async function judgedTogether(
  looked: readonly LookedInto[],
  profile: Profile,
  context: Context,
): Promise<readonly FileReport[]> {
  const own: JudgedFile[] = [];
  const published: EarlierTable[] = [...context.earlier];
  const bound = work();
  for (const [index, file] of looked.entries()) {
    const findings = [...file.findings, ...(await findingsOfTables(file, profile, published, index + 1, bound))];
    const verdict = worst(findings.map((one) => one.verdict));
    published.push(...file.tables.map(({ table }) => ({ release: thisRequest, file: index + 1, table })));
    own.push({ path: file.path, sha256: file.sha256, claims: file.claims, verdict, findings });
  }
  const files: FileReport[] = [];
  for (const [index, { path, type, bytes, sha256, tables: placed }] of looked.entries()) {
    const judged = own[index];
    if (judged === undefined) continue;
    const claimed =
      type === 'acro-results'
        ? await failClosed(async () => ({ findings: claimsOfFiles(judged, own), tables: [] }))
        : undefined;
    const findings = [...judged.findings, ...(claimed?.findings ?? [])];
    const verdict = worst(findings.map((one) => one.verdict));
    const tables = verdict === 'blocked' ? [] : placed.map(({ table }) => table);
    files.push({ path, type, verdict, bytes, sha256, findings, tables });
  }
  return files;
}

async function findingsOfTables(
  { tables }: LookedInto,
  profile: Profile,
  published: readonly EarlierTable[],
  file: number,
  bound: Work,
): Promise<readonly Finding[]> {
  const all: Finding[] = [];
  const earlier = [...published];
  for (const { table, entry } of tables) {
    const context = { earlier: [...earlier] };
    const { findings } = await failClosed(async () => ({
      findings: await tableFindings(table, profile, context, bound),
      tables: [],
    }));
    all.push(...(entry === undefined ? findings : atEntry(findings, entry)));
    earlier.push({ release: thisRequest, file, table });
  }
  return all;
}
