import { startWaiting } from '../../lambdas/safe-projects/queries/starting.ts';
import { sha256 } from '../../lambdas/safe-projects/sql/fingerprint.ts';
import { furnished, people, personOf, projectOf } from './query-world.ts';

const { ada, ben, dee } = people;
const header = [['ward']];

test('a question is asked, run, and its rows are read page by page', async () => {
  const world = await furnished();
  const { status, body } = await world.ask(ada, 'falls');
  expect(status).toBe(201);
  expect(body).toMatchObject({ project: 'falls', person: ada, state: 'running', ending: false });
  world.athena.finish({
    bytes: 40,
    rows: [...header, ...Array.from({ length: 1500 }, (_, n) => [n === 7 ? null : `w${n}`])],
  });

  const first = await world.rows(ada, 'falls', body.query);
  expect(first.status).toBe(200);
  expect(first.body.rows).toHaveLength(999);
  expect(first.body.columns).toEqual([{ name: 'ward', type: 'varchar' }]);
  expect(first.body.rows[7].cells).toEqual([null]);
  const second = await world.rows(ada, 'falls', body.query, first.body.next);
  expect(second.body.rows).toHaveLength(501);
  expect(second.body.rows[0].cells).toEqual(['w999']);
  expect(second.body.next).toBeUndefined();
  const again = await world.rows(ada, 'falls', body.query, first.body.next);
  expect(again.body).toEqual(second.body);

  const shown = await world.show(ada, 'falls', body.query);
  expect(shown.body).toMatchObject({
    state: 'succeeded',
    bytesRead: 40,
    rowsRead: 2001,
    sql: 'SELECT ward FROM admissions',
  });
  expect(world.allowance('falls')).toEqual({ read: 40, reserved: {} });
});

test('the text lies in its store before anything else is written, and nowhere in the record', async () => {
  const world = await furnished();
  const sql = "SELECT ward FROM admissions WHERE nhs = '9434765919'";
  const { body } = await world.ask(ada, 'falls', sql, 'because of Mr Smith of Reading');
  expect([...world.texts.objects]).toEqual([
    [`falls/2026/11/${body.query}.json`, expect.objectContaining({ sql, person: ada, project: 'falls' })],
  ]);
  expect(world.asked.indexOf('texts.put')).toBeLessThan(world.asked.indexOf('store.commit'));
  const kept = JSON.stringify(world.store.items());
  expect(kept).not.toContain('9434765919');
  expect(kept).not.toContain('Smith');
  expect(kept).toContain(sha256(sql));
  expect(kept).toContain(sha256('because of Mr Smith of Reading'));
});

test('each step is an event: who, which project, hashes, bytes and rows', async () => {
  const world = await furnished();
  const { body } = await world.ask(ada, 'falls');
  world.athena.finish({ bytes: 40, rows: [...header, ['a'], ['b']] });
  await world.rows(ada, 'falls', body.query);
  const events = world.events().sort((a, b) => a.sequence - b.sequence);
  expect(events.map(({ kind }) => kind)).toEqual(['asked', 'place-taken', 'started', 'ended', 'rows-read']);
  for (const { id, data } of events)
    expect({ id, ...data }).toMatchObject({ id: body.query, project: 'falls', person: ada });
  expect(events[0]?.data).toMatchObject({ textHash: body.textHash, fingerprint: body.fingerprint });
  expect(events[3]?.data).toMatchObject({ as: 'succeeded', bytes: 40, textHash: body.textHash });
  expect(events[4]?.data).toMatchObject({ reader: ada, rows: 2 });
  expect(events[4]?.actor).toMatchObject({ kind: 'person', id: ada });
});

test('rows that could not be written down are not shown', async () => {
  const world = await furnished();
  const { body } = await world.ask(ada, 'falls');
  world.athena.finish({ bytes: 1, rows: [...header, ['a']] });
  await world.show(ada, 'falls', body.query);
  const calls = world.calls();
  await world.rows(ada, 'falls', body.query);
  const commit = world.asked.slice(calls).indexOf('store.commit') + 1;
  expect(commit).toBeGreaterThan(0);
  world.fail({ at: commit, done: false });
  const { status, body: failed } = await world.rows(ada, 'falls', body.query);
  expect(status).toBe(500);
  expect(failed.rows).toBeUndefined();
});

test('rows whose reading others kept from being written down are not shown', async () => {
  const world = await furnished();
  const { body } = await world.ask(ada, 'falls');
  world.athena.finish({ bytes: 1, rows: [...header, ['a']] });
  await world.show(ada, 'falls', body.query);
  const commit = world.store.commit;
  Object.assign(world.store, {
    commit: async (changes: Parameters<typeof commit>[0]) =>
      changes.some((one) => 'item' in one && one.item.partition.startsWith('pages#')) ? 'changed' : commit(changes),
  });
  const { status, body: refused } = await world.rows(ada, 'falls', body.query);
  expect(status).toBe(409);
  expect(refused.rows).toBeUndefined();
});

test('a query of which nobody knows whether it ran stays in the sight of the sweeper, and what it may read stays reserved', async () => {
  const world = await furnished();
  const session = world.athena.session;
  world.athena.session = (use) => ({
    ...session(use),
    start: async () => {
      throw new Error('the function died');
    },
  });
  await world.ask(ada, 'falls');
  world.athena.session = session;
  await world.person(personOf(ada, world.clock.now()));
  world.pass(6 * 60_000);
  await startWaiting(world.ports, world.clock.now());
  const [left] = world.queries();
  expect(left).toMatchObject({ state: 'starting' });
  expect(world.allowance('falls')).toEqual({ read: 0, reserved: { [left?.id ?? '']: 100 } });
});

test('in a project the person who was served last waits for the others', async () => {
  const world = await furnished({ atOnce: 1 });
  for (const person of [ada, ada, ada, ben]) {
    await world.ask(person, 'falls');
    world.pass(1000);
  }
  world.athena.finish({ bytes: 1 });
  await startWaiting(world.ports, world.clock.now());
  expect(world.athena.runs.map(({ person }) => person)).toEqual([ada, ben]);
});

test('a result is gone after a day, as Athena has it', async () => {
  const world = await furnished();
  const { body } = await world.ask(ada, 'falls');
  world.athena.finish({ bytes: 1, rows: [...header, ['a']] });
  expect((await world.rows(ada, 'falls', body.query)).status).toBe(200);
  world.pass(24 * 60 * 60_000);
  expect(await world.rows(ada, 'falls', body.query)).toMatchObject({
    status: 409,
    body: { refusals: [{ rule: 'result' }] },
  });
});

test('Athena is asked in the name of the person, for the project, for one thing at a time', async () => {
  const world = await furnished();
  const { body } = await world.ask(dee, 'sepsis');
  world.athena.finish({ bytes: 1, rows: [...header, ['a']] });
  await world.rows(dee, 'sepsis', body.query);
  expect(world.sessions).toEqual(
    ['start', 'watch', 'read'].map((action) => ({ project: 'sepsis', person: dee, action })),
  );
});

test('what waits is started in turn when a place is free, by whoever asks next', async () => {
  const world = await furnished({ atOnce: 1 });
  const first = await world.ask(ada, 'falls');
  const second = await world.ask(ada, 'falls');
  expect(second.body.state).toBe('waiting');
  world.athena.finish({ bytes: 10 });
  expect((await world.show(ada, 'falls', second.body.query)).body.state).toBe('running');
  expect((await world.show(ada, 'falls', first.body.query)).body.state).toBe('succeeded');
});

test('Athena being full sends the query back to its place in the queue, and nobody tries again at once', async () => {
  const world = await furnished();
  world.athena.quota = 0;
  const { body } = await world.ask(ada, 'falls');
  expect(body.state).toBe('waiting');
  expect(world.allowance('falls')).toEqual({ read: 0, reserved: {} });
  world.athena.quota = 1;
  expect((await world.show(ada, 'falls', body.query)).body.state).toBe('waiting');
  world.pass(11_000);
  expect((await world.show(ada, 'falls', body.query)).body.state).toBe('running');
});

test('a month ends in UTC, and what runs over its end counts in the month in which it began', async () => {
  const world = await furnished();
  world.pass(Date.parse('2026-11-30T23:59:59.999Z') - Date.parse(world.clock.now()));
  const { body } = await world.ask(ada, 'falls');
  world.pass(1);
  await world.ask(ada, 'falls');
  expect(world.allowance('falls', '2026-11')?.reserved).toEqual({ [body.query]: 100 });
  expect(Object.keys(world.allowance('falls', '2026-12')?.reserved ?? {})).toHaveLength(1);
  world.athena.finish({ bytes: 70 });
  await world.show(ada, 'falls', body.query);
  expect(world.allowance('falls', '2026-11')).toEqual({ read: 70, reserved: {} });
});

test('a query that reads more than it may is stopped by Athena, and what it read counts', async () => {
  const world = await furnished();
  const { body } = await world.ask(ada, 'falls');
  world.athena.finish({ state: 'cancelled', bytes: 101, because: 'bytes-limit' });
  expect((await world.show(ada, 'falls', body.query)).body).toMatchObject({
    state: 'stopped',
    because: 'bytes-limit',
    bytesRead: 101,
  });
  expect(world.allowance('falls')).toEqual({ read: 101, reserved: {} });
});

test('a cancelled query ends, whether it waits or runs', async () => {
  const world = await furnished({ atOnce: 1 });
  const running = await world.ask(ada, 'falls');
  const waiting = await world.ask(ada, 'falls');
  expect((await world.cancel(ada, 'falls', waiting.body.query)).body).toMatchObject({
    state: 'cancelled',
    bytesRead: 0,
  });
  expect((await world.cancel(ada, 'falls', running.body.query)).body).toMatchObject({
    state: 'cancelled',
    because: 'person',
  });
  expect(world.athena.runs.map(({ state }) => state)).toEqual(['cancelled']);
  expect(world.floor()).toMatchObject({ waiting: [], active: [] });
});

test('queries of one person that wait or run are limited', async () => {
  const world = await furnished({ atOnce: 1 });
  for (let count = 0; count < 3; count += 1) expect((await world.ask(ada, 'falls')).status).toBe(201);
  expect(await world.ask(ada, 'falls')).toMatchObject({
    status: 429,
    body: { refusals: [{ rule: 'queries-at-once' }] },
  });
  expect((await world.ask(ben, 'falls')).status).toBe(201);
});

test('an exhausted allowance refuses, and what it was not used for is given back', async () => {
  const world = await furnished();
  await world.project(
    projectOf('falls', [ada], { allowance: { bytesPerMonth: 150, bytesPerQuery: 100, queriesAtOnce: 9 } }),
  );
  await world.ask(ada, 'falls');
  expect(await world.ask(ada, 'falls')).toMatchObject({ status: 409, body: { refusals: [{ rule: 'allowance' }] } });
  world.athena.finish({ bytes: 30 });
  const [first] = world.queries();
  await world.show(ada, 'falls', first?.id ?? '');
  expect((await world.ask(ada, 'falls')).status).toBe(201);
});

test('what is refused leaves no text behind', async () => {
  const world = await furnished();
  await world.project(
    projectOf('falls', [ada], { allowance: { bytesPerMonth: 150, bytesPerQuery: 100, queriesAtOnce: 9 } }),
  );
  await world.ask(ada, 'falls');
  expect((await world.ask(ada, 'falls')).status).toBe(409);
  expect((await world.ask(ada, 'falls', 'DROP TABLE admissions')).status).toBe(400);
  expect([...world.texts.objects.keys()]).toHaveLength(1);
});

test('a workgroup that lets a query read more than the register approved starts none, and nothing counts', async () => {
  const world = await furnished();
  world.athena.cutoff = 101;
  const { body } = await world.ask(ada, 'falls');
  expect(body).toMatchObject({ state: 'failed', because: 'workgroup-cutoff', bytesRead: 0 });
  expect(world.athena.runs).toEqual([]);
  expect(world.allowance('falls')).toEqual({ read: 0, reserved: {} });
});

test('a list is newest first, in pages, of own queries alone', async () => {
  const world = await furnished({ atOnce: 30 });
  await world.project(
    projectOf('falls', [ada, ben], { allowance: { bytesPerMonth: 1e6, bytesPerQuery: 1, queriesAtOnce: 50 } }),
  );
  for (let count = 0; count < 25; count += 1) {
    await world.ask(count % 5 === 0 ? ben : ada, 'falls');
    world.pass(1000);
  }
  const seen: { askedAt: string; person: string }[] = [];
  let after: string | undefined;
  do {
    const { body } = await world.list(ada, 'falls', after);
    seen.push(...body.queries);
    after = body.next;
  } while (after !== undefined);
  expect(seen).toHaveLength(20);
  expect(new Set(seen.map(({ person }) => person))).toEqual(new Set([ada]));
  expect(seen.map(({ askedAt }) => askedAt)).toEqual(
    seen
      .map(({ askedAt }) => askedAt)
      .sort()
      .reverse(),
  );
});

test('a waiting query of somebody who lost access never starts', async () => {
  const world = await furnished({ atOnce: 1 });
  await world.ask(ben, 'falls');
  const { body } = await world.ask(ada, 'falls');
  await world.person(personOf(ada, '2026-11-27T10:00:01.000Z'));
  world.pass(2000);
  world.athena.finish({ bytes: 1 });
  await startWaiting(world.ports, world.clock.now());
  expect(world.queries().find(({ id }) => id === body.query)).toMatchObject({ state: 'stopped', because: 'training' });
  expect(world.athena.runs).toHaveLength(1);
  const taken = world.events().filter(({ kind, id }) => kind === 'place-taken' && id === body.query);
  expect(taken).toEqual([]);
});

test('a text that is not the one that was asked is not run', async () => {
  const world = await furnished({ atOnce: 1 });
  await world.ask(ben, 'falls');
  const { body } = await world.ask(ada, 'falls');
  const [, key] = [...world.texts.objects.keys()];
  world.texts.objects.set(String(key), { sql: 'SELECT 2', why: '', project: 'falls', person: ada, at: '' });
  world.athena.finish({ bytes: 1 });
  await startWaiting(world.ports, world.clock.now());
  expect(world.queries().find(({ id }) => id === body.query)).toMatchObject({ state: 'failed', because: 'text' });
});
