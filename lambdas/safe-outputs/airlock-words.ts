/** Words of the airlock that routes and functions share; apart, so that a table of routes can be made before the contract that shows it. */

export const airlockStates = [
  'draft',
  'submitted',
  'checking',
  'blocked',
  'in-review',
  'changes-requested',
  'rejected',
  'approved',
  'releasing',
  'released',
  'revoked',
  'withdrawn',
  'expired',
  'failed',
] as const;
export type AirlockState = (typeof airlockStates)[number];

export const choices = ['approve', 'request-changes', 'reject'] as const;
export type Choice = (typeof choices)[number];
