import type { Instant, Refusal } from '../workflow/contract.ts';
import type { Access, AccessQuestion, Credential, Demand, Person, ProjectStanding } from './contract.ts';
import { personRefusals } from './person-standing.ts';
import { hasRole, type Role } from './roles.ts';

interface Span {
  readonly from: Instant;
  readonly until: Instant;
  /** Taken back before its time. */
  readonly ended?: Instant | undefined;
}

const holds = ({ from, until, ended }: Span, now: Instant): boolean =>
  from <= now && now < until && !(ended !== undefined && ended <= now);

const spanOf = ({ from, expires, withdrawn }: Pick<Credential, 'from' | 'expires' | 'withdrawn'>): Span => ({
  from,
  until: expires,
  ended: withdrawn,
});

/** What became of the one that got furthest, so that the reader knows whether to renew, wait or ask. */
function whyNone(spans: readonly Span[], now: Instant): string {
  const last = [...spans].sort((a, b) => (a.until < b.until ? 1 : -1))[0];
  if (last === undefined) return 'none is recorded';
  if (last.ended !== undefined && last.ended <= now) return `it was withdrawn at ${last.ended}`;
  return last.until <= now ? `it expired at ${last.until}` : `it begins at ${last.from}`;
}

/** States of a project in which its members may work. */
const open = 'live';

const matches = ({ kind, schemes }: Demand, one: Credential): boolean =>
  one.kind === kind && (schemes.length === 0 || schemes.includes(one.scheme));

const roleFor = { lead: 'project-lead', researcher: 'researcher' } as const;

/**
 * The role that membership asks for: whoever is in the project as lead needs that of a lead, and no role stands in for the other, for each was
 * approved by two officers for what it is. Where no membership is in date that is said already, and either role will do.
 */
function rolesFor(project: ProjectStanding | undefined, person: Person, now: Instant): readonly Role[] {
  const mine = (project?.members ?? []).filter(
    ({ person: id, from, until, endedAt }) => id === person.id && holds({ from, until, ended: endedAt }, now),
  );
  return mine.length === 0 ? Object.values(roleFor) : [...new Set(mine.map(({ as }) => roleFor[as]))];
}

type Demands = (met: boolean, rule: string, says: string) => void;

function ofPerson(
  demand: Demands,
  person: Person,
  { roles, demands }: { readonly roles: readonly Role[]; readonly demands: readonly Demand[] },
  now: Instant,
): void {
  const held = roles.some((role) => hasRole(person, role, now));
  demand(held, 'role', `the role ${roles.join(' or ')}, which this membership asks for, is not held and in date`);
  for (const line of demands) {
    const spans = person.credentials.filter((one) => matches(line, one)).map(spanOf);
    const of = line.schemes.length === 0 ? line.kind : `${line.kind} (${line.schemes.join(' or ')})`;
    const met = spans.some((span) => holds(span, now));
    if (!met) demand(false, line.kind, `no ${of} is in date: ${whyNone(spans, now)}; record one with its evidence`);
  }
}

function ofProject(demand: Demands, project: ProjectStanding, person: Person | undefined, now: Instant): void {
  demand(project.state === open, 'project-state', `the project is ${project.state}, not ${open}`);
  demand(now >= project.starts, 'project-dates', `the project begins at ${project.starts}`);
  demand(now < project.ends, 'project-dates', `the project was over at ${project.ends}`);
  for (const { of, from, expires } of project.approvals) {
    const span = { from, until: expires };
    if (!holds(span, now)) demand(false, 'approval', `the approval ${of} is not in date: ${whyNone([span], now)}`);
  }
  const mine = project.members
    .filter((one) => one.person === person?.id)
    .map(({ from, until, endedAt }) => ({ from, until, ended: endedAt }));
  if (!mine.some((span) => holds(span, now)))
    demand(false, 'membership', `no membership of the project is in date: ${whyNone(mine, now)}`);
  if (project.organisations !== undefined) {
    const own = project.organisations.filter(({ organisation }) => organisation === person?.organisation).map(spanOf);
    const says = `the person's organisation has no agreement for this project in date`;
    if (!own.some((span) => holds(span, now))) demand(false, 'organisation', `${says}: ${whyNone(own, now)}`);
  }
}

function refusalsAt({ person, project, register, session, demands }: AccessQuestion, now: Instant): readonly Refusal[] {
  const refusals = [...personRefusals({ person, register, now, ...(session === undefined ? {} : { session }) })];
  const demand: Demands = (met, rule, says) => {
    if (!met) refusals.push({ rule, says });
  };
  if (person !== undefined) {
    const all = [...demands, ...(project?.demands ?? [])];
    ofPerson(demand, person, { roles: rolesFor(project, person, now), demands: all }, now);
  }
  if (project === undefined) demand(false, 'project', 'there is no such project');
  else ofProject(demand, project, person, now);
  return refusals;
}

/** Every instant at which time alone could change the answer. */
function instantsOf({ person, project, demands }: AccessQuestion): readonly (Instant | undefined)[] {
  const all = [...demands, ...(project?.demands ?? [])];
  return [
    person?.leftAt,
    ...(person?.suspensions ?? []).flatMap(({ from, liftedAt }) => [from, liftedAt]),
    ...(person?.roles ?? []).flatMap(({ confirmedAt, expires, revokedAt }) => [confirmedAt, expires, revokedAt]),
    ...(person?.credentials ?? [])
      .filter((one) => all.some((line) => matches(line, one)))
      .flatMap(({ from, expires, withdrawn }) => [from, expires, withdrawn]),
    project?.starts,
    project?.ends,
    ...(project?.approvals ?? []).flatMap(({ from, expires }) => [from, expires]),
    ...(project?.members ?? [])
      .filter((one) => one.person === person?.id)
      .flatMap(({ from, until, endedAt }) => [from, until, endedAt]),
    ...(project?.organisations ?? []).flatMap(({ from, expires, withdrawn }) => [from, expires, withdrawn]),
  ];
}

const same = (a: readonly Refusal[], b: readonly Refusal[]): boolean =>
  a.length === b.length && a.every(({ rule, says }, index) => rule === b[index]?.rule && says === b[index]?.says);

/**
 * Approved project x live membership x unexpired accreditation, training and agreement x second factor x not suspended x within dates. Every
 * reason for a "no" is given. `changesAt` is exact: until then the answer and its reasons stay as they are if nobody changes the register,
 * and at that instant they are others.
 */
export function effectiveAccess(question: AccessQuestion): Access {
  const { now } = question;
  const refusals = refusalsAt(question, now);
  const ahead = new Set(instantsOf(question).filter((one): one is Instant => one !== undefined && one > now));
  const changesAt = [...ahead].sort().find((instant) => !same(refusals, refusalsAt(question, instant)));
  const next = changesAt === undefined ? {} : { changesAt };
  return refusals.length === 0 ? { allowed: true, ...next } : { allowed: false, refusals, ...next };
}
