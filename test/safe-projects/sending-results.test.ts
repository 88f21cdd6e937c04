import { createHash } from 'node:crypto';
import { csvOf } from '../../lambdas/safe-projects/csv.ts';
import { mostToSend } from '../../lambdas/safe-projects/queries/sending-results.ts';
import { personOf, projectOf, queryWorld } from './query-world.ts';

/** A question of one person that succeeded with these rows, the first of which repeats the names of the columns. */
async function answered(rows: readonly (readonly (string | null)[])[], over: object = {}) {
  const world = queryWorld();
  await world.found();
  for (const id of ['person-a', 'person-b', 'stranger-1']) await world.person(personOf(id));
  await world.project(projectOf('asthma', ['person-a', 'person-b'], over));
  const { query } = (await world.ask('person-a', 'asthma')).body;
  world.athena.finish({ state: 'succeeded', bytes: 10, rows: [['ward'], ...rows] });
  return { world, query: String(query), send: (who: string) => world.send(who, 'asthma', String(query)) };
}
const lines = (count: number, text = 'A1') => Array.from({ length: count }, () => [text]);

test('a result of several pages is one CSV file under the key of whoever sent it, with its hash and its query', async () => {
  const { world, query, send } = await answered(lines(2500));
  const { status, body } = await send('person-a');
  expect([status, body.rows]).toEqual([201, 2500]);
  const [[key, { text, query: of, sha256 }] = ['', { text: '', query: '', sha256: '' }], ...others] = world.deposited;
  expect(others).toEqual([]);
  expect(key).toBe(`deposits/asthma/person-a/${body.deposit}`);
  expect(text).toBe(`ward\r\n${'A1\r\n'.repeat(2500)}`);
  expect([of, sha256, body.bytes]).toEqual([
    query,
    createHash('sha256').update(text).digest('hex'),
    Buffer.byteLength(text),
  ]);
  expect(body.sha256).toBe(sha256);
  const events = world.store.items(`history#query#${query}`).map(({ body: { record } }) => record as { kind: string });
  expect(events.at(-1)).toMatchObject({ kind: 'results-sent', data: { sender: 'person-a', rows: 2500, sha256 } });
});

test('a file has at most so many rows, and one more is refused whole', async () => {
  const most = await answered(lines(mostToSend.rows));
  expect((await most.send('person-a')).status).toBe(201);
  const more = await answered(lines(mostToSend.rows + 1));
  const { status, body } = await more.send('person-a');
  expect([status, body.refusals[0].rule, more.world.deposited.size]).toEqual([409, 'result-size', 0]);
});

test('a file has at most so many bytes', async () => {
  const large = await answered(lines(20, 'x'.repeat(mostToSend.bytes / 20)));
  const { status, body } = await large.send('person-a');
  expect([status, body.refusals[0].rule, large.world.deposited.size]).toEqual([409, 'result-size', 0]);
});

test('whoever may not read the result does not send it: nobody learns that there is one', async () => {
  const { send } = await answered(lines(1));
  expect((await send('person-b')).status).toBe(404);
  expect((await send('stranger-1')).status).toBe(404);
  const shared = await answered(lines(1), { resultsShared: true });
  const { status, body } = await shared.send('person-b');
  expect(status).toBe(201);
  expect([...shared.world.deposited.keys()]).toEqual([`deposits/asthma/person-b/${body.deposit}`]);
});

test('access that ends between two pages ends the sending, and nothing is deposited', async () => {
  const { world, send } = await answered(lines(2500));
  const session = world.athena.session.bind(world.athena);
  let pages = 0;
  world.athena.session = (use) => ({
    ...session(use),
    async rows(...given) {
      pages += 1;
      if (pages === 2) await world.project(projectOf('asthma', ['person-a'], { state: 'suspended' }));
      return session(use).rows(...given);
    },
  });
  const { status } = await send('person-a');
  expect([status, world.deposited.size]).toEqual([403, 0]);
});

test('what has not succeeded, or is a day old, has no result to send', async () => {
  const world = queryWorld();
  await world.found();
  await world.person(personOf('person-a'));
  await world.project(projectOf('asthma', ['person-a']));
  const { query } = (await world.ask('person-a', 'asthma')).body;
  expect((await world.send('person-a', 'asthma', query)).body.refusals[0].rule).toBe('state');
  const { world: old, send } = await answered(lines(1));
  await send('person-a');
  old.pass(25 * 3_600_000);
  expect((await send('person-a')).body.refusals[0].rule).toBe('result');
});

test('numbers stay as they are, whatever their sign; what a spreadsheet would run does not', () => {
  expect(csvOf([['-0.5', '+3', '-1e-7', '=1+1', '-1+cmd', '@x', null]])).toBe("-0.5,+3,-1e-7,'=1+1,'-1+cmd,'@x,\r\n");
});
