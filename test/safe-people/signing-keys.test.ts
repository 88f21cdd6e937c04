import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { boundedFetch } from '../../lambdas/safe-people/bounded-fetch.ts';
import { AuthoriserEnv, SigningKeysEnv } from '../../lambdas/safe-people/contract.ts';
import type { KeySet } from '../../lambdas/safe-people/signing-key-set.ts';
import { fetchKeys, type Source } from '../../lambdas/safe-people/signing-keys.ts';
import { dynamoKeyStore, dynamoKeyWriter } from '../../lambdas/safe-people/signing-keys-dynamodb.ts';
import { issuer, issuerKey, keyPair, start } from './gate-harness.ts';

const pool: Source = { kind: 'cognito', issuer };
const good = { ...issuerKey.published, kty: 'RSA', use: 'sig', alg: 'RS256' };
const keysAt = `${issuer}/.well-known/jwks.json`;
const settings = { issuer, jwks_uri: keysAt, other: 1 };

const fetching = async (documents: Readonly<Record<string, unknown>>, source: Source = pool) => {
  const written: KeySet[] = [];
  const asked: string[] = [];
  const ran = fetchKeys(
    {
      clock: { now: () => start },
      async fetch(address) {
        asked.push(address);
        const found = documents[address];
        if (found === undefined) throw new Error('404');
        return typeof found === 'string' ? found : JSON.stringify(found);
      },
      write: async (set) => {
        written.push(set);
      },
    },
    source,
  );
  await ran.catch(() => undefined);
  return { ran, written, asked };
};

const configured = `${issuer}/.well-known/openid-configuration`;
const publishing = (keys: readonly unknown[], more: Readonly<Record<string, unknown>> = {}) =>
  fetching({ [configured]: { ...settings, ...more }, [keysAt]: { keys } });

describe('the function that fetches the keys', () => {
  test('stores all usable keys of the issuer, and nothing of them that is not needed', async () => {
    const second = keyPair('issuer-key-2');
    const { written } = await publishing([good, { ...good, ...second.published, alg: undefined }]);
    expect(written).toEqual([{ issuer, fetchedAt: start, keys: [issuerKey.published, second.published] }]);
  });

  const weak = keyPair('weak', 1024);
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['a key for encryption', { use: 'enc' }],
    ['a key without a use', { use: undefined }],
    ['a key of another kind', { kty: 'EC', crv: 'P-256' }],
    ['a shared secret', { kty: 'oct', k: 'AAAA' }],
    ['a key of another algorithm', { alg: 'RS512' }],
    ['a key of 1,024 bits', { ...weak.published }],
    [
      'a key of 1,024 bits with zeros before it',
      { n: Buffer.concat([Buffer.alloc(200), Buffer.from(weak.published.n, 'base64url')]).toString('base64url') },
    ],
    ['a key with another exponent', { e: 'Aw' }],
    ['a private key', { d: 'AQAB' }],
    ['a key without an id', { kid: undefined }],
  ])('stores nothing where there is only %s', async (_what, more) => {
    const { ran, written } = await publishing([{ ...good, ...more }]);
    await expect(ran).rejects.toThrow('no RSA key');
    expect(written).toEqual([]);
  });

  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['another issuer', { issuer: 'https://evil.example' }],
    ['keys at another host', { jwks_uri: 'https://evil.example/keys' }],
    [
      'keys at a host whose name begins like the issuer',
      { jwks_uri: 'https://cognito-idp.eu-west-2.amazonaws.com.evil.example/keys' },
    ],
    ['keys over plain HTTP', { jwks_uri: keysAt.replace('https', 'http') }],
    ['keys at another port', { jwks_uri: keysAt.replace('.com/', '.com:8443/') }],
    ['keys with credentials', { jwks_uri: keysAt.replace('https://', 'https://a:b@') }],
    ['keys in a file', { jwks_uri: 'file:///etc/passwd' }],
    ['no keys', { jwks_uri: undefined }],
  ])('stores nothing and asks nobody else where the configuration names %s', async (_what, more) => {
    const { ran, written, asked } = await publishing([good], more);
    await expect(ran).rejects.toThrow();
    expect([written, asked]).toEqual([[], [configured]]);
  });

  test.each<[string, unknown]>([
    ['no keys', { keys: [] }],
    ['no list', { keys: good }],
    ['two keys of one id', { keys: [good, good] }],
    ['more keys than any issuer has', { keys: Array.from({ length: 21 }, () => good) }],
    ['no JSON', '<html>'],
  ])('stores nothing where the issuer publishes %s', async (_what, document) => {
    const { ran, written } = await fetching({ [configured]: settings, [keysAt]: document });
    await expect(ran).rejects.toThrow();
    expect(written).toEqual([]);
  });

  test('takes the keys of an OIDC issuer from a host that the configuration of the deployment names, and no other', async () => {
    const documents = {
      'https://login.example/tre/.well-known/openid-configuration': {
        issuer: 'https://login.example/tre/',
        jwks_uri: 'https://keys.example/k',
      },
      'https://keys.example/k': { keys: [good] },
    };
    const source = { kind: 'oidc', issuer: 'https://login.example/tre/' } as const;
    expect((await fetching(documents, source)).written).toEqual([]);
    expect((await fetching(documents, { ...source, keysHost: 'keys.example' })).written).toHaveLength(1);
    expect((await fetching(documents, { ...source, kind: 'cognito', keysHost: 'keys.example' })).written).toEqual([]);
  });
});

describe('a document on the internet', () => {
  let server: Server;
  let address: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/moved') response.writeHead(302, { location: '/small' }).end();
      else if (request.url === '/gone') response.writeHead(404).end('{}');
      else if (request.url === '/endless') {
        const more = () => response.write('x'.repeat(1000), () => !response.destroyed && setImmediate(more));
        more();
      } else response.end('{"a":1}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.closeAllConnections() ?? server.close());

  test('is read as it is', async () => {
    expect(await boundedFetch(`${address}/small`, 100)).toBe('{"a":1}');
  });

  test('is refused where it is too large, endless, elsewhere or absent', async () => {
    await expect(boundedFetch(`${address}/small`, 6)).rejects.toThrow('more than 6 bytes');
    await expect(boundedFetch(`${address}/endless`, 65_536)).rejects.toThrow('more than 65536 bytes');
    await expect(boundedFetch(`${address}/moved`, 100)).rejects.toThrow();
    await expect(boundedFetch(`${address}/gone`, 100)).rejects.toThrow('answered 404');
  });
});

test('a set of keys comes back from the table as it was written, read consistently and written whole', async () => {
  const sent: { readonly name: string; readonly input: Readonly<Record<string, unknown>> }[] = [];
  const dynamodb = new DynamoDBClient({ region: 'eu-west-2' });
  dynamodb.middlewareStack.add(
    (_next, context) => async (args) => {
      sent.push({ name: context.commandName ?? '', input: args.input as Record<string, unknown> });
      const Item = sent.find(({ name }) => name === 'PutItemCommand')?.input.Item;
      return {
        response: {},
        output: { $metadata: {}, ...(context.commandName === 'GetItemCommand' && { Item }) },
      } as never;
    },
    { step: 'initialize' },
  );
  expect(await dynamoKeyStore(dynamodb, 'keys').read()).toBeUndefined();
  const set = { issuer, fetchedAt: start, keys: [issuerKey.published] };
  await dynamoKeyWriter(dynamodb, 'keys')(set);
  expect(await dynamoKeyStore(dynamodb, 'keys').read()).toEqual(set);
  expect(sent.map(({ name, input }) => [name, input.TableName, input.ConsistentRead])).toEqual([
    ['GetItemCommand', 'keys', true],
    ['PutItemCommand', 'keys', undefined],
    ['GetItemCommand', 'keys', true],
  ]);
});

describe('the environment', () => {
  const env = {
    DOOR: 'public',
    REGISTER_TABLE: 'r',
    SIGNING_KEYS_TABLE: 'k',
    ISSUER: issuer,
    AUDIENCE: 'c',
    TOKEN_KIND: 'cognito',
  };
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['no door', { DOOR: undefined }],
    ['a door that there is not', { DOOR: 'side' }],
    ['an issuer over plain HTTP', { ISSUER: 'http://login.example' }],
    ['an issuer with a query', { ISSUER: 'https://login.example?x' }],
    ['an empty audience', { AUDIENCE: '' }],
    ['another kind of tokens', { TOKEN_KIND: 'saml' }],
  ])('is refused with %s', (_what, more) => {
    expect(z.safeParse(AuthoriserEnv, env).success).toBe(true);
    expect(z.safeParse(AuthoriserEnv, { ...env, ...more }).success).toBe(false);
  });

  test('of the fetching function names no host that is an address', () => {
    expect(z.safeParse(SigningKeysEnv, { ...env, KEYS_HOST: 'keys.example' }).success).toBe(true);
    expect(z.safeParse(SigningKeysEnv, { ...env, KEYS_HOST: 'https://keys.example/x' }).success).toBe(false);
  });
});
