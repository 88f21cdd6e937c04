import type { Stage } from '../target/stage.ts';

/** `done`, or what whoever asked was told. */
export type Trial = { readonly done: true } | { readonly done: false; readonly because: string };

interface UnderFaults {
  readonly name: string;
  /** Name of the function: `tre-<deployment>-<noun>`. */
  readonly noun: string;
  /** Brings about what the function is there to change. */
  setUp(stage: Stage): Promise<void>;
  /** @throws AssertionError with what is stored instead. */
  holds(stage: Stage): Promise<void>;
}

/** A function that CloudFormation calls, in a stack with a custom resource and nothing else. */
export interface CalledByCloudFormation extends UnderFaults {
  /** The request of CloudFormation at which it works. */
  readonly works: 'Create' | 'Delete';
  properties(stage: Stage): Promise<Readonly<Record<string, unknown>>>;
}

/** A function that a request, a schedule, a stream or an event calls. */
export interface CalledByOthers extends UnderFaults {
  /** Functions that answer in the same run, such as the authoriser of a door. */
  readonly beside?: readonly string[];
  /** The faults that are tried where a run has so many calls that all would take hours. @default all */
  readonly kinds?: readonly string[];
  run(stage: Stage): Promise<Trial>;
  /** What passes until the next try, such as the time for which a dead function's claim stands. */
  between?(stage: Stage): Promise<void>;
}

/** A function under faults: what it starts from, what makes it run, and what must be stored in the end. */
export type Subject = CalledByCloudFormation | CalledByOthers;
