import * as z from 'zod/mini';
import type { Door } from '../workflow/contract.ts';
import type { Field, Fields, Origin, Route } from './door.ts';
import { originsOf, routeFaults } from './route-faults.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type Schema = { readonly [key: string]: Json };

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly 'x-tre-doors': readonly Door[];
  /** It answers bytes, not JSON. */
  readonly 'x-tre-streams'?: true;
  /** Path of each field of the answer, such as `rows[].cells[]`, and its origin; of bytes that are streamed, `bytes`. */
  readonly 'x-tre-origins': Readonly<Record<string, Origin>>;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: 'path' | 'query';
    readonly required: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: {
    readonly required: true;
    readonly content: { readonly 'application/json': { readonly schema: { readonly $ref: string } } };
  };
  readonly responses: Readonly<Record<string, Json>>;
  readonly security: readonly [{ readonly token: readonly [] }];
}

/** The one document of both doors, as OpenAPI 3.0. */
export interface Document {
  readonly openapi: '3.0.3';
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly responses: Readonly<Record<string, Json>>;
    readonly securitySchemes: { readonly token: Schema };
  };
}

const statuses = {
  400: 'The request is not what the operation asks for.',
  401: 'No valid token.',
  403: 'The register does not allow it; the refusals say why.',
  404: 'There is no such thing at this door.',
  409: 'It changed meanwhile; read it again.',
  413: 'The body is too large.',
  415: 'The body is not JSON in UTF-8.',
  429: 'Too much at once.',
  500: 'Not served; nothing is told but the request id.',
} as const;

/**
 * @throws where a table has faults, all of them at once: a route that API Gateway would refuse, a field that may not leave by the public door, a
 * body that would let unknown keys through.
 */
export function document(routes: readonly Route[]): Document {
  const bodies = routes.flatMap((route) =>
    route.asks === undefined ? [] : [[route, bodySchema(route.asks)] as const],
  );
  const faults = [
    ...routeFaults(routes),
    ...bodies
      .filter(([, schema]) => !closed(schema))
      .map(([{ operation }]) => `${operation} must ask for closed objects alone (z.strictObject)`),
  ];
  const names = bodies.map(([route]) => nameOf(route, 'Body'));
  faults.push(
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `two operations have a ${name}`),
  );
  if (faults.length > 0) throw new Error(`the table of routes has ${faults.length} faults:\n${faults.join('\n')}`);

  const paths: Record<string, Record<string, Operation>> = {};
  const answers = new Map<string, string>();
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method]: operationOf(route, contentOf(route, answers)) };
  }
  return {
    openapi: '3.0.3',
    info: { title: 'Trusted Research Environment', version: 'v1' },
    paths,
    components: {
      schemas: {
        Refusals: refusals,
        ...Object.fromEntries(bodies.map(([route, schema]) => [nameOf(route, 'Body'), schema])),
        ...Object.fromEntries([...answers].map(([answer, name]) => [name, JSON.parse(answer)])),
      },
      responses: Object.fromEntries(
        Object.entries(statuses).map(([status, description]) => [
          `Refused${status}`,
          { description, content: { 'application/json': { schema: reference('schemas', 'Refusals') } } },
        ]),
      ),
      securitySchemes: { token: { type: 'apiKey', in: 'header', name: 'Authorization' } },
    },
  };
}

const refusals: Schema = {
  type: 'object',
  required: ['refusals'],
  properties: {
    refusals: {
      type: 'array',
      items: {
        type: 'object',
        required: ['rule', 'says'],
        properties: { rule: { type: 'string' }, says: { type: 'string' } },
      },
    },
  },
};

/** API Gateway's models have names of letters and digits alone. */
const nameOf = ({ operation }: Route, end: 'Body' | 'Answer'): string =>
  `${operation.replace(/(^|-)([a-z0-9])/g, (_match, _hyphen, letter: string) => letter.toUpperCase())}${end}`;

const reference = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` });

const bodySchema = (asks: z.ZodMiniType): Schema =>
  // The round trip makes it plain data: what the library returns has hidden members.
  JSON.parse(JSON.stringify(z.toJSONSchema(asks, { target: 'openapi-3.0', io: 'input' })));

/** Whether every object in it refuses keys that it does not know; one whose values have a schema (a record) says so too. */
function closed(schema: Json): boolean {
  if (Array.isArray(schema)) return schema.every(closed);
  if (typeof schema !== 'object' || schema === null) return true;
  const object = schema as Schema;
  if (object.type === 'object' && (object.additionalProperties ?? true) === true) return false;
  return Object.values(object).every(closed);
}

/** What is answered; a schema that another operation has too is kept in `answers` once, under the first one's name. */
function contentOf(route: Route, answers: Map<string, string>): Schema {
  if (route.streams !== undefined) {
    const bytes = { type: 'string', format: 'binary', description: route.streams.says };
    return { 'application/octet-stream': { schema: bytes } };
  }
  const answer = JSON.stringify(fieldsSchema(route.answers));
  const name = answers.get(answer) ?? nameOf(route, 'Answer');
  answers.set(answer, name);
  return { 'application/json': { schema: reference('schemas', name) } };
}

function operationOf(route: Route, content: Schema): Operation {
  const { operation, summary, who, doors, parameters, asks, streams, answers } = route;
  return {
    operationId: operation,
    summary,
    ...(who === undefined ? {} : { description: `Who may: ${who}.` }),
    'x-tre-doors': doors,
    ...(streams === undefined ? {} : { 'x-tre-streams': true }),
    'x-tre-origins': streams === undefined ? Object.fromEntries(originsOf(answers)) : { bytes: streams.origin },
    parameters: Object.entries(parameters).map(([name, { in: place, pattern, optional }]) => ({
      name,
      in: place,
      required: optional !== true,
      schema: { type: 'string', pattern: `^(?:${pattern})$` },
    })),
    ...(asks === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: reference('schemas', nameOf(route, 'Body')) } },
          },
        }),
    responses: {
      200: { description: 'Done.', content },
      ...Object.fromEntries(
        Object.keys(statuses).map((status) => [status, reference('responses', `Refused${status}`)]),
      ),
    },
    security: [{ token: [] }],
  };
}

const fieldsSchema = (fields: Fields): Schema => ({
  type: 'object',
  required: Object.keys(fields).filter((name) => !fields[name]?.optional),
  properties: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, fieldSchema(field)])),
  additionalProperties: false,
});

function fieldSchema({ type, says, list, nullable, fields }: Field): Schema {
  const one = type === 'object' ? fieldsSchema(fields ?? {}) : { type };
  const each = nullable ? { ...one, nullable } : one;
  return list ? { type: 'array', items: each, description: says } : { ...each, description: says };
}
