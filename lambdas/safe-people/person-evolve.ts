import type { Moment } from '../workflow/contract.ts';
import type { RoleGrant } from './contract.ts';
import { nameOf } from './person-authority.ts';
import type { PersonEvent, PersonState } from './person-record.ts';

/** A person of whom nothing but a stray event is known: total, and useless to whoever it describes. */
const nobody = (by: string, at: string): PersonState => ({
  id: '',
  name: '',
  email: '',
  organisation: '',
  credentials: [],
  roles: [],
  suspensions: [],
  enrolledBy: by,
  enrolledAt: at,
});

const revoked =
  (at: string) =>
  (grant: RoleGrant): RoleGrant =>
    grant.revokedAt === undefined ? { ...grant, revokedAt: at } : grant;

/** What an event makes of a record. A person who comes back keeps credentials, and neither roles nor a lifted suspension for being new. */
export function evolvePerson(state: PersonState | undefined, event: PersonEvent, { now, actor }: Moment): PersonState {
  const by = nameOf(actor);
  const person = state ?? nobody(by, now);
  switch (event.kind) {
    case 'enrolled': {
      const { leftAt: _, ...before } = person;
      const { id, name, email, organisation } = event;
      return { ...before, id, name, email, organisation, enrolledBy: by, enrolledAt: now };
    }
    case 'details-corrected': {
      const { name, email, organisation } = event;
      return { ...person, name, email, organisation };
    }
    case 'officer-founded': {
      // There was no second officer yet: whoever broke the glass to invoke the founding stands in, and the trail of calls names them.
      const proposed = { proposedBy: by, proposedAt: now, confirmedBy: 'break-glass', confirmedAt: now };
      return { ...person, roles: [...person.roles, { role: 'operator', ...proposed, expires: event.expires }] };
    }
    case 'credential-recorded':
      return { ...person, credentials: [...person.credentials, event.credential] };
    case 'credential-withdrawn':
      return {
        ...person,
        credentials: person.credentials.map((one) =>
          one.id === event.credential && one.withdrawn === undefined ? { ...one, withdrawn: now } : one,
        ),
      };
    case 'role-proposed': {
      const { role, expires } = event;
      return { ...person, roles: [...person.roles, { role, proposedBy: by, proposedAt: now, expires }] };
    }
    case 'role-confirmed': {
      const { role, expires } = event;
      const index = person.roles.findLastIndex(
        (grant) =>
          grant.role === role &&
          grant.expires === expires &&
          grant.confirmedAt === undefined &&
          grant.revokedAt === undefined,
      );
      return {
        ...person,
        roles: person.roles.map((grant, at) =>
          at === index ? { ...grant, confirmedBy: by, confirmedAt: now } : grant,
        ),
      };
    }
    case 'role-revoked':
      return {
        ...person,
        roles: person.roles.map((grant) => (grant.role === event.role ? revoked(now)(grant) : grant)),
      };
    case 'suspended': {
      const { suspension: id, because, reference } = event;
      const suspension = { id, because, from: now, by, ...(reference === undefined ? {} : { reference }) };
      return { ...person, suspensions: [...person.suspensions, suspension] };
    }
    case 'suspension-lifted':
      return {
        ...person,
        suspensions: person.suspensions.map((one) =>
          one.id === event.suspension && one.liftedAt === undefined ? { ...one, liftedAt: now, liftedBy: by } : one,
        ),
      };
    case 'signed-out': {
      // The issuer's clock may be ahead of ours: the sign-in that is ended is over, whatever instant it bears.
      const own = actor.kind === 'person' && actor.id === person.id && actor.signedInAt > now;
      return { ...person, signedOutAt: own ? actor.signedInAt : now };
    }
    case 'left':
      return { ...person, leftAt: now, signedOutAt: now, roles: person.roles.map(revoked(now)) };
  }
}
