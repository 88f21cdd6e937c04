import type { Caller } from './caller.ts';
import type { Facts } from './circumstances.ts';
import type { PolicyStatement } from './documents.ts';

/** Kinds of policy, as AWS names them. */
export type Layer =
  | 'identity'
  | 'boundary'
  | 'session'
  | 'resource'
  | 'endpoint'
  | 'service-control'
  | 'resource-control';

/** Every policy that bears on one call. A layer that is not here sets no limit; `identity` that is not here grants nothing. */
export interface Policies {
  readonly identity?: readonly PolicyStatement[];
  readonly boundary?: readonly PolicyStatement[];
  readonly session?: readonly PolicyStatement[];
  readonly resource?: readonly PolicyStatement[];
  readonly endpoint?: readonly PolicyStatement[];
  /** From the root of the organisation down to the account: each level must allow. */
  readonly serviceControl?: readonly (readonly PolicyStatement[])[];
  readonly resourceControl?: readonly (readonly PolicyStatement[])[];
}

export interface Request {
  readonly caller: Caller;
  readonly action: string;
  /** Canonical ARN, or `*` for an action without a resource. */
  readonly resource: string;
  /** Undefined where nobody knows whose it is. */
  readonly resourceAccount: string | undefined;
  /** What the call is known to send, beside what its caller implies. */
  readonly facts: Facts;
}
