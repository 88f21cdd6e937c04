import type { Instant } from '../workflow/contract.ts';
import type { Person, Role } from './contract.ts';

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
