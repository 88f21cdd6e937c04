import type { Json, JsonObject } from './estate.ts';
import { isUnresolved } from './resolve.ts';
import { type Sighting, sight } from './sightings.ts';
import { isRecord } from './values.ts';

/** A look-up that CloudFormation makes when it deploys stands as text; its value is as unknown as a parameter's. */
const isLookedUp = (value: Json): boolean => typeof value === 'string' && value.includes('{{resolve:');

const isUnknown = (value: Json): boolean => isUnresolved(value) || isLookedUp(value);

function holdsUnknown(value: Json): boolean {
  if (isUnknown(value)) return true;
  if (Array.isArray(value)) return (value as readonly Json[]).some(holdsUnknown);
  return isRecord(value) && Object.values(value).some(holdsUnknown);
}

/**
 * The same properties, which tell on every read of a value that the template does not fix. `conditional`: whether the resource exists is
 * itself decided later, so that every read is one. What holds nothing unknown is handed back as it is.
 */
export function watched(properties: JsonObject, address: string, conditional: boolean): JsonObject {
  const whole = isUnknown(properties) ? { address, path: 'Properties' } : undefined;
  const existence = conditional ? { address, path: 'Condition' } : undefined;
  const inside = whole === undefined ? (watch(properties, address, 'Properties') as JsonObject) : properties;
  const always = [whole, existence].filter((sighting) => sighting !== undefined);
  return always.length === 0 ? inside : telling(inside, () => always);
}

/** Tells on every way to learn of a key, for what is absent may have been taken away by what is unknown. */
const telling = <Value extends object>(value: Value, about: (key: string | symbol) => readonly Sighting[]): Value => {
  const tell = (key: string | symbol) => {
    for (const sighting of about(key)) sight(sighting);
  };
  return new Proxy(value, {
    get(target, key) {
      tell(key);
      return Reflect.get(target, key);
    },
    has(target, key) {
      tell(key);
      return Reflect.has(target, key);
    },
    getOwnPropertyDescriptor(target, key) {
      tell(key);
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
    ownKeys(target) {
      tell('length');
      return Reflect.ownKeys(target);
    },
  });
};

function watch(value: Json, address: string, path: string): Json {
  if (!holdsUnknown(value) || isUnknown(value)) return value;
  const unknown = new Map<string, Sighting>();
  const inside = (key: string, item: Json): Json => {
    if (isUnknown(item)) unknown.set(key, { address, path: `${path}.${key}` });
    return watch(item, address, `${path}.${key}`);
  };
  const copy = Array.isArray(value)
    ? (value as readonly Json[]).map((item, index) => inside(String(index), item))
    : Object.fromEntries(Object.entries(value as JsonObject).map(([key, item]) => [key, inside(key, item)]));
  const all = [...unknown.values()];
  return telling(copy, (key) => {
    // How many there are is open too: a condition can take an item away.
    if (key === 'length' && Array.isArray(copy)) return all;
    const sighting = typeof key === 'string' ? unknown.get(key) : undefined;
    return sighting === undefined ? [] : [sighting];
  }) as Json;
}
