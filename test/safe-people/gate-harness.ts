import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { authorising, type Policy, type Register } from '../../lambdas/safe-people/authoriser.ts';
import { type Document, document, type Handlers, type Person, type Route } from '../../lambdas/safe-people/contract.ts';
import { dispatcher } from '../../lambdas/safe-people/dispatch.ts';
import { type KeySet, rememberedKeys, type SigningKey } from '../../lambdas/safe-people/signing-key-set.ts';
import { signatures } from '../../lambdas/safe-people/token-signature.ts';
import type { Expected } from '../../lambdas/safe-people/token-verdict.ts';
import type { Door, Instant } from '../../lambdas/workflow/contract.ts';

/**
 * A door as it is deployed: API Gateway (as far as it decides), the authoriser and the function, with real RSA keys and a register that the test
 * writes. Nothing of the product is replaced but the stores and the clock.
 */

export const issuer = 'https://cognito-idp.eu-west-2.amazonaws.com/eu-west-2_Example01';
export const clients = { private: 'client-of-the-private-door', public: 'client-of-the-public-door' } as const;
export const start: Instant = '2026-11-27T10:00:00.000Z';

export interface KeyPair {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly published: SigningKey;
}

export function keyPair(kid: string, bits = 2048): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  return { kid, privateKey, published: { kid, n, e } };
}

/** The issuer's own pair; made once, for making one takes a tenth of a second. */
export const issuerKey = keyPair('issuer-key-1');

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export type Claims = Readonly<Record<string, unknown>>;

/** Signs by the algorithm that the header names: RS256, HS256 with the public key as the secret, or none. */
export function tokenOf(claims: Claims, header: Claims = {}, key: KeyPair = issuerKey): string {
  const full = { alg: 'RS256', kid: key.kid, ...header };
  const input = `${base64url(full)}.${base64url(claims)}`;
  if (full.alg === 'none') return `${input}.`;
  if (full.alg === 'HS256') {
    const secret = createPublicKey(key.privateKey).export({ type: 'spki', format: 'pem' });
    return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
  }
  return `${input}.${sign('sha256', Buffer.from(input), key.privateKey).toString('base64url')}`;
}

const seconds = (instant: Instant): number => Math.floor(Date.parse(instant) / 1000);

/** Claims of an access token as a user pool makes it. */
export const accessClaims = (person: string, door: Door, signedInAt: Instant, more: Claims = {}): Claims => ({
  sub: person,
  iss: issuer,
  client_id: clients[door],
  origin_jti: `session-of-${person}`,
  jti: 'token-1',
  token_use: 'access',
  scope: 'aws.cognito.signin.user.admin',
  auth_time: seconds(signedInAt),
  iat: seconds(signedInAt),
  exp: seconds(signedInAt) + 900,
  username: 'somebody',
  ...more,
});

/** Somebody in good standing: nothing that lapses before the end of the decade. */
export const member = (id: string, more: Partial<Person> = {}): Person => ({
  id,
  name: `Name of ${id}`,
  email: `${id}@example.nhs.uk`,
  organisation: 'RTH',
  credentials: [],
  roles: [],
  suspensions: [],
  ...more,
});

export interface Asked {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'OPTIONS';
  /** As on the wire, percent-encoded; may hold a query. */
  readonly path: string;
  /** Value of the header, or several for as many headers. */
  readonly authorization?: string | readonly string[] | undefined;
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  /** Text as it is sent, or a value to be sent as JSON. */
  readonly body?: unknown;
}

export interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
  /** Name of the first refusal. */
  readonly rule: string | undefined;
}

export interface GateOptions {
  readonly door: Door;
  readonly routes: readonly Route[];
  readonly handlers: Handlers;
  readonly people: readonly Person[];
  /** In place of `people`: the register that the functions write. */
  readonly register?: Register;
  readonly expected?: Partial<Expected>;
}

export function gate({ door, routes, handlers, people, register: given, expected }: GateOptions) {
  const register = new Map(people.map((person) => [person.id, person]));
  const world = {
    now: start,
    standing: 'in-service' as 'in-service' | 'restored',
    failing: false,
    keySet: { issuer, fetchedAt: start, keys: [issuerKey.published] } as KeySet | undefined,
    keyReads: 0,
    /** Names of rules that the authoriser reported, and of failures that the function did. */
    reported: [] as string[],
    handled: 0,
  };
  const clock = { now: () => world.now };
  const keys = rememberedKeys(
    {
      async read() {
        world.keyReads += 1;
        if (world.failing) throw new Error('no answer');
        return world.keySet;
      },
    },
    issuer,
    clock,
  );
  const authorise = authorising(
    door,
    { kind: 'cognito', issuer, client: clients[door], resource: clients[door], acr: [], ...expected },
    {
      clock,
      signed: signatures(issuer, keys),
      report: (because) => world.reported.push(because),
      register: given ?? {
        async person(id) {
          if (world.failing) throw new Error('no answer');
          return register.get(id);
        },
        standing: async () => world.standing,
      },
    },
  );
  const counted: Handlers = Object.fromEntries(
    Object.entries(handlers).map(([operation, handler]) => [
      operation,
      async (call) => {
        world.handled += 1;
        return handler(call);
      },
    ]),
  );
  const served = dispatcher(routes, counted, { door, clock, report: ({ error }) => world.reported.push(error) });
  const deployed = templatesOf(document(routes), door);

  const send = async ({ method = 'GET', path, authorization, headers = {}, body }: Asked): Promise<Got> => {
    const [route = '', query = ''] = path.split('?');
    const found = resourceOf(deployed, method, route);
    if (found === undefined) return gatewayAnswer(404, 'operation');
    const tokens = authorization === undefined ? [] : [authorization].flat();
    const token = tokens.at(-1);
    if (token === undefined) return gatewayAnswer(401, 'token');
    const methodArn = ['arn', 'aws', 'execute-api', 'eu-west-2', '111122223333', `api1/v1/${method}${route}`].join(':');
    let policy: Policy;
    try {
      policy = await authorise({ type: 'TOKEN', authorizationToken: token, methodArn });
    } catch (error) {
      return error instanceof Error && error.message === 'Unauthorized'
        ? gatewayAnswer(401, 'token')
        : gatewayAnswer(500, 'internal');
    }
    const [{ Effect, Resource }] = policy.policyDocument.Statement;
    if (Effect !== 'Allow' || Resource !== methodArn) return gatewayAnswer(403, 'register');
    const answer = await served({
      resource: found.template,
      path: route,
      httpMethod: method,
      pathParameters: found.parameters,
      multiValueQueryStringParameters: queryOf(query),
      multiValueHeaders: {
        ...(body === undefined ? {} : { 'Content-Type': ['application/json'] }),
        ...headers,
        Authorization: tokens,
      },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
      isBase64Encoded: false,
      requestContext: { requestId: 'request-1', authorizer: { principalId: policy.principalId, ...policy.context } },
    });
    const parsed = JSON.parse(answer.body);
    return { status: answer.statusCode, headers: answer.headers, body: parsed, rule: parsed.refusals?.[0]?.rule };
  };

  return {
    world,
    register,
    authorise,
    /** Past API Gateway and its authoriser, as somebody who may invoke the function could. */
    invoke: served,
    send,
    /** Sends as this person, who signed in when the test began or when it says. */
    as: (person: string, asked: Omit<Asked, 'authorization'>, signedInAt: Instant = start) =>
      send({ ...asked, authorization: `Bearer ${tokenOf(accessClaims(person, door, signedInAt))}` }),
  };
}

const gatewayAnswer = (status: number, rule: string): Got => ({ status, headers: {}, body: {}, rule });

interface Template {
  readonly method: string;
  readonly template: string;
}

const templatesOf = ({ paths }: Document, door: Door): readonly Template[] =>
  Object.entries(paths).flatMap(([template, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation['x-tre-doors'].includes(door))
      .map(([method]) => ({ method: method.toUpperCase(), template })),
  );

/** API Gateway prefers a word to a parameter, and decodes what stands in a parameter. */
function resourceOf(deployed: readonly Template[], method: string, path: string) {
  const parts = path.split('/');
  const fits = (template: string) => {
    const wanted = template.split('/');
    return (
      wanted.length === parts.length && wanted.every((part, index) => part.startsWith('{') || part === parts[index])
    );
  };
  const [found] = deployed
    .filter((one) => one.method === method && fits(one.template))
    .sort((a, b) => a.template.split('{').length - b.template.split('{').length);
  if (found === undefined) return undefined;
  const parameters = found.template
    .split('/')
    .flatMap((part, index) => (part.startsWith('{') ? [[part.slice(1, -1), decoded(parts[index] ?? '')]] : []));
  return { template: found.template, parameters: parameters.length === 0 ? null : Object.fromEntries(parameters) };
}

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

function queryOf(query: string): Readonly<Record<string, readonly string[]>> | null {
  const found: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(query)) found[name] = [...(found[name] ?? []), value];
  return query === '' ? null : found;
}
