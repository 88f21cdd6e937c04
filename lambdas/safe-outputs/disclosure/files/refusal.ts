import type { At, Finding } from '../contract.ts';

export const finding = (
  rule: string,
  verdict: Finding['verdict'],
  reason: string,
  remedy: string,
  at: At = {},
): Finding => ({ rule, verdict, at, reason, remedy });

/** Ends an inspection: the bytes are not what their type demands, and nothing after this point would be read as a viewer reads it. */
export class Refusal extends Error {
  readonly finding: Finding;
  constructor(rule: string, reason: string, remedy: string, at: At = {}) {
    super(rule);
    this.finding = finding(rule, 'blocked', reason, remedy, at);
  }
}
