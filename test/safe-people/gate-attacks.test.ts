import * as fc from 'fast-check';
import * as z from 'zod/mini';
import { doorRefusals } from '../../lambdas/safe-people/authoriser.ts';
import type { Answer, Call, Fields, Handlers, Origin, Route } from '../../lambdas/safe-people/contract.ts';
import { handling } from '../../lambdas/safe-people/dispatch.ts';
import { origins, publicOrigins } from '../../lambdas/safe-people/door.ts';
import { projected } from '../../lambdas/safe-people/door-answer.ts';
import { longestKeySet } from '../../lambdas/safe-people/signing-key-set.ts';
import { longestSession } from '../../lambdas/safe-people/token-verdict.ts';
import type { Door, Instant } from '../../lambdas/workflow/contract.ts';
import { repeatable } from '../repeatable.ts';
import { type Asked, accessClaims, clients, gate, issuerKey, keyPair, member, start, tokenOf } from './gate-harness.ts';

const said = (says: string) => ({ type: 'string', origin: 'id', says }) as const;
const answers = { who: said('who asks'), project: said('the project') };

const change: Route<{ readonly note: string }> = {
  operation: 'change',
  method: 'post',
  path: '/projects/{project}/change',
  doors: ['public'],
  summary: 'Changes a project.',
  parameters: { project: { in: 'path', pattern: '[a-z][a-z0-9-]{1,23}' } },
  asks: z.strictObject({ note: z.string().check(z.maxLength(100)) }),
  largestBody: 200,
  answers,
};
const me: Route = {
  operation: 'me',
  method: 'get',
  path: '/me',
  doors: ['private', 'public'],
  summary: 'Who asks.',
  parameters: {},
  answers: { who: said('who asks'), role: { ...said('a role, were there one'), optional: true } },
};
const look: Route = {
  operation: 'look',
  method: 'get',
  path: '/projects/{project}/rows',
  doors: ['private'],
  summary: 'Shows rows.',
  parameters: change.parameters,
  answers,
};
const routes = [change, me, look];

/** Each project's only member; the register would say so. */
const memberOf: Readonly<Record<string, string>> = { asthma: 'subject-ann', cancer: 'subject-bob' };

const ofProject = async ({ actor, parameters }: Call): Promise<Answer> => {
  const project = parameters.project ?? '';
  return memberOf[project] === actor.id
    ? { status: 200, body: { who: actor.id, project } }
    : { status: 403, refusals: [{ rule: 'membership', says: 'no membership of the project is in date' }] };
};
const handlers: Handlers = {
  change: handling(change, ofProject),
  me: async ({ actor }) => ({ status: 200, body: { who: actor.id } }),
  look: ofProject,
};

const people = [member('subject-ann'), member('subject-bob')];
const at = (door: Door) => gate({ door, routes, handlers, people });
const later = (seconds: number, from: Instant = start): Instant =>
  new Date(Date.parse(from) + seconds * 1000).toISOString();
const bearer = (claims: Readonly<Record<string, unknown>>, ...rest: [object?, ReturnType<typeof keyPair>?]) =>
  `Bearer ${tokenOf(accessClaims('subject-ann', 'public', start, claims), { ...rest[0] }, rest[1])}`;

describe('a token', () => {
  test('in order is let through, and says who asks', async () => {
    const { as } = at('public');
    expect((await as('subject-ann', { path: '/me' })).body).toEqual({ who: 'subject-ann' });
  });

  const other = keyPair('other-key');
  const swapped = keyPair(issuerKey.kid);
  const time = (offset: number) => Date.parse(start) / 1000 + offset;
  const good = bearer({});
  const [head = '', payload = '', mark = ''] = good.slice('Bearer '.length).split('.');
  const altered = Buffer.from(payload, 'base64url').toString().replace('subject-ann', 'subject-bob');

  test.each<[string, Asked['authorization'], string | undefined]>([
    ['no token', undefined, undefined],
    ['an empty header', '', 'request'],
    ['another scheme', good.replace('Bearer', 'Basic'), 'request'],
    ['the scheme in small letters', good.replace('Bearer', 'bearer'), 'request'],
    ['two tokens in one header', `${good}, ${good}`, 'request'],
    ['a token with something after it', `${good} `, 'request'],
    [
      "other pool's token",
      bearer({ iss: 'https://cognito-idp.eu-west-2.amazonaws.com/eu-west-2_Other0001' }, {}, other),
      'key',
    ],
    [
      "other pool's issuer under our key",
      bearer({ iss: 'https://cognito-idp.eu-west-2.amazonaws.com/eu-west-2_Other0001' }),
      'signature',
    ],
    ['ID token for access token', bearer({ token_use: 'id', aud: clients.public }), 'use'],
    ['refresh token for access token', bearer({ token_use: 'refresh' }), 'use'],
    ['an expired token', bearer({ exp: time(-1) }), 'expired'],
    ['a token at the second it expires', bearer({ exp: time(0), iat: time(-900), auth_time: time(-900) }), 'expired'],
    ['a token without an end', bearer({ exp: undefined }), 'claims'],
    ['a token that is not yet valid', bearer({ nbf: time(120) }), 'not-yet'],
    ['a token issued in the future', bearer({ iat: time(120), exp: time(300) }), 'not-yet'],
    ['a sign-in in the future', bearer({ auth_time: time(120) }), 'not-yet'],
    ['a token that lives for a day', bearer({ exp: time(86_400) }), 'too-long'],
    ['a token of a sign-in of this morning', bearer({ auth_time: time(-longestSession) }), 'session-age'],
    ['a token without the time of its sign-in', bearer({ auth_time: undefined }), 'claims'],
    ['wrong audience', bearer({ client_id: 'another-client' }), 'audience'],
    [
      'wrong audience with the right one beside it',
      bearer({ client_id: 'another-client', aud: clients.public }),
      'audience',
    ],
    ['several audiences in place of one', bearer({ client_id: [clients.public] }), 'claims'],
    ['alg none', bearer({}, { alg: 'none' }), 'request'],
    [
      'alg none with the old signature',
      `Bearer ${Buffer.from('{"alg":"none","kid":"issuer-key-1"}').toString('base64url')}.${payload}.${mark}`,
      'algorithm',
    ],
    ['swapped key: HS256 with the public key', bearer({}, { alg: 'HS256' }), 'algorithm'],
    ['swapped key: RS512', bearer({}, { alg: 'RS512' }), 'algorithm'],
    ['swapped key: another key under the id of ours', bearer({}, {}, swapped), 'signature'],
    ['swapped key: our id on a token of another key', bearer({}, { kid: issuerKey.kid }, other), 'signature'],
    [
      'swapped key: a key that the token brings along',
      bearer({}, { kid: 'other-key', jwk: other.published }, other),
      'key',
    ],
    [
      'swapped key: an address of keys in the token',
      bearer({}, { kid: 'other-key', jku: 'https://evil.example/keys' }, other),
      'key',
    ],
    ['no key id', bearer({}, { kid: undefined }), 'key'],
    ['a key id that is a prototype', bearer({}, { kid: '__proto__' }), 'key'],
    ['a header that must be understood and is not', bearer({}, { crit: ['b64'], b64: false }), 'algorithm'],
    [
      'another payload under the signature',
      `Bearer ${head}.${Buffer.from(altered).toString('base64url')}.${mark}`,
      'signature',
    ],
    ['another signature', `Bearer ${head}.${payload}.${mark.slice(0, -4)}AAAA`, 'signature'],
    ['no signature', `Bearer ${head}.${payload}.`, 'request'],
    ['a token of nobody', bearer({ sub: undefined }), 'claims'],
    ['a subject that is a path', bearer({ sub: '../../register' }), 'claims'],
    ['an oversize token', bearer({ padding: 'x'.repeat(9000) }), 'malformed'],
  ])('attack: %s', async (_what, authorization, because) => {
    const { send, world } = at('public');
    const got = await send({ path: '/me', authorization });
    expect([got.status, got.rule, world.handled]).toEqual([401, 'token', 0]);
    expect(world.reported).toEqual(because === undefined ? [] : [because]);
  });

  test('attack: private token at the public door, and the reverse', async () => {
    for (const [door, other] of [
      ['public', 'private'],
      ['private', 'public'],
    ] as const) {
      const { send, world } = at(door);
      const got = await send({
        path: '/me',
        authorization: `Bearer ${tokenOf(accessClaims('subject-ann', other, start))}`,
      });
      expect([got.status, world.handled, world.reported]).toEqual([401, 0, ['audience']]);
    }
  });

  test('attack: private context at the public function, past the authoriser', async () => {
    const { invoke, world } = at('public');
    const authorizer = { person: 'subject-ann', signedInAt: start, session: 's', mfa: 'true', door: 'private' };
    const got = await invoke({ resource: '/me', httpMethod: 'GET', requestContext: { requestId: 'r', authorizer } });
    expect([got.statusCode, world.handled]).toEqual([403, 0]);
  });

  test('attack: duplicated Authorization header', async () => {
    const { send, world } = at('public');
    for (const authorization of [
      [good, good],
      ['Bearer x', good],
      [good, 'Bearer x'],
    ]) {
      const got = await send({ path: '/me', authorization });
      expect([got.status, got.rule]).toEqual([401, 'token']);
    }
    expect(world.handled).toBe(0);
  });

  test('attack: role claim in the payload', async () => {
    const claims = {
      role: 'operator',
      roles: ['operator'],
      'cognito:groups': ['operator'],
      person: 'subject-bob',
      role_of: 'asthma',
    };
    const { send } = at('public');
    const own = await send({ path: '/me', authorization: bearer(claims) });
    expect(own.body).toEqual({ who: 'subject-ann' });
    const foreign = { method: 'POST', path: '/projects/cancer/change', body: { note: 'n' } } as const;
    expect((await send({ ...foreign, authorization: bearer({ ...claims, project: 'cancer' }) })).rule).toBe(
      'membership',
    );
  });
});

describe('the register', () => {
  test('attack: replay after sign-out, also of a token refreshed from the same sign-in', async () => {
    const { as, register, send, world } = at('public');
    expect((await as('subject-ann', { path: '/me' })).status).toBe(200);
    register.set('subject-ann', member('subject-ann', { signedOutAt: later(60) }));
    world.now = later(61);
    expect((await as('subject-ann', { path: '/me' })).status).toBe(403);
    const now = Date.parse(world.now) / 1000;
    const refreshed = bearer({ iat: now, exp: now + 900, jti: 'token-2' });
    expect((await send({ path: '/me', authorization: refreshed })).status).toBe(403);
    expect(world.reported).toEqual(['signed-out', 'signed-out']);
    const again = later(120);
    world.now = again;
    expect((await as('subject-ann', { path: '/me' }, again)).status).toBe(200);
  });

  const suspension = { id: 's', because: 'incident', from: start, by: 'subject-bob' } as const;

  test.each<[string, Parameters<typeof member>[1] | undefined, string]>([
    ['somebody unknown', undefined, 'person'],
    ['somebody who has left', { leftAt: start }, 'left'],
    ['somebody suspended', { suspensions: [suspension] }, 'suspended'],
  ])('attack: a valid token of %s', async (_what, more, rule) => {
    for (const door of ['private', 'public'] as const) {
      const { as, register, world } = at(door);
      register.delete('subject-ann');
      if (more !== undefined) register.set('subject-ann', member('subject-ann', more));
      const asked =
        door === 'public'
          ? ({ method: 'POST', path: '/projects/asthma/change', body: { note: 'n' } } as const)
          : { path: '/projects/asthma/rows' };
      const got = await as('subject-ann', asked);
      expect([got.status, world.handled, world.reported]).toEqual([403, 0, [rule]]);
    }
  });

  test('somebody suspended may still ask at the public door why, and nothing else', async () => {
    for (const [door, status] of [
      ['public', 200],
      ['private', 403],
    ] as const) {
      const { as, register } = at(door);
      register.set('subject-ann', member('subject-ann', { suspensions: [suspension] }));
      expect((await as('subject-ann', { path: '/me' })).status).toBe(status);
      for (const path of ['/me/', '//me', '/me?x=1', '/m%65', '/projects/asthma/change']) {
        expect((await as('subject-ann', { path })).status).not.toBe(200);
      }
    }
  });

  test.each([
    ['suspended', { suspensions: [suspension] }, 'in-service'],
    ['who has left', { leftAt: '2020-01-01T00:00:00.000Z' }, 'in-service'],
    ['of a restored register', {}, 'restored'],
  ] as const)('somebody %s may still sign out at the public door, of a sign-in that stands', (_, over, standing) => {
    const who = member('subject-ann', over);
    const signIn = { person: who.id, signedInAt: start, session: 's', mfa: true };
    const refused = (more: object, of = who, door: 'public' | 'private' = 'public') =>
      doorRefusals({ ...signIn, ...more }, of, standing, 'POST/sign-out', door, start);
    expect(refused({})).toEqual([]);
    expect(refused({}, who, 'private')).not.toEqual([]);
    expect(refused({ mfa: false })).toEqual(['second-factor']);
    expect(refused({}, { ...who, signedOutAt: start })).toEqual(['signed-out']);
  });

  test('attack: a register restored from a backup', async () => {
    const { as, world } = at('private');
    world.standing = 'restored';
    expect((await as('subject-ann', { path: '/me' })).status).toBe(403);
    expect(world.reported).toEqual(['register']);
  });

  test('a restored register lets a person in good standing reach, at the public door, what puts it into service', async () => {
    const service: Route = { ...me, operation: 'service', method: 'post', path: '/register/put-into-service' };
    const more = { service: async () => ({ status: 200, body: { who: 'x' } }) as const };
    for (const [door, standing, status] of [
      ['public', {}, 200],
      ['private', {}, 403],
      ['public', { suspensions: [suspension] }, 403],
      ['public', { leftAt: start }, 403],
    ] as const) {
      const one = gate({ door, routes: [service], handlers: more, people: [member('subject-ann', standing)] });
      one.world.standing = 'restored';
      expect((await one.as('subject-ann', { method: 'POST', path: service.path })).status).toBe(status);
    }
  });

  test('attack: a register that does not answer', async () => {
    const { as, world } = at('public');
    await as('subject-ann', { path: '/me' });
    world.failing = true;
    expect((await as('subject-ann', { path: '/me' })).status).toBe(401);
    expect([world.handled, world.reported]).toEqual([1, ['failure']]);
  });

  test('somebody without a project is let through to what needs none', async () => {
    const { as } = at('public');
    expect((await as('subject-bob', { path: '/me' })).status).toBe(200);
    expect(
      (await as('subject-bob', { method: 'POST', path: '/projects/asthma/change', body: { note: 'n' } })).rule,
    ).toBe('membership');
  });

  test('an answer of the authoriser allows the one method at the one path that was asked', async () => {
    const { authorise } = at('public');
    const methodArn = ['arn', 'aws', 'execute-api', 'eu-west-2', '111122223333', 'api1/v1/GET/me'].join(':');
    const policy = await authorise({ type: 'TOKEN', authorizationToken: bearer({}), methodArn });
    expect(policy).toEqual({
      principalId: 'subject-ann',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'execute-api:Invoke', Resource: methodArn }],
      },
      context: {
        person: 'subject-ann',
        signedInAt: start,
        session: 'session-of-subject-ann',
        mfa: 'true',
        door: 'public',
      },
    });
    for (const odd of [
      methodArn.replace('/me', '/*'),
      methodArn.replace('GET', '*'),
      methodArn.replace('/me', '/m?'),
      'x',
    ]) {
      await expect(authorise({ type: 'TOKEN', authorizationToken: bearer({}), methodArn: odd })).rejects.toThrow(
        'Unauthorized',
      );
    }
  });
});

describe('the keys', () => {
  const next = keyPair('issuer-key-2');

  test('a new key is taken up, and one that the issuer withdrew no longer verifies', async () => {
    const { as, send, world } = at('public');
    await as('subject-ann', { path: '/me' });
    const bySecond = () => send({ path: '/me', authorization: bearer({}, {}, next) });
    expect((await bySecond()).status).toBe(401);
    if (world.keySet) world.keySet = { ...world.keySet, keys: [next.published] };
    world.now = later(11);
    expect((await bySecond()).status).toBe(200);
    world.now = later(30);
    expect((await as('subject-ann', { path: '/me' })).status).toBe(401);
  });

  test('a withdrawn key verifies for a minute at most where nobody brings a new one', async () => {
    const { as, world } = at('public');
    await as('subject-ann', { path: '/me' });
    if (world.keySet) world.keySet = { ...world.keySet, keys: [next.published] };
    world.now = later(59);
    expect((await as('subject-ann', { path: '/me' })).status).toBe(200);
    world.now = later(60);
    expect((await as('subject-ann', { path: '/me' })).status).toBe(401);
  });

  test('attack: many invented key ids cost one look in ten seconds', async () => {
    const { send, world } = at('public');
    for (let index = 0; index < 50; index += 1)
      await send({ path: '/me', authorization: bearer({}, { kid: `k${index}` }) });
    expect(world.keyReads).toBe(1);
    world.now = later(10);
    await send({ path: '/me', authorization: bearer({}, { kid: 'k' }) });
    expect(world.keyReads).toBe(2);
  });

  test('attack: a set of keys that nobody has renewed for a day, of another issuer, or none', async () => {
    const { as, world } = at('public');
    const fresh = world.keySet;
    if (fresh === undefined) throw new Error('the harness has keys');
    const old = { ...fresh, fetchedAt: new Date(Date.parse(start) - longestKeySet).toISOString() };
    for (const set of [
      old,
      { ...fresh, issuer: 'https://another.example' },
      { ...fresh, fetchedAt: later(3600) },
      undefined,
    ]) {
      world.keySet = set;
      world.now = later(60, world.now);
      expect((await as('subject-ann', { path: '/me' }, world.now)).status).toBe(401);
    }
    expect(new Set(world.reported)).toEqual(new Set(['key']));
  });
});

describe('a request', () => {
  const foreign = { method: 'POST', path: '/projects/cancer/change', body: { note: 'n' } } as const;
  const own = { ...foreign, path: '/projects/asthma/change' } as const;

  test('in order is served', async () => {
    expect((await at('public').as('subject-ann', own)).body).toEqual({ who: 'subject-ann', project: 'asthma' });
  });

  test('attack: project id of another project in the path', async () => {
    expect((await at('public').as('subject-ann', foreign)).rule).toBe('membership');
  });

  test('attack: project id of another project in the body', async () => {
    const got = await at('public').as('subject-ann', { ...own, body: { note: 'n', project: 'cancer' } });
    expect([got.status, got.rule]).toEqual([400, 'body']);
  });

  test('attack: project id of another project, and authoriser context, in headers', async () => {
    const headers = {
      project: ['cancer'],
      'x-project': ['cancer'],
      person: ['subject-bob'],
      principalid: ['subject-bob'],
      'x-amzn-request-context': [JSON.stringify({ authorizer: { person: 'subject-bob' } })],
      'x-http-method-override': ['GET'],
      'x-original-url': ['/projects/cancer/change'],
    };
    expect((await at('public').as('subject-ann', { ...own, headers })).body).toEqual({
      who: 'subject-ann',
      project: 'asthma',
    });
    expect((await at('public').as('subject-ann', { ...foreign, headers })).rule).toBe('membership');
  });

  test('attack: project id of another project in the query', async () => {
    const got = await at('public').as('subject-ann', { ...own, path: `${own.path}?project=cancer` });
    expect([got.status, got.rule]).toEqual([400, 'parameters']);
  });

  test('attack: authoriser context forged in the body', async () => {
    for (const body of [
      { note: 'n', person: 'subject-bob' },
      { note: 'n', requestContext: { authorizer: { person: 'subject-bob' } } },
      { note: 'n', actor: { id: 'subject-bob' } },
    ]) {
      expect((await at('public').as('subject-ann', { ...foreign, body })).rule).toBe('body');
    }
  });

  test('attack: a prototype in the body', async () => {
    for (const body of [
      '{"note":"n","__proto__":{"project":"cancer"}}',
      '{"note":"n","constructor":{"prototype":{"role":"operator"}}}',
      '{"note":"n","note":"m"}',
    ]) {
      expect((await at('public').as('subject-ann', { ...own, body })).rule).toBe('json');
    }
    expect(Object.hasOwn(Object.prototype, 'project')).toBe(false);
  });

  test.each([
    '..',
    '%2e%2e',
    '..%2fasthma',
    'asthma%2f..%2fcancer',
    'asthma%00',
    'asthma%0a',
    'ASTHMA',
    '%E2%80%A6',
    'asthma;cancer',
    '*',
    '__proto__',
    'a',
    'x'.repeat(25),
  ])('attack: path traversal in ids: %s', async (id) => {
    const { as, world } = at('public');
    const got = await as('subject-ann', { ...own, path: `/projects/${id}/change` });
    expect(got.status).toBeGreaterThanOrEqual(400);
    expect(got.status).toBeLessThan(500);
    expect(world.handled).toBe(0);
  });

  test('attack: oversize body', async () => {
    const { as, world } = at('public');
    expect((await as('subject-ann', { ...own, body: { note: 'n'.repeat(200) } })).status).toBe(413);
    expect((await as('subject-ann', { ...own, body: `${' '.repeat(300)}{"note":"n"}` })).status).toBe(413);
    expect((await as('subject-ann', { ...own, body: `${'['.repeat(100)}${']'.repeat(100)}` })).rule).toBe('json');
    expect(world.handled).toBe(0);
  });

  test('attack: a route of the private door at the public door, through API Gateway and past it', async () => {
    const { as, invoke, world } = at('public');
    expect((await as('subject-ann', { path: '/projects/asthma/rows' })).status).toBe(404);
    const authorizer = { person: 'subject-ann', signedInAt: start, session: 's', mfa: 'true', door: 'public' };
    const got = await invoke({
      resource: look.path,
      httpMethod: 'GET',
      pathParameters: { project: 'asthma' },
      requestContext: { requestId: 'r', authorizer },
    });
    expect([got.statusCode, world.handled]).toEqual([404, 0]);
    expect((await at('private').as('subject-ann', { path: '/projects/asthma/rows' })).status).toBe(200);
  });

  test('attack: the page of another origin asks', async () => {
    const { as, send } = at('public');
    expect((await send({ method: 'OPTIONS', path: '/me' })).status).toBe(404);
    const got = await as('subject-ann', { path: '/me', headers: { origin: ['https://evil.example'] } });
    expect(Object.keys(got.headers).filter((name) => /^access-control/i.test(name))).toEqual([]);
  });
});

describe('an OIDC issuer', () => {
  const at8705 = { kind: 'oidc', resource: 'tre-api', acr: ['aal3'] } as const;
  const claims = {
    token_use: undefined,
    origin_jti: undefined,
    sid: 'sid-1',
    aud: ['tre-api', 'other'],
    amr: ['pwd', 'mfa'],
  };
  const ask = async (more: Readonly<Record<string, unknown>>, header: object = { typ: 'at+jwt' }) => {
    const door = gate({ door: 'public', routes, handlers, people, expected: at8705 });
    const got = await door.send({ path: '/me', authorization: bearer({ ...claims, ...more }, header) });
    return got.status === 401 ? door.world.reported[0] : got.status === 200 ? 'served' : 'register';
  };

  test.each<[string, object, object | undefined, string]>([
    ['an access token with a second factor', {}, undefined, 'served'],
    ['a second factor by the class of the sign-in', { amr: ['pwd'], acr: 'aal3' }, undefined, 'served'],
    ['one factor', { amr: ['pwd'] }, undefined, 'second-factor'],
    ['no word of factors', { amr: undefined }, undefined, 'second-factor'],
    ['a class that proves none', { amr: undefined, acr: 'aal2' }, undefined, 'second-factor'],
    ['an ID token', {}, { typ: 'JWT' }, 'use'],
    ['a token of no type', {}, {}, 'use'],
    ['a token for another resource', { aud: 'other' }, undefined, 'audience'],
    ['a token for nothing', { aud: undefined }, undefined, 'audience'],
    ['a token of another client', { client_id: 'other' }, undefined, 'audience'],
    ['a token without a session', { sid: undefined, jti: undefined }, undefined, 'claims'],
  ])('%s', async (_what, more, header, expected) => {
    expect(await ask({ ...more }, header)).toBe(expected);
  });
});

describe('whatever a handler returns', () => {
  const leaf = (origin: Origin) =>
    fc.record({
      type: fc.constantFrom('string', 'integer', 'number', 'boolean'),
      origin: fc.constant(origin),
      list: fc.constantFrom(true, undefined),
      optional: fc.constantFrom(true, undefined),
      nullable: fc.constantFrom(true, undefined),
    });
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'constructor', 'toString');
  const clean = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
  const fieldsOf = (depth: number): fc.Arbitrary<Fields> =>
    fc
      .dictionary(
        name,
        fc.constantFrom(...origins).chain((origin) =>
          depth === 0
            ? leaf(origin)
            : fc.oneof(
                leaf(origin),
                fieldsOf(depth - 1).map((fields) => ({ type: 'object' as const, origin, fields })),
              ),
        ),
        { maxKeys: 3, noNullPrototype: true },
      )
      .map(
        (fields) =>
          clean(
            Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, { ...field, says: key }])),
          ) as Fields,
      );
  const value: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      fc.string(),
      fc.integer(),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.constant(undefined),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(name, tie('any'), { maxKeys: 4, noNullPrototype: true }),
    ),
  })).any;

  /** A value that a handler could well return for these fields, with more beside it. */
  const fitting = (fields: Fields): fc.Arbitrary<Record<string, unknown>> =>
    fc.record(
      {
        ...Object.fromEntries(
          Object.entries(fields).map(([key, { type, list, fields: inner }]) => {
            const leaves = { string: fc.string(), integer: fc.integer(), number: fc.integer(), boolean: fc.boolean() };
            const each: fc.Arbitrary<unknown> = type === 'object' ? fitting(inner ?? {}) : leaves[type];
            return [key, list ? fc.array(each, { maxLength: 3 }) : each] as const;
          }),
        ),
        sql: value,
      },
      { noNullPrototype: true },
    );

  /** Whether a value that left is declared, name by name, with an origin that may leave. */
  const declared = (sent: unknown, fields: Fields): boolean =>
    typeof sent === 'object' &&
    sent !== null &&
    Object.entries(sent).every(([key, inner]) => {
      const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (field === undefined || !publicOrigins.includes(field.origin)) return false;
      const each = field.list ? inner : [inner];
      return (
        Array.isArray(each) &&
        each.every((one) =>
          one === null
            ? field.nullable === true
            : field.type === 'object'
              ? declared(one, field.fields ?? {})
              : typeof one === (field.type === 'string' || field.type === 'boolean' ? field.type : 'number'),
        )
      );
    });

  test('only declared fields of allowed origins leave the public door', () => {
    let left = 0;
    fc.assert(
      fc.property(
        fieldsOf(2).chain((fields) =>
          fc.tuple(
            fc.constant(fields),
            fc.oneof(fitting(fields), fc.dictionary(name, value, { noNullPrototype: true })),
          ),
        ),
        ([fields, body]) => {
          let sent: object;
          try {
            sent = projected(body, fields, 'public');
          } catch {
            return true;
          }
          left += Object.keys(sent).length;
          return declared(clean(sent), fields);
        },
      ),
      repeatable(5000),
    );
    expect(left).toBeGreaterThan(100);
  });

  test('more than is declared is left out, and what may not leave stops the whole answer', () => {
    const fields: Fields = { id: said('id') };
    expect(projected({ id: 'x', sql: 'select', toString: 'y' }, fields, 'public')).toEqual({ id: 'x' });
    const inside: Fields = {
      id: said('id'),
      note: { type: 'string', origin: 'typed-inside', says: 'n', optional: true },
    };
    expect(() => projected({ id: 'x', note: 'n' }, inside, 'public')).toThrow('may not leave');
    expect(projected({ id: 'x', note: 'n' }, inside, 'private')).toEqual({ id: 'x', note: 'n' });
  });
});
