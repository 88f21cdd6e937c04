import { createHash } from 'node:crypto';
import { Writable } from 'node:stream';
import { document, ofDoor } from '../../lambdas/safe-people/contract.ts';
import { dispatcher } from '../../lambdas/safe-people/dispatch.ts';
import { type Prelude, streamingDispatcher } from '../../lambdas/safe-people/dispatch-bytes.ts';
import type { Route } from '../../lambdas/safe-people/door.ts';
import { type BytesHandler, type Outgoing, safeName } from '../../lambdas/safe-people/door-bytes.ts';
import type { Door } from '../../lambdas/workflow/contract.ts';

const route = (origin: 'data' | 'released', doors: readonly Door[]): Route => ({
  operation: 'file',
  method: 'get',
  path: '/things/{thing}/file',
  doors,
  summary: 'One file',
  parameters: { thing: { in: 'path', pattern: '[a-z]{1,8}' } },
  streams: { origin, says: 'Bytes' },
  answers: {},
});

const signedIn = (door: Door) => ({
  ...{ person: 'person-1', signedInAt: '2026-11-27T08:00:00.000Z', session: 's', mfa: 'true', door },
});
const event = (over: object = {}, door: Door = 'public') => ({
  resource: '/things/{thing}/file',
  httpMethod: 'GET',
  pathParameters: { thing: 'one' },
  multiValueQueryStringParameters: null,
  multiValueHeaders: {},
  body: null,
  isBase64Encoded: false,
  requestContext: { requestId: 'request-1', authorizer: signedIn(door) },
  ...over,
});

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const chunks = (whole: Uint8Array, size: number, fail?: number): AsyncIterable<Uint8Array> =>
  (async function* () {
    for (let at = 0; at < whole.length; at += size) {
      if (fail !== undefined && at >= fail) throw new Error('the store is gone: secret-name.csv');
      yield whole.subarray(at, at + size);
    }
  })();
const fileOf = (whole: Uint8Array, over: Partial<Outgoing> = {}): Outgoing => ({
  ...{ bytes: chunks(whole, 1000), size: whole.length, sha256: sha(whole), name: 'a/table 1.csv' },
  ...over,
});

/** The runtime's stream: what it was begun with, what arrived, and how it ended. */
async function ask(handler: BytesHandler, sent: unknown = event(), door: Door = 'public') {
  const told: object[] = [];
  let prelude: Prelude | undefined;
  const arrived: Buffer[] = [];
  let ended: 'finished' | 'broken' | undefined;
  const stream = new Writable({
    highWaterMark: 1500,
    write(chunk, _encoding, done) {
      arrived.push(Buffer.from(chunk));
      setImmediate(done);
    },
    final(done) {
      ended = 'finished';
      done();
    },
    destroy(error, done) {
      if (ended === undefined) ended = 'broken';
      done(error);
    },
  });
  stream.on('error', () => {});
  const serve = streamingDispatcher(
    [route('released', [door])],
    { file: handler },
    {
      door,
      clock: { now: () => '2026-11-27T10:00:00.000Z' },
      report: (failure) => told.push(failure),
      begin: (given, first) => {
        prelude = first;
        return given;
      },
    },
  );
  const failed = await serve(sent, stream).then(
    () => undefined,
    (error: Error) => error.message,
  );
  return { prelude, body: Buffer.concat(arrived), ended, failed, told };
}

test('a whole file arrives with its length, its hash and headers that let nobody open it', async () => {
  const whole = Buffer.alloc(10_500, 'x');
  const { prelude, body, ended, failed } = await ask(async () => ({ status: 200, file: fileOf(whole) }));
  expect([body.equals(whole), ended, failed]).toEqual([true, 'finished', undefined]);
  expect(prelude?.statusCode).toBe(200);
  expect(prelude?.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-length': '10500',
    'content-disposition': 'attachment; filename="table_1.csv"',
    'x-tre-sha256': sha(whole),
    'x-tre-bytes': '10500',
    'repr-digest': `sha-256=:${Buffer.from(sha(whole), 'hex').toString('base64')}:`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  });
});

test('a store that fails midway breaks the transfer: fewer bytes than were promised, and no end', async () => {
  const whole = Buffer.alloc(10_000, 'x');
  const { body, ended, failed, told } = await ask(async () => ({
    status: 200,
    file: fileOf(whole, { bytes: chunks(whole, 1000, 5000) }),
  }));
  expect(body.length).toBeLessThan(whole.length);
  expect([ended, failed]).toEqual(['broken', 'the transfer was broken off']);
  expect(told).toEqual([{ request: 'request-1', operation: 'file', error: 'Error' }]);
});

test.each([
  ['other bytes of the same length', Buffer.alloc(10_000, 'y')],
  ['fewer', Buffer.alloc(9000, 'x')],
  ['more', Buffer.alloc(11_000, 'x')],
])('%s than were promised never arrive whole', async (_what, other) => {
  const whole = Buffer.alloc(10_000, 'x');
  const { body, ended } = await ask(async () => ({ status: 200, file: fileOf(whole, { bytes: chunks(other, 1000) }) }));
  expect(ended).toBe('broken');
  expect(body.length).toBeLessThan(Math.min(other.length, whole.length));
});

test('other bytes that fit into one chunk are an answer still, for nothing was sent', async () => {
  const { prelude, body, ended } = await ask(async () => ({
    status: 200,
    file: fileOf(Buffer.from('small'), { bytes: chunks(Buffer.from('smell'), 1000) }),
  }));
  expect([prelude?.statusCode, ended]).toEqual([500, 'finished']);
  expect(JSON.parse(String(body)).refusals[0].rule).toBe('internal');
});

test('a store that fails before the first byte, and a handler that throws, are answers in JSON', async () => {
  const whole = Buffer.alloc(10_000, 'x');
  const fails: readonly BytesHandler[] = [
    async () => ({ status: 200, file: fileOf(whole, { bytes: chunks(whole, 1000, 0) }) }),
    async () => {
      throw new Error('secret-name.csv');
    },
  ];
  for (const handler of fails) {
    const { prelude, body, failed, told } = await ask(handler);
    expect([prelude?.statusCode, failed]).toEqual([500, undefined]);
    expect(prelude?.headers['content-type']).toMatch('application/json');
    expect(JSON.stringify([String(body), told])).not.toContain('secret');
  }
});

test('a refusal is JSON with its status, and no handler is asked by whom the door does not know', async () => {
  const never: BytesHandler = async () => {
    throw new Error('asked');
  };
  const statusOf = async (over: object) => (await ask(never, event(over))).prelude?.statusCode;
  expect(await statusOf({ requestContext: { requestId: 'r', authorizer: null } })).toBe(401);
  expect(await statusOf({ requestContext: { requestId: 'r', authorizer: signedIn('private') } })).toBe(403);
  expect(await statusOf({ resource: '/things' })).toBe(404);
  expect(await statusOf({ pathParameters: { thing: '../up' } })).toBe(400);
  expect(await statusOf({ multiValueQueryStringParameters: { token: ['x'] } })).toBe(400);
  expect(await statusOf({ body: '{}' })).toBe(400);
  expect((await ask(never, 'no event')).prelude?.statusCode).toBe(400);
  const { prelude, body } = await ask(async () => ({ status: 404, refusals: [{ rule: 'release', says: 'none' }] }));
  expect([prelude?.statusCode, JSON.parse(String(body))]).toEqual([
    404,
    { refusals: [{ rule: 'release', says: 'none' }] },
  ]);
});

test('an empty file is a whole file', async () => {
  const { prelude, body, ended } = await ask(async () => ({ status: 200, file: fileOf(Buffer.alloc(0)) }));
  expect([prelude?.headers['content-length'], body.length, ended]).toEqual(['0', 0, 'finished']);
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['a"\r\nset-cookie: x.csv', 'a___set-cookie__x.csv'],
  ['Übersicht.csv', '_bersicht.csv'],
  ['..', 'file'],
  ['-rf.csv', 'rf.csv'],
  [`${'long'.repeat(60)}.csv`, `${'long'.repeat(15)}${'long'.repeat(9)}.csv`],
])('of the name %j the header says %j', (name, says) => {
  expect(safeName(name)).toBe(says);
});

test('data never streams at the public door: neither by the function, nor by the document', () => {
  const handler: BytesHandler = async () => ({ status: 404, refusals: [] });
  const at = { door: 'public', clock: { now: () => '' }, begin: (stream: Writable) => stream } as const;
  const data = route('data', ['private', 'public']);
  expect(() => streamingDispatcher([data], { file: handler }, at)).toThrow('shows bytes (data) at the public door');
  expect(() => document([data])).toThrow('must not show bytes (data) at the public door');
});

test('a function serves what it is made for: bytes or fields', () => {
  const at = { door: 'public', clock: { now: () => '' }, begin: (stream: Writable) => stream } as const;
  const { streams: _streams, ...fields } = route('released', ['public']);
  expect(() => streamingDispatcher([fields], { file: async () => ({ status: 404, refusals: [] }) }, at)).toThrow(
    'answers no bytes',
  );
  expect(() =>
    dispatcher([route('released', ['public'])], { file: async () => ({ status: 404, refusals: [] }) }, at),
  ).toThrow('answers bytes');
  expect(() =>
    document([{ ...route('released', ['public']), answers: { a: { type: 'string', origin: 'id', says: '' } } }]),
  ).toThrow('must be a get without fields');
});

test('the document sends such an operation by the streaming address, and says where its bytes come from', () => {
  const addresses = { authoriser: 'a', integration: () => 'whole', streaming: (name: string) => `stream-${name}` };
  const { paths } = JSON.parse(JSON.stringify(ofDoor(document([route('released', ['public'])]), 'public', addresses)));
  expect(paths['/things/{thing}/file'].get).toMatchObject({
    'x-tre-origins': { bytes: 'released' },
    'x-amazon-apigateway-integration': {
      ...{ uri: 'stream-file', responseTransferMode: 'STREAM', timeoutInMillis: 300_000, type: 'aws_proxy' },
    },
  });
});
