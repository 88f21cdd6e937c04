import { sweptQueries } from '../../lambdas/safe-projects/queries/swept-queries.ts';
import { furnished, people, personOf, projectOf, type QueryWorld } from './query-world.ts';

const { ada, ben, cyd, dee, eve } = people;
const nobodys = '99999999-9999-4999-8999-999999999999';
const header = [['ward']];

/** Ada's query of falls, which has succeeded with three rows. */
async function answered(world: QueryWorld): Promise<string> {
  const { body } = await world.ask(ada, 'falls');
  world.athena.finish({ bytes: 10, rows: [...header, ...Array.from({ length: 2500 }, (_, n) => [`w${n}`])] });
  await world.show(ada, 'falls', body.query);
  return body.query;
}

const everyWay = (world: QueryWorld, person: string, project: string, query: string) => [
  () => world.show(person, project, query),
  () => world.rows(person, project, query),
  () => world.rows(person, project, query, '00000000-0000-4000-8000-000000000001'),
  () => world.cancel(person, project, query),
];

test.each([
  ["a colleague's query", ben, 'falls'],
  ["another project's query, by its member", cyd, 'sepsis'],
  ["another project's query, by naming that project", cyd, 'falls'],
  ['a query of project A through project B, by a member of both', dee, 'sepsis'],
  ['a query of project A through project A, by a member of both who did not ask it', dee, 'falls'],
  ['a query, by somebody in no project', eve, 'falls'],
  ['a query, by naming a project that does not exist', ada, 'nothing'],
])('%s is answered exactly like one that does not exist', async (_, person, project) => {
  const world = await furnished();
  const query = await answered(world);
  const sessions = world.sessions.length;
  for (const [index, way] of everyWay(world, person, project, query).entries()) {
    const found = await way();
    const none = await everyWay(world, person, project, nobodys)[index]?.();
    expect(found).toEqual(none);
    expect(found.status).toBe(404);
  }
  expect(world.sessions).toHaveLength(sessions);
});

test('somebody in two projects does not fetch her own query of the one through the other', async () => {
  const world = await furnished();
  const { body } = await world.ask(dee, 'falls');
  world.athena.finish({ bytes: 1, rows: [...header, ['a']] });
  await world.show(dee, 'falls', body.query);
  for (const [index, way] of everyWay(world, dee, 'sepsis', body.query).entries()) {
    expect(await way()).toEqual(await everyWay(world, dee, 'sepsis', nobodys)[index]?.());
  }
  expect((await world.rows(dee, 'falls', body.query)).status).toBe(200);
});

test("Athena's id of another person's query is no id here", async () => {
  const world = await furnished();
  await answered(world);
  const { execution = '' } = world.queries()[0] ?? {};
  for (const way of everyWay(world, ada, 'falls', execution)) expect((await way()).status).toBe(400);
});

test('a question for another project is refused before its text is kept, as if there were no such project', async () => {
  const world = await furnished();
  const elsewhere = await world.ask(ada, 'sepsis');
  expect(elsewhere).toEqual(await world.ask(ada, 'nothing'));
  expect(elsewhere.status).toBe(404);
  expect(world.texts.objects.size).toBe(0);
  expect(world.sessions).toEqual([]);
});

test('colleagues see a result where the project says shared, and only its own person cancels it', async () => {
  const world = await furnished();
  const query = await answered(world);
  await world.project(projectOf('falls', [ada, ben, dee], { resultsShared: true }));
  expect((await world.rows(ben, 'falls', query)).status).toBe(200);
  expect(world.events().find(({ kind }) => kind === 'rows-read')?.data).toMatchObject({ reader: ben, person: ada });
  expect((await world.list(ben, 'falls')).body.queries).toHaveLength(1);
  expect((await world.cancel(ben, 'falls', query)).status).toBe(404);
  expect((await world.rows(cyd, 'falls', query)).status).toBe(404);
  await world.project(projectOf('falls', [ada, ben, dee]));
  expect((await world.rows(ben, 'falls', query)).status).toBe(404);
});

test.each([
  ['SQL that names another database', 'SELECT * FROM tre_test_project_sepsis.admissions', 'sql-database'],
  ['UNLOAD elsewhere', "UNLOAD (SELECT * FROM admissions) TO 's3://elsewhere/'", 'sql-statement'],
  ['more than one statement', 'SELECT 1; DROP TABLE admissions', 'sql-one-statement'],
  ['a statement behind a comment', "/* SELECT */ UNLOAD (SELECT 1) TO 's3://x/'", 'sql-statement'],
  ['a comment that only seems to go on', 'SELECT /* /* */ 1; DROP TABLE x */ 1', 'sql-one-statement'],
  ['an oversize text', `SELECT '${'x'.repeat(262_200)}'`, 'sql-size'],
])('%s is refused with its place, kept nowhere and never sent to Athena', async (_, sql, rule) => {
  const world = await furnished();
  const { status, body } = await world.ask(ada, 'falls', sql);
  expect({ status, rule: body.refusals[0].rule }).toEqual({ status: 400, rule });
  expect(body.refusals[0].says).toMatch(/^at \d+:\d+: /);
  expect(world.texts.objects.size + world.athena.runs.length + world.queries().length).toBe(0);
});

test('a body beyond the size of any question is refused unread', async () => {
  const world = await furnished();
  expect((await world.ask(ada, 'falls', `SELECT '${'x'.repeat(800_000)}'`)).status).toBe(413);
});

test('a page token of another query, of another reader, or of Athena opens nothing', async () => {
  const world = await furnished();
  const query = await answered(world);
  const { body: first } = await world.rows(ada, 'falls', query);
  expect(first.next).toBeDefined();
  const other = await world.ask(ada, 'falls');
  world.athena.finish({ rows: [...header, ['x']] });
  await world.show(ada, 'falls', other.body.query);
  await world.project(projectOf('falls', [ada, ben, dee], { resultsShared: true }));
  for (const attempt of [
    () => world.rows(ada, 'falls', other.body.query, first.next),
    () => world.rows(ben, 'falls', query, first.next),
    () => world.rows(ada, 'falls', query, 'athena-page-0'),
  ]) {
    expect(await attempt()).toMatchObject({ status: 400, body: { refusals: [{ rule: 'page' }] } });
  }
  expect((await world.rows(ada, 'falls', query, first.next)).status).toBe(200);
});

const losses: readonly (readonly [string, (world: QueryWorld) => Promise<void>, string])[] = [
  ['a removed member', (world) => world.project(projectOf('falls', [ben])), 'not-found'],
  [
    'an ended membership',
    (world) => {
      const project = projectOf('falls', [ada, ben]);
      const endedAt = world.clock.now();
      return world.project({ ...project, members: project.members.map((one) => ({ ...one, endedAt })) });
    },
    'membership',
  ],
  ['expired training', (world) => world.person(personOf(ada, world.clock.now())), 'training'],
  [
    'a suspended project',
    (world) => world.project(projectOf('falls', [ada, ben], { state: 'suspended' })),
    'project-state',
  ],
  ['a sign-out', (world) => world.person({ ...personOf(ada), signedOutAt: world.clock.now() }), 'signed-out'],
];

test.each(losses)('%s between start and page gets no row, and Athena is not asked', async (_, lose, rule) => {
  const world = await furnished();
  const query = await answered(world);
  const { body: first } = await world.rows(ada, 'falls', query);
  await lose(world);
  const sessions = world.sessions.length;
  const { status, body } = await world.rows(ada, 'falls', query, first.next);
  expect([403, 404]).toContain(status);
  expect(body.refusals.map((one: { rule: string }) => one.rule)).toContain(rule);
  expect(body.rows).toBeUndefined();
  expect(world.sessions).toHaveLength(sessions);
});

test.each(losses)('%s while the page is on its way from Athena gets no row', async (_, lose) => {
  const world = await furnished();
  const query = await answered(world);
  const session = world.athena.session;
  world.athena.session = (use) => {
    const athena = session(use);
    return {
      ...athena,
      rows: async (...page) => {
        await lose(world);
        return athena.rows(...page);
      },
    };
  };
  const { status, body } = await world.rows(ada, 'falls', query);
  expect(status).toBe(403);
  expect(body.rows).toBeUndefined();
  expect(world.events().filter(({ kind }) => kind === 'rows-read')).toEqual([]);
});

test.each(losses.slice(0, 4))('%s while the text is fetched is never started', async (_, lose) => {
  const world = await furnished();
  const get = world.texts.get;
  Object.assign(world.texts, {
    get: async (key: string) => {
      await lose(world);
      return get(key);
    },
  });
  await world.ask(ada, 'falls');
  expect(world.athena.runs).toEqual([]);
  expect(world.queries()[0]?.state).toBe('stopped');
  expect(world.allowance('falls')).toEqual({ read: 0, reserved: {} });
});

test('a register that does not answer is a register that says no', async () => {
  const world = await furnished();
  const query = await answered(world);
  for (const way of [
    ...everyWay(world, ada, 'falls', query),
    () => world.ask(ada, 'falls'),
    () => world.tables(ada, 'falls'),
  ]) {
    world.fail({ at: 1, done: false });
    const { status, body } = await way();
    expect(status).toBe(500);
    expect(body).toEqual({ refusals: [expect.objectContaining({ rule: 'internal' })] });
  }
});

test('a register restored from a backup says no', async () => {
  const world = await furnished();
  const query = await answered(world);
  await world.project(projectOf('falls', [ada]));
  const ask = world.ports.register.ask;
  Object.assign(world.ports, {
    register: {
      ask: async (question: Parameters<typeof ask>[0]) => {
        const { project } = await ask(question);
        return { project, access: { allowed: false, refusals: [{ rule: 'register', says: 'restored' }] } };
      },
    },
  });
  for (const way of everyWay(world, ada, 'falls', query)) expect((await way()).status).toBe(403);
});

test('the sweeper stops what runs of a person who lost access, and finds what a dead function left running', async () => {
  const world = await furnished();
  const running = await world.ask(ada, 'falls');
  const session = world.athena.session;
  world.athena.session = (use) => ({
    ...session(use),
    start: async (sql, token) => {
      await session(use).start(sql, token, 100);
      throw new Error('the function died');
    },
  });
  const left = await world.ask(ben, 'falls', 'SELECT 2');
  expect(left.body.state).toBe('starting');
  const own = { ...world.athena.sweepers(), find: world.athena.find };
  world.athena.session = session;
  const swept = sweptQueries(world.ports, own);
  expect((await swept.live()).map(({ id }) => id).sort()).toEqual([running.body.query, left.body.query].sort());
  await swept.stop({ id: running.body.query }, 'membership');
  await expect(swept.stop({ id: left.body.query }, 'membership')).rejects.toThrow('does not stop yet');
  world.pass(6 * 60_000);
  await swept.stop({ id: left.body.query }, 'membership');
  await swept.stop({ id: left.body.query }, 'membership');
  expect(world.athena.runs.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
  expect(world.queries().map(({ state, because }) => [state, because])).toEqual([
    ['stopped', 'membership'],
    ['stopped', 'membership'],
  ]);
  expect(world.floor()).toMatchObject({ waiting: [], active: [] });
});
