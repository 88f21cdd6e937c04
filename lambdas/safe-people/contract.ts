import type { Instant, Refusal } from '../workflow/contract.ts';
import type { Role } from './roles.ts';

/**
 * What the other safes may know of people: who they are, what they may do, and the one question that decides every request.
 */

/** What lapses: an accreditation, a training certificate or an agreement. */
export interface Credential {
  readonly id: string;
  readonly kind: 'accreditation' | 'training' | 'agreement';
  /** Scheme, course or agreement, such as `ons-dea`. */
  readonly scheme: string;
  readonly number: string;
  /** Where it can be looked at. */
  readonly evidence: string;
  readonly from: Instant;
  /** The first instant at which it no longer holds. */
  readonly expires: Instant;
  readonly withdrawn?: Instant;
}

export interface RoleGrant {
  readonly role: Role;
  readonly proposedBy: string;
  readonly proposedAt: Instant;
  /** Another officer than the one who proposed; absent: not granted yet. */
  readonly confirmedBy?: string;
  readonly confirmedAt?: Instant;
  readonly expires: Instant;
  readonly revokedAt?: Instant;
}

export const suspensionReasons = [
  'new',
  'credential-reset-by-administrator',
  'incident',
  'leaver',
  'register-restored',
  'officer-decision',
] as const;
export type SuspensionReason = (typeof suspensionReasons)[number];

export interface Suspension {
  readonly id: string;
  readonly because: SuspensionReason;
  /** What caused it, such as the id of an event: one cause suspends once. */
  readonly reference?: string;
  readonly from: Instant;
  readonly by: string;
  readonly liftedAt?: Instant;
  readonly liftedBy?: string;
}

export interface Person {
  /** Subject of the identity provider: the same in every token, event and session. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** ODS code. */
  readonly organisation: string;
  readonly credentials: readonly Credential[];
  readonly roles: readonly RoleGrant[];
  readonly suspensions: readonly Suspension[];
  /** Tokens of sign-ins up to and including this instant are refused. */
  readonly signedOutAt?: Instant;
  readonly leftAt?: Instant;
}

export interface Membership {
  readonly person: string;
  readonly as: 'lead' | 'researcher';
  readonly from: Instant;
  /** The first instant at which it no longer holds. */
  readonly until: Instant;
  readonly endedAt?: Instant;
}

/** What access depends on of a project. */
export interface ProjectStanding {
  readonly id: string;
  readonly state: string;
  readonly starts: Instant;
  /** The first instant at which it is over. */
  readonly ends: Instant;
  readonly members: readonly Membership[];
  /** Approvals that lapse, such as the committee's, the controllers', ethics: all must hold. */
  readonly approvals: readonly { readonly of: string; readonly from: Instant; readonly expires: Instant }[];
  /** What this project demands of its people beyond what every project does, such as a course on one of its datasets. */
  readonly demands?: readonly Demand[];
  /** Agreements of organisations to take part. Where given, a member's own organisation needs one in date. */
  readonly organisations?: readonly {
    readonly organisation: string;
    readonly from: Instant;
    readonly expires: Instant;
    readonly withdrawn?: Instant;
  }[];
}

/** `restored`: the table is not the one that the register was founded in, so that everybody is suspended until two officers say otherwise. */
export type RegisterStanding = 'in-service' | 'restored';

/** What the verified token says of this sign-in. */
export interface Session {
  readonly signedInAt: Instant;
  /** Whether the token proves a second factor. */
  readonly mfa: boolean;
}

/** Which credentials of which kinds access demands; every line must be met by one live credential. */
export interface Demand {
  readonly kind: Credential['kind'];
  /** Any of these schemes. Empty: any scheme. */
  readonly schemes: readonly string[];
}

export interface AccessQuestion {
  readonly person: Person | undefined;
  readonly project: ProjectStanding | undefined;
  readonly register: RegisterStanding;
  /** Absent where the question is about a running query, or asked ahead of a sign-in. */
  readonly session?: Session;
  readonly demands: readonly Demand[];
  readonly now: Instant;
}

/** `changesAt`: the next instant at which the answer, or a reason in it, changes by time alone; absent: never. */
export type Access =
  | { readonly allowed: true; readonly changesAt?: Instant }
  | { readonly allowed: false; readonly refusals: readonly Refusal[]; readonly changesAt?: Instant };

export type { Answer, Call, Field, Fields, Handler, Handlers, Origin, Parameter, Route } from './door.ts';
export { publicOrigins } from './door.ts';
export { effectiveAccess } from './effective-access.ts';
export * as fieldWords from './field-words.ts';
export { AuthoriserEnv, SigningKeysEnv } from './gate-environment.ts';
export { FoundingEnv, IdentityWatchEnv, PeopleEnv, WorkerEnv } from './people-environment.ts';
export { peopleRoutes } from './people-routes.ts';
export { hasRole, type Role, roles } from './roles.ts';

/** Partition of people in the register, `sort` being the person's id. */
export const personPartition = 'person';

export type { Notice, Notify } from './notice.ts';
export { noticePartition, officers } from './notice.ts';
export { type Document, document } from './openapi.ts';
export { type Addresses, ofDoor } from './openapi-of-door.ts';
export { personRefusals, roleRefusals } from './person-standing.ts';
export { registerStanding, standingKey, type TableIdentity } from './standing.ts';
