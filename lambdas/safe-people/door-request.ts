import * as z from 'zod/mini';
import type { Refusal } from '../workflow/contract.ts';
import { bodyRefusals } from './body-refusals.ts';
import { largestBody, type Parameter, type Route } from './door.ts';
import { type DoorEvent, headerOf } from './door-event.ts';
import { strictJson } from './strict-json.ts';

export type Read<Value> = { readonly ok: true; readonly value: Value } | Refused;
export interface Refused {
  readonly ok: false;
  readonly status: 400 | 413 | 415;
  readonly refusals: readonly Refusal[];
}

const refused = (status: Refused['status'], rule: string, says: string): Refused => ({
  ok: false,
  status,
  refusals: [{ rule, says }],
});

/** Values of the declared parameters, each once and of its pattern. Anything undeclared in the query is refused, not ignored. */
export function parametersOf(
  { parameters }: Route,
  { pathParameters, multiValueQueryStringParameters }: DoorEvent,
): Read<Readonly<Record<string, string>>> {
  const query = multiValueQueryStringParameters ?? {};
  const unknown = Object.keys(query).filter((name) => !declared(parameters, name, 'query'));
  if (unknown.length > 0)
    return refused(400, 'parameters', 'the query holds a parameter that this operation does not know');
  const found: Record<string, string> = {};
  for (const [name, { in: place, pattern, optional }] of Object.entries(parameters)) {
    const path = pathParameters?.[name];
    const values = place === 'query' ? (query[name] ?? []) : path === undefined ? [] : [path];
    const [value] = values;
    if (value === undefined && place === 'query' && optional) continue;
    if (value === undefined || values.length > 1 || !new RegExp(`^(?:${pattern})$`).test(value)) {
      return refused(400, 'parameters', `${name} in the ${place} must be given once and match ${pattern}`);
    }
    found[name] = value;
  }
  return { ok: true, value: found };
}

const declared = (parameters: Route['parameters'], name: string, place: Parameter['in']): boolean =>
  Object.hasOwn(parameters, name) && parameters[name]?.in === place;

/** The body, which is JSON of the route's schema; none where the route asks for none. Measured in bytes before it is read. */
export function bodyOf(route: Route, event: DoorEvent): Read<unknown> {
  const sent = event.body ?? '';
  if (route.asks === undefined) {
    return sent === '' ? { ok: true, value: undefined } : refused(400, 'body', 'this operation takes no body');
  }
  const largest = route.largestBody ?? largestBody;
  const bytes = event.isBase64Encoded ? Buffer.from(sent, 'base64') : Buffer.from(sent, 'utf8');
  if (bytes.length > largest) return refused(413, 'body-size', `the body may have ${largest} bytes`);
  const types = headerOf(event, 'content-type');
  if (types.length !== 1 || !/^application\/json(?: *; *charset="?utf-8"?)?$/i.test(types[0] ?? '')) {
    return refused(415, 'content-type', 'the body must be application/json in UTF-8, and say so once');
  }
  const json = strictJson(decoded(bytes) ?? '');
  if (json === undefined) {
    return refused(400, 'json', 'the body must be JSON in UTF-8 with each key once in its object');
  }
  const parsed = z.safeParse(route.asks, json.value);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, status: 400, refusals: bodyRefusals(route.asks, parsed.error.issues) };
}

const decoded = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
};
