import type { Instant } from '../workflow/contract.ts';
import type { AirlockState, Choice } from './airlock-words.ts';
import type { FileType, InboundKind, Profile, ProfileName, Verdict } from './disclosure/contract.ts';

/** What the other safes may know of the airlock. */

/** `out`: results leave. `in`: data, code or packages come to a project. */
export type Direction = 'out' | 'in';

/** How bytes came to the airlock. The key of the object says whose they are, and only the function named there can write such a key. */
export type Origin =
  /** Rows of a query, written by the broker: `deposits/<project>/<person>/<deposit>`. */
  | { readonly from: 'query'; readonly query: string }
  /** Parts sent through the private door: `parts/<project>/<person>/<deposit>/<part>`. */
  | { readonly from: 'inside' }
  /** Parts sent through the public door, for direction `in` alone: the same keys, in the bucket of what arrives. */
  | { readonly from: 'outside'; readonly kind: InboundKind };

/** Exact bytes: what was checked, reviewed and released is the same object version with the same hash. */
export interface Bytes {
  readonly bytes: number;
  /** SHA-256 in hexadecimal, of the whole. */
  readonly sha256: string;
  readonly key: string;
  readonly versionId: string;
}

/** What GuardDuty said of one version; only `NO_THREATS_FOUND` is clean. */
export const scanResults = ['NO_THREATS_FOUND', 'THREATS_FOUND', 'UNSUPPORTED', 'ACCESS_DENIED', 'FAILED'] as const;
export type ScanResult = (typeof scanResults)[number];

export interface AirlockFile {
  /** Ours, and the last part of every key: two files of one name never meet. */
  readonly id: string;
  /** Relative path, typed inside. */
  readonly name: string;
  /** What it shows, of whom and of how many: reviewers turn away what lacks it. Typed inside. */
  readonly context: string;
  readonly origin: Origin;
  /** In the store of drafts. */
  readonly draft: Bytes;
  /** From submission: the copy that nobody can change, which is checked, reviewed and released. */
  readonly frozen?: Bytes;
  readonly scan?: ScanResult;
  readonly verdict?: Verdict;
  readonly type?: FileType;
  /** From the release. */
  readonly released?: Bytes;
}

/** One reviewer's round: nobody but they see it before both are in. */
export interface Review {
  readonly reviewer: string;
  readonly votes: readonly { readonly file: string; readonly choice: Choice; readonly reason: string }[];
  /** From then on it is final. */
  readonly finishedAt?: Instant;
}

export interface Comment {
  readonly by: string;
  readonly at: Instant;
  readonly round: number;
  /** Absent: about the request. */
  readonly file?: string;
  readonly text: string;
}

/** The state of one request as it is stored; never larger than an item, so findings lie in the store of reviews and their hash here. */
export interface AirlockRequest {
  readonly id: string;
  readonly project: string;
  readonly direction: Direction;
  readonly requester: string;
  readonly state: AirlockState;
  /** Counts submissions from 1; 0 before the first. */
  readonly round: number;
  readonly title: string;
  /** Why this leaves or comes, and what it is for. */
  readonly purpose: string;
  /** Commit of the code that made it. */
  readonly commit?: string;
  readonly files: readonly AirlockFile[];
  /** Given with a submission that the engine had turned down, where the profile allows it. */
  readonly exception?: string;
  readonly profile?: {
    readonly id: ProfileName | 'inbound';
    readonly hash: string;
    readonly exceptions: Profile['exceptions'];
  };
  /** The engine's report of this round, in the store of reviews. */
  readonly report?: Bytes & { readonly verdict: Verdict; readonly engine: string };
  /** Of this round, at most two. */
  readonly reviews: readonly Review[];
  /** What was said of versions before it was written which of them are frozen; empty from then on. */
  readonly earlyScans: readonly { readonly file: string; readonly versionId: string; readonly result: ScanResult }[];
  readonly comments: readonly Comment[];
  readonly createdAt: Instant;
  readonly submittedAt?: Instant;
  readonly reviewableAt?: Instant;
  readonly decidedAt?: Instant;
  readonly releasedAt?: Instant;
  /** Since when it is in this state. */
  readonly since: Instant;
  /** It waited too long for whoever is next, and somebody was told. */
  readonly stuckAt?: Instant;
  /** Record and crate of the release. */
  readonly record?: Bytes;
  readonly crate?: Bytes;
  /** A rule's name: why it was blocked, or what failed. */
  readonly because?: string;
  /** Where a retry goes back to. */
  readonly failedIn?: AirlockState;
  readonly revoked?: { readonly by: string; readonly at: Instant; readonly reason: string };
}

/** Name of the workflow, partition of its instances in the table `airlock`. */
export const airlockPartition = 'airlock';
/** Requests of one project, `sort` being `<createdAt>#<id>`; and all that are not over. */
export const requestsOf = (project: string): string => `airlock-of#${project}`;
export const openRequests = 'airlock-open';
/**
 * A finished review, `sort` being `<request>#<round>#<reviewer>`: written by the function of the private door alone, for everybody else is denied this
 * partition. The release function releases nothing without two of them.
 */
export const votePartition = 'vote';

/** What the public door knows of a request, in the table `releases`: enumerations, counts, ids and instants. `sort` is the request's id. */
export const statusPartition = (project: string): string => `status#${project}`;
export interface AirlockStatus {
  readonly id: string;
  readonly project: string;
  readonly direction: Direction;
  readonly requester: string;
  readonly state: AirlockState;
  readonly round: number;
  readonly files: number;
  /** Rounded up to whole mebibytes until it is released. */
  readonly bytes: number;
  readonly createdAt: Instant;
  readonly since: Instant;
  readonly submittedAt?: Instant;
  readonly reviewableAt?: Instant;
  readonly decidedAt?: Instant;
  readonly releasedAt?: Instant;
}

/** What was sent in parts at a door: a workflow of its own in the door's table, `releases` for the public one. */
export const depositPartition = 'deposit';
/** Deposits of one person for one project, `sort` being `<openedAt>#<id>`; and how many of them were opened today. */
export const depositsOf = (project: string, person: string): string => `deposits-of#${project}#${person}`;

/** What has left, and how often it was fetched; a workflow of its own in the table `releases`, its id the request's. */
export const releasePartition = 'release';
export interface Release {
  readonly id: string;
  readonly project: string;
  readonly state: 'offered' | 'revoked';
  readonly releasedAt: Instant;
  /** Names passed the review with their files. `key` and `versionId` in the release bucket. */
  readonly files: readonly (Bytes & { readonly id: string; readonly name: string; readonly type: FileType })[];
  readonly record: Bytes;
  readonly crate: Bytes;
  /** Counted by the server before the first byte goes: file -> how often. */
  readonly downloads: Readonly<Record<string, number>>;
}

/** Services that act in the airlock, by the names of their functions. */
export const airlockServices = {
  checker: 'airlock-checker',
  scan: 'airlock-scan',
  release: 'airlock-release',
} as const;

/**
 * What the checker says in its log, as one word of a line, when it has blocked a request for want of a scan, and when it has marked one as stuck: an alarm
 * stands on each word, and nothing else says them.
 */
export const airlockAlarms = {
  'scan-overdue': 'airlock-alarm-scan-overdue',
  'mark-stuck': 'airlock-alarm-mark-stuck',
} as const;

export {
  AirlockEnv,
  BytesUnderReviewEnv,
  CheckerEnv,
  DownloadEnv,
  OutputsEnv,
  ReleaseEnv,
  ScanEnv,
} from './airlock-environment.ts';
export { airlockRoutes } from './airlock-routes.ts';
export { type AirlockState, airlockStates, type Choice, choices } from './airlock-words.ts';

/** By which a project's own stack says how its results are judged: a tag of its workgroup, for the gate names no project. */
export const disclosureProfileTag = 'tre:disclosure-profile';
