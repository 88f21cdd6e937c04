import type { Person } from '../../lambdas/safe-people/contract.ts';
import { dispatcher } from '../../lambdas/safe-people/dispatch.ts';
import type { QueryStanding } from '../../lambdas/safe-projects/contract.ts';
import type { Floor } from '../../lambdas/safe-projects/queries/floor.ts';
import type { MonthAllowance } from '../../lambdas/safe-projects/queries/month-allowance.ts';
import { queryHandlers } from '../../lambdas/safe-projects/queries/query-handlers.ts';
import type { QueryPorts } from '../../lambdas/safe-projects/queries/query-ports.ts';
import type { QueryRecord } from '../../lambdas/safe-projects/queries/query-record.ts';
import { registerOf } from '../../lambdas/safe-projects/queries/query-register.ts';
import { queryRoutes } from '../../lambdas/safe-projects/queries/query-routes.ts';
import type { EventRecord } from '../../lambdas/workflow/contract.ts';
import { memoryStore } from '../workflow/memory-store.ts';
import { fakeAthena, fakeTexts } from './fake-athena.ts';

const forEver = '2030-01-01T00:00:00.000Z';
const before = '2026-01-01T00:00:00.000Z';
export const signedInAt = '2026-11-27T08:00:00.000Z';

const credential = (kind: 'accreditation' | 'training' | 'agreement', expires: string) =>
  ({ id: kind, kind, scheme: 'any', number: '1', evidence: 'file', from: before, expires }) as const;

export const personOf = (id: string, trainedUntil = forEver): Person => ({
  id,
  name: id,
  email: `${id}@example.org`,
  organisation: 'RJ1',
  credentials: [
    credential('accreditation', forEver),
    credential('training', trainedUntil),
    credential('agreement', forEver),
  ],
  roles: [
    {
      role: 'researcher',
      proposedBy: 'officer-1',
      proposedAt: before,
      confirmedBy: 'officer-2',
      confirmedAt: before,
      expires: forEver,
    },
  ],
  suspensions: [],
});

export const projectOf = (
  id: string,
  members: readonly string[],
  over: Partial<QueryStanding> = {},
): QueryStanding => ({
  id,
  state: 'live',
  starts: before,
  ends: forEver,
  members: members.map((person) => ({ person, as: 'researcher', from: before, until: forEver })),
  approvals: [{ of: 'committee', from: before, expires: forEver }],
  allowance: { bytesPerMonth: 1000, bytesPerQuery: 100, queriesAtOnce: 3 },
  resultsShared: false,
  ...over,
});

export interface Fault {
  /** Which call of a port fails, counted from 1, and whether what it does is done all the same. */
  readonly at: number;
  readonly done: boolean;
}

/** The broker among in-memory neighbours: the register, the table of queries, the texts and Athena. */
export function queryWorld({
  atOnce = 3,
  between,
}: {
  readonly atOnce?: number;
  readonly between?: () => Promise<void>;
} = {}) {
  const registerStore = memoryStore();
  const store = memoryStore(between === undefined ? {} : { between });
  const athena = fakeAthena();
  const texts = fakeTexts();
  const deposited = new Map<string, { readonly text: string; readonly query: string; readonly sha256: string }>();
  const deposits = {
    async put(key: string, bytes: Uint8Array, said: { readonly query: string; readonly sha256: string }) {
      deposited.set(key, { text: Buffer.from(bytes).toString('utf8'), ...said });
    },
  };
  let now = Date.parse('2026-11-27T10:00:00.000Z');
  let ids = 0;
  let calls = 0;
  let fault: Fault | undefined;
  const clock = { now: () => new Date(now).toISOString() };
  const sessions: { readonly project: string; readonly person: string; readonly action: string }[] = [];
  const asked: string[] = [];

  /** Every call of every port goes through here. */
  const call = async <Value>(name: string, work: () => Promise<Value>): Promise<Value> => {
    calls += 1;
    asked.push(name);
    if (fault?.at === calls) {
      if (fault.done) await work();
      throw new Error(`fault at call ${calls}: ${name}`);
    }
    return work();
  };
  const through = <Port extends object>(name: string, port: Port): Port =>
    new Proxy(port, {
      get: (target, key, receiver) => {
        const value: unknown = Reflect.get(target, key, receiver);
        return typeof value !== 'function'
          ? value
          : (...args: unknown[]) => call(`${name}.${String(key)}`, async () => Reflect.apply(value, target, args));
      },
    });

  const register = registerOf(registerStore, {
    table: { id: async () => 'table-1' },
    clock,
    demands: (['accreditation', 'training', 'agreement'] as const).map((kind) => ({ kind, schemes: [] })),
  });
  const ports: QueryPorts = {
    store: through('store', store),
    clock,
    pause: async () => {},
    random: () => 0.5,
    newId: () => {
      ids += 1;
      return `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`;
    },
    atOnce,
    databaseOf: (project) => `tre_test_project_${project}`,
    register: through('register', register),
    texts: through('texts', texts),
    deposits: through('deposits', deposits),
    athena: (use) =>
      call('assume', async () => {
        sessions.push(use);
        return through('athena', athena.session(use));
      }),
    catalogue: (use) =>
      call('assume', async () => {
        sessions.push({ ...use, action: 'tables' });
        return { tables: async () => [{ name: 'admissions', columns: [{ name: 'ward', type: 'string' }] }] };
      }),
  };
  const door = dispatcher(queryRoutes, queryHandlers(ports), { door: 'private', clock, report: () => {} });

  const put = async (partition: string, sort: string, body: object): Promise<void> => {
    const found = await registerStore.get({ partition, sort });
    const version = (found?.version ?? 0) + 1;
    const kind = found === undefined ? 'create' : 'replace';
    await registerStore.commit([{ kind, item: { partition, sort, version, body: { ...body } } }]);
  };

  let requests = 0;
  const request = async (
    person: string,
    method: 'GET' | 'POST',
    resource: string,
    sent: { readonly path?: Record<string, string>; readonly query?: Record<string, string>; readonly body?: unknown },
  ) => {
    requests += 1;
    const { statusCode, body } = await door({
      resource,
      httpMethod: method,
      pathParameters: sent.path ?? null,
      multiValueQueryStringParameters: Object.fromEntries(
        Object.entries(sent.query ?? {}).map(([key, value]) => [key, [value]]),
      ),
      multiValueHeaders: { 'content-type': ['application/json'] },
      body: sent.body === undefined ? null : JSON.stringify(sent.body),
      isBase64Encoded: false,
      requestContext: {
        requestId: `request-${requests}`,
        authorizer: { person, signedInAt, session: 'session-1', mfa: 'true', door: 'private' },
      },
    });
    return { status: statusCode, body: JSON.parse(body) };
  };

  return {
    ports,
    athena,
    texts,
    deposited,
    store,
    sessions,
    asked,
    clock,
    calls: () => calls,
    fail: (next: Fault | undefined) => {
      fault = next === undefined ? undefined : { ...next, at: calls + next.at };
    },
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    person: (person: Person) => put('person', person.id, person),
    project: (project: QueryStanding) => put('project', project.id, project),
    found: () => put('register', 'standing', { tableId: 'table-1' }),
    ask: (person: string, project: string, sql = 'SELECT ward FROM admissions', why = 'to see how many') =>
      request(person, 'POST', '/queries', { body: { project, sql, why } }),
    show: (person: string, project: string, query: string) =>
      request(person, 'GET', '/queries/{query}', { path: { query }, query: { project } }),
    list: (person: string, project: string, after?: string) =>
      request(person, 'GET', '/queries', { query: after === undefined ? { project } : { project, after } }),
    rows: (person: string, project: string, query: string, page?: string) =>
      request(person, 'POST', '/queries/{query}/rows', {
        path: { query },
        body: page === undefined ? { project } : { project, page },
      }),
    send: (person: string, project: string, query: string) =>
      request(person, 'POST', '/queries/{query}/send', { path: { query }, body: { project } }),
    cancel: (person: string, project: string, query: string) =>
      request(person, 'POST', '/queries/{query}/cancel', { path: { query }, body: { project } }),
    tables: (person: string, project: string) =>
      request(person, 'GET', '/projects/{project}/tables', { path: { project } }),
    request,
    queries: () => store.items('query').map(({ body }) => body as unknown as QueryRecord),
    floor: () => store.items('floor')[0]?.body as Floor | undefined,
    allowance: (project: string, month = '2026-11') =>
      store.items(`allowance#${project}`).find(({ sort }) => sort === month)?.body as MonthAllowance | undefined,
    events: () => store.items('outbox').map(({ body }) => JSON.parse(String(body.text)) as EventRecord),
  };
}

export type QueryWorld = ReturnType<typeof queryWorld>;

/** Two projects; ada and ben in the first, cyd in the second, dee in both, eve in none. */
export const people = {
  ada: 'ada-00001',
  ben: 'ben-00001',
  cyd: 'cyd-00001',
  dee: 'dee-00001',
  eve: 'eve-00001',
} as const;

export async function furnished(options?: Parameters<typeof queryWorld>[0]): Promise<QueryWorld> {
  const world = queryWorld(options);
  await world.found();
  for (const id of Object.values(people)) await world.person(personOf(id));
  await world.project(projectOf('falls', [people.ada, people.ben, people.dee]));
  await world.project(projectOf('sepsis', [people.cyd, people.dee]));
  return world;
}
