import { sweep } from '../../lambdas/safe-projects/sweep.ts';
import { enough, Fault, member, noon, person, project, query, SweepWorld, suspension } from './sweep-world.ts';

const earlier = '2026-11-27T11:00:00.000Z';

const world = (): SweepWorld => {
  const made = new SweepWorld();
  made.enrol(person('alice'), person('bob'));
  made.open(project('heart', ['alice', 'bob']), project('lung', ['alice']));
  made.run(query('q1', 'heart', 'alice'), query('q2', 'heart', 'bob'), query('q3', 'lung', 'alice'));
  return made;
};

test('nothing is done while everything is as the register says', async () => {
  const made = world();
  expect(await sweep(made.ports, enough)).toEqual({ done: 0, failed: {}, left: 0 });
  expect(made.changes).toEqual([]);
});

test('whoever is suspended: their queries stop, they are signed out, their browser session ends; nobody else notices', async () => {
  const made = world();
  made.enrol(person('bob', { suspensions: [suspension(earlier)] }));
  made.sessions.set('s1', { id: 's1', username: 'BOB@example.nhs.uk', startedAt: earlier });
  made.sessions.set('s2', { id: 's2', username: 'alice@example.nhs.uk', startedAt: earlier });
  await sweep(made.ports, enough);
  expect(made.changes).toEqual(['stop q2', 'mark q2', 'expire s1', 'sign out bob', 'record person-signed-out']);
  expect(made.queries.get('q2')).toMatchObject({ state: 'stopped', because: 'suspended' });
  made.changes.length = 0;
  await sweep(made.ports, enough);
  expect(made.changes).toEqual([]);
});

test.each([
  ['before', ['bob', 'double']],
  ['behind', ['double', 'bob']],
])('nobody stays in the browser for having an address that somebody else has as well, listed %s', async (_, order) => {
  const made = new SweepWorld();
  const suspended = { suspensions: [suspension(earlier)] };
  for (const id of order) made.enrol(person(id, { email: 'bob@example.nhs.uk', ...(id === 'bob' ? suspended : {}) }));
  made.open(project('heart', ['bob', 'double']));
  made.sessions.set('s1', { id: 's1', username: 'bob@example.nhs.uk', startedAt: earlier });
  await sweep(made.ports, enough);
  expect(made.sessions.size).toBe(0);
});

test('a barred person whose record changes is signed out again, for they could have signed in between', async () => {
  const made = world();
  made.enrol(person('bob', { suspensions: [suspension(earlier)] }));
  await sweep(made.ports, enough);
  made.enrol(person('bob', { suspensions: [{ ...suspension(earlier), liftedAt: earlier }, suspension(noon)] }));
  await sweep(made.ports, enough);
  expect(made.changes.filter((call) => call === 'sign out bob')).toHaveLength(2);
});

test('a training that lapsed stops the running query and ends the browser session, and does not sign the person out', async () => {
  const made = world();
  const lapsed = person('bob', {
    credentials: person('bob').credentials.map((one) => (one.kind === 'training' ? { ...one, expires: noon } : one)),
  });
  made.enrol(lapsed);
  made.sessions.set('s1', { id: 's1', username: 'bob', startedAt: earlier });
  await sweep(made.ports, enough);
  expect(made.changes).toEqual(['stop q2', 'mark q2', 'expire s1']);
});

test('a session that began before the person was signed out ends, one that began after stays', async () => {
  const made = world();
  made.enrol(person('alice', { signedOutAt: earlier }));
  made.sessions.set('s1', { id: 's1', username: 'alice', startedAt: earlier });
  made.sessions.set('s2', { id: 's2', username: 'alice', startedAt: noon });
  await sweep(made.ports, enough);
  expect([...made.sessions.keys()]).toEqual(['s2']);
  expect(made.changes).toContain('sign out alice');
});

test.each(['suspended', 'closed', 'archived', 'destroyed', 'approved'] as const)(
  'the workgroup of a project that is %s is disabled and whatever runs in it stops, recorded or not',
  async (state) => {
    const made = world();
    made.projects.set('heart', project('heart', ['alice', 'bob'], { state }));
    made.running.set('unrecorded', { workgroup: 'tre-x-project-heart' });
    await sweep(made.ports, enough);
    expect(made.workgroups.get('tre-x-project-heart')).toBe(false);
    expect([...made.running.keys()]).toEqual(['execution-q3']);
    expect(made.events).toEqual(['workgroup-closing', 'workgroup-closed']);
  },
);

test('a project whose approval or end date passed is closed as well, and renewal opens it again', async () => {
  const made = world();
  made.projects.set(
    'lung',
    project('lung', ['alice'], { approvals: [{ of: 'ethics', from: earlier, expires: noon }] }),
  );
  await sweep(made.ports, enough);
  expect(made.workgroups.get('tre-x-project-lung')).toBe(false);
  made.projects.set('lung', project('lung', ['alice']));
  await sweep(made.ports, enough);
  expect(made.workgroups.get('tre-x-project-lung')).toBe(true);
  expect(made.events.at(-1)).toBe('workgroup-opened');
});

test('a restored register stops everything', async () => {
  const made = world();
  made.standing = 'restored';
  await sweep(made.ports, enough);
  expect(made.running.size).toBe(0);
  expect([...made.workgroups.values()]).toEqual([false, false]);
  expect(made.signedIn.size).toBe(0);
});

test('what stops comes before what disables, signs out, and at last what enables', async () => {
  const made = world();
  made.workgroups.set('tre-x-project-lung', false);
  made.projects.set('heart', project('heart', ['alice'], { state: 'suspended' }));
  made.enrol(person('bob', { leftAt: earlier }));
  await sweep(made.ports, enough);
  const order = ['stop q1', 'disable tre-x-project-heart', 'sign out bob', 'enable tre-x-project-lung'];
  expect(made.changes.filter((call) => order.includes(call))).toEqual(order);
});

test('a workgroup of which the register knows nothing is disabled, and officers are told once', async () => {
  const made = world();
  made.workgroups.set('tre-x-project-stray', true);
  await sweep(made.ports, enough);
  await sweep(made.ports, enough);
  expect(made.workgroups.get('tre-x-project-stray')).toBe(false);
  expect(made.notices).toEqual(['officers stack-without-approval']);
  made.workgroups.delete('tre-x-project-stray');
  await sweep(made.ports, enough);
  expect(made.events).toEqual(['workgroup-closing', 'workgroup-closed', 'finding-appeared', 'finding-ended']);
});

test('a stack of a project that was never approved is disabled and told as well', async () => {
  const made = world();
  made.open(project('early', [], { state: 'committee' }));
  await sweep(made.ports, enough);
  expect(made.workgroups.get('tre-x-project-early')).toBe(false);
  expect(made.notices).toEqual(['officers stack-without-approval']);
});

test('an approved project without a stack is told once, until it has one', async () => {
  const made = world();
  made.projects.set('new', project('new', [], { state: 'approved' }));
  await sweep(made.ports, enough);
  await sweep(made.ports, enough);
  expect(made.notices).toEqual(['officers approved-without-stack']);
});

test('a browser session whose name is nobody in the register is told, and left to the gate', async () => {
  const made = world();
  made.sessions.set('s1', { id: 's1', username: 'who', startedAt: noon });
  await sweep(made.ports, enough);
  expect(made.sessions.size).toBe(1);
  expect(made.notices).toEqual(['officers browser-session-of-nobody']);
});

test('what could not be listed is neither touched nor reported, and the rest is done', async () => {
  const made = world();
  made.projects.set('new', project('new', [], { state: 'approved' }));
  made.enrol(person('bob', { leftAt: earlier }));
  made.fault = (call) => {
    if (call === 'workgroups') throw new Fault(call);
  };
  expect(await sweep(made.ports, enough)).toMatchObject({ failed: { 'list-workgroups': 1 } });
  expect(made.notices).toEqual([]);
  expect(made.running.has('execution-q2')).toBe(false);
});

test('a register that does not answer changes nothing', async () => {
  const made = world();
  made.enrol(person('bob', { leftAt: earlier }));
  made.fault = (call) => {
    if (call === 'snapshot') throw new Fault(call);
  };
  await expect(sweep(made.ports, enough)).rejects.toThrow(Fault);
  expect(made.changes).toEqual([]);
});

test('a project that is suspended while its workgroup is being enabled is shut again at once', async () => {
  const made = world();
  made.workgroups.set('tre-x-project-lung', false);
  made.fault = (call, when) => {
    if (call === 'enable tre-x-project-lung' && when === 'after')
      made.projects.set('lung', project('lung', ['alice'], { state: 'suspended' }));
  };
  await sweep(made.ports, enough);
  expect(made.workgroups.get('tre-x-project-lung')).toBe(false);
});

test('a project that is suspended after the register was read is not enabled at all', async () => {
  const made = world();
  made.workgroups.set('tre-x-project-lung', false);
  made.fault = (call) => {
    if (call === 'project') made.projects.set('lung', project('lung', ['alice'], { state: 'suspended' }));
  };
  await sweep(made.ports, enough);
  expect(made.changes).not.toContain('enable tre-x-project-lung');
});

test('a register that does not answer after the workgroup was enabled has it shut again', async () => {
  const made = world();
  made.workgroups.set('tre-x-project-lung', false);
  let asked = 0;
  made.fault = (call) => {
    if (call !== 'project') return;
    asked += 1;
    if (asked === 2) throw new Fault(call);
  };
  await sweep(made.ports, enough);
  expect(made.workgroups.get('tre-x-project-lung')).toBe(false);
});

test('a run stops at its budget and the next goes on where it ended, though something fails for ever', async () => {
  const made = world();
  made.enrol(...['p1', 'p2', 'p3', 'p4', 'p5'].map((id) => person(id, { leftAt: earlier })));
  made.fault = (call, when) => {
    if (call === 'sign out p1' && when === 'before') throw new Fault(call);
  };
  for (let run = 0; run < 3; run += 1) await sweep(made.ports, { ...enough, actions: 2 });
  expect([...made.signedIn].sort()).toEqual(['alice', 'bob', 'p1']);
});

test('a run ends at its time', async () => {
  const made = world();
  made.standing = 'restored';
  expect(await sweep(made.ports, { actions: 100, until: noon })).toMatchObject({ done: 0 });
  expect(made.changes).toEqual(['cursor'].slice(0, made.changes.length));
});

test('without a directory of our own nobody is recorded as signed out', async () => {
  const made = world();
  made.enrol(person('bob', { leftAt: earlier }));
  const { directory: _, ...ports } = made.ports;
  await sweep(ports, enough);
  expect(made.events).toEqual([]);
});

test('a member who left the project loses the running query at once', async () => {
  const made = world();
  made.projects.set(
    'heart',
    project('heart', ['alice'], { members: [member('alice'), { ...member('bob'), endedAt: noon }] }),
  );
  await sweep(made.ports, enough);
  expect([...made.running.keys()]).toEqual(['execution-q1', 'execution-q3']);
});
