import type { Refusal } from '../../lambdas/workflow/contract.ts';

/** Ends a command. `usage` is the person's own line or file, `refused` the answer no, `failed` whatever kept an answer from coming. */
export class Stop extends Error {
  readonly why: 'usage' | 'refused' | 'failed';
  readonly details: StopDetails;

  constructor(why: Stop['why'], message: string, details: StopDetails = {}) {
    super(message);
    this.why = why;
    this.details = details;
  }
}

export interface StopDetails {
  readonly operation?: string;
  readonly status?: number;
  readonly request?: string;
  readonly refusals?: readonly Refusal[];
  /** What to do, where the refusals do not say. */
  readonly remedy?: string;
}
