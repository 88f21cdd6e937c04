import type { Instant } from '../workflow/contract.ts';
import { reportKey } from './airlock/airlock-commands.ts';
import { carryingOut, type EffectOf } from './carry-out.ts';
import type { CheckerPorts } from './checker-ports.ts';
import type { AirlockFile, AirlockRequest } from './contract.ts';
import { type EarlierTable, type FileReport, inboundKinds, type Report, verdicts } from './disclosure/contract.ts';
import { inboundLimits } from './disclosure/files/inbound-limits.ts';
import { profileHash, profiles } from './disclosure/profiles.ts';
import { engineRules } from './disclosure/rules.ts';
import { type KnownTables, knownTables, overlapsOf } from './earlier-tables.ts';
import { inbound } from './freezing.ts';
import { Hopeless } from './hopeless.ts';
import { pinnedSource } from './pinned-source.ts';
import { bytesOf, type Numbers, type StoredReport, type StoredTables } from './stored-report.ts';

/** A file with what the engine said of it. */
interface Judged {
  readonly file: AirlockFile;
  readonly report: FileReport;
}

const sourcesOf = (ports: CheckerPorts, files: readonly AirlockFile[]) =>
  files.map(({ name, frozen }) => {
    if (frozen === undefined) throw new Hopeless('bytes-gone');
    return pinnedSource(ports.reviews, name, frozen);
  });

/** The engine answers in the order it was asked. @throws where it did not: a report that fits no file is none. */
const judgedBy = (files: readonly AirlockFile[], { files: reports }: Report): readonly Judged[] => {
  if (reports.length !== files.length) throw new Hopeless('engine');
  return files.map((file, at) => {
    const report = reports[at];
    if (report === undefined || report.path !== file.name) throw new Hopeless('engine');
    return { file, report };
  });
};

const worstOf = (all: readonly Report['verdict'][]): Report['verdict'] =>
  verdicts[Math.max(0, ...all.map((one) => verdicts.indexOf(one)))] ?? 'blocked';

type Checked = { readonly report: Report; readonly judged: readonly Judged[]; readonly numbers: Numbers };

/** Rules of the engine for one direction; those that ask of any file are of both. */
const criteriaOf = (direction: AirlockRequest['direction']): readonly string[] =>
  engineRules
    .filter(({ room }) => (direction === 'in') === (room === 'inbound') || room === 'file')
    .map(({ id }) => id);

async function outbound(
  ports: CheckerPorts,
  request: AirlockRequest,
  earlier: readonly EarlierTable[],
): Promise<Checked> {
  const profile = Object.values(profiles).find(({ id }) => id === request.profile?.id);
  // As it was when the files were frozen: numbers that changed since are another profile.
  if (profile === undefined || profileHash(profile) !== request.profile?.hash) throw new Hopeless('profile');
  const report = await ports.engine.check(sourcesOf(ports, request.files), profile, { earlier });
  return { report, judged: judgedBy(request.files, report), numbers: profile };
}

/** Each kind by its own checks; together they are one report. */
async function inwards(ports: CheckerPorts, { files }: AirlockRequest): Promise<Checked> {
  const parts: { readonly report: Report; readonly judged: readonly Judged[] }[] = [];
  for (const kind of inboundKinds) {
    const some = files.filter(({ origin }) => origin.from === 'outside' && origin.kind === kind);
    if (some.length === 0) continue;
    const report = await ports.engine.checkInbound(sourcesOf(ports, some), kind);
    parts.push({ report, judged: judgedBy(some, report) });
  }
  const judged = parts.flatMap((part) => part.judged);
  const [first] = parts;
  if (first === undefined || judged.length !== files.length) throw new Hopeless('engine');
  const report: Report = {
    engine: first.report.engine,
    profile: { id: inbound.id, hash: inbound.hash },
    verdict: worstOf(parts.map((part) => part.report.verdict)),
    findings: parts.flatMap((part) => part.report.findings),
    files: judged.map((one) => one.report),
  };
  return { report, judged, numbers: inboundLimits };
}

/** Until a check that waits for another asks again. */
const waitSeconds = 60;
const after = (now: Instant, seconds: number): Instant => new Date(Date.parse(now) + seconds * 1000).toISOString();

/** Where the tables of a round lie beside its report. */
const tablesOfRound = (request: string, round: number): string =>
  reportKey(request, round).replace(/json$/, 'tables.json');

/**
 * Runs the engine over the frozen versions. Report and tables are new versions however often this is done, and the state pins the one that was
 * reported; what the engine read is compared with what was frozen by the workflow itself.
 */
export const checking = (ports: CheckerPorts) =>
  carryingOut<EffectOf<'airlock-check'>>(ports.desk, ['checking'], async ({ request }, cause) => {
    if (request.report !== undefined) return undefined;
    const { id, round, direction } = request;
    const known: KnownTables | 'wait' =
      direction === 'out' ? await knownTables(ports, request) : { earlier: [], beside: [] };
    if (known === 'wait') return { again: after(ports.clock.now(), waitSeconds) };
    const { earlier, beside } = known;
    const { report, judged, numbers } =
      direction === 'out' ? await outbound(ports, request, [...earlier, ...beside]) : await inwards(ports, request);
    const tables: StoredTables = {
      tables: judged.flatMap(({ file, report: { tables: all } }, at) =>
        all.map((table) => ({ file: file.id, place: at + 1, table })),
      ),
    };
    const { files: _files, ...whole } = report;
    const stored: StoredReport = {
      criteria: criteriaOf(direction),
      numbers,
      report: whole,
      files: judged.map(({ file, report: { tables: _tables, path: _path, ...one } }) => ({ ...one, file: file.id })),
      overlaps: overlapsOf(
        judged.map((one) => ({ file: one.file.id, report: one.report })),
        earlier,
      ),
      tables: await ports.reviews.put(tablesOfRound(id, round), bytesOf(tables)),
    };
    const pinned = await ports.reviews.put(reportKey(id, round), bytesOf(stored));
    const files = judged.map(({ file, report: { sha256, verdict, type } }) => ({
      file: file.id,
      sha256,
      verdict,
      type,
    }));
    const { verdict, engine } = report;
    await ports.desk.report(id, { kind: 'checked', round, report: { ...pinned, verdict, engine }, files }, cause);
    return undefined;
  });
