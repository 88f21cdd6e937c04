import type { Instant } from '../workflow/contract.ts';
import { type Notice, officers, type Person, type ProjectStanding } from './contract.ts';
import { hasLeft } from './person-standing.ts';

/** Whole days before something expires on which somebody is told. */
export const noticeDays = [30, 21, 14, 7, 1] as const;

/** States in which a project has something to lose. */
const going: readonly string[] = ['approved', 'live', 'suspended'];

const day = 86_400_000;

/** One notice that is due, and where it lies: the same thing, expiry and number of days always lie in the same place. */
export interface Due {
  readonly to: string;
  readonly sort: string;
  readonly notice: Notice;
}

/** Something that expires, and who should know. */
interface Expiring {
  readonly notice: Omit<Notice, 'about' | 'days' | 'expires'> & { readonly thing: string };
  readonly expires: Instant;
  readonly to: readonly string[];
}

const live = (from: Instant, until: Instant, now: Instant, ended?: Instant): boolean =>
  from <= now && now < until && !(ended !== undefined && ended <= now);

const membersOf = (project: ProjectStanding, now: Instant) =>
  project.members.filter(({ from, until, endedAt }) => live(from, until, now, endedAt));

const leadsOf = (project: ProjectStanding, now: Instant): readonly string[] =>
  membersOf(project, now)
    .filter(({ as }) => as === 'lead')
    .map(({ person }) => person);

function ofPerson(person: Person, leads: readonly string[], now: Instant): readonly Expiring[] {
  if (hasLeft(person, now)) return [];
  const credentials = person.credentials.filter(({ withdrawn }) => !(withdrawn !== undefined && withdrawn <= now));
  const granted = person.roles.flatMap(({ confirmedAt, expires, revokedAt, role }) =>
    confirmedAt === undefined || (revokedAt !== undefined && revokedAt <= now)
      ? []
      : [{ from: confirmedAt, expires, role }],
  );
  return [
    ...credentials
      .filter(({ from, expires }) => live(from, expires, now))
      .filter(
        (one) =>
          !credentials.some((other) => outlives(other, one) && other.kind === one.kind && other.scheme === one.scheme),
      )
      .map(({ id, expires }) => ({ notice: { person: person.id, thing: id }, expires, to: [person.id, ...leads] })),
    ...granted
      .filter(({ from, expires }) => live(from, expires, now))
      .filter((one) => !granted.some((other) => outlives(other, one) && other.role === one.role))
      .map(({ role, expires }) => ({ notice: { person: person.id, thing: role }, expires, to: [person.id, officers] })),
  ];
}

interface Span {
  readonly from: Instant;
  readonly expires: Instant;
}

/** Nobody is told that something ends where its renewal is there already and leaves no gap. */
const outlives = (other: Span, one: Span): boolean => other.expires > one.expires && other.from <= one.expires;

function ofProject(project: ProjectStanding, now: Instant): readonly Expiring[] {
  const leads = leadsOf(project, now);
  const notice = { project: project.id };
  const to = [...leads, officers];
  const { starts, ends, approvals, organisations = [] } = project;
  if (!live(starts, ends, now)) return [];
  const parts = [
    ...approvals
      .filter(({ from, expires }) => live(from, expires, now))
      .map(({ of, expires }) => ({ notice: { ...notice, thing: `approval-${of}` }, expires, to })),
    ...organisations
      .filter(({ from, expires, withdrawn }) => live(from, expires, now, withdrawn))
      .map((one) => ({ notice: { ...notice, thing: `agreement-${one.organisation}` }, expires: one.expires, to })),
    ...membersOf(project, now).map(({ person, until }) => ({
      notice: { ...notice, person, thing: 'membership' },
      expires: until,
      to: [person, ...leads],
    })),
  ];
  // What outlives the project itself is nobody's concern.
  return [{ notice: { ...notice, thing: 'project' }, expires: ends, to }, ...parts.filter((one) => one.expires < ends)];
}

/**
 * Notices due at this instant: of each thing the nearest of the days that have been reached, so that a day on which nobody looked is made up for
 * on the next, and something recorded shortly before it ends is told of once. Whoever writes them writes each place once, however often it asks.
 */
export function noticesDue(
  people: readonly Person[],
  projects: readonly ProjectStanding[],
  now: Instant,
): readonly Due[] {
  const open = projects.filter(({ state }) => going.includes(state));
  const leadsOfMember = new Map<string, readonly string[]>();
  for (const project of open) {
    const leads = leadsOf(project, now);
    for (const { person } of membersOf(project, now)) {
      leadsOfMember.set(person, [...(leadsOfMember.get(person) ?? []), ...leads]);
    }
  }
  const expiring = [
    ...people.flatMap((person) => ofPerson(person, leadsOfMember.get(person.id) ?? [], now)),
    ...open.flatMap((project) => ofProject(project, now)),
  ];
  return expiring.flatMap(({ notice, expires, to }) => {
    const reached = noticeDays.filter((days) => Date.parse(expires) - days * day <= Date.parse(now));
    const days = reached.at(-1);
    if (days === undefined) return [];
    const dueAt = new Date(Date.parse(expires) - days * day).toISOString();
    const { project = '', person = '', thing } = notice;
    const sort = `${dueAt}#expires#${project}#${person}#${thing}#${expires}#${days}`.replace(/[^\x20-\x7e]/g, '-');
    return [...new Set(to)].map((one) => ({ to: one, sort, notice: { about: 'expires', ...notice, expires, days } }));
  });
}
