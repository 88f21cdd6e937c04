import type { Instant } from '../workflow/contract.ts';
import type { Credential, Notify, Person, RegisterStanding, Role, Session, SuspensionReason } from './contract.ts';

/** What the register holds of a person: what everybody may know, and who brought them in. */
export interface PersonState extends Person {
  readonly enrolledBy: string;
  readonly enrolledAt: Instant;
}

export interface Details {
  readonly name: string;
  readonly email: string;
  readonly organisation: string;
}

/** Everything that can be asked of a person's record. Who asks and when is never part of it. */
export type PersonCommand =
  | ({ readonly kind: 'enrol' } & Details)
  | ({ readonly kind: 'correct-details' } & Details)
  | { readonly kind: 'record-credential'; readonly credential: Omit<Credential, 'id' | 'withdrawn'> }
  | { readonly kind: 'withdraw-credential'; readonly credential: string }
  | { readonly kind: 'propose-role'; readonly role: Role; readonly expires: Instant }
  /** Names the expiry again, so that nobody confirms what was changed under their eyes. */
  | { readonly kind: 'confirm-role'; readonly role: Role; readonly expires: Instant }
  | { readonly kind: 'revoke-role'; readonly role: Role }
  /** `reference`: what caused it; the same reference suspends once. */
  | { readonly kind: 'suspend'; readonly because: SuspensionReason; readonly reference?: string }
  /** `evidence`: where it can be looked at what was checked, such as the identity of somebody new. */
  | { readonly kind: 'lift-suspension'; readonly suspension: string; readonly evidence: string }
  | { readonly kind: 'sign-out' }
  | { readonly kind: 'leave' };

export type PersonEvent =
  | ({ readonly kind: 'enrolled'; readonly id: string } & Details)
  | ({ readonly kind: 'details-corrected' } & Details)
  /** One of the first two officers: written by the founding of the register alone, which no command leads to. */
  | { readonly kind: 'officer-founded'; readonly expires: Instant }
  | { readonly kind: 'credential-recorded'; readonly credential: Credential }
  | { readonly kind: 'credential-withdrawn'; readonly credential: string }
  | { readonly kind: 'role-proposed'; readonly role: Role; readonly expires: Instant }
  | { readonly kind: 'role-confirmed'; readonly role: Role; readonly expires: Instant }
  | { readonly kind: 'role-revoked'; readonly role: Role }
  | {
      readonly kind: 'suspended';
      readonly suspension: string;
      readonly because: SuspensionReason;
      readonly reference?: string;
    }
  | { readonly kind: 'suspension-lifted'; readonly suspension: string; readonly evidence: string }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'left' };

/** `sweep`: something was taken away from this person, so end what still runs for them. */
export type PersonEffect = Notify | { readonly kind: 'sweep'; readonly person: string };

/** What a decision about a person reads besides the person. */
export interface PersonFacts {
  /** Whose record it is; the record of somebody new does not say. */
  readonly id: string;
  /** Record of the person who asks. */
  readonly asker: Person | undefined;
  /** Record of whoever proposed the role that is to be confirmed. */
  readonly proposer?: Person | undefined;
  readonly register: RegisterStanding;
  readonly session?: Session;
}

export type PersonCommandKind = PersonCommand['kind'];
export type PersonEventKind = PersonEvent['kind'];

/** Where a person stands: what a command may start from. */
export const personStates = ['suspended', 'standing', 'left'] as const;
export type PersonStateName = (typeof personStates)[number];
