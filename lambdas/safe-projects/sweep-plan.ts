import { type Demand, effectiveAccess, hasRole, type Person, type RegisterStanding } from '../safe-people/contract.ts';
import type { Instant } from '../workflow/contract.ts';
import type { ProjectState, Query, QueryStanding } from './contract.ts';

/** Long because the whole of what a sweep may do is decided here, and nowhere else. */

/** The register at one moment. `version` of a person grows with every change of theirs. */
export interface RegisterSnapshot {
  readonly standing: RegisterStanding;
  readonly demands: readonly Demand[];
  readonly people: readonly { readonly person: Person; readonly version: number }[];
  readonly projects: readonly QueryStanding[];
}

export interface WorkgroupState {
  readonly name: string;
  readonly project: string;
  readonly enabled: boolean;
}

export interface BrowserSession {
  readonly id: string;
  /** What the identity provider of the portal sent: the NameID of SAML, or the user name of Identity Center. */
  readonly username: string;
  readonly startedAt: Instant;
}

/** What was enforced of a person at the directory. Kept only for whom there was something to do. */
export interface SweptPerson {
  /** `barred@<version>` once they were signed out of the directory, `free` once nothing bars them any more. */
  readonly directory: string;
  readonly signedOutAt?: Instant;
}

/** What earlier sweeps left behind. */
export interface SweepMemory {
  readonly people: ReadonlyMap<string, SweptPerson>;
  /** Findings that were reported and still stand, by id. */
  readonly findings: ReadonlyMap<string, SweepFinding>;
  /** Workgroups whose closing was begun and not seen to its end. */
  readonly closing: ReadonlySet<string>;
}

/** What an operator must know, once for as long as it lasts. `id` names it: kind and project. */
export interface SweepFinding {
  readonly id: string;
  readonly kind: 'approved-without-stack' | 'stack-without-approval' | 'browser-session-of-nobody';
  readonly project?: string;
}

export type SweepAction =
  | { readonly phase: 'stop'; readonly key: string; readonly query: Query; readonly because: string }
  | { readonly phase: 'disable'; readonly key: string; readonly project: string }
  | { readonly phase: 'expire'; readonly key: string }
  | { readonly phase: 'sign-out'; readonly key: string; readonly swept: SweptPerson; readonly call: boolean }
  | { readonly phase: 'enable'; readonly key: string; readonly project: string }
  | { readonly phase: 'report'; readonly key: string; readonly finding: SweepFinding; readonly stands: boolean };

/** Whatever takes access away comes before whatever gives it; what only tells comes last. */
export const sweepPhases = ['stop', 'disable', 'expire', 'sign-out', 'enable', 'report'] as const;

export interface SweepQuestion {
  readonly register: RegisterSnapshot;
  /** Waiting, starting or running. Absent, here and below: they could not be listed, so nothing is done and nothing is said about them. */
  readonly queries: readonly Query[] | undefined;
  readonly workgroups: readonly WorkgroupState[] | undefined;
  readonly sessions: readonly BrowserSession[] | undefined;
  readonly memory: SweepMemory;
  readonly now: Instant;
}

/** Roles whose work is inside, whether or not the person is in a project. */
const insideRoles = ['output-checker', 'data-manager', 'operator', 'assessor'] as const;

/** States in which a project's stack may be deployed, and those in which it must be. */
const approvedOnce: readonly ProjectState[] = ['approved', 'live', 'suspended', 'closed', 'archived', 'destroyed'];
const wantsStack: readonly ProjectState[] = ['approved', 'live'];

/** Rules of the answer that speak of the person; the others speak of the register and the project. */
const aboutPeople: ReadonlySet<string> = new Set(['person', 'membership']);

/** Whether anybody at all could work in the project now: the same question as of every request, with nobody asking. */
export function projectIsOpen(project: QueryStanding, register: RegisterStanding, now: Instant): boolean {
  const access = effectiveAccess({ person: undefined, project, register, demands: [], now });
  return !access.allowed && access.refusals.every(({ rule }) => aboutPeople.has(rule));
}

/** Whether nothing at all may be done in this name: suspended, gone, or the register restored. */
const isBarred = (person: Person, register: RegisterStanding, now: Instant): boolean =>
  register !== 'in-service' ||
  (person.leftAt !== undefined && person.leftAt <= now) ||
  person.suspensions.some(({ from, liftedAt }) => from <= now && (liftedAt === undefined || liftedAt > now));

/**
 * What must be done for the world to be as the register says, in the order in which it must be done. Pure: the same question gives the same
 * plan, and the plan of a world that is as it should be is empty.
 */
export function planSweep(question: SweepQuestion): readonly SweepAction[] {
  const { register, now } = question;
  const people = new Map(register.people.map(({ person }) => [person.id, person]));
  const projects = new Map(register.projects.map((project) => [project.id, project]));
  const allowed = (person: string, project: string) =>
    effectiveAccess({
      person: people.get(person),
      project: projects.get(project),
      register: register.standing,
      demands: register.demands,
      now,
    });
  return [
    ...stops(question, allowed),
    ...disables(question, projects),
    ...expiries(question, people, allowed),
    ...signOuts(question),
    ...enables(question, projects),
    ...reports(question, projects),
  ];
}

type Allowed = (person: string, project: string) => ReturnType<typeof effectiveAccess>;
type Projects = ReadonlyMap<string, QueryStanding>;

function stops({ queries = [] }: SweepQuestion, allowed: Allowed): SweepAction[] {
  return queries.flatMap((query) => {
    const access = allowed(query.person, query.project);
    if (access.allowed) return [];
    const because = access.refusals.map(({ rule }) => rule).join(',');
    return [{ phase: 'stop' as const, key: query.id, query, because }];
  });
}

const isOpen = (projects: Projects, { register, now }: SweepQuestion, id: string): boolean => {
  const project = projects.get(id);
  return project !== undefined && projectIsOpen(project, register.standing, now);
};

const disables = (question: SweepQuestion, projects: Projects): SweepAction[] =>
  (question.workgroups ?? [])
    .filter(({ name, project, enabled }) => {
      const open = isOpen(projects, question, project);
      return !open && (enabled || question.memory.closing.has(name));
    })
    .map(({ name, project }) => ({ phase: 'disable', key: name, project }));

const enables = (question: SweepQuestion, projects: Projects): SweepAction[] =>
  (question.workgroups ?? [])
    .filter(({ name, project, enabled }) => {
      const open = isOpen(projects, question, project);
      return open && (!enabled || question.memory.closing.has(name));
    })
    .map(({ name, project }) => ({ phase: 'enable', key: name, project }));

/** Addresses compare without case. Two people may have one address: nobody's session is spared for another's sake. */
function named(people: Iterable<Person>): ReadonlyMap<string, readonly Person[]> {
  const found = new Map<string, Person[]>();
  for (const person of people) {
    for (const name of new Set([person.email.toLowerCase(), person.id.toLowerCase()])) {
      const before = found.get(name);
      if (before === undefined) found.set(name, [person]);
      else before.push(person);
    }
  }
  return found;
}

/** Sessions of those who have nothing to do inside, and those begun before the person was signed out. */
function expiries(question: SweepQuestion, people: ReadonlyMap<string, Person>, allowed: Allowed): SweepAction[] {
  const { register, sessions = [], now } = question;
  if (sessions.length === 0) return [];
  const byName = named(people.values());
  return sessions.flatMap((session) => {
    const mayStay = (person: Person): boolean =>
      !isBarred(person, register.standing, now) &&
      !(person.signedOutAt !== undefined && session.startedAt <= person.signedOutAt) &&
      (insideRoles.some((role) => hasRole(person, role, now)) ||
        register.projects.some(
          ({ id, members }) => members.some((member) => member.person === person.id) && allowed(person.id, id).allowed,
        ));
    const whose = byName.get(session.username.toLowerCase()) ?? [];
    return whose.every(mayStay) ? [] : [{ phase: 'expire' as const, key: session.id }];
  });
}

/**
 * Every change of a barred person signs them out again: they could have been let in and barred once more between two sweeps. A person nobody
 * ever barred leaves no trace here.
 */
function signOuts({ register, memory, now }: SweepQuestion): SweepAction[] {
  return register.people.flatMap(({ person, version }) => {
    const before = memory.people.get(person.id) ?? { directory: 'free' };
    const directory = isBarred(person, register.standing, now) ? `barred@${version}` : 'free';
    const { signedOutAt } = person;
    const newly = directory !== 'free' && directory !== before.directory;
    const again = signedOutAt !== undefined && signedOutAt !== before.signedOutAt;
    if (!newly && !again && directory === before.directory) return [];
    const swept = { directory, ...(signedOutAt === undefined ? {} : { signedOutAt }) };
    return [{ phase: 'sign-out' as const, key: person.id, swept, call: newly || again }];
  });
}

/** Absent where what they speak of could not be listed. */
function findings(question: SweepQuestion, projects: Projects): readonly SweepFinding[] | undefined {
  const { workgroups, sessions } = question;
  if (workgroups === undefined || sessions === undefined) return undefined;
  const stacks = new Set(workgroups.map(({ project }) => project));
  const about = (kind: SweepFinding['kind'], project: string): SweepFinding => ({
    id: `${kind}-${project}`,
    kind,
    project,
  });
  const missing = [...projects.values()].filter(({ id, state }) => wantsStack.includes(state) && !stacks.has(id));
  const foreign = [...stacks].filter((id) => {
    const project = projects.get(id);
    return project === undefined || !approvedOnce.includes(project.state);
  });
  const names = named(question.register.people.map(({ person }) => person));
  const strangers = sessions.some(({ username }) => !names.has(username.toLowerCase()));
  return [
    ...missing.map(({ id }) => about('approved-without-stack', id)),
    ...foreign.map((id) => about('stack-without-approval', id)),
    ...(strangers ? [{ id: 'browser-session-of-nobody', kind: 'browser-session-of-nobody' as const }] : []),
  ];
}

function reports(question: SweepQuestion, projects: Projects): SweepAction[] {
  const { findings: reported } = question.memory;
  const standing = findings(question, projects);
  if (standing === undefined) return [];
  const ids = new Set(standing.map(({ id }) => id));
  const report = (finding: SweepFinding, stands: boolean): SweepAction => ({
    phase: 'report',
    key: finding.id,
    finding,
    stands,
  });
  return [
    ...standing.filter(({ id }) => !reported.has(id)).map((finding) => report(finding, true)),
    ...[...reported.values()].filter(({ id }) => !ids.has(id)).map((finding) => report(finding, false)),
  ];
}
