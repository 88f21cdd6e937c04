import type { Templates } from '../left-out/template.ts';
import type { Place } from '../rewrites/rewrite.ts';

/** A resource of the templates, and what follows its name. */
export interface Reference {
  readonly resource: string;
  readonly attr?: 'arn' | 'ref';
  readonly suffix?: string;
}

/** Values of a condition key; null where the call surely does not send it. */
export type Sent = readonly string[] | Reference | null;

export interface Question {
  /** ARN of a role session. */
  readonly who: string;
  readonly action: string;
  readonly to: Reference;
  readonly facts: Readonly<Record<string, Sent>>;
}

export type Decision = 'allowed' | 'denied' | 'conditional' | 'unknown';

export interface Answer {
  readonly decision: Decision;
  readonly because: string;
  /** Sids of the statements that decided. */
  readonly by: readonly string[];
}

/** Our own evaluator, which the rehearsal is given: it imports nothing that judges templates. */
export type Evaluator = (templates: Templates, place: Place) => (question: Question) => Answer;
