import { createHash, randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { airlockHandlers } from '../../../lambdas/safe-outputs/airlock.ts';
import type { Bucket } from '../../../lambdas/safe-outputs/airlock-buckets.ts';
import { deskOf } from '../../../lambdas/safe-outputs/airlock-desk.ts';
import { airlockRoutes } from '../../../lambdas/safe-outputs/airlock-routes.ts';
import { bytesHandlers } from '../../../lambdas/safe-outputs/bytes-under-review.ts';
import { checkerJobs } from '../../../lambdas/safe-outputs/checker.ts';
import type { Engine } from '../../../lambdas/safe-outputs/checker-ports.ts';
import { type AirlockRequest, airlockServices } from '../../../lambdas/safe-outputs/contract.ts';
import type { Profile, Report, Source, Verdict } from '../../../lambdas/safe-outputs/disclosure/contract.ts';
import { profileHash, profiles } from '../../../lambdas/safe-outputs/disclosure/profiles.ts';
import { downloadHandlers } from '../../../lambdas/safe-outputs/download.ts';
import { outputsHandlers } from '../../../lambdas/safe-outputs/outputs.ts';
import { releaseJobs } from '../../../lambdas/safe-outputs/release.ts';
import { hearing } from '../../../lambdas/safe-outputs/scanning.ts';
import { sha256Of } from '../../../lambdas/safe-outputs/whole-bytes.ts';
import { workOff } from '../../../lambdas/safe-outputs/work-off.ts';
import type { Person, Role, Route } from '../../../lambdas/safe-people/contract.ts';
import { dispatcher } from '../../../lambdas/safe-people/dispatch.ts';
import { type Prelude, streamingDispatcher } from '../../../lambdas/safe-people/dispatch-bytes.ts';
import type { QueryStanding } from '../../../lambdas/safe-projects/contract.ts';
import type { Door, Store } from '../../../lambdas/workflow/contract.ts';
import { personOf as researcherOf } from '../../safe-projects/query-world.ts';
import { memoryStore } from '../../workflow/memory-store.ts';
import { memoryBucket } from './memory-buckets.ts';

/**
 * The airlock's functions as they are deployed, each behind its door or its trigger, on tables and buckets in memory. Nothing in here decides anything;
 * the engine is a stand-in that says what the content of a file tells it to.
 *
 * Long because it is every neighbour of seven functions.
 */
const before = '2026-01-01T00:00:00.000Z';
const forEver = '2030-01-01T00:00:00.000Z';
export const account = '111122223333';
export const reviewBucket = 'tre-test-airlock-review';

export const personOf = (id: string, ...held: readonly Role[]): Person => {
  const person = researcherOf(id);
  const [grant] = person.roles;
  if (grant === undefined) throw new Error('a researcher holds a role');
  return { ...person, roles: held.map((role) => ({ ...grant, role })) };
};

const member = (person: string) => ({ person, as: 'researcher' as const, from: before, until: forEver });
export const projectOf = (id: string, members: readonly string[], over: object = {}): QueryStanding => ({
  ...{ id, state: 'live', starts: before, ends: forEver, members: members.map(member) },
  approvals: [{ of: 'committee', from: before, expires: forEver }],
  allowance: { bytesPerMonth: 1, bytesPerQuery: 1, queriesAtOnce: 1 },
  resultsShared: false,
  ...over,
});

/** `verdict: …` on the first line of a file is what the engine says of it; a first line `table: a,b` is a table with these columns. */
const judged = async (source: Source): Promise<Report['files'][number]> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.open()) chunks.push(chunk);
  const whole = Buffer.concat(chunks);
  const text = whole.toString('utf8');
  const [, said] = /^verdict: ([a-z-]+)/.exec(text) ?? [];
  const [, header] = /^table: (.+)/.exec(text) ?? [];
  const verdict = (said ?? 'clear') as Verdict;
  const place = { cells: [{ row: 1, column: 2 }] };
  const finding =
    verdict === 'clear'
      ? []
      : [{ rule: 'threshold', verdict, at: place, reason: 'a cell is below the threshold', remedy: 'suppress it' }];
  const tables = header === undefined ? [] : [{ header: header.split(','), rows: [['North', '20']] }];
  const { path } = source;
  return { ...{ path, type: 'csv', verdict, findings: finding, tables }, bytes: whole.length, sha256: sha256Of(whole) };
};
const order: readonly Verdict[] = ['clear', 'review', 'needs-fix', 'blocked'];
const reportOn = async (sources: readonly Source[], profile: { id: string; hash: string }): Promise<Report> => {
  const files = await Promise.all(sources.map(judged));
  const verdict = order[Math.max(...files.map((one) => order.indexOf(one.verdict)))] ?? 'blocked';
  return { engine: '0.0.0-test', profile, verdict, findings: [], files };
};
export const standIn: Engine = {
  check: (sources, profile) => reportOn(sources, { id: profile.id, hash: profileHash(profile) }),
  checkInbound: (sources) => reportOn(sources, { id: 'inbound', hash: 'inbound' }),
};

export interface Sent {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly mfa?: boolean;
  /** The door that the token is for. */
  readonly token?: Door;
}

export interface Overrides {
  readonly engine?: Engine;
  readonly profile?: Profile | undefined;
  /** The store and the buckets as one function of ours sees them. */
  readonly store?: (store: Store) => Store;
  readonly bucket?: (bucket: Bucket) => Bucket;
}

export async function airlockHouse(overrides: Overrides = {}) {
  const registerStore = memoryStore({ pageSize: 100 });
  const airlockStore = memoryStore({ pageSize: 100 });
  const releasesStore = memoryStore({ pageSize: 100 });
  const buckets = {
    drafts: memoryBucket('draft'),
    arrivals: memoryBucket('inbound'),
    reviews: memoryBucket('review'),
    released: memoryBucket('release'),
    inputs: memoryBucket('inputs'),
  };
  let now = Date.parse('2026-11-27T10:00:00.000Z');
  const clock = { now: () => new Date(now).toISOString() };
  const told: object[] = [];
  const failures: object[] = [];
  let requests = 0;

  const engineOn = (store: Store) => ({ store, clock, pause: async () => {}, random: () => 0.5 });
  const sources = {
    register: registerStore,
    table: { id: async () => 'table-1' },
    demands: (['accreditation', 'training', 'agreement'] as const).map((kind) => ({ kind, schemes: [] })),
  };
  const { store: through = (store) => store, bucket: bucketThrough = (bucket) => bucket } = overrides;
  const airlock = engineOn(airlockStore);
  const releases = engineOn(releasesStore);
  const id = randomUUID;
  const report = (failure: object) => failures.push(failure);

  const routesOf = (name: string, door: Door): readonly Route[] =>
    airlockRoutes.flatMap(({ routes, by }) => ((by as Partial<Record<Door, string>>)[door] === name ? routes : []));
  const buffered = {
    private: dispatcher(
      routesOf('airlock-private', 'private'),
      airlockHandlers({ ...airlock, ...sources, ...buckets, releases: releasesStore, id }),
      { door: 'private', clock, report },
    ),
    public: dispatcher(
      routesOf('airlock-public', 'public'),
      outputsHandlers({ ...releases, ...sources, arrivals: buckets.arrivals, id }),
      { door: 'public', clock, report },
    ),
  };
  let prelude: Prelude | undefined;
  const begin = (stream: Writable, first: Prelude) => {
    prelude = first;
    return stream;
  };
  const streaming = {
    private: streamingDispatcher(
      routesOf('airlock-bytes-private', 'private'),
      bytesHandlers({ ...airlock, ...sources, reviews: buckets.reviews, inputs: buckets.inputs, id }),
      { door: 'private', clock, begin, report },
    ),
    public: streamingDispatcher(
      routesOf('airlock-bytes-public', 'public'),
      downloadHandlers({ ...releases, ...sources, released: buckets.released, id }),
      { door: 'public', clock, begin, report },
    ),
  };

  const eventOf = (person: string, door: Door, [method, resource]: readonly [string, string], sent: Sent) => {
    requests += 1;
    const { body, path = {}, query = {}, mfa = true, token = door } = sent;
    return {
      resource,
      httpMethod: method,
      pathParameters: path,
      multiValueQueryStringParameters: Object.fromEntries(Object.entries(query).map(([key, value]) => [key, [value]])),
      multiValueHeaders: { 'content-type': ['application/json'] },
      body: body === undefined ? null : JSON.stringify(body),
      isBase64Encoded: false,
      requestContext: {
        requestId: `request-${requests}`,
        authorizer: {
          ...{ person, signedInAt: '2026-11-27T08:00:00.000Z', session: 'session-1' },
          ...{ mfa: String(mfa), door: token },
        },
      },
    };
  };
  const at =
    (door: Door) =>
    async (person: string, method: 'GET' | 'POST', resource: string, sent: Sent = {}) => {
      const answer = await buffered[door](eventOf(person, door, [method, resource], sent));
      return { status: answer.statusCode, body: JSON.parse(answer.body) };
    };
  const bytesAt = (door: Door) => async (person: string, resource: string, sent: Sent) => {
    const chunks: Buffer[] = [];
    const stream = new Writable({
      write(chunk, _encoding, done) {
        chunks.push(Buffer.from(chunk));
        done();
      },
    });
    stream.on('error', () => {});
    prelude = undefined;
    const broken = await streaming[door](eventOf(person, door, ['GET', resource], sent), stream).then(
      () => false,
      () => true,
    );
    const body = Buffer.concat(chunks);
    const { statusCode: status = 0, headers = {} } = (prelude ?? {}) as Partial<Prelude>;
    return { status, headers, body, broken, ...(status === 200 ? {} : { json: JSON.parse(String(body)) }) };
  };

  const put = async (store: Store, partition: string, sort: string, body: object): Promise<void> => {
    const version = ((await store.get({ partition, sort }))?.version ?? 0) + 1;
    const item = { partition, sort, version, body: { ...body } };
    await store.commit([{ kind: version === 1 ? 'create' : 'replace', item }]);
  };
  const person = (one: Person) => put(registerStore, 'person', one.id, one);
  const project = (one: QueryStanding) => put(registerStore, 'project', one.id, one);

  await put(registerStore, 'register', 'standing', { tableId: 'table-1' });
  for (const one of [
    personOf('requester-1', 'researcher', 'output-requester'),
    personOf('colleague-1', 'researcher', 'output-requester'),
    personOf('outsider-1', 'researcher', 'output-requester'),
    personOf('checker-one', 'output-checker'),
    personOf('checker-two', 'output-checker'),
    personOf('checker-three', 'output-checker'),
    personOf('checker-member', 'output-checker', 'researcher', 'output-requester'),
    personOf('officer-1', 'operator'),
    personOf('assessor-1', 'assessor'),
  ])
    await person(one);
  const outputs = 'Counts of admissions by month and region';
  await project(projectOf('asthma', ['requester-1', 'colleague-1', 'checker-member'], { application: { outputs } }));
  await project(projectOf('stroke', ['outsider-1']));

  const checker = () =>
    workOff(
      { store: through(airlockStore), clock },
      checkerJobs({
        ...{ store: through(airlockStore), clock },
        desk: deskOf(engineOn(through(airlockStore)), airlockServices.checker),
        drafts: bucketThrough(buckets.drafts),
        reviews: bucketThrough(buckets.reviews),
        releases: bucketThrough(buckets.released),
        engine: overrides.engine ?? standIn,
        profileOf: async () => ('profile' in overrides ? overrides.profile : profiles['uk-health-10']),
        tell: (line) => told.push(line),
      }),
    )();
  const releaser = () =>
    workOff(
      { store: through(airlockStore), clock },
      releaseJobs({
        deployment: 'test',
        desk: deskOf(engineOn(through(airlockStore)), airlockServices.release, {
          ...sources,
          register: through(registerStore),
        }),
        airlock: through(airlockStore),
        releases: engineOn(through(releasesStore)),
        reviews: bucketThrough(buckets.reviews),
        released: bucketThrough(buckets.released),
        inputs: bucketThrough(buckets.inputs),
      }),
    )();
  const hear = hearing({ desk: deskOf(airlock, airlockServices.scan), account, bucket: reviewBucket });
  const scanEvent = (key: string, versionId: string, result = 'NO_THREATS_FOUND', over: object = {}) => ({
    ...{ version: '0', id: randomUUID(), source: 'aws.guardduty', account, region: 'eu-west-2' },
    'detail-type': 'GuardDuty Malware Protection Object Scan Result',
    detail: {
      ...{ schemaVersion: '1.0', scanStatus: 'COMPLETED', resourceType: 'S3_OBJECT' },
      s3ObjectDetails: { bucketName: reviewBucket, objectKey: key, eTag: 'e', versionId, s3Throttled: false },
      scanResultDetails: { scanResultStatus: result, threats: null },
    },
    ...over,
  });

  const privately = at('private');
  const request = async (of: string): Promise<AirlockRequest> => {
    const item = await airlockStore.get({ partition: 'airlock', sort: of });
    if (item === undefined) throw new Error(`there is no request ${of}`);
    return item.body as unknown as AirlockRequest;
  };
  const must = async (answer: Promise<{ status: number; body: Record<string, unknown> }>) => {
    const { status, body } = await answer;
    if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
    return body;
  };

  /** The whole of a file, in parts of at most `size` bytes, deposited at a door. */
  const deposit = async (
    who: string,
    content: Uint8Array | string,
    { size = 3_000_000, door = 'private' as Door, kind = 'data', project: of = 'asthma' } = {},
  ): Promise<string> => {
    const bytes = Buffer.from(content);
    const root = door === 'private' ? '/airlock/deposits' : '/arrivals';
    const opened = await must(
      at(door)(who, 'POST', root, { body: { project: of, ...(door === 'public' ? { kind } : {}) } }),
    );
    const path = { deposit: String(opened.deposit) };
    let part = 0;
    for (let from = 0; from < bytes.length; from += size) {
      part += 1;
      const some = bytes.subarray(from, from + size);
      const body = { project: of, part, bytes: some.toString('base64'), sha256: sha256Of(some) };
      await must(at(door)(who, 'POST', `${root}/{deposit}/parts`, { path, body }));
    }
    const body = { project: of, parts: part, sha256: createHash('sha256').update(bytes).digest('hex') };
    await must(at(door)(who, 'POST', `${root}/{deposit}/complete`, { path, body }));
    return path.deposit;
  };
  const command = (who: string, of: string, kind: string, body: object = {}) =>
    privately(who, 'POST', `/airlock/{request}/${kind}`, { path: { request: of }, body });
  const draft = async (direction: 'out' | 'in' = 'out', who = 'requester-1', of = 'asthma'): Promise<string> => {
    const body = { project: of, direction, title: 'Asthma in summer', purpose: 'For the paper on heat' };
    return String((await must(privately(who, 'POST', '/airlock', { body }))).id);
  };
  const add = (of: string, name: string, content: Uint8Array | string, who = 'requester-1') =>
    deposit(who, content).then(async (one) => {
      await must(command(who, of, 'add-file', { deposit: one, name, context: 'Admissions by month' }));
      return one;
    });
  const scans = async (of: string, result = 'NO_THREATS_FOUND') => {
    for (const { frozen } of (await request(of)).files)
      if (frozen !== undefined) await hear(scanEvent(frozen.key, frozen.versionId, result));
  };
  const review = async (who: string, of: string, choice = 'approve') => {
    await must(command(who, of, 'take-review'));
    for (const { id: file } of (await request(of)).files)
      await must(command(who, of, 'vote', { file, choice, reason: `because ${choice}` }));
    return command(who, of, 'finish-review');
  };

  /** A request with these files, before its reviewers. */
  const reviewable = async (...contents: readonly string[]): Promise<string> => {
    const of = await draft();
    for (const [place, content] of contents.entries()) await add(of, `table-${place}.csv`, content);
    await must(command('requester-1', of, 'submit'));
    await checker();
    await scans(of);
    await releaser();
    return of;
  };
  const approved = async (...contents: readonly string[]): Promise<string> => {
    const of = await reviewable(...contents);
    await must(review('checker-one', of));
    await must(review('checker-two', of));
    return of;
  };
  const released = async (...contents: readonly string[]): Promise<string> => {
    const of = await approved(...contents);
    await releaser();
    return of;
  };

  return {
    ...{ registerStore, airlockStore, releasesStore, buckets, told, failures, clock, sources },
    pass: (hours: number) => {
      now += hours * 3_600_000;
    },
    ...{ person, project, put, privately, publicly: at('public'), bytesAt, must, request },
    ...{ checker, releaser, hear, scanEvent, scans, deposit, command, draft, add, review },
    ...{ reviewable, approved, released },
  };
}
export type House = Awaited<ReturnType<typeof airlockHouse>>;
export const rulesIn = ({ body }: { readonly body: { readonly refusals?: readonly { rule: string }[] } }) =>
  (body.refusals ?? []).map(({ rule }) => rule);
