/**
 * What every workflow is made of, and what it may count on. A workflow is a pure reducer; the engine writes the new state, its events and its
 * effects in one transaction, or nothing at all.
 */

/** ISO 8601 in UTC with milliseconds, such as `2026-11-27T13:50:00.000Z`: compared as text, instants order as times do. */
export type Instant = string;

/** Who asks. Only a verified token or the function's own name makes one, never anything in a payload. */
export type Actor =
  | {
      readonly kind: 'person';
      /** Subject of the verified token. */
      readonly id: string;
      readonly door: Door;
      /** When the person proved who they are, and the session the token belongs to. */
      readonly signedInAt: Instant;
      readonly session: string;
    }
  | { readonly kind: 'service'; readonly name: string };

/** `private`: inside the network, may show data. `public`: on the internet, may not. */
export type Door = 'private' | 'public';

export interface Moment {
  readonly now: Instant;
  readonly actor: Actor;
}

/** One reason for a "no". All of them are given at once; none holds a value from inside the environment. */
export interface Refusal {
  /** Stable name of the rule, such as `quorum`: for tests, translations and counting. */
  readonly rule: string;
  /** What is demanded, what was found, what to do; lower case, no full stop. */
  readonly says: string;
}

export type Decision<Event, Effect> =
  | { readonly ok: true; readonly events: readonly Event[]; readonly effects: readonly Effect[] }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** Something with a name, and whatever belongs to it. Plain data: it is stored as it stands. */
export interface Named {
  readonly kind: string;
}

/** An effect, as a workflow orders it. */
export interface Task extends Named {
  /** Not to be carried out before; absent: at once. */
  readonly due?: Instant;
}

/**
 * @typeParam Facts what the decision reads besides its own state; the transaction fails if any of it changed meanwhile.
 */
export interface Workflow<State, Command extends Named, Event extends Named, Effect extends Task, Facts = undefined> {
  /** Partition of its instances in the table, such as `project`. */
  readonly name: string;
  /** Pure. `undefined` is an instance that does not exist yet. */
  decide(state: State | undefined, command: Command, moment: Moment, facts: Facts): Decision<Event, Effect>;
  /** Pure and total: an event that was written is never refused. */
  evolve(state: State | undefined, event: Event, at: Moment): State;
  /**
   * Bytes of canonical JSON to which this command may let the state grow; absent: as much as an item holds. Less for what gives than for what takes
   * away, so that nobody who fills a record up keeps others from ending what it allows.
   */
  roomFor?(command: Command): number | undefined;
}

export interface Key {
  readonly partition: string;
  readonly sort: string;
}

/** `version` counts from 1 and grows by one with every write. */
export interface Item extends Key {
  readonly version: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** Of an instance of a workflow: where its events have come to. Beside the state, so that one read gives both. */
  readonly head?: Head;
}

/** The last event of an instance, and the command that it came of. */
export interface Head {
  readonly sequence: number;
  readonly hash: string;
  readonly command: string;
}

export type Change =
  /** Fails if an item of the key exists. */
  | { readonly kind: 'create'; readonly item: Item }
  /** Fails unless the stored version is `item.version - 1`. */
  | { readonly kind: 'replace'; readonly item: Item }
  /** Fails unless the stored version is `version`, or there is no such item any more. */
  | { readonly kind: 'remove'; readonly key: Key; readonly version: number }
  /** Changes nothing, and fails unless the stored version is `version`; 0 says that there is none. */
  | { readonly kind: 'expect'; readonly key: Key; readonly version: number };

export interface Page {
  readonly items: readonly Item[];
  /** `sort` of the last item where there may be more. */
  readonly next: string | undefined;
}

/**
 * The table behind every workflow. Reads are strongly consistent, each for itself: while a transaction is being written, one item may be read as it
 * is after it and the next still as it was before. @throws when the table did not answer: then nothing is known.
 */
export interface Store {
  get(key: Key): Promise<Item | undefined>;
  /** Ascending by `sort`, only those with `sort > after`, and `sort <= until` where given. */
  list(
    partition: string,
    page?: { readonly after?: string; readonly until?: string; readonly limit?: number },
  ): Promise<Page>;
  /** All or nothing, at most 100 changes. `changed`: a condition did not hold, so read again. */
  commit(changes: readonly Change[]): Promise<'committed' | 'changed'>;
}

export interface Clock {
  now(): Instant;
}

/** Partition of events that wait to be carried to the locked archive. */
export const outboxPartition = 'outbox';

/** One event as it is kept: in the history of its instance, and as one object of the archive, whose bytes are this in canonical JSON. */
export interface EventRecord {
  readonly workflow: string;
  readonly id: string;
  /** That the instance had after the event. */
  readonly version: number;
  /** Counts the events of the instance from 1, without a gap. */
  readonly sequence: number;
  readonly at: Instant;
  readonly actor: Actor;
  /** Id of the command that it came of. */
  readonly command: string;
  readonly kind: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** SHA-256 of the record before it, in hexadecimal; null for the first. */
  readonly previous: string | null;
}

/** Partition of effects of one kind that wait to be carried out. */
export const effectPartition = (kind: string): string => `effect#${kind}`;

/** Partition of the commands that one instance has obeyed, `sort` being the command's id. */
export const commandPartition = (workflow: string, id: string): string => `command#${workflow}#${id}`;

/** Partition of the events of one instance, `sort` being the version that each led to and its place in it. */
export const historyPartition = (workflow: string, id: string): string => `history#${workflow}#${id}`;

/** The state of an instance that does not exist yet, and the target of a command that leaves the state as it is; in a table of transitions. */
export const nothing = 'nothing';
export const unchanged = 'unchanged';

/**
 * One row of a workflow's table of states: documentation, diagram and truth tables are made of it. A command whose outcome depends on facts has
 * a row per outcome, told apart by `when`.
 */
export interface Transition<
  State extends string = string,
  Command extends string = string,
  Who extends string = string,
  Rule extends string = string,
  Event extends string = string,
  Effect extends string = string,
> {
  /** Any of these. */
  readonly from: readonly (State | typeof nothing)[];
  readonly command: Command;
  readonly to: State | typeof unchanged;
  /** Any of these: roles, or standings such as `lead of the project` or a service's name. */
  readonly who: readonly Who[];
  /** Names of rules that must all hold; the same names that refusals carry. */
  readonly when: readonly Rule[];
  /** Kinds of events written and of effects ordered. */
  readonly events: readonly Event[];
  readonly effects: readonly Effect[];
  /** Who is told. */
  readonly tells: readonly string[];
}

export { RecorderEnv } from './environment.ts';
