import type { Instant } from '../workflow/contract.ts';
import type { AirlockRequest, Bytes, Choice, Direction, ScanResult } from './contract.ts';
import type { FileType, Verdict } from './disclosure/contract.ts';
import type { Numbers, StoredReport } from './stored-report.ts';
import { sha256Of } from './whole-bytes.ts';

/** What a person may know of a rule that found something, without a word of where or what: the record leaves with the files. */
export interface CriterionOutcome {
  readonly rule: string;
  readonly verdict: Verdict;
  readonly times: number;
}

/**
 * The record that travels with a release, SATRE 3.3.09: which criteria were applied, by which numbers, to which bytes, what came of each, and who
 * decided. It is the same however often it is made. Nothing typed inside is in it but the names of the files, which passed the review with them.
 */
export interface ReleaseRecord {
  readonly schema: 'tre-release-record/1';
  readonly deployment: string;
  readonly project: string;
  readonly request: string;
  readonly direction: Direction;
  readonly round: number;
  readonly requester: string;
  /** Git commit of the code that made the files, as the requester says. */
  readonly commit?: string;
  /** Both of them; nobody else decides. */
  readonly reviewers: readonly { readonly reviewer: string; readonly finishedAt: Instant }[];
  readonly times: {
    readonly createdAt: Instant;
    readonly submittedAt?: Instant;
    readonly reviewableAt?: Instant;
    readonly decidedAt?: Instant;
    readonly releaseBegunAt: Instant;
  };
  readonly profile: { readonly id: string; readonly hash: string; readonly numbers: Numbers };
  /** Every rule that was applied; on a file that has no finding of it, it found nothing. */
  readonly criteria: readonly string[];
  readonly engine: string;
  readonly report: {
    readonly sha256: string;
    readonly verdict: Verdict;
    readonly findings: readonly CriterionOutcome[];
  };
  /** An exception was asked for, and both reviewers agreed: the hash of its reason, which stays inside. */
  readonly exception?: { readonly sha256: string };
  /** Of the event by which it was approved, in the locked archive of events. */
  readonly approvedBy: { readonly event: string };
  readonly files: readonly FileRecord[];
}

export interface FileRecord {
  readonly file: string;
  readonly name: string;
  readonly type: FileType;
  readonly bytes: number;
  readonly sha256: string;
  /** The version that was checked and reviewed, and the one that was released: of the same SHA-256. */
  readonly reviewed: Pick<Bytes, 'key' | 'versionId'>;
  readonly released: Pick<Bytes, 'key' | 'versionId'>;
  readonly scan: ScanResult;
  readonly verdict: Verdict;
  /** Rules that found something; every other rule of the engine for this type found nothing. */
  readonly findings: readonly CriterionOutcome[];
  readonly votes: readonly { readonly reviewer: string; readonly choice: Choice }[];
}

/** What the record is made of besides the request. */
export interface RecordSources {
  readonly deployment: string;
  readonly report: StoredReport;
  readonly approvedEvent: string;
  readonly releaseBegunAt: Instant;
  readonly released: ReadonlyMap<string, Bytes>;
}

const outcomes = (
  findings: readonly { readonly rule: string; readonly verdict: Verdict }[],
): readonly CriterionOutcome[] => {
  const found = new Map<string, CriterionOutcome>();
  for (const { rule, verdict } of findings) {
    const key = `${rule} ${verdict}`;
    found.set(key, { rule, verdict, times: (found.get(key)?.times ?? 0) + 1 });
  }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, outcome]) => outcome);
};

/** @throws where something that the record must say is not known: then nothing is released. */
function known<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`a release without ${what} has no record`);
  return value;
}

function fileRecord(request: AirlockRequest, id: string, { report, released }: RecordSources): FileRecord {
  const file = known(
    request.files.find((one) => one.id === id),
    'its file',
  );
  const frozen = known(file.frozen, 'frozen bytes');
  const there = known(released.get(id), 'released bytes');
  const said = known(
    report.files.find((one) => one.file === id),
    'a report',
  );
  return {
    file: id,
    name: file.name,
    type: said.type,
    bytes: frozen.bytes,
    sha256: frozen.sha256,
    reviewed: { key: frozen.key, versionId: frozen.versionId },
    released: { key: there.key, versionId: there.versionId },
    scan: known(file.scan, 'a scan'),
    verdict: said.verdict,
    findings: outcomes(said.findings),
    votes: request.reviews.map(({ reviewer, votes }) => ({
      reviewer,
      choice: known(votes.find((one) => one.file === id)?.choice, 'two votes'),
    })),
  };
}

export function recordOf(request: AirlockRequest, sources: RecordSources): ReleaseRecord {
  const { report, deployment, approvedEvent, releaseBegunAt } = sources;
  const { submittedAt, reviewableAt, decidedAt, createdAt, exception, commit } = request;
  const profile = known(request.profile, 'a profile');
  return {
    schema: 'tre-release-record/1',
    deployment,
    project: request.project,
    request: request.id,
    direction: request.direction,
    round: request.round,
    requester: request.requester,
    ...(commit === undefined ? {} : { commit }),
    reviewers: request.reviews.map(({ reviewer, finishedAt }) => ({
      reviewer,
      finishedAt: known(finishedAt, 'two finished reviews'),
    })),
    times: {
      createdAt,
      ...(submittedAt === undefined ? {} : { submittedAt }),
      ...(reviewableAt === undefined ? {} : { reviewableAt }),
      ...(decidedAt === undefined ? {} : { decidedAt }),
      releaseBegunAt,
    },
    profile: { id: profile.id, hash: profile.hash, numbers: report.numbers },
    criteria: report.criteria,
    engine: report.report.engine,
    report: {
      sha256: known(request.report, 'a report').sha256,
      verdict: report.report.verdict,
      findings: outcomes(report.report.findings),
    },
    ...(exception === undefined ? {} : { exception: { sha256: sha256Of(Buffer.from(exception)) } }),
    approvedBy: { event: approvedEvent },
    files: request.files.map(({ id }) => fileRecord(request, id, sources)),
  };
}
