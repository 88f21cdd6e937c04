import type { Access, Session } from '../../safe-people/contract.ts';
import type { Instant } from '../../workflow/contract.ts';
import type { Ports as Engine } from '../../workflow/run.ts';
import type { QueryStanding } from '../contract.ts';

/**
 * What the broker asks of the world. Each throws when it does not know: then nothing is known, and nothing is allowed.
 */
export interface QueryPorts extends Engine {
  readonly register: Register;
  readonly texts: Texts;
  readonly deposits: Deposits;
  /** In the name of one person, for one project and one call: nothing is kept for the next. */
  athena(use: Use): Promise<Athena>;
  catalogue(use: Pick<Use, 'project' | 'person'>): Promise<Catalogue>;
  /** Unguessable; 8 to 64 letters, digits and hyphens. */
  newId(): string;
  /** Queries of the whole deployment that may be with Athena at once. */
  readonly atOnce: number;
  /** Name of the project's only database. */
  databaseOf(project: string): string;
}

export interface Register {
  /** By consistent reads of this moment. No session: the question is about a query that waits or runs. */
  ask(question: { readonly person: string; readonly project: string; readonly session?: Session }): Promise<Standing>;
}

export interface Standing {
  readonly access: Access;
  /** Absent where there is no such project, or the person never was a member: for them it does not exist. */
  readonly project: QueryStanding | undefined;
}

/** The text of a query, and why it is asked: both typed inside. */
export interface QueryText {
  readonly sql: string;
  readonly why: string;
  readonly project: string;
  readonly person: string;
  readonly at: Instant;
}

export interface Texts {
  /** Fails if there is an object of that key. */
  put(key: string, text: QueryText): Promise<void>;
  get(key: string): Promise<QueryText | undefined>;
}

/** Where whole results wait for a request to the airlock; nothing is read there by the broker. */
export interface Deposits {
  /** The store checks the SHA-256, in hexadecimal, and keeps it with the id of the query. */
  put(key: string, bytes: Uint8Array, said: { readonly query: string; readonly sha256: string }): Promise<void>;
}

/** The key says whose a deposit is: only whoever sent it can name it in a request. */
export const depositKey = (project: string, person: string, deposit: string): string =>
  `deposits/${project}/${person}/${deposit}`;

export const textKey = (project: string, askedAt: Instant, query: string): string =>
  `${project}/${askedAt.slice(0, 4)}/${askedAt.slice(5, 7)}/${query}.json`;

export interface Use {
  readonly project: string;
  readonly person: string;
  readonly action: 'start' | 'watch' | 'read' | 'stop';
}

export interface Athena {
  /**
   * The same token starts once, however often it is asked with. Nothing starts where the workgroup would let it read more than `most` bytes: what was
   * approved and reserved is the most that can be read.
   */
  start(sql: string, token: string, most: number): Promise<Started>;
  watch(execution: string): Promise<Execution>;
  rows(execution: string, next: string | undefined, most: number): Promise<RowsPage>;
  /** Stopping what is over does nothing. */
  stop(execution: string): Promise<void>;
}

export type Started =
  | { readonly kind: 'started'; readonly execution: string }
  /** Too many at once in the account. */
  | { readonly kind: 'full' }
  | { readonly kind: 'refused'; readonly because: string };

export type Execution =
  | { readonly state: 'queued' }
  | { readonly state: 'running' }
  | { readonly state: 'succeeded'; readonly bytes: number }
  | { readonly state: 'failed'; readonly bytes: number; readonly because: string }
  | { readonly state: 'cancelled'; readonly bytes: number; readonly because: string }
  /** Athena forgets after 45 days. */
  | { readonly state: 'unknown' };

export interface RowsPage {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** As Athena sends them: the first row of the first page of a question repeats the names of the columns. */
  readonly rows: readonly (readonly (string | null)[])[];
  readonly next?: string;
}

export interface Table {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

export interface Catalogue {
  tables(): Promise<readonly Table[]>;
}
