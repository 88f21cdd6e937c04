import { sweptQueries } from '../../lambdas/safe-projects/queries/swept-queries.ts';
import { readSql } from '../../lambdas/safe-projects/sql/read-sql.ts';
import { furnished, people, personOf, type QueryWorld } from './query-world.ts';

const { ada, ben } = people;
const suspended = { id: 's-1', because: 'incident', from: '2026-11-27T10:00:00.000Z', by: 'officer-1' } as const;

/** Asks, and lets the function die the moment Athena has begun, before it could write that down. */
async function leftRunning(world: QueryWorld, person: string, sql: string): Promise<string> {
  const starting = async (at: number): Promise<boolean> => {
    const before = world.asked.length;
    world.fail({ at, done: true });
    await world.ask(person, 'falls', sql);
    world.fail(undefined);
    return world.asked.slice(before).at(at - 1) === 'athena.start';
  };
  const rehearsed = await furnished();
  const before = rehearsed.asked.length;
  await rehearsed.ask(person, 'falls', sql);
  const at = rehearsed.asked.slice(before).indexOf('athena.start') + 1;
  expect(await starting(at)).toBe(true);
  return world.athena.runs.at(-1)?.id ?? '';
}

const sweep = async (world: QueryWorld, person: string): Promise<void> => {
  const swept = sweptQueries(world.ports, { ...world.athena.sweepers(), find: world.athena.find });
  for (const query of await swept.live()) if (query.person === person) await swept.stop(query, 'suspended');
};

test('what a dead function left running is ended by the sweep after access ended, whoever asks something before it', async () => {
  const world = await furnished();
  const execution = await leftRunning(world, ada, 'SELECT 1');
  await world.person({ ...personOf(ada), suspensions: [suspended] });
  world.pass(6 * 60_000);
  await world.ask(ben, 'falls', 'SELECT 2');
  await sweep(world, ada);
  expect(world.athena.runs.find(({ id }) => id === execution)?.state).toBe('cancelled');
  expect(world.queries().find(({ person }) => person === ada)?.state).toBe('stopped');
});

test.each([
  ['CASE inside CASE', `SELECT ${'CASE '.repeat(101)}1${' WHEN 1 THEN 1 END'.repeat(101)}`],
  ['CASE inside THEN', `SELECT ${'CASE WHEN a THEN '.repeat(2000)}1${' END'.repeat(2000)}`],
  ['brackets behind brackets that close nothing', `SELECT ${')'.repeat(200)}${'('.repeat(101)}1`],
])('a text whose reading would take minutes is refused unread: %s', (_, text) => {
  const read = readSql(text, 'tre_test_project_falls');
  expect(read.ok ? [] : read.refusals.map(({ rule }) => rule)).toEqual(['size']);
});
