import * as z from 'zod/mini';
import type { Route } from '../../lambdas/safe-people/contract.ts';
import { document, ofDoor } from '../../lambdas/safe-people/contract.ts';

const id = { type: 'string', origin: 'id', says: 'the id' } as const;
const cells = { type: 'string', origin: 'data', says: 'cells', list: true, nullable: true } as const;

const apply: Route<{ readonly title: string }> = {
  operation: 'apply-now',
  method: 'post',
  path: '/projects/{project}/apply',
  doors: ['public'],
  summary: 'Applies.',
  who: 'anybody in the register',
  parameters: { project: { in: 'path', pattern: '[a-z]{2,24}' } },
  asks: z.strictObject({
    title: z.string().check(z.maxLength(10), z.regex(/^[a-z]+$/)),
    note: z.optional(z.nullable(z.string())),
    kind: z.literal('new'),
    part: z.optional(
      z.discriminatedUnion('of', [
        z.strictObject({ of: z.literal('a') }),
        z.strictObject({ of: z.literal('b'), list: z.array(z.int()) }),
      ]),
    ),
  }),
  answers: { id },
};
const rows: Route = {
  operation: 'rows',
  method: 'get',
  path: '/queries/{query}',
  doors: ['private'],
  summary: 'Rows.',
  parameters: {
    query: { in: 'path', pattern: '[a-f0-9-]{36}' },
    page: { in: 'query', pattern: '[0-9]+', optional: true },
  },
  answers: { rows: { type: 'object', origin: 'data', says: 'rows', list: true, fields: { cells } } },
};
const me: Route = {
  ...rows,
  operation: 'me',
  path: '/me',
  doors: ['private', 'public'],
  parameters: {},
  answers: { id },
};
const routes = [apply, rows, me];

const addresses = {
  authoriser: 'uri-of-authoriser',
  integration: (operation: string) => `uri-of-${operation}`,
  streaming: (operation: string) => `stream-of-${operation}`,
};

/** Every key of every object in a value. */
const keysIn = (value: unknown): readonly string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) => [...(Array.isArray(value) ? [] : [key]), ...keysIn(inner)]);

describe('the one document', () => {
  const whole = document(routes);

  test('says of each operation its doors and the origin of every field', () => {
    expect(whole.paths['/queries/{query}']?.get).toMatchObject({
      operationId: 'rows',
      'x-tre-doors': ['private'],
      'x-tre-origins': { 'rows[]': 'data', 'rows[].cells[]': 'data' },
      parameters: [
        { name: 'query', in: 'path', required: true, schema: { type: 'string', pattern: '^(?:[a-f0-9-]{36})$' } },
        { name: 'page', in: 'query', required: false, schema: { type: 'string' } },
      ],
    });
  });

  test('holds the whole schema of a body, closed', () => {
    expect(whole.components.schemas.ApplyNowBody).toMatchObject({
      type: 'object',
      required: ['title', 'kind'],
      additionalProperties: false,
      properties: { title: { maxLength: 10, pattern: '^[a-z]+$' }, part: { oneOf: [{}, {}] } },
    });
  });

  test.each<[string, Route[], string]>([
    [
      'a field typed inside at the public door',
      [{ ...me, answers: { note: { ...id, origin: 'typed-inside' } } }],
      'must not show note (typed-inside)',
    ],
    [
      'data nested in what the public door shows',
      [{ ...me, answers: { all: { type: 'object', origin: 'id', says: 'a', fields: { cells } } } }],
      'must not show all.cells[] (data)',
    ],
    ['an open object in a body', [{ ...apply, asks: z.object({ a: z.string() }) }], 'z.strictObject'],
    [
      'an open object deep in a body',
      [{ ...apply, asks: z.strictObject({ a: z.array(z.object({ b: z.string() })) }) }],
      'z.strictObject',
    ],
    ['two operations of one name', [me, { ...me, path: '/you' }], 'must be unique'],
    ['two operations at one place', [me, { ...me, operation: 'you' }], 'the only get /me'],
    ['an undeclared parameter', [{ ...rows, parameters: {} }], 'exactly the parameters of its path'],
    ['a parameter that is part of a word', [{ ...rows, path: '/q-{query}' }], 'words and whole parameters'],
    ['a path that API Gateway keeps for itself', [{ ...me, path: '/ping' }], 'words and whole parameters'],
    [
      'two names for one place of a path',
      [
        rows,
        { ...rows, operation: 'other', path: '/queries/{id}/x', parameters: { id: { in: 'path', pattern: 'a' } } },
      ],
      'must call the parameter after /queries/ {query}',
    ],
    ['a body in a get', [{ ...apply, method: 'get' }], 'must be a post'],
    [
      'two bodies that would have one name',
      [apply, { ...apply, operation: 'applyNow', path: '/projects/{project}/other' }],
      'two operations have a ApplyNowBody',
    ],
    ['no door', [{ ...me, doors: [] }], 'must be deployed at a door'],
  ])('is not made of %s', (_what, table, says) => {
    expect(() => document(table)).toThrow(says);
  });

  test('says all faults at once', () => {
    expect(() =>
      document([
        { ...me, doors: [] },
        { ...rows, parameters: {} },
      ]),
    ).toThrow(/2 faults/);
  });
});

describe('the body of one door', () => {
  const door = (which: 'private' | 'public') => JSON.parse(JSON.stringify(ofDoor(document(routes), which, addresses)));

  test('holds the operations of that door and no other, nor a model that none of them asks for', () => {
    expect(Object.keys(door('public').paths)).toEqual(['/projects/{project}/apply', '/me']);
    expect(Object.keys(door('private').paths)).toEqual(['/queries/{query}', '/me']);
    expect(Object.keys(door('private').components.schemas)).toEqual([]);
    expect(Object.keys(door('public').components.schemas)).toEqual(['ApplyNowBody']);
  });

  test.each(['private', 'public'] as const)(
    'puts every operation of the %s door behind the authoriser and sends it to its function',
    (which) => {
      const { paths, components } = door(which);
      expect(components.securitySchemes.token['x-amazon-apigateway-authorizer']).toMatchObject({
        type: 'token',
        authorizerUri: 'uri-of-authoriser',
        authorizerResultTtlInSeconds: 0,
      });
      for (const methods of Object.values<Record<string, Record<string, unknown>>>(paths)) {
        for (const operation of Object.values(methods)) {
          expect(operation.security).toEqual([{ token: [] }]);
          expect(operation['x-amazon-apigateway-integration']).toMatchObject({
            type: 'aws_proxy',
            uri: `uri-of-${operation.operationId}`,
          });
        }
      }
    },
  );

  test('validates bodies and parameters, with models that hold only what API Gateway documents', () => {
    const { components, ...rest } = door('public');
    expect(rest['x-amazon-apigateway-request-validator']).toBe('strict');
    expect(components.schemas.ApplyNowBody).toEqual({
      type: 'object',
      required: ['title', 'kind'],
      additionalProperties: false,
      properties: {
        title: { type: 'string', maxLength: 10 },
        note: {},
        kind: { type: 'string', enum: ['new'] },
        part: {},
      },
    });
    const unsupported = [
      '$schema',
      'const',
      'oneOf',
      'anyOf',
      'allOf',
      'pattern',
      'format',
      'nullable',
      'discriminator',
      'exclusiveMinimum',
    ];
    expect(keysIn(components.schemas).filter((key) => unsupported.includes(key))).toEqual([]);
    expect(Object.keys(components.schemas).filter((name) => !/^[A-Za-z0-9]+$/.test(name))).toEqual([]);
  });

  test('answers for API Gateway without a word of what was wrong, and shares nothing with another origin', () => {
    const responses = JSON.stringify(door('public')['x-amazon-apigateway-gateway-responses']);
    expect(responses).toContain('DEFAULT_4XX');
    expect(responses).toContain('DEFAULT_5XX');
    expect(responses).not.toMatch(/\$context|\$input|message|Access-Control/i);
  });
});
