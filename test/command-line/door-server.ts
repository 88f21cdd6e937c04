import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  type Handlers,
  peopleRoutes,
  personPartition,
  type Role,
  type Route,
  standingKey,
} from '../../lambdas/safe-people/contract.ts';
import { leastDemands } from '../../lambdas/safe-people/demands.ts';
import { found } from '../../lambdas/safe-people/founding.ts';
import { peopleHandlers } from '../../lambdas/safe-people/people-handlers.ts';
import { registerOn } from '../../lambdas/safe-people/register-reading.ts';
import { projectRoutes, queryRoutes } from '../../lambdas/safe-projects/contract.ts';
import { projectHandlers } from '../../lambdas/safe-projects/projects.ts';
import { queryHandlers } from '../../lambdas/safe-projects/queries/query-handlers.ts';
import { registerOf } from '../../lambdas/safe-projects/queries/query-register.ts';
import type { Door } from '../../lambdas/workflow/contract.ts';
import { gate, issuer, issuerKey } from '../safe-people/gate-harness.ts';
import { fakeAthena, fakeTexts } from '../safe-projects/fake-athena.ts';
import { memoryStore } from '../workflow/memory-store.ts';
import { fakeDirectory } from './fake-directory.ts';

/**
 * A deployment on this machine: both doors with the product's own authoriser, functions and workflows on tables in memory, an Athena that answers
 * as it is told, and a user directory; over HTTP, on one port.
 */
export async function deployment(begins: string) {
  // Every look at the clock is a millisecond later: what happened after was after.
  const time = { at: Date.parse(begins) };
  const clock = { now: () => new Date(time.at++).toISOString() };
  const store = memoryStore();
  const table = { id: async () => 'table-1' };
  let ids = 0;
  const engine = { clock, pause: async () => {}, random: () => 0.5 };
  const base = {
    ...engine,
    store,
    table,
    demands: leastDemands,
    id: () => `command-${String(ids++).padStart(6, '0')}`,
  };
  const athena = fakeAthena();
  const texts = fakeTexts();
  const queries = memoryStore();
  const handlers: Handlers = {
    ...peopleHandlers(base),
    ...projectHandlers(base),
    ...queryHandlers({
      ...engine,
      store: queries,
      register: registerOf(store, { table, clock, demands: leastDemands }),
      texts,
      deposits: { put: async () => {} },
      newId: () => `00000000-0000-4000-8000-${String(ids++).padStart(12, '0')}`,
      atOnce: 10,
      databaseOf: (project) => `tre_example_project_${project.replaceAll('-', '_')}`,
      athena: async (use) => athena.session(use),
      catalogue: async () => ({
        tables: async () => [{ name: 'admissions', columns: [{ name: 'ward', type: 'string' }] }],
      }),
    }),
  };
  const routesAt = (door: Door): readonly Route[] =>
    [...peopleRoutes, ...projectRoutes, ...queryRoutes].filter(({ doors }) => doors.includes(door));
  const register = registerOn(store, table);
  const gates = {
    public: gate({ door: 'public', routes: routesAt('public'), handlers, people: [], register }),
    private: gate({ door: 'private', routes: routesAt('private'), handlers, people: [], register }),
  };
  const directory = fakeDirectory(() => new Date(time.at));

  /** What came to the doors, as it was on the wire. */
  const requests: { readonly method: string; readonly url: string; readonly headers: string; readonly body: string }[] =
    [];
  /** Answers something else, once; undefined: as usual. */
  const faults: ((url: string, response: ServerResponse) => boolean)[] = [];

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const url = request.url ?? '';
    const [, name, stage, ...parts] = url.split('/');
    if (request.headers['x-amz-target'] !== undefined) return directory.serve(request, response, body);
    requests.push({ method: request.method ?? '', url, headers: JSON.stringify(request.headers), body });
    if (faults.shift()?.(url, response)) return;
    const door = name === 'public' || name === 'private' ? gates[name] : undefined;
    if (door === undefined || stage !== 'v1') {
      response.statusCode = 404;
      response.end('<html>Not here</html>');
      return;
    }
    door.world.now = clock.now();
    door.world.keySet = { issuer, fetchedAt: door.world.now, keys: [issuerKey.published] };
    const got = await door.send({
      method: request.method === 'POST' ? 'POST' : 'GET',
      path: `/${parts.join('/')}`,
      authorization: request.headers.authorization,
      ...(body === '' ? {} : { body }),
    });
    response.writeHead(got.status, { 'content-type': 'application/json', 'x-request-id': 'request-1', ...got.headers });
    // Where API Gateway itself refuses, the harness names the rule alone.
    const refused = { refusals: [{ rule: got.rule, says: 'as the door says' }] };
    response.end(JSON.stringify(Object.keys(got.body).length === 0 && got.rule !== undefined ? refused : got.body));
  };
  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(JSON.stringify({ refusals: [{ rule: 'internal', says: String(error) }] }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}`;

  const expires = new Date(Date.parse(begins) + 360 * 86_400_000).toISOString();
  const detailsOf = (id: string) => ({ name: `Name of ${id}`, email: `${id}@example.nhs.uk`, organisation: 'RHOST' });

  return {
    address,
    doors: { public: `${address}/public/v1/`, private: `${address}/private/v1/` },
    time,
    clock,
    store,
    queries,
    athena,
    directory,
    requests,
    faults,
    gates,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
    /** The break-glass role's only act: two officers, and nobody else by this way. */
    async found(one: string, two: string) {
      const officers = [one, two].map((id) => ({ id, ...detailsOf(id) }));
      const [first, second] = officers;
      if (first === undefined || second === undefined) throw new Error('two officers');
      const founded = await found({ store, clock, table }, { officers: [first, second], expires });
      if (!founded.ok) throw new Error(JSON.stringify(founded));
    },
    /** Somebody whose papers are in order, past the officers' hands: for tests that are about something else. */
    async put(id: string, organisation: string, roles: readonly Role[], lasts = expires) {
      const day = begins;
      const credential = (kind: 'accreditation' | 'training' | 'agreement') => ({
        ...{ id: `${kind}-1`, kind, scheme: `some-${kind}`, number: '1', evidence: 'file 1' },
        from: day,
        expires: lasts,
      });
      const body = {
        id,
        ...detailsOf(id),
        organisation,
        credentials: (['accreditation', 'training', 'agreement'] as const).map(credential),
        roles: roles.map((role) => ({
          ...{ role, proposedBy: 'officer-one', proposedAt: day, confirmedBy: 'officer-two', confirmedAt: day },
          expires: lasts,
        })),
        suspensions: [],
        enrolledBy: 'officer-one',
        enrolledAt: day,
      };
      const head = { sequence: 1, hash: 'a'.repeat(64), command: 'put-by-test' };
      await store.commit([{ kind: 'create', item: { partition: personPartition, sort: id, version: 1, body, head } }]);
    },
    /** The register is in service without officers. */
    inService: () =>
      store.commit([{ kind: 'create', item: { ...standingKey, version: 1, body: { tableId: 'table-1' } } }]),
    account(sub: string, over: { readonly temporary?: boolean } = {}) {
      const made = {
        address: `${sub}@example.nhs.uk`,
        sub,
        password: `Correct horse 1! ${sub}`,
        temporary: over.temporary ?? false,
        secret: over.temporary === true ? undefined : 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
      };
      directory.accounts.push(made);
      return made;
    },
  };
}

export type Deployment = Awaited<ReturnType<typeof deployment>>;
