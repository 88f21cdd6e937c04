import { document, ofDoor, type Role } from '../../lambdas/safe-people/contract.ts';
import { leastDemands } from '../../lambdas/safe-people/demands.ts';
import { dispatcher } from '../../lambdas/safe-people/dispatch.ts';
import { found } from '../../lambdas/safe-people/founding.ts';
import { workOnPeople } from '../../lambdas/safe-people/notice-worker.ts';
import { peopleHandlers } from '../../lambdas/safe-people/people-handlers.ts';
import { peopleRoutes } from '../../lambdas/safe-people/people-routes.ts';
import { commandKinds } from '../../lambdas/safe-people/person-bodies.ts';
import { personTransitions } from '../../lambdas/safe-people/person-transitions.ts';
import type { Door } from '../../lambdas/workflow/contract.ts';
import { memoryStore } from '../workflow/memory-store.ts';
import { at, credential, person, project } from './people.ts';

/** The functions behind both doors on one register, founded, with a clock that a test turns. */
const doors = async () => {
  const store = memoryStore();
  const time = { day: 0, tableId: 'table-one' };
  const clock = {
    now: () => {
      time.day += 1e-5;
      return at(time.day);
    },
  };
  let serial = 0;
  const ports = {
    store,
    clock,
    pause: async () => {},
    random: () => 0.5,
    table: { id: async () => time.tableId },
    demands: leastDemands,
    id: () => `request-${serial++}`,
  };
  const functions = (['private', 'public'] as const).map((door) => [
    door,
    dispatcher(peopleRoutes, peopleHandlers(ports), {
      door,
      clock,
      report: (failure) => {
        throw new Error(JSON.stringify(failure));
      },
    }),
  ]);
  const served = Object.fromEntries(functions) as Record<Door, ReturnType<typeof dispatcher>>;
  const ask = async (
    by: string,
    method: 'GET' | 'POST',
    path: string,
    body?: object,
    {
      door = 'public',
      mfa = true,
      signedInAt = at(time.day),
    }: { door?: Door; mfa?: boolean; signedInAt?: string } = {},
  ) => {
    const [, first, id, last] = path.split('/');
    const resource =
      first === 'people' && id !== undefined ? `/people/{person}${last === undefined ? '' : `/${last}`}` : path;
    const response = await served[door]({
      resource,
      httpMethod: method,
      pathParameters: resource === path ? null : { person: id },
      multiValueQueryStringParameters: null,
      multiValueHeaders: { 'Content-Type': ['application/json'] },
      body: body === undefined ? null : JSON.stringify(body),
      requestContext: { requestId: 'r', authorizer: { person: by, signedInAt, session: 's', mfa: String(mfa), door } },
    });
    return { status: response.statusCode, ...JSON.parse(response.body) };
  };
  const officer = (id: string) => ({ id, name: `Name of ${id}`, email: `${id}@example.nhs.uk`, organisation: 'RTH' });
  await found(ports, { officers: [officer('officer-one'), officer('officer-two')], expires: at(300) });
  const grant = async (id: string, role: Role) => {
    const body = { role, expires: at(200) };
    await ask('officer-one', 'POST', `/people/${id}/propose-role`, body);
    return ask('officer-two', 'POST', `/people/${id}/confirm-role`, body);
  };
  const join = async (id: string, ...held: Role[]) => {
    const { id: _, ...details } = officer(id);
    await ask('officer-one', 'POST', `/people/${id}/enrol`, details);
    await ask('officer-two', 'POST', `/people/${id}/lift-suspension`, {
      suspension: 'suspension-1',
      evidence: 'passport',
    });
    for (const role of held) await grant(id, role);
  };
  return { store, time, ports, ask, grant, join };
};

const rulesOf = (answer: { refusals?: { rule: string }[] }) => answer.refusals?.map(({ rule }) => rule);

const record = (kind: 'accreditation' | 'training' | 'agreement') => {
  const { id: _, kind: type, ...rest } = credential(kind);
  return { type, ...rest };
};

test('from a sign-in that nobody knows to access to a project, step by step, and the reason at every step', async () => {
  const { ask, join, store } = await doors();
  const ada = 'ada-lovelace';
  const me = () => ask(ada, 'GET', '/me', undefined, { door: 'private' });
  expect(await me()).toMatchObject({ status: 200, register: 'in-service', reasons: [{ rule: 'person' }], access: [] });

  await ask('officer-one', 'POST', `/people/${ada}/enrol`, {
    name: 'Ada',
    email: 'ada@example.nhs.uk',
    organisation: 'RTH',
  });
  expect(await me()).toMatchObject({ person: { name: 'Ada', state: 'suspended' }, reasons: [{ rule: 'suspended' }] });
  const lift = { suspension: 'suspension-1', evidence: 'passport seen' };
  expect(rulesOf(await ask('officer-one', 'POST', `/people/${ada}/lift-suspension`, lift))).toEqual(['enroller']);
  await join(ada, 'researcher');
  await store.commit([
    { kind: 'create', item: { partition: 'project', sort: 'asthma', version: 1, body: { ...project([person(ada)]) } } },
  ]);
  const access = async () => (await me()).access[0];
  expect((await access()).reasons.map(({ rule }: { rule: string }) => rule)).toEqual([
    'accreditation',
    'training',
    'agreement',
  ]);
  for (const kind of ['accreditation', 'training', 'agreement'] as const) {
    expect(await ask('officer-two', 'POST', `/people/${ada}/record-credential`, record(kind))).toMatchObject({
      status: 200,
    });
  }
  expect(await access()).toEqual({ project: 'asthma', allowed: true, reasons: [], changesAt: at(200) });
  await ask('officer-two', 'POST', `/people/${ada}/withdraw-credential`, { credential: 'credential-2' });
  expect(await access()).toMatchObject({ allowed: false, reasons: [{ rule: 'training' }] });
});

test('who may read whom: the full product of roles, suspension and whose record', async () => {
  const { ask, join } = await doors();
  const readers: readonly (readonly [string, readonly Role[], boolean])[] = [
    ['reader-researcher', ['researcher'], false],
    ['reader-lead', ['project-lead'], false],
    ['reader-checker', ['output-checker'], false],
    ['reader-manager', ['data-manager'], false],
    ['reader-committee', ['committee-member'], false],
    ['reader-lay', ['lay-member'], false],
    ['reader-operator', ['operator'], true],
    ['reader-assessor', ['assessor'], true],
    ['reader-nothing', [], false],
  ];
  for (const [id, held, all] of readers) {
    await join(id, ...held);
    for (const suspended of [false, true]) {
      if (suspended) await ask('officer-one', 'POST', `/people/${id}/suspend`, { because: 'incident' });
      const statuses = async (of: string) =>
        Promise.all(['', '/history'].map(async (part) => (await ask(id, 'GET', `/people/${of}${part}`)).status));
      expect([id, suspended, await statuses('officer-one')]).toEqual([
        id,
        suspended,
        all && !suspended ? [200, 200] : [403, 403],
      ]);
      expect([id, suspended, await statuses(id)]).toEqual([id, suspended, [200, 200]]);
      expect([id, (await ask(id, 'GET', '/people')).status]).toEqual([id, all && !suspended ? 200 : 403]);
    }
  }
});

test('an assessor changes nothing, by any route', async () => {
  const { ask, join, grant } = await doors();
  await join('assessor-one', 'assessor');
  await join('ada-lovelace');
  expect(rulesOf(await grant('assessor-one', 'operator'))).toEqual(['proposal-known', 'read-only-alone']);
  const posts = peopleRoutes.filter(({ method, operation }) => method === 'post' && operation !== 'sign-out');
  expect(posts.length).toBe(commandKinds.length + 1);
  const bodies: Readonly<Record<string, object>> = {
    enrol: { name: 'A', email: 'a@b.uk', organisation: 'RTH' },
    'correct-details': { name: 'A', email: 'a@b.uk', organisation: 'RTH' },
    'record-credential': record('training'),
    'withdraw-credential': { credential: 'credential-1' },
    'propose-role': { role: 'researcher', expires: at(9) },
    'confirm-role': { role: 'researcher', expires: at(9) },
    'revoke-role': { role: 'researcher' },
    suspend: { because: 'incident' },
    'lift-suspension': { suspension: 'suspension-1', evidence: 'e' },
  };
  for (const { path } of posts) {
    const answer = await ask(
      'assessor-one',
      'POST',
      path.replace('{person}', 'ada-lovelace'),
      bodies[path.split('/')[3] ?? ''] ?? {},
    );
    expect([path, answer.status]).toEqual([path, 403]);
  }
});

test('a sign-in that was ended reads nothing and changes nothing, at either door; a new one does', async () => {
  const { ask, join, time } = await doors();
  await join('ada-lovelace', 'operator');
  const old = { signedInAt: at(time.day) };
  time.day += 0.01;
  expect((await ask('ada-lovelace', 'POST', '/sign-out', {}, old)).status).toBe(200);
  for (const [method, path, door] of [
    ['GET', '/me', 'private'],
    ['GET', '/me', 'public'],
    ['GET', '/people', 'public'],
    ['GET', '/people/ada-lovelace', 'public'],
    ['POST', '/people/ada-lovelace/leave', 'public'],
  ] as const) {
    const answer = await ask('ada-lovelace', method, path, method === 'POST' ? {} : undefined, { ...old, door });
    expect([path, rulesOf(answer)]).toEqual([path, ['signed-out']]);
  }
  time.day += 0.01;
  expect((await ask('ada-lovelace', 'GET', '/people')).status).toBe(200);
});

test('a sign-in without a second factor reads nothing and changes nothing, not even an officer’s', async () => {
  const { ask } = await doors();
  const weak = { mfa: false };
  expect(rulesOf(await ask('officer-one', 'GET', '/me', undefined, weak))).toEqual(['second-factor']);
  expect(rulesOf(await ask('officer-one', 'GET', '/people', undefined, weak))).toEqual(['second-factor']);
  expect(rulesOf(await ask('officer-one', 'POST', '/sign-out', {}, weak))).toEqual(['second-factor']);
});

test('the private door has nothing but /me', async () => {
  const { ask } = await doors();
  const inside = peopleRoutes.filter(({ doors: at }) => at.includes('private')).map(({ operation }) => operation);
  expect(inside).toEqual(['me']);
  expect((await ask('officer-one', 'GET', '/people', undefined, { door: 'private' })).status).toBe(404);
  expect((await ask('officer-one', 'GET', '/me', undefined, { door: 'private' })).status).toBe(200);
});

test('the same command id is obeyed once, however often it is sent, and by nobody else', async () => {
  const { ask, join, store } = await doors();
  await join('ada-lovelace');
  const body = { because: 'incident', commandId: 'my-command-1' };
  const events = () => store.items('history#person#ada-lovelace').length;
  await ask('officer-one', 'POST', '/people/ada-lovelace/suspend', body);
  const before = events();
  expect((await ask('officer-one', 'POST', '/people/ada-lovelace/suspend', body)).status).toBe(200);
  expect(events()).toBe(before);
  expect(rulesOf(await ask('officer-two', 'POST', '/people/ada-lovelace/suspend', body))).toEqual(['command-id']);
});

test('nothing that a body or a path says makes somebody else of whoever asks', async () => {
  const { ask, join } = await doors();
  await join('ada-lovelace');
  for (const extra of [{ actor: 'officer-one' }, { person: 'officer-one' }, { mfa: true }, { roles: ['operator'] }]) {
    const answer = await ask('ada-lovelace', 'POST', '/people/officer-two/suspend', { because: 'incident', ...extra });
    expect(answer.status).toBe(400);
  }
  expect(rulesOf(await ask('ada-lovelace', 'POST', '/people/officer-two/suspend', { because: 'incident' }))).toEqual([
    'role',
  ]);
});

test.each([
  ['a line break in a name', 'enrol', { name: 'A\nB', email: 'a@b.uk', organisation: 'RTH' }],
  ['a text that runs backwards', 'enrol', { name: 'A\u202eB', email: 'a@b.uk', organisation: 'RTH' }],
  ['no address', 'enrol', { name: 'A', email: 'a at b', organisation: 'RTH' }],
  ['no ODS code', 'enrol', { name: 'A', email: 'a@b.uk', organisation: 'rth 1' }],
  ['a role that is none', 'propose-role', { role: 'administrator', expires: at(9) }],
  ['a day that does not exist', 'propose-role', { role: 'researcher', expires: '2027-02-30T00:00:00.000Z' }],
  ['an instant without milliseconds', 'propose-role', { role: 'researcher', expires: '2027-02-03T00:00:00Z' }],
  ['a reason that belongs to a function', 'suspend', { because: 'register-restored' }],
])('a body with %s is refused before it is looked at', async (_, command, body) => {
  const { ask } = await doors();
  expect((await ask('officer-one', 'POST', `/people/ada-lovelace/${command}`, body)).status).toBe(400);
});

test('a history names who did what and when, and neither names nor addresses', async () => {
  const { ask, join } = await doors();
  await join('ada-lovelace', 'researcher');
  const { events } = await ask('officer-one', 'GET', '/people/ada-lovelace/history');
  expect(events.map(({ kind, by, thing }: Record<string, string>) => [kind, by, thing])).toEqual([
    ['enrolled', 'officer-one', undefined],
    ['suspended', 'officer-one', 'suspension-1'],
    ['suspension-lifted', 'officer-two', 'suspension-1'],
    ['role-proposed', 'officer-one', 'researcher'],
    ['role-confirmed', 'officer-two', 'researcher'],
  ]);
  expect(JSON.stringify(events)).not.toMatch(/example\.nhs\.uk|Name of/);
});

test('what is told lies at /me: to the person their own, to every officer what awaits one', async () => {
  const { ask, join, ports } = await doors();
  await join('ada-lovelace');
  await ask('officer-one', 'POST', '/people/ada-lovelace/propose-role', { role: 'researcher', expires: at(9) });
  await ask('officer-one', 'POST', '/people/ada-lovelace/suspend', { because: 'incident' });
  await workOnPeople(ports)();
  const about = async (id: string) =>
    (await ask(id, 'GET', '/me')).notices.map((notice: { about: string }) => notice.about);
  expect(await about('ada-lovelace')).toEqual(['suspension-lifted', 'suspended']);
  expect(await about('officer-two')).toEqual(['few-officers', 'enrolled', 'role-proposed', 'suspended']);
  await workOnPeople(ports)();
  expect((await about('officer-two')).length).toBe(4);
});

test('every command has a route, a body and a row of the table; and the doors take the routes', () => {
  expect([...commandKinds].sort()).toEqual([...new Set(personTransitions.map(({ command }) => command))].sort());
  for (const kind of commandKinds) expect(peopleRoutes.map(({ operation }) => operation)).toContain(`person-${kind}`);
  const whole = document(peopleRoutes);
  expect(Object.keys(whole.paths).length).toBe(peopleRoutes.length);
  const addresses = {
    authoriser: 'uri-of-authoriser',
    integration: (operation: string) => `uri-of-${operation}`,
    streaming: (operation: string) => `stream-of-${operation}`,
  };
  const at = (door: Door) => Object.keys(ofDoor(whole, door, addresses).paths as object).sort();
  expect(at('private')).toEqual(['/me']);
  expect(at('public')).toEqual(Object.keys(whole.paths).sort());
});

test('a command is answered with the state that it led to, though the clock went on while it was carried out', async () => {
  const { ask, join } = await doors();
  await join('ada-lovelace');
  const command = (name: string, body = {}) => ask('officer-two', 'POST', `/people/ada-lovelace/${name}`, body);
  expect(await command('suspend', { because: 'incident' })).toMatchObject({ status: 200, state: 'suspended' });
  const lift = { suspension: 'suspension-2', evidence: 'the incident is closed' };
  expect(await command('lift-suspension', lift)).toMatchObject({ status: 200, state: 'standing' });
  expect(await command('leave')).toMatchObject({ status: 200, state: 'left' });
});
