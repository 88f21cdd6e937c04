import { allowed, barred, holdsRole, isMember, isOpen, standing, type World } from './naive.ts';
import { isOfficer } from './naive-people.ts';
import { isActive } from './neighbours.ts';
import { allowance, projects } from './region.ts';
import type { Got, Stage } from './stage.ts';

/** What must hold after an answer, after a sweep, and after every step. */

const mine = (world: World, person: string, signedInAt: string): boolean => {
  const out = world.people[person]?.signedOutAt;
  return out === undefined || signedInAt > out;
};

/** @param replayed whether the same command had been sent before. */
export function checkAnswer(stage: Stage, got: Got, replayed: boolean): void {
  const { oracle } = stage;
  const { asked, token, life, status, body } = got;
  const { person, signedInAt } = token;
  const { resource, door, path } = asked;
  const say = (because: string): void => oracle.complain(`${resource} for ${person}: ${because}`);
  const inside = resource.includes('/queries') || resource.endsWith('/tables');
  const sent = (asked.body ?? {}) as Readonly<Record<string, string>>;
  const subject = path.person ?? path.project ?? person;
  const workflow = path.project === undefined ? 'person' : 'project';
  const command = !inside && resource.startsWith('POST') && !resource.includes('/register/');

  if (status >= 300) {
    if (status < 500 && inside && status !== 429 && status !== 409 && life.starts > 0)
      say('refused, and a query was started');
    if (status >= 500 || !command || replayed) return;
    if (life.commits > 0) say(`refused with ${status}, and something was written`);
    if (oracle.obeyed(workflow, subject, sent.commandId ?? '')) say(`refused with ${status}, and obeyed`);
    return;
  }
  const ended =
    token.forged || token.door !== door || !oracle.since(life.began, ({ now }) => Date.parse(now) < token.expires);
  if (ended) say('served upon a token that is none for this door');
  if (!oracle.since(life.began, (world) => mine(world, person, signedInAt)))
    say('served upon a sign-in that was ended');

  if (inside) {
    const project = path.project ?? asked.query?.project ?? sent.project ?? '';
    if (!oracle.allowedSince(life.began, person, project, signedInAt))
      say(`served of ${project}, which is not allowed`);
    if (!oracle.allowedSince(life.rowsCame, person, project, signedInAt))
      say('rows were shown that were not allowed any more');
    const run = stage.world.athena.runs.find((one) => one.token === path.query);
    const shared = oracle.now().studies[project]?.shared === true && !resource.endsWith('/cancel');
    if (run !== undefined && (run.project !== project || (run.person !== person && !shared)))
      say(`served a query of ${run.person}`);
    for (const one of (body.queries ?? []) as readonly { person: string; project: string }[])
      if (one.project !== project || (one.person !== person && !shared)) say(`listed a query of ${one.person}`);
    return;
  }
  if (command && !oracle.obeyed(workflow, subject, sent.commandId ?? '')) say('said to be done, and no event says so');
  if (resource === 'GET /people/{person}' && path.person !== person) {
    const reads = (world: World) => {
      const soul = world.people[person];
      const assessor =
        soul !== undefined && holdsRole(soul, 'assessor', world.now) && standing(world, person, signedInAt);
      return assessor || isOfficer(world, person, world.now, signedInAt);
    };
    if (!oracle.since(life.began, reads)) say('read another person');
  }
  if (resource.startsWith('GET /p') && !oracle.since(life.began, (world) => standing(world, person, signedInAt))) {
    say('read without a good standing');
  }
}

/** Longer than any function runs: what one that died has begun is looked for after it. */
const lease = 5 * 60_000;

/**
 * After a sweep none of whose calls failed: whatever was not allowed at any moment of it has ended. A query that a function is starting at this very
 * moment, or died starting, is the next sweep's.
 */
export function checkSwept(
  stage: Stage,
  from: number,
  wereRunning: readonly string[],
  wereOpen: readonly string[],
  browsing: readonly string[],
): void {
  const { world, oracle } = stage;
  const never = (holds: (moment: World) => boolean): boolean => !oracle.since(from, holds);
  for (const run of world.athena.runs.filter((one) => isActive(one) && wereRunning.includes(one.id))) {
    const record = world.tables.queries.read({ partition: 'query', sort: run.token })?.body;
    const starting = record?.state === 'starting' && world.now < Date.parse(String(record.startedAt)) + lease;
    if (!starting && never((moment) => allowed(moment, run.person, run.project))) {
      oracle.complain(
        `${run.id} of ${run.person} in ${run.project} (${record?.state}) outlived a sweep after access ended`,
      );
    }
  }
  for (const [project, enabled] of world.workgroups) {
    if (enabled && never((moment) => isOpen(moment, project)))
      oracle.complain(`the workgroup of ${project} outlived a sweep`);
    if (!enabled && wereOpen.includes(project) && oracle.always(from, (moment) => isOpen(moment, project)))
      oracle.complain(`the workgroup of ${project} stayed closed`);
  }
  for (const { id, username, startedAt } of world.browsing.values()) {
    if (!browsing.includes(id)) continue;
    const person = username.split('@')[0] ?? '';
    const may = (moment: World): boolean => {
      const soul = moment.people[person];
      if (soul === undefined || !standing(moment, person, startedAt)) return false;
      const works = ['operator', 'output-checker', 'data-manager', 'assessor'].some((role) =>
        holdsRole(soul, role, moment.now),
      );
      return works || projects.some((project) => allowed(moment, person, project));
    };
    if (never(may)) oracle.complain(`a browser session of ${person} outlived a sweep`);
  }
  for (const { person, at } of world.signIns.values()) {
    const still = (moment: World): boolean => {
      const soul = moment.people[person];
      if (soul === undefined) return true;
      const stands = soul.suspended.some((one) => !one.lifted && at <= one.at);
      return !stands && mine(moment, person, at);
    };
    if (never(still)) oracle.complain(`a sign-in of ${person} outlived a sweep`);
  }
}

/** A sweep, whatever befell it, opens nothing that the register does not allow. */
export function checkOpened(stage: Stage, from: number, wereEnabled: readonly string[]): void {
  for (const [project, enabled] of stage.world.workgroups) {
    if (!enabled || wereEnabled.includes(project)) continue;
    if (!stage.oracle.since(from, (moment) => isOpen(moment, project)))
      stage.oracle.complain(`a sweep opened the workgroup of ${project}`);
  }
}

type Kept = Readonly<Record<string, unknown>>;

/** What is stored says the same as the plain reading of the events; and no allowance is spent twice. */
export function checkKept(stage: Stage): void {
  const { world, oracle } = stage;
  const now = oracle.now();
  for (const name of oracle.touched) {
    const [partition = '', sort = ''] = name.split(' ');
    const body = world.tables.register.read({ partition, sort })?.body;
    if (body === undefined) continue;
    if (partition === 'person') checkPerson(stage, sort, body, now);
    if (partition === 'project') checkProject(stage, sort, body, now);
  }
  oracle.touched.clear();
  for (const project of projects) {
    let counted = 0;
    for (const { sort, body } of world.tables.queries.items(`allowance#${project}`)) {
      const reserved = Object.values(body.reserved as Record<string, number>).reduce((sum, one) => sum + one, 0);
      const spent = Number(body.read) + reserved;
      counted += spent;
      if (spent > allowance.bytesPerMonth) oracle.complain(`${project} may have read ${spent} bytes in ${sort}`);
    }
    const runs = world.athena.runs.filter((run) => run.project === project);
    const really = runs.reduce((sum, { bytes }) => sum + bytes, 0);
    if (really > counted) oracle.complain(`${project} read ${really} bytes, of which ${counted} are counted`);
  }
}

const same = (a: readonly string[], b: readonly string[]): boolean => [...a].sort().join() === [...b].sort().join();

function checkPerson({ oracle }: Stage, id: string, body: Kept, world: World): void {
  const soul = world.people[id];
  if (soul === undefined) {
    oracle.complain(`${id} is kept, and no event speaks of them`);
    return;
  }
  const grants = body.roles as readonly Readonly<Record<string, string>>[];
  const live = grants.filter((one) => one.confirmedAt !== undefined && one.revokedAt === undefined);
  const held = soul.held.filter((one) => one.grantedAt !== undefined && one.revoked !== true);
  const roleOf = ({ role, expires }: { readonly role?: string; readonly expires?: string }) => `${role} ${expires}`;
  if (!same(live.map(roleOf), held.map(roleOf))) oracle.complain(`roles of ${id} are not what was granted`);
  const kept = (body.credentials as readonly Readonly<Record<string, string>>[]).filter(
    (one) => one.withdrawn === undefined,
  );
  const had = soul.credentials.filter((one) => one.withdrawn !== true);
  if (
    !same(
      kept.map((one) => `${one.id} ${one.expires}`),
      had.map((one) => `${one.id} ${one.expires}`),
    )
  )
    oracle.complain(`credentials of ${id} are not what was recorded`);
  const stand = (body.suspensions as readonly Readonly<Record<string, string>>[]).some(
    (one) => one.liftedAt === undefined,
  );
  if ((stand || body.leftAt !== undefined) !== barred(soul))
    oracle.complain(`suspensions of ${id} are not what was said`);
  if (body.signedOutAt !== soul.signedOutAt) oracle.complain(`the sign-out of ${id} is not kept`);
}

function checkProject({ oracle }: Stage, id: string, body: Kept, world: World): void {
  const study = world.studies[id];
  if (study === undefined) {
    oracle.complain(`${id} is kept, and no event speaks of it`);
    return;
  }
  if (body.state !== study.state || body.ends !== study.ends)
    oracle.complain(`state or end of ${id} is not what was said`);
  const people = study.members.map(({ person }) => person);
  const kept = (body.members as readonly Readonly<Record<string, string>>[]).filter(
    (one) => one.endedAt === undefined && (one.from ?? '') <= world.now && world.now < (one.until ?? ''),
  );
  const members = [...new Set(people)].filter((person) => isMember(study, person, world.now));
  if (!same([...new Set(kept.map((one) => String(one.person)))], members))
    oracle.complain(`members of ${id} are not what was said`);
}
