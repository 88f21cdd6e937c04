import type { Json, JsonObject, Resource } from './estate.ts';

export const isRecord = (value: Json | undefined): value is JsonObject =>
  value !== null && value !== undefined && typeof value === 'object' && !Array.isArray(value);

/** The map itself, or an empty one. */
export const record = (value: Json | undefined): JsonObject => (isRecord(value) ? value : {});

/** The list itself; a single value as a list of one; nothing as an empty list. */
export const list = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? (value as readonly Json[]) : value === undefined || value === null ? [] : [value as Json];

/** The text, or undefined for anything that is not text (an unresolved reference too). */
export const text = (value: Json | undefined): string | undefined => (typeof value === 'string' ? value : undefined);

/** CloudFormation takes `true` and `"true"` alike. */
export const isTrue = (value: Json | undefined): boolean => value === true || value === 'true';

/** The value at a path such as `Properties.BucketEncryption.Rules.0.Algorithm`; undefined where nothing stands. */
export function at(resource: Resource, path: string): Json | undefined {
  return path
    .replace(/^Properties\./, '')
    .split('.')
    .reduce<Json | undefined>((value, key) => {
      if (Array.isArray(value)) return (value as readonly Json[])[Number(key)];
      return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    }, resource.properties);
}

/** True where an unresolved reference stands anywhere in the value. */
export function holdsUnresolved(value: Json | undefined): boolean {
  if (Array.isArray(value)) return (value as readonly Json[]).some(holdsUnresolved);
  if (!isRecord(value)) return false;
  return Object.entries(value).some(([key, item]) => key === 'Unresolved' || holdsUnresolved(item));
}
