import type { Instant } from '../workflow/contract.ts';
import type { Person } from './contract.ts';

/** Roles a person can hold. Each grant needs two officers; an officer is a person who holds `operator`. */
export const roles = [
  'researcher',
  'project-lead',
  'output-checker',
  'output-requester',
  'data-manager',
  'committee-member',
  'lay-member',
  'operator',
  'assessor',
] as const;
export type Role = (typeof roles)[number];

/** Whether a person holds a role now: confirmed by a second officer, unexpired, not revoked. Suspension is another question. */
export const hasRole = (person: Person, role: Role, now: Instant): boolean =>
  person.roles.some(
    (grant) =>
      grant.role === role &&
      grant.confirmedAt !== undefined &&
      grant.confirmedBy !== grant.proposedBy &&
      grant.confirmedAt <= now &&
      now < grant.expires &&
      !(grant.revokedAt !== undefined && grant.revokedAt <= now),
  );
