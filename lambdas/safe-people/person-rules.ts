import type { Instant, Moment, Refusal } from '../workflow/contract.ts';
import type { Role, RoleGrant, SuspensionReason } from './contract.ts';
import { nameOf } from './person-authority.ts';
import type { PersonCommand, PersonFacts, PersonState } from './person-record.ts';
import { roleRefusals } from './person-standing.ts';
import type { PersonRule } from './person-transitions.ts';

const day = 86_400_000;
const daysAfter = (instant: Instant, days: number): Instant => new Date(Date.parse(instant) + days * day).toISOString();

/** No grant outlives a year, no credential five; a proposal that nobody confirms within two weeks lapses. */
export const longest = { role: 366, credential: 5 * 366, proposal: 14 } as const;

/** Two officers grant these for an organisation: its datasets are released, and its conflicts found, by it. One alone does not move them. */
const speaksForOrganisation: readonly Role[] = ['data-manager', 'committee-member', 'lay-member'];

const isOpen = (grant: RoleGrant, now: Instant): boolean =>
  grant.confirmedAt === undefined &&
  grant.revokedAt === undefined &&
  now < grant.expires &&
  now < daysAfter(grant.proposedAt, longest.proposal);

export const openProposal = (person: PersonState, role: Role, now: Instant): RoleGrant | undefined =>
  person.roles.find((grant) => grant.role === role && isOpen(grant, now));

const alive = (grant: RoleGrant, now: Instant): boolean =>
  isOpen(grant, now) || (grant.confirmedAt !== undefined && grant.revokedAt === undefined && now < grant.expires);

/** Reasons that a person may give; the others belong to the function that finds them. */
const given: Readonly<Record<string, readonly SuspensionReason[]>> = {
  person: ['incident', 'officer-decision', 'leaver'],
  'service:identity-watch': ['credential-reset-by-administrator'],
  'service:restoration': ['register-restored'],
};

const no = (rule: PersonRule, met: boolean, says: string): readonly Refusal[] => (met ? [] : [{ rule, says }]);

type Check = (person: PersonState, command: PersonCommand, moment: Moment, facts: PersonFacts) => readonly Refusal[];

const within = (now: Instant, expires: Instant, days: number): boolean =>
  expires > now && expires <= daysAfter(now, days);

/** The conditions that the table of transitions names. A command of another kind meets every one. */
export const checks: Readonly<Record<PersonRule, Check>> = {
  'organisation-bound': (person, command, { now }) => {
    if (command.kind !== 'correct-details' || command.organisation === person.organisation) return [];
    const bound = person.roles.some((grant) => speaksForOrganisation.includes(grant.role) && alive(grant, now));
    const says = `the organisation stays while ${speaksForOrganisation.join(', ')} is held or proposed; revoke it first`;
    return no('organisation-bound', !bound, says);
  },
  'credential-dates': (_, command, { now }) => {
    if (command.kind !== 'record-credential') return [];
    const { from, expires } = command.credential;
    const says = `it must expire after now and after it begins, within ${longest.credential} days, got ${from} to ${expires}`;
    return no('credential-dates', from < expires && within(now, expires, longest.credential), says);
  },
  'credential-known': (person, command, { now }) =>
    command.kind !== 'withdraw-credential'
      ? []
      : no(
          'credential-known',
          person.credentials.some(({ id, withdrawn }) => id === command.credential && !(withdrawn && withdrawn <= now)),
          'no such credential stands; read the person again',
        ),
  'proposal-dates': (_, command, { now }) =>
    command.kind !== 'propose-role'
      ? []
      : no(
          'proposal-dates',
          within(now, command.expires, longest.role),
          `a role must expire after now, within ${longest.role} days, got ${command.expires}`,
        ),
  'proposal-once': (person, command, { now }) =>
    command.kind !== 'propose-role'
      ? []
      : no(
          'proposal-once',
          openProposal(person, command.role, now) === undefined,
          `${command.role} is proposed already; confirm or revoke it`,
        ),
  'proposal-known': (person, command, { now }) =>
    command.kind !== 'confirm-role'
      ? []
      : no(
          'proposal-known',
          openProposal(person, command.role, now)?.expires === command.expires,
          `nobody proposed ${command.role} until ${command.expires} within ${longest.proposal} days; read the person again`,
        ),
  'second-officer': (person, command, { now, actor }) =>
    command.kind !== 'confirm-role'
      ? []
      : no(
          'second-officer',
          openProposal(person, command.role, now)?.proposedBy !== nameOf(actor),
          'a role needs two officers; another than the one who proposed it must confirm',
        ),
  'proposer-stands': (person, command, { now }, { proposer }) => {
    const proposal = command.kind === 'confirm-role' ? openProposal(person, command.role, now) : undefined;
    if (proposal === undefined) return [];
    const stands =
      proposer?.id === proposal.proposedBy &&
      roleRefusals({ person: proposer, register: 'in-service', now }, ['operator']).length === 0;
    return no('proposer-stands', stands, 'who proposed it is no officer in good standing any more; propose it again');
  },
  'read-only-alone': (person, command, { now }) => {
    if (command.kind !== 'propose-role' && command.kind !== 'confirm-role') return [];
    const others = person.roles.filter((grant) => grant.role !== command.role && alive(grant, now));
    const met = command.role === 'assessor' ? others.length === 0 : !others.some(({ role }) => role === 'assessor');
    return no('read-only-alone', met, 'an assessor holds no other role; revoke one before granting the other');
  },
  'role-held': (person, command, { now }) =>
    command.kind !== 'revoke-role'
      ? []
      : no(
          'role-held',
          person.roles.some((grant) => grant.role === command.role && alive(grant, now)),
          `${command.role} is neither held nor proposed`,
        ),
  reason: (_, command, { actor }) => {
    if (command.kind !== 'suspend') return [];
    const allowed = given[actor.kind === 'person' ? 'person' : nameOf(actor)] ?? [];
    return no('reason', allowed.includes(command.because), `the reason must be ${allowed.join(' or ')}`);
  },
  'suspension-known': (person, command) =>
    command.kind !== 'lift-suspension'
      ? []
      : no(
          'suspension-known',
          person.suspensions.some(({ id, liftedAt }) => id === command.suspension && liftedAt === undefined),
          'no such suspension stands; read the person again',
        ),
  enroller: (person, command, { actor }) => {
    if (command.kind !== 'lift-suspension') return [];
    const suspension = person.suspensions.find(({ id }) => id === command.suspension);
    const met = suspension?.because !== 'new' || ![person.enrolledBy, suspension.by].includes(nameOf(actor));
    return no('enroller', met, 'another officer than the one who enrolled the person must confirm who they are');
  },
  // Tells two outcomes apart; it refuses nothing.
  'other-suspension': () => [],
};
