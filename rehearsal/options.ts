import type { Deployment } from '../lib/config/deployment.ts';
import type { Evaluator } from './agreement/evaluator.ts';
import type { Narrowing } from './faults/narrowed.ts';
import type { Row } from './report.ts';
import type { Target } from './target/target.ts';

export interface Options {
  readonly file: string;
  readonly deployment: Deployment;
  readonly asOf: string;
  readonly keep: boolean;
  /** The fault harness in place of the passes, and what of it. */
  readonly faults: Narrowing | undefined;
  readonly endpoint: string | undefined;
  readonly profile: string | undefined;
  /** Writes a cloud assembly into a folder and returns the names of the rules that failed on it. */
  readonly synthesise: (deployment: Deployment, folder: string) => readonly string[];
  readonly evaluator: Evaluator;
  readonly print: (row: Row) => void;
  /** Called when everything stands and is to be kept; returns when it may go. */
  readonly kept: (target: Target) => Promise<void>;
}
