import fc from 'fast-check';
import { effectiveAccess } from '../../lambdas/safe-people/contract.ts';
import type { ProjectState } from '../../lambdas/safe-projects/contract.ts';
import { sweep } from '../../lambdas/safe-projects/sweep.ts';
import { projectIsOpen } from '../../lambdas/safe-projects/sweep-plan.ts';
import { repeatable } from '../repeatable.ts';
import { enough, Fault, noon, person, project, query, SweepWorld, suspension } from './sweep-world.ts';

const runs = 2_000;
const earlier = '2026-11-27T11:00:00.000Z';
const people = ['p1', 'p2', 'p3'];
const projects = ['a1', 'b2', 'c3'];
const states: readonly ProjectState[] = ['live', 'live', 'live', 'suspended', 'closed', 'approved', 'committee'];

const change = fc.oneof(
  fc.record({
    what: fc.constant('person' as const),
    id: fc.constantFrom(...people),
    standing: fc.constantFrom('good', 'suspended', 'left', 'lapsed', 'signed-out'),
  }),
  fc.record({
    what: fc.constant('project' as const),
    id: fc.constantFrom(...projects),
    state: fc.constantFrom(...states),
    members: fc.subarray(people),
    approved: fc.boolean(),
  }),
  fc.record({
    what: fc.constant('query' as const),
    project: fc.constantFrom(...projects),
    person: fc.constantFrom(...people),
    state: fc.constantFrom('waiting' as const, 'running' as const),
  }),
  fc.record({ what: fc.constant('stray' as const), project: fc.constantFrom(...projects) }),
  fc.record({ what: fc.constant('session' as const), person: fc.constantFrom(...people, 'nobody') }),
  fc.record({ what: fc.constant('foreign-stack' as const) }),
  fc.record({ what: fc.constant('standing' as const), restored: fc.boolean() }),
  /** A sweep in which these calls, counted from its beginning, fail: before they took effect or after. */
  fc.record({
    what: fc.constant('faulty-sweep' as const),
    calls: fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 8 }),
    budget: fc.integer({ min: 0, max: 20 }),
  }),
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

let counter = 0;

async function apply(world: SweepWorld, one: Change): Promise<void> {
  switch (one.what) {
    case 'person': {
      const good = person(one.id);
      world.enrol(
        {
          good,
          suspended: person(one.id, { suspensions: [suspension(earlier)] }),
          left: person(one.id, { leftAt: earlier }),
          lapsed: person(one.id, { credentials: good.credentials.slice(1) }),
          'signed-out': person(one.id, { signedOutAt: earlier }),
        }[one.standing] ?? good,
      );
      return;
    }
    case 'project': {
      const approvals = one.approved ? {} : { approvals: [{ of: 'ethics', from: earlier, expires: noon }] };
      world.projects.set(one.id, project(one.id, one.members, { state: one.state, ...approvals }));
      if (!world.workgroups.has(`tre-x-project-${one.id}`)) world.workgroups.set(`tre-x-project-${one.id}`, true);
      return;
    }
    case 'query': {
      // a disabled workgroup takes no new query
      if (world.workgroups.get(`tre-x-project-${one.project}`) !== true) return;
      counter += 1;
      const made = query(`q${counter}`, one.project, one.person, { state: one.state });
      const { execution: _, ...waiting } = made;
      world.run(one.state === 'waiting' ? waiting : made);
      return;
    }
    case 'stray': {
      counter += 1;
      const workgroup = `tre-x-project-${one.project}`;
      if (world.workgroups.get(workgroup) === true) world.running.set(`stray-${counter}`, { workgroup });
      return;
    }
    case 'session':
      counter += 1;
      world.sessions.set(`s${counter}`, { id: `s${counter}`, username: one.person, startedAt: noon });
      return;
    case 'foreign-stack':
      world.workgroups.set('tre-x-project-zz', true);
      return;
    case 'standing':
      world.standing = one.restored ? 'restored' : 'in-service';
      return;
    case 'faulty-sweep':
      return faultySweep(world, one.calls, one.budget);
  }
}

/** Access of a world: what runs, what is enabled, who is signed in and whose browser is open. */
const access = (world: SweepWorld): readonly string[] => [
  ...world.running.keys(),
  ...world.sessions.keys(),
  ...[...world.workgroups].filter(([, enabled]) => enabled).map(([name]) => name),
  ...world.signedIn,
];

const open = (world: SweepWorld, workgroup: string): boolean => {
  const found = world.projects.get(workgroup.slice('tre-x-project-'.length));
  return found !== undefined && projectIsOpen(found, world.standing, world.now);
};

async function faultySweep(world: SweepWorld, calls: readonly number[], actions: number): Promise<void> {
  const before = new Set(access(world));
  let call = 0;
  world.fault = () => {
    // whatever this sweep gave that was not there before, the register allows
    for (const one of access(world)) if (!before.has(one)) expect([one, open(world, one)]).toEqual([one, true]);
    call += 1;
    if (calls.includes(call)) throw new Fault(`call ${call}`);
  };
  await sweep(world.ports, { ...enough, actions }).catch((error: unknown) => {
    if (!(error instanceof Fault)) throw error;
  });
  world.fault = () => {};
}

function judge(world: SweepWorld): void {
  const demands = (['accreditation', 'training', 'agreement'] as const).map((kind) => ({ kind, schemes: [] }));
  const may = (who: string, where: string) =>
    effectiveAccess({
      person: world.people.get(who)?.person,
      project: world.projects.get(where),
      register: world.standing,
      demands,
      now: world.now,
    }).allowed;
  for (const one of world.queries.values())
    if (one.state !== 'stopped') expect([one.id, may(one.person, one.project)]).toEqual([one.id, true]);
  for (const { workgroup } of world.running.values())
    expect([workgroup, open(world, workgroup)]).toEqual([workgroup, true]);
  for (const [execution] of world.running) {
    const of = [...world.queries.values()].find((one) => one.execution === execution);
    if (of !== undefined) expect([execution, of.state]).toEqual([execution, 'running']);
  }
  for (const [name, enabled] of world.workgroups) expect([name, enabled]).toEqual([name, open(world, name)]);
  for (const { username, startedAt } of world.sessions.values()) {
    if (!world.people.has(username)) continue;
    expect([username, projects.some((where) => may(username, where))]).toEqual([username, true]);
    expect(startedAt > (world.people.get(username)?.person.signedOutAt ?? '')).toBe(true);
  }
  for (const { person: one } of world.people.values()) {
    const barred = world.standing === 'restored' || one.leftAt !== undefined || one.suspensions.length > 0;
    if (barred) expect([one.id, world.signedIn.has(one.id)]).toEqual([one.id, false]);
  }
}

test('after a sweep without faults nothing runs that the register does not allow, whatever earlier sweeps failed at; then nothing changes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 25 }), async (changes) => {
      const world = new SweepWorld();
      world.enrol(...people.map((id) => person(id)));
      world.open(...projects.map((id) => project(id, people)));
      for (const one of changes) await apply(world, one);
      await sweep(world.ports, enough);
      judge(world);
      world.changes.length = 0;
      await sweep(world.ports, enough);
      expect(world.changes).toEqual([]);
    }),
    repeatable(runs),
  );
});
