import * as z from 'zod/mini';
import { dispatcher, handling } from '../../lambdas/safe-people/dispatch.ts';
import type { Answer, Fields, Route } from '../../lambdas/safe-people/door.ts';
import { strictJson } from '../../lambdas/safe-people/strict-json.ts';
import type { Door } from '../../lambdas/workflow/contract.ts';

const id = { type: 'string', origin: 'id', says: 'the id' } as const;

const grant: Route<{ readonly role: 'a' | 'b'; readonly times?: number | undefined }> = {
  operation: 'grant',
  method: 'post',
  path: '/people/{person}/grant',
  doors: ['public'],
  summary: 'Grants.',
  parameters: { person: { in: 'path', pattern: '[a-z]{3,8}' } },
  asks: z.strictObject({ role: z.enum(['a', 'b']), times: z.optional(z.int()) }),
  largestBody: 100,
  answers: { id, count: { type: 'integer', origin: 'count', says: 'how often' } },
};
const look: Route = {
  operation: 'look',
  method: 'get',
  path: '/rows',
  doors: ['private'],
  summary: 'Shows.',
  parameters: { page: { in: 'query', pattern: '[0-9]{1,4}', optional: true } },
  answers: {
    rows: {
      type: 'object',
      origin: 'data',
      says: 'rows',
      list: true,
      fields: { cells: { type: 'string', origin: 'data', says: 'cells', list: true, nullable: true } },
    },
  },
};
const leave: Route = { ...look, operation: 'leave', method: 'post', path: '/leave', parameters: {}, answers: { id } };

const authorizer = {
  principalId: 'x',
  person: 'subject-1',
  signedInAt: '2026-11-27T13:50:00.000Z',
  session: 's1',
  mfa: 'true',
  door: 'public',
};

const event = (over: Record<string, unknown> = {}) => ({
  resource: '/people/{person}/grant',
  path: '/v1/people/abc/grant',
  httpMethod: 'POST',
  pathParameters: { person: 'abc' },
  multiValueQueryStringParameters: null,
  multiValueHeaders: { 'Content-Type': ['application/json'] },
  body: '{"role":"a"}',
  isBase64Encoded: false,
  requestContext: { requestId: 'r-1', authorizer },
  ...over,
});

const clock = { now: () => '2026-11-27T14:00:00.000Z' };
const failures: unknown[] = [];

const at = (door: Door, answer: (body: unknown) => unknown = () => ({ status: 200, body: { id: 'x', count: 1 } })) => {
  const seen: unknown[] = [];
  const reply = async (call: { readonly body: unknown }): Promise<Answer> => {
    seen.push(call);
    return answer(call.body) as Answer;
  };
  const door_ = dispatcher(
    [grant, look, leave],
    { grant: handling(grant, reply), look: reply, leave: reply },
    {
      door,
      clock,
      report: (failure) => failures.push(failure),
    },
  );
  return { seen, ask: async (asked: unknown) => ({ ...(await door_(asked)), text: '' }) };
};

const ruleOf = (response: { readonly body: string }) => JSON.parse(response.body).refusals?.[0]?.rule;

describe('a door', () => {
  test('takes who asks from the authoriser and the rest from the request', async () => {
    const { ask, seen } = at('public');
    const response = await ask(event());
    expect(response.statusCode).toBe(200);
    expect(JSON.parse(response.body)).toEqual({ id: 'x', count: 1 });
    expect(seen).toEqual([
      {
        actor: { kind: 'person', id: 'subject-1', door: 'public', signedInAt: authorizer.signedInAt, session: 's1' },
        mfa: true,
        now: '2026-11-27T14:00:00.000Z',
        parameters: { person: 'abc' },
        body: { role: 'a' },
      },
    ]);
  });

  test('lets nothing be stored, sniffed, framed or shared with another origin, and names the request', async () => {
    const { headers } = await at('public').ask(event());
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': 'r-1',
    });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test.each<[string, Record<string, unknown>, number, string]>([
    ['no authoriser', { requestContext: { requestId: 'r', authorizer: undefined } }, 401, 'token'],
    [
      'an authoriser that names nobody',
      { requestContext: { requestId: 'r', authorizer: { ...authorizer, person: '' } } },
      401,
      'token',
    ],
    [
      'the other door',
      { requestContext: { requestId: 'r', authorizer: { ...authorizer, door: 'private' } } },
      403,
      'door',
    ],
    [
      'two tokens',
      { multiValueHeaders: { authorization: ['a', 'b'], 'content-type': ['application/json'] } },
      401,
      'token',
    ],
    ['a route of the other door', { resource: '/rows', httpMethod: 'GET' }, 404, 'operation'],
    ['another method', { httpMethod: 'PUT' }, 404, 'operation'],
    ['a raw path in place of the template', { resource: '/people/abc/grant' }, 404, 'operation'],
    ['a parameter of the wrong form', { pathParameters: { person: '../x' } }, 400, 'parameters'],
    ['a parameter with a line end after it', { pathParameters: { person: 'abc\n' } }, 400, 'parameters'],
    ['no parameter', { pathParameters: null }, 400, 'parameters'],
    ['an undeclared query parameter', { multiValueQueryStringParameters: { person: ['abc'] } }, 400, 'parameters'],
    ['no body', { body: null }, 400, 'json'],
    ['a body of another type', { multiValueHeaders: { 'Content-Type': ['text/plain'] } }, 415, 'content-type'],
    ['two types', { multiValueHeaders: { 'Content-Type': ['application/json', 'text/plain'] } }, 415, 'content-type'],
    ['a body too large', { body: JSON.stringify({ role: 'a'.repeat(100) }) }, 413, 'body-size'],
    ['a body too large in bytes alone', { body: JSON.stringify({ role: 'é'.repeat(50) }) }, 413, 'body-size'],
    [
      'a body that is no UTF-8',
      { body: Buffer.from([0x22, 0xff, 0x22]).toString('base64'), isBase64Encoded: true },
      400,
      'json',
    ],
    ['a key twice', { body: '{"role":"a","role":"b"}' }, 400, 'json'],
    ['a prototype for a key', { body: '{"role":"a","__proto__":{}}' }, 400, 'json'],
    ['an unknown key', { body: '{"role":"a","person":"b"}' }, 400, 'body'],
    ['a wrong value', { body: '{"role":"secret-value"}' }, 400, 'body'],
  ])('refuses %s, calls no handler and repeats nothing', async (_what, over, status, rule) => {
    const { ask, seen } = at('public');
    const response = await ask(event(over));
    expect([response.statusCode, ruleOf(response)]).toEqual([status, rule]);
    expect(seen).toEqual([]);
    expect(response.body).not.toMatch(/secret-value|\.\.\/x/);
  });

  test('takes a query parameter once, and no body where none is asked for', async () => {
    const { ask, seen } = at('private', () => ({ status: 200, body: { rows: [{ cells: ['a', null], more: 1 }] } }));
    const inside = { requestId: 'r', authorizer: { ...authorizer, door: 'private' } };
    const asked = { ...event({ resource: '/rows', httpMethod: 'GET', body: null }), requestContext: inside };
    const got = await ask({ ...asked, multiValueQueryStringParameters: { page: ['7'] } });
    expect(JSON.parse(got.body)).toEqual({ rows: [{ cells: ['a', null] }] });
    expect(seen).toMatchObject([{ parameters: { page: '7' }, body: undefined }]);
    expect(ruleOf(await ask({ ...asked, multiValueQueryStringParameters: { page: ['7', '8'] } }))).toBe('parameters');
    expect(ruleOf(await ask({ ...asked, resource: '/leave', httpMethod: 'POST', body: '{}' }))).toBe('body');
  });

  test.each<[string, unknown]>([
    ['a wrong type', { status: 200, body: { id: 1, count: 1 } }],
    ['a field too few', { status: 200, body: { id: 'x' } }],
    ['a number that JSON cannot say', { status: 200, body: { id: 'x', count: Number.NaN } }],
    ['a refusal without a rule', { status: 403, refusals: [{ says: 'x' }] }],
    ['nothing', undefined],
  ])('answers 500 without detail when a handler returns %s', async (_what, answer) => {
    failures.length = 0;
    const response = await at('public', () => answer).ask(event());
    expect([response.statusCode, ruleOf(response)]).toEqual([500, 'internal']);
    expect(failures).toEqual([{ request: 'r-1', operation: 'grant', error: expect.any(String) }]);
  });

  test('answers 500 without detail when a handler throws, and reports the name of the error alone', async () => {
    failures.length = 0;
    const response = await at('public', () => {
      throw new TypeError('patient 12');
    }).ask(event());
    expect(response.statusCode).toBe(500);
    expect(JSON.stringify([response, failures])).not.toContain('patient');
    expect(failures).toEqual([{ request: 'r-1', operation: 'grant', error: 'TypeError' }]);
  });

  test('is not made where the public door would show what was typed inside', () => {
    const inside: Fields = { note: { type: 'string', origin: 'typed-inside', says: 'a note' } };
    const nested: Fields = { all: { type: 'object', origin: 'id', says: 'all', fields: inside } };
    for (const answers of [inside, nested]) {
      const route: Route = { ...look, doors: ['public'], answers };
      expect(() =>
        dispatcher([route], { look: async () => ({ status: 404, refusals: [] }) }, { door: 'public', clock }),
      ).toThrow('look shows note (typed-inside) at the public door');
    }
  });

  test('is not made where a route has no handler', () => {
    expect(() => dispatcher([look], {}, { door: 'private', clock })).toThrow('look has no handler');
  });
});

describe('strict JSON', () => {
  test.each([
    '{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}',
    '{"a":"a","b":"a"}',
    '{"a":"{\\"a\\":1,\\"a\\":2}"}',
    '"\\ud83d\\ude00"',
    'null',
  ])('reads %s', (text) => {
    expect(strictJson(text)).toEqual({ value: JSON.parse(text) });
  });

  test.each([
    '',
    '{"a":1,"a":1}',
    '{"a":1,"\\u0061":1}',
    '[{"b":{"a":1,"a":2}}]',
    '{"__proto__":1}',
    '{"a":{"constructor":{}}}',
    '{"\\u005f_proto__":1}',
    '"\\ud83d"',
    `${'['.repeat(17)}${']'.repeat(17)}`,
    '{"a":1,}',
    '\ufeff{}',
  ])('refuses %s', (text) => {
    expect(strictJson(text)).toBeUndefined();
  });
});
