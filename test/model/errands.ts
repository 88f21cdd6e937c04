// Long because it is one table: every request that people make.

import { roles } from '../../lambdas/safe-people/contract.ts';
import type { Door } from '../../lambdas/workflow/contract.ts';
import type { Showing } from './door.ts';
import type { Errand } from './mishaps.ts';
import { isActive } from './neighbours.ts';
import { committee, dates, everybody, inDays, officers, projects, researchers } from './region.ts';
import type { Asked, Stage } from './stage.ts';

/** What an errand asks at which door: the numbers of the errand choose, and lean towards what could be accepted. */

export interface Request {
  readonly who: string;
  readonly showing: Showing;
  readonly asked: Asked;
}

const of = <Value>(list: readonly Value[], number: number): Value => {
  const value = list[number % list.length];
  if (value === undefined) throw new Error('an empty list to choose from');
  return value;
};
const showingOf = ({ c }: Errand): Showing =>
  c % 23 === 7 ? 'forged' : c % 19 === 5 ? 'other-door' : c % 5 === 1 ? 'old' : c % 3 === 0 ? 'anew' : 'own';
const reason = 'because of reasons';
const evidence = 'file seen';

/** Mostly an officer; now and then anybody. */
const officerOf = ({ a, b }: Errand): string => (a % 6 === 5 ? of(everybody, b) : of(officers, a));
/** Mostly somebody whose work the sequences are about. */
const subjectOf = ({ b, c }: Errand): string => (b % 4 === 3 ? of(everybody, c) : of(researchers, b));

/** Mostly the latest. */
const runOf = ({ world }: Stage, number: number) =>
  number % 2 === 0 ? world.athena.runs.at(-1) : world.athena.runs[number % Math.max(1, world.athena.runs.length)];

type Make = (errand: Errand, stage: Stage) => Request | undefined;

const inside =
  (
    resource: string,
    make: (errand: Errand, stage: Stage, query: string) => Pick<Asked, 'query' | 'body'> | undefined,
  ): Make =>
  (errand, stage) => {
    const { a, b } = errand;
    const run = runOf(stage, b);
    const query = run?.token ?? '00000000-0000-4000-8000-000000000000';
    // Mostly whose query it is, else anybody: what belongs to another is refused.
    const who = run !== undefined && resource.includes('{query}') && a % 3 > 0 ? run.person : of(researchers, a);
    const made = make(errand, stage, query);
    const named = resource.includes('{query}')
      ? { query }
      : resource.includes('{project}')
        ? { project: of(projects, b) }
        : {};
    return (
      made && { who, showing: showingOf(errand), asked: { door: 'private' as Door, resource, path: named, ...made } }
    );
  };

const projectOf = ({ b }: Errand, stage: Stage): string => {
  const run = runOf(stage, b);
  return run?.project ?? 'asthma';
};
const home: Readonly<Record<string, string>> = { outsider: 'sepsis', newcomer: 'sepsis' };

const person =
  (
    command: string,
    make: (errand: Errand, stage: Stage, subject: string) => object | undefined,
    choose = subjectOf,
  ): Make =>
  (errand, stage) => {
    const subject = choose(errand);
    const body = make(errand, stage, subject);
    const asked = { door: 'public' as Door, resource: `POST /people/{person}/${command}`, path: { person: subject } };
    return body && { who: officerOf(errand), showing: showingOf(errand), asked: { ...asked, body } };
  };

const project =
  (
    command: string,
    who: (errand: Errand, stage: Stage) => string,
    body: (errand: Errand, stage: Stage, id: string) => object = () => ({ reason }),
  ): Make =>
  (errand, stage) => {
    const id = errand.b % 4 === 0 ? 'sepsis' : 'asthma';
    const asked = { door: 'public' as Door, resource: `POST /projects/{project}/${command}`, path: { project: id } };
    return { who: who(errand, stage), showing: showingOf(errand), asked: { ...asked, body: body(errand, stage, id) } };
  };

const anyLead = ({ a, b }: Errand): string => (a % 5 === 0 ? of(everybody, b) : b % 4 === 0 ? 'outsider' : 'applicant');
const memberOf = ({ a, c }: Errand): string => (a % 7 === 6 ? of(everybody, c) : of(committee, a));
const controllerOf = ({ a, b }: Errand): string => (a % 5 === 4 ? of(everybody, b) : of(['control-1', 'control-2'], a));
const datasetOf = ({ a }: Errand) => of(['admissions', 'prescriptions'], a);
const soulOf = (stage: Stage, id: string) => stage.oracle.now().people[id];
/** A day from now on, as a date may be given. */
const soon = ({ world }: Stage, days: number): string => new Date(world.now + days * 86_400_000).toISOString();

const plainRead =
  (resource: string, path: (errand: Errand) => Asked['path']): Make =>
  (errand) => ({
    ...{ who: errand.a % 3 === 0 ? of(officers, errand.b) : of(everybody, errand.a), showing: showingOf(errand) },
    asked: { door: 'public', resource, path: path(errand) },
  });

export const requests: Readonly<Record<string, Make>> = {
  ask: (errand) => {
    const who = of(researchers, errand.a);
    const project = errand.b % 5 === 4 ? of(projects, errand.c) : (home[who] ?? 'asthma');
    const sql = errand.c % 2 === 0 ? 'SELECT ward FROM admissions' : 'SELECT sex FROM admissions';
    const asked = { door: 'private' as Door, resource: 'POST /queries', path: {} };
    return { who, showing: showingOf(errand), asked: { ...asked, body: { project, sql, why: 'to see how many' } } };
  },
  rows: inside('POST /queries/{query}/rows', (errand, stage) => ({ body: { project: projectOf(errand, stage) } })),
  show: inside('GET /queries/{query}', (errand, stage) => ({ query: { project: projectOf(errand, stage) } })),
  cancel: inside('POST /queries/{query}/cancel', (errand, stage) => ({ body: { project: projectOf(errand, stage) } })),
  list: inside('GET /queries', ({ b }) => ({ query: { project: of(projects, b) } })),
  tables: inside('GET /projects/{project}/tables', () => ({})),

  suspend: person('suspend', () => ({ because: 'incident' })),
  lift: person('lift-suspension', (_, stage, subject) => {
    const stands = soulOf(stage, subject)?.suspended.find(({ lifted }) => !lifted);
    return stands && { suspension: stands.id, evidence };
  }),
  withdraw: person('withdraw-credential', ({ c }, stage, subject) => {
    const stand = (soulOf(stage, subject)?.credentials ?? []).filter((one) => one.withdrawn !== true);
    return stand.length === 0 ? undefined : { credential: of(stand, c).id };
  }),
  record: person('record-credential', ({ c }, stage) => ({
    ...{ type: of(['training', 'agreement', 'accreditation'], c), scheme: 'any-scheme', number: '2', evidence },
    ...{ from: soon(stage, c % 4 === 3 ? 2 : -1), expires: soon(stage, 4 + (c % 3) * 40) },
  })),
  revoke: person('revoke-role', ({ c }, stage, subject) => {
    const held = (soulOf(stage, subject)?.held ?? []).filter((one) => one.revoked !== true);
    return held.length === 0 ? undefined : { role: of(held, c).role };
  }),
  propose: person('propose-role', ({ c }, stage) => ({
    role: c % 3 === 0 ? of(roles, c) : of(['researcher', 'project-lead', 'operator', 'committee-member'], c),
    expires: soon(stage, 3 + (c % 50)),
  })),
  confirm: (errand, stage) => {
    // Whatever is open, whoever it is about.
    const open = Object.entries(stage.oracle.now().people).flatMap(([id, { held }]) =>
      held.flatMap((one) => (one.grantedAt === undefined && one.revoked !== true ? [{ id, ...one }] : [])),
    );
    if (open.length === 0) return undefined;
    const { id, role, expires, proposedBy } = of(open, errand.b);
    const path = { person: id };
    const asked = {
      door: 'public' as Door,
      resource: 'POST /people/{person}/confirm-role',
      path,
      body: { role, expires },
    };
    return { who: errand.c % 3 === 0 ? proposedBy : officerOf(errand), showing: showingOf(errand), asked };
  },
  'sign-out': (errand) => ({
    ...{ who: of(researchers, errand.a), showing: 'own' },
    asked: { door: 'public', resource: 'POST /sign-out', path: {}, body: {} },
  }),
  'signed-out': person('sign-out', () => ({})),
  leave: person('leave', () => ({})),
  correct: person('correct-details', ({ c }, __, subject) => ({
    ...{ name: subject, email: `${subject}@example.org`, organisation: of(['RLEAD', 'ROTHER', 'RCON1'], c) },
  })),
  enrol: person(
    'enrol',
    ({ c }, _, subject) => ({
      ...{ name: subject, email: `${subject}@example.org`, organisation: of(['RLEAD', 'ROTHER'], c) },
    }),
    ({ b, c }) => (b % 2 === 0 ? 'stranger-1' : of(researchers, c)),
  ),

  'stop-project': project('suspend', officerOf),
  'propose-resume': project('propose-resume', officerOf),
  resume: project('resume', officerOf),
  'go-live': project('go-live', officerOf, () => ({})),
  approve: project('approve', officerOf),
  refer: project('record-reference', officerOf, ({ c }, stage) => ({
    ...{ of: of(['dpia', 'ethics'], c), reference: 'REF 2', evidence },
    ...{ from: soon(stage, -1), expires: soon(stage, 1 + (c % 9)) },
  })),
  object: project('controller-objects', controllerOf, (errand) => ({ dataset: datasetOf(errand), reason })),
  agree: project('controller-agrees', controllerOf, (errand) => ({
    dataset: datasetOf(errand),
    ...dates(50 + errand.c),
  })),
  relent: project('withdraw-objection', controllerOf, (errand) => ({ dataset: datasetOf(errand), reason })),
  vote: project('vote', memberOf, ({ c }) => ({ vote: of(['approve', 'approve', 'abstain', 'refuse'], c), reason })),
  declare: project('declare-conflict', memberOf, (errand) => ({
    person: memberOf(errand),
    interest: 'a friend of theirs',
  })),
  'close-vote': project(
    'close-vote',
    ({ a, c }) => (a % 4 === 3 ? of(committee, c) : 'member-1'),
    () => ({ reason, conditions: [] }),
  ),
  'end-member': project(
    'end-membership',
    (errand) => (errand.c % 2 === 0 ? anyLead(errand) : officerOf(errand)),
    ({ c }) => ({ person: of(researchers, c), reason }),
  ),
  close: project('close', officerOf),
  amend: project('propose-amendment', anyLead, ({ a, c }, _, id) => ({
    ...{ id: `change-${c % 3}`, reason },
    change:
      a % 2 === 0
        ? {
            kind: 'new-person',
            person: { person: id === 'asthma' ? of(['newcomer', 'outsider'], c) : 'colleague', as: 'researcher' },
          }
        : { kind: 'extension', ends: inDays(95 + (c % 12) * 30).slice(0, 10) },
  })),
  pass: project(
    'pass-amendment',
    (errand) => (errand.a % 3 === 0 ? 'member-1' : errand.a % 7 === 1 ? anyLead(errand) : officerOf(errand)),
    ({ c }) => ({
      ...{ amendment: `change-${c % 3}`, reason },
    }),
  ),

  me: (errand) => ({
    ...{ who: of(everybody, errand.a), showing: showingOf(errand) },
    asked: { door: errand.b % 2 === 0 ? 'private' : 'public', resource: 'GET /me', path: {} },
  }),
  'read-person': plainRead('GET /people/{person}', ({ c }) => ({ person: of(everybody, c) })),
  'read-project': plainRead('GET /projects/{project}', ({ c }) => ({ project: of(projects, c) })),
  'into-service': (errand) => ({
    ...{ who: of(officers, errand.a), showing: showingOf(errand) },
    asked: { door: 'public', resource: 'POST /register/put-into-service', path: {}, body: {} },
  }),
};

/** What happens in the world without anybody asking at a door. */
export const events: Readonly<Record<string, (errand: Errand, stage: Stage) => void>> = {
  finish: ({ a, c }, { world }) => {
    const active = world.athena.runs.filter(isActive);
    if (active.length === 0) return;
    const rows = [['ward'], ['A1'], ['B2']];
    const state = a % 5 === 4 ? ('failed' as const) : ('succeeded' as const);
    world.athena.finish(
      { state, bytes: of([0, 10, 60, 100], c), rows },
      (a % 2 === 0 ? active.at(-1) : of(active, a))?.id,
    );
  },
  browse: ({ a }, { world }) => {
    const username = a % 2 === 0 ? `${of(researchers, a)}@example.org` : of(researchers, a);
    const startedAt = new Date(world.now).toISOString();
    world.browsing.set(`browser-${world.now}`, { id: `browser-${world.now}`, username, startedAt });
  },
  crowd: ({ c }, { world }) => {
    world.athena.quota = of([0, 1, 100], c);
  },
  restore: ({ c }, { world, oracle }) => {
    if (c % 6 !== 0) return;
    world.table = `table-${world.now}`;
    oracle.restored(world.table);
  },
};
