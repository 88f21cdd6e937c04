import { queryHandlers } from '../../lambdas/safe-projects/queries/query-handlers.ts';
import { queryRoutes } from '../../lambdas/safe-projects/queries/query-routes.ts';
import { accessClaims, gate, start, tokenOf } from '../safe-people/gate-harness.ts';
import { furnished, people, personOf } from './query-world.ts';

const { ada, ben, cyd } = people;
const header = [['ward']];

/** The whole way: API Gateway, the authoriser, the function, Athena. */
async function entered() {
  const world = await furnished();
  world.pass(Date.parse(start) - Date.parse(world.clock.now()));
  const handlers = queryHandlers(world.ports);
  const door = gate({
    door: 'private',
    routes: queryRoutes,
    handlers,
    people: Object.values(people).map((id) => personOf(id)),
  });
  const asked = (person: string, project: string, sql = 'SELECT ward FROM admissions') =>
    door.as(person, { method: 'POST', path: '/queries', body: { project, sql, why: 'to see how many' } });
  return { world, door, asked };
}

test('a member asks and reads through the whole gate', async () => {
  const { world, door, asked } = await entered();
  const { status, body } = await asked(ada, 'falls');
  expect(status).toBe(201);
  world.athena.finish({ bytes: 1, rows: [...header, ['a']] });
  const rows = await door.as(ada, { method: 'POST', path: `/queries/${body.query}/rows`, body: { project: 'falls' } });
  expect(rows).toMatchObject({ status: 200, body: { rows: [{ cells: ['a'] }] } });
});

test.each([
  ['no token', undefined, 401],
  ["a token of the public door's client", `Bearer ${tokenOf(accessClaims(ada, 'public', start))}`, 401],
  ['a token that nobody signed', `Bearer ${tokenOf(accessClaims(ada, 'private', start), { alg: 'none' })}`, 401],
])('%s starts nothing', async (_, authorization, status) => {
  const { world, door } = await entered();
  const body = { project: 'falls', sql: 'SELECT 1', why: 'to see how many' };
  const got = await door.send({ method: 'POST', path: '/queries', body, authorization });
  expect(got.status).toBe(status);
  expect(world.asked).toEqual([]);
});

test.each([
  ['a header', { headers: { 'x-project': ['falls'], 'x-person': [ada] } }, 404],
  ['the query of the URL', { path: '/queries?project=falls' }, 400],
])('the project of another, named in %s as well as in the body, is not reached', async (_, over, status) => {
  const { world, door } = await entered();
  const body = { project: 'falls', sql: 'SELECT 1', why: 'to see how many' };
  const got = await door.as(cyd, { method: 'POST', path: '/queries', body, ...over });
  expect(got.status).toBe(status);
  expect(world.athena.runs).toEqual([]);
});

test.each([
  ['a person in the body', { person: ben }],
  ['a workgroup in the body', { workgroup: 'tre-test-project-sepsis' }],
  ['a database in the body', { database: 'tre_test_project_sepsis' }],
  ['an output location in the body', { outputLocation: 's3://elsewhere/' }],
])('%s is refused', async (_, more) => {
  const { world, door } = await entered();
  const body = { project: 'falls', sql: 'SELECT 1', why: 'to see how many', ...more };
  expect((await door.as(ada, { method: 'POST', path: '/queries', body })).status).toBe(400);
  expect(world.athena.runs).toEqual([]);
});

test.each(['..%2F..%2Ffalls', '%2e%2e', 'execution-1', '*', '00000000-0000-4000-8000-000000000001%00'])(
  'a path that holds %s instead of an id is refused',
  async (id) => {
    const { world, door } = await entered();
    const got = await door.as(ada, { path: `/queries/${id}?project=falls` });
    expect([400, 401, 404]).toContain(got.status);
    expect(world.asked).toEqual([]);
  },
);
