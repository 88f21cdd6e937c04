import type { Door } from '../workflow/contract.ts';
import { type Field, type Fields, publicOrigins } from './door.ts';

/** Only these are sent; a handler's own words in a refusal are short by contract. */
const longestSays = 1000;

/**
 * The declared fields of an answer and nothing else, each of its type and of an origin that this door may show.
 * @throws where a handler returns what its route does not declare as such: then nothing is sent.
 */
export function projected(body: Readonly<Record<string, unknown>>, fields: Fields, door: Door): object {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      if (door === 'public' && !publicOrigins.includes(field.origin)) throw new Error(`${name} may not leave here`);
      const value = Object.hasOwn(body, name) ? body[name] : undefined;
      if (value === undefined && field.optional) return [];
      return [[name, field.list ? listOf(value, field, name, door) : one(value, field, name, door)]];
    }),
  );
}

function listOf(value: unknown, field: Field, name: string, door: Door): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`${name} is no list`);
  return Array.from(value, (each: unknown) => one(each, field, name, door));
}

function one(value: unknown, field: Field, name: string, door: Door): unknown {
  if (value === null && field.nullable) return null;
  switch (field.type) {
    case 'object':
      if (isPlain(value)) return projected(value, field.fields ?? {}, door);
      break;
    case 'integer':
      if (Number.isSafeInteger(value)) return value;
      break;
    case 'number':
      if (Number.isFinite(value)) return value;
      break;
    default:
      if (field.type === 'string' ? typeof value === 'string' : typeof value === 'boolean') return value;
  }
  throw new Error(`${name} is no ${field.type}`);
}

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @throws where a refusal is not what its contract says. */
export function refusalsOf(refusals: readonly { readonly rule: string; readonly says: string }[]): object {
  return {
    refusals: refusals.map(({ rule, says }) => {
      if (
        typeof rule !== 'string' ||
        !/^[a-z][a-z0-9-]{0,63}$/.test(rule) ||
        typeof says !== 'string' ||
        says.length > longestSays
      ) {
        throw new Error('a refusal must name its rule and say a sentence');
      }
      return { rule, says };
    }),
  };
}
