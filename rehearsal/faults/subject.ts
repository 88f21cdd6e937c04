import type { Stage } from '../target/stage.ts';

/** A function under faults: what it starts from, what makes it run, and what must be stored in the end. */
export interface Subject {
  readonly name: string;
  /** Name of the function: `tre-<deployment>-<noun>`. */
  readonly noun: string;
  /** The request of CloudFormation at which it works. */
  readonly works: 'Create' | 'Delete';
  properties(stage: Stage): Promise<Readonly<Record<string, unknown>>>;
  /** Brings about what the function is there to change. */
  setUp(stage: Stage): Promise<void>;
  /** @throws AssertionError with what is stored instead. */
  holds(stage: Stage): Promise<void>;
}
