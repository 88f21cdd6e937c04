import type { RegisterStanding } from '../safe-people/contract.ts';
import type { Clock } from '../workflow/contract.ts';
import type { Query, QueryStanding } from './contract.ts';
import type { BrowserSession, RegisterSnapshot, SweepMemory, WorkgroupState } from './sweep-plan.ts';
import type { EnforcementCommand } from './sweep-record.ts';

/** Every port throws when it cannot say that it was done: then it counts as not done, and the next sweep does it again. */
export interface SweepPorts {
  readonly clock: Clock;
  readonly register: SweptRegister;
  readonly queries: SweptQueries;
  readonly workgroups: Workgroups;
  /** Absent where people sign in with an issuer of the organisation, which alone can end their sign-ins. */
  readonly directory?: Directory;
  /** Absent where there is no secure browser. */
  readonly browser?: Browser;
}

/** Where the run before ran out of time: what it would have done next. */
export interface Cursor {
  readonly phase: string;
  readonly after: string;
}

export interface SweptRegister {
  snapshot(): Promise<RegisterSnapshot>;
  memory(): Promise<SweepMemory>;
  /** Read anew, just before and just after the one step that gives access. */
  project(id: string): Promise<{ readonly project: QueryStanding | undefined; readonly standing: RegisterStanding }>;
  /** Writes the event of what was done. Saying it twice writes nothing. */
  record(command: EnforcementCommand): Promise<void>;
  cursor(): Promise<Cursor | undefined>;
  setCursor(cursor: Cursor | undefined): Promise<void>;
}

export interface SweptQueries {
  /** All that wait, start or run. */
  live(): Promise<readonly Query[]>;
  /** Stops the execution if there is one, then marks the query. Once it is stopped, doing it again does nothing. */
  stop(query: Query, because: string): Promise<void>;
  /** Writes down what has ended with nobody looking, which makes room for those that wait. */
  settle(): Promise<void>;
}

export interface Workgroups {
  /** Those of projects, with a stack and whatever state. */
  list(): Promise<readonly WorkgroupState[]>;
  setEnabled(name: string, enabled: boolean): Promise<void>;
  /** Stops whatever still runs in it, recorded or not. */
  stopAll(name: string): Promise<void>;
}

export interface Directory {
  /** Ends every sign-in of the person. Somebody whom the directory does not know is signed out already. */
  signOut(person: string): Promise<void>;
}

export interface Browser {
  active(): Promise<readonly BrowserSession[]>;
  /** A session that is over is expired already. */
  expire(session: string): Promise<void>;
}
