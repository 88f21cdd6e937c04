import type { Outcome } from '../rule.ts';

/** `unknown`: the template does not fix a value on which it stands. It is no pass, and no accusation. */
export const verdicts = ['fail', 'unknown', 'pass', 'not-applicable'] as const;
export type Verdict = (typeof verdicts)[number];

/** An outcome of a rule once it was asked what it stands on. */
export interface Finding {
  readonly verdict: Verdict;
  readonly resource: string;
  readonly path: string;
  readonly reason: string;
  /** Of an unknown: what would have to be known, in words. */
  readonly because?: string;
}

export const findingOf = ({ result, resource, path, reason }: Outcome): Finding => ({
  verdict: result,
  resource,
  path,
  reason,
});

export const unknownOf = ({ resource, path, reason }: Omit<Outcome, 'result'>, because: string): Finding => ({
  verdict: 'unknown',
  resource,
  path,
  reason,
  because,
});
