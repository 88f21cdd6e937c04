import type { Deployment } from '../../lib/config/deployment.ts';
import type { Account } from './account.ts';
import type { AnyCall } from './call.ts';
import type { Verdict } from './finding.ts';
import type { Plan } from './plan.ts';

/** What the account is asked about. */
export interface Subject {
  readonly deployment: Deployment;
  /** What the deployment would create. */
  readonly plan: Plan;
  /** Day of asking, `YYYY-MM-DD`. */
  readonly today: string;
  /** Region in which it is asked. */
  readonly region: string;
  /** @default the environment's */
  readonly profile?: string;
  /** @default AWS's own */
  readonly endpoint?: string;
}

/** One thing that only the account knows. Given the same answers it comes to the same verdicts. */
export interface Question {
  readonly id: string;
  readonly about: string;
  /** Every call it may make: another is refused, and the least policy is made of these. */
  readonly calls: readonly AnyCall[];
  ask(account: Account, subject: Subject): Promise<readonly Verdict[]>;
}
