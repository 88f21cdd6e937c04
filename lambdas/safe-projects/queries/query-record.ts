import type { Instant, Task } from '../../workflow/contract.ts';
import type { Query } from '../contract.ts';
import type { SqlKind } from '../sql/read-sql.ts';

/** A query as it is kept. */
export interface QueryRecord extends Query {
  readonly sqlKind: SqlKind;
  readonly whyHash: string;
  /** Month, in UTC, whose allowance it counts against; from the moment it took a place. */
  readonly month?: string;
  readonly reserved?: number;
  readonly startedAt?: Instant;
  /** How often a place was taken for it: Athena may turn it away. */
  readonly starts: number;
  /** It is to end thus once Athena says that it has; asked for, but not yet so. */
  readonly ending?: { readonly as: 'cancelled' | 'stopped'; readonly because: string };
  /** Rows that left the broker, to anybody. */
  readonly rowsRead: number;
}

export type Ended = 'succeeded' | 'failed' | 'cancelled' | 'stopped';
export const isOver = ({ state }: Pick<Query, 'state'>): boolean =>
  state === 'succeeded' || state === 'failed' || state === 'cancelled' || state === 'stopped';

/** What the register says of a project's means at the moment of the command. */
export interface Means {
  readonly bytesPerMonth: number;
  readonly bytesPerQuery: number;
  readonly queriesAtOnce: number;
}

export type QueryCommand =
  | {
      readonly kind: 'ask';
      readonly query: string;
      readonly project: string;
      readonly person: string;
      readonly sqlKind: SqlKind;
      readonly textHash: string;
      readonly whyHash: string;
      readonly fingerprint: string;
      readonly month: string;
      readonly means: Means;
    }
  /** Takes one of the places at Athena, and reserves bytes. `skipping`: projects whose turn is passed over. */
  | { readonly kind: 'take-place'; readonly month: string; readonly means: Means; readonly skipping: readonly string[] }
  /** Athena is full: back to where it was in the queue, and nobody starts before `until`. */
  | { readonly kind: 'hold'; readonly until: Instant }
  | { readonly kind: 'started'; readonly execution: string }
  /** Cancelled by its person, or stopped by a service; at once where Athena was never asked. */
  | { readonly kind: 'end'; readonly as: 'cancelled' | 'stopped'; readonly because: string }
  /** Over. `bytes` is counted as read; absent, it is not known what was read, and the whole reservation counts. */
  | {
      readonly kind: 'over';
      readonly as: Ended;
      readonly because?: string;
      readonly bytes?: number;
    }
  | {
      readonly kind: 'read-rows';
      readonly reader: string;
      readonly rows: number;
      /** Page token that was asked with, absent for the first page, and those that go with the answer. */
      readonly page?: string;
      readonly next?: { readonly token: string; readonly athena: string };
    }
  /** The whole result goes to the airlock, as a deposit that only `sender` may name. */
  | ({ readonly kind: 'send-results' } & Sending);

/** What was sent, by whom. */
export interface Sending {
  readonly sender: string;
  readonly deposit: string;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** Whose query it is stands in every event, for an auditor reads events one by one. */
interface Whose {
  readonly project: string;
  readonly person: string;
}

export type QueryEvent =
  | (Whose & {
      readonly kind: 'asked';
      readonly query: string;
      readonly sqlKind: SqlKind;
      readonly textHash: string;
      readonly whyHash: string;
      readonly fingerprint: string;
    })
  | (Whose & { readonly kind: 'place-taken'; readonly month: string; readonly reserved: number })
  | (Whose & { readonly kind: 'held'; readonly until: Instant })
  | (Whose & { readonly kind: 'started'; readonly execution: string })
  | (Whose & { readonly kind: 'ending'; readonly as: 'cancelled' | 'stopped'; readonly because: string })
  | (Whose & {
      readonly kind: 'ended';
      readonly as: Ended;
      readonly because?: string;
      /** Bytes counted against the allowance. */
      readonly bytes: number;
      readonly textHash: string;
      readonly fingerprint: string;
    })
  | (Whose & { readonly kind: 'rows-read'; readonly reader: string; readonly rows: number; readonly first: boolean })
  | (Whose & { readonly kind: 'results-sent' } & Sending);

/** Queries order no effects: whoever asks, and the clock, drive them. */
export type QueryEffect = Task;

/** `2026-11`, in UTC. */
export const monthOf = (instant: Instant): string => instant.slice(0, 7);
