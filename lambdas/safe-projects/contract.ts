import type { ProjectStanding } from '../safe-people/contract.ts';
import type { Instant } from '../workflow/contract.ts';

/** What the other safes may know of projects. */

export const projectStates = [
  'draft',
  'submitted',
  'triage',
  'ig-review',
  'committee',
  'conditions',
  'approved',
  'live',
  'suspended',
  'closed',
  'archived',
  'destroyed',
  'returned',
  'refused',
  'withdrawn',
] as const;
export type ProjectState = (typeof projectStates)[number];

/** What a project may spend on queries; from the register, never from a request. */
export interface QueryAllowance {
  readonly bytesPerMonth: number;
  readonly bytesPerQuery: number;
  /** Queries of one person that run or wait at once. */
  readonly queriesAtOnce: number;
}

/** What a query needs to know of its project; part of the stored project. */
export interface QueryStanding extends ProjectStanding {
  readonly state: ProjectState;
  readonly allowance: QueryAllowance;
  /** Members see each other's queries and results. */
  readonly resultsShared: boolean;
}

/** One query, from the question to the count of what it read. Its text lies elsewhere, under a key of its own. */
export interface Query {
  readonly id: string;
  readonly project: string;
  readonly person: string;
  readonly state: 'waiting' | 'starting' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'stopped';
  readonly askedAt: Instant;
  /** SHA-256 of the text, and of the text without its literals, comments and spacing. */
  readonly textHash: string;
  readonly fingerprint: string;
  /** Id that Athena gave it. */
  readonly execution?: string;
  readonly bytesRead?: number;
  readonly rows?: number;
  readonly endedAt?: Instant;
  /** Why it did not run or did not end well; a rule's name or Athena's error category, never Athena's message, which quotes the text. */
  readonly because?: string;
}

/** Partition of projects in the register, `sort` being the project's id; and of queries in the table of queries. */
export const projectPartition = 'project';
export const queryPartition = (project: string): string => `query#${project}`;

export type {
  ArchiveProof,
  CertificateProof,
  CloseEffect,
  CloseReport,
  Closing,
  ConfirmationProof,
  ExtractProof,
  KeysProof,
  ScheduledKey,
  Sha256,
} from './closing.ts';
export { closeEffectKinds, closer } from './closing.ts';
export { CloserEnv, SweeperEnv } from './ending-environment.ts';
export { projectRoutes } from './project-routes.ts';
export { ProjectsEnv } from './projects-environment.ts';
export { BrokerEnv } from './queries/broker-environment.ts';
export { queryRoutes } from './queries/query-routes.ts';
