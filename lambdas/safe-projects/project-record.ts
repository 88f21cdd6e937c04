import type { Instant } from '../workflow/contract.ts';
import type { Draft, RequestedDataset, RequestedPerson } from './application.ts';
import type { Closing } from './closing.ts';
import type { QueryStanding } from './contract.ts';

/** The state of one project as it is stored; the instance's id is the project's id in the deployment file. */

/** References that a project needs besides the committee's and the controllers' (SATRE 1.4.01). */
export const references = ['dpia', 'ethics', 'funding'] as const;
export type Reference = (typeof references)[number];

/** What an officer looked at, or why it does not apply. A DPIA always applies. */
export type Recorded =
  | {
      readonly of: Reference;
      readonly applies: true;
      readonly reference: string;
      readonly evidence: string;
      readonly from: Instant;
      readonly expires: Instant;
      readonly by: string;
    }
  | { readonly of: Reference; readonly applies: false; readonly reason: string; readonly by: string };

/** A controller's agreement to one dataset for this one project (SATRE 1.5.04); `by` spoke for `controller` when it was recorded. */
export interface Agreement {
  readonly dataset: string;
  readonly controller: string;
  readonly reference: string;
  readonly evidence: string;
  readonly from: Instant;
  readonly expires: Instant;
  readonly by: string;
}

export interface Objection {
  readonly dataset: string;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
}

export interface Seat {
  readonly person: string;
  readonly lay: boolean;
}

export interface Vote {
  readonly person: string;
  readonly vote: 'approve' | 'refuse' | 'abstain';
  readonly reason: string;
  readonly at: Instant;
}

/** One matter before the committee: the application, or an amendment by its id. */
export interface Meeting {
  readonly about: string;
  readonly openedAt: Instant;
  readonly chair: string;
  readonly seats: readonly Seat[];
  /** Declared by the member or by an officer. Those that follow from the register are found anew at each decision. */
  readonly conflicts: readonly { readonly person: string; readonly interest: string; readonly by: string }[];
  /** Nobody sees them before the vote is closed. */
  readonly votes: readonly Vote[];
  readonly closed?: {
    readonly at: Instant;
    readonly carried: boolean;
    readonly reason: string;
    /** Who was counted and who was not. */
    readonly counted: readonly string[];
    readonly excluded: readonly string[];
  };
}

export interface Condition {
  readonly id: string;
  readonly says: string;
  readonly met?: { readonly evidence: string; readonly by: string; readonly at: Instant };
}

/** What an amendment changes. How much of the gate it passes follows from this and from nothing that the proposer says. */
export type AmendedThing =
  | { readonly kind: 'new-person'; readonly person: RequestedPerson }
  | { readonly kind: 'extension'; readonly ends: Instant }
  | { readonly kind: 'new-dataset'; readonly dataset: RequestedDataset };

export interface Amendment {
  readonly id: string;
  readonly change: AmendedThing;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedAt: Instant;
  /** Gates passed so far, in order. */
  readonly passed: readonly string[];
}

/** Instants of the way to a decision: the clock stops while the application lies with the applicant. */
export interface Timing {
  readonly submittedAt?: Instant;
  readonly returned: readonly { readonly from: Instant; readonly until?: Instant }[];
  readonly decidedAt?: Instant;
}

export interface ProjectRecord extends QueryStanding {
  readonly applicant: string;
  readonly application: Draft;
  readonly datasets: readonly RequestedDataset[];
  readonly people: readonly RequestedPerson[];
  readonly recorded: readonly Recorded[];
  readonly agreements: readonly Agreement[];
  readonly objections: readonly Objection[];
  readonly meeting?: Meeting;
  /** The committee's decision on the application. */
  readonly committee?: { readonly decidedAt: Instant; readonly expires: Instant; readonly chair: string };
  readonly conditions: readonly Condition[];
  readonly amendments: readonly Amendment[];
  /** End that a committee last decided; the chair's extensions count from here. */
  readonly endsByCommittee: Instant;
  readonly liveSince?: Instant;
  readonly resumeProposedBy?: string;
  /** Reason given with the last return, refusal, withdrawal, suspension, resumption or close. */
  readonly lastReason?: string;
  readonly timing: Timing;
  readonly closing?: Closing;
}
