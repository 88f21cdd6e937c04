import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { canonical } from './canonical.ts';

/**
 * Plain data as DynamoDB spells it.
 * @throws on what is not plain data, as `canonical` does.
 */
export function toAttribute(value: unknown): AttributeValue {
  canonical(value);
  return attribute(value);
}

function attribute(value: unknown): AttributeValue {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(attribute) };
  if (typeof value !== 'object' || value === null) return { NULL: true };
  return { M: Object.fromEntries(Object.entries(value).map(([key, one]) => [key, attribute(one)])) };
}

/** @throws on sets and bytes, which nobody here writes. */
export function fromAttribute(value: AttributeValue): unknown {
  if (value.S !== undefined) return value.S;
  if (value.N !== undefined) return Number(value.N);
  if (value.BOOL !== undefined) return value.BOOL;
  if (value.NULL !== undefined) return null;
  if (value.L !== undefined) return value.L.map(fromAttribute);
  if (value.M !== undefined) {
    return Object.fromEntries(Object.entries(value.M).map(([key, one]) => [key, fromAttribute(one)]));
  }
  throw new Error(`the table holds a value of a kind that nobody here writes: ${Object.keys(value).join(', ')}`);
}
