import { startWaiting } from '../../lambdas/safe-projects/queries/starting.ts';
import { sweptQueries } from '../../lambdas/safe-projects/queries/swept-queries.ts';
import { furnished, people, personOf, type QueryWorld } from './query-world.ts';

const { ada, ben } = people;
const minutes = 60_000;

/** Asks, by a function that dies the moment that Athena has begun. */
async function askAndDie(world: QueryWorld, person: string): Promise<string> {
  const { session } = world.athena;
  world.athena.session = (use) => ({
    ...session(use),
    start: async (sql, token, most) => {
      await session(use).start(sql, token, most);
      throw new Error('the function died');
    },
  });
  const { body } = await world.ask(person, 'falls');
  world.athena.session = session;
  expect(body.state).toBe('starting');
  return body.query;
}

const suspendedNow = (world: QueryWorld, person: string) =>
  world.person({
    ...personOf(person),
    suspensions: [{ id: 'suspension-1', because: 'incident', from: world.clock.now(), by: 'officer-1' }],
  });

const sweeping = (world: QueryWorld) =>
  sweptQueries(world.ports, { ...world.athena.sweepers(), find: world.athena.find });

test('what a dead function started stays in sight of the sweeper, whoever takes it up after access ended', async () => {
  const world = await furnished();
  const id = await askAndDie(world, ada);
  await suspendedNow(world, ada);
  world.pass(6 * minutes);
  await startWaiting(world.ports, world.clock.now());
  expect((await sweeping(world).live()).map((one) => one.id)).toEqual([id]);
  await sweeping(world).stop({ id }, 'suspended');
  expect(world.athena.runs.map(({ state }) => state)).toEqual(['cancelled']);
});

test('of two who asked the same, the one whose execution is written down keeps it', async () => {
  const world = await furnished();
  const left = await askAndDie(world, ada);
  world.pass(1000);
  const { body } = await world.ask(ben, 'falls');
  await suspendedNow(world, ada);
  world.pass(6 * minutes);
  await sweeping(world).stop({ id: left }, 'suspended');
  expect(world.athena.runs.map(({ person, state }) => [person, state])).toEqual([
    [ada, 'cancelled'],
    [ben, 'running'],
  ]);
  expect(world.queries().find(({ id }) => id === body.query)?.state).toBe('running');
});

test('of several that nobody wrote down none goes on, and all that was reserved counts', async () => {
  const world = await furnished();
  const left = await askAndDie(world, ada);
  await askAndDie(world, ben);
  await suspendedNow(world, ada);
  world.pass(6 * minutes);
  await sweeping(world).stop({ id: left }, 'suspended');
  expect(world.athena.runs.map(({ state }) => state)).toEqual(['cancelled', 'cancelled']);
  expect(world.queries().find(({ id }) => id === left)).toMatchObject({ state: 'stopped', bytesRead: 100 });
});
