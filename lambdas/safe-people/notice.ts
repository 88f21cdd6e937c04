import type { Instant } from '../workflow/contract.ts';

/** Addressee that stands for everybody who holds `operator`: read by each of them at `/me`. */
export const officers = 'officers';

/**
 * What somebody is told at `/me`; nobody is mailed, for a way from these functions to the mail would be a way out. Ids, enumerations, counts
 * and instants only: no text that anybody typed.
 */
export interface Notice {
  /** What happened, such as `role-proposed`, or `expires`. */
  readonly about: string;
  readonly person?: string;
  readonly project?: string;
  /** Id or enumeration of what it is about within the person or project, such as a role or the id of a credential. */
  readonly thing?: string;
  /** When it expires. */
  readonly expires?: Instant;
  /** Whole days before it expires. */
  readonly days?: number;
}

/** The effect by which any workflow tells people something; `to` are ids of people, or `officers`. */
export interface Notify {
  readonly kind: 'notify';
  readonly to: readonly string[];
  readonly notice: Notice;
}

/** Partition of the notices of one addressee in the register; `sort` begins with the instant. */
export const noticePartition = (to: string): string => `notice#${to}`;
