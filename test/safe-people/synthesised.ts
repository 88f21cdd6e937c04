import type { JsonObject } from '../../policies/estate/estate.ts';
import { examples } from '../examples.ts';

interface Found {
  readonly id: string;
  readonly type: string;
  readonly properties: JsonObject;
  readonly whole: JsonObject;
}

/** Resources of one stack of an example, by the end of its name. */
export function resourcesOf(deployment: 'thames-valley' | 'gtr-manchester', noun: string): readonly Found[] {
  const found = examples.get(deployment)?.find(({ name }) => name === `tre-${deployment}-${noun}`);
  return Object.entries((found?.template.Resources ?? {}) as JsonObject).map(([id, body]) => {
    const whole = body as JsonObject;
    return { id, type: String(whole.Type), properties: (whole.Properties ?? {}) as JsonObject, whole };
  });
}

export const ofType = (resources: readonly Found[], type: string): readonly Found[] =>
  resources.filter((one) => one.type === type);

/** @throws when it is not there. */
export function resource(resources: readonly Found[], id: string): Found {
  const found = resources.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no ${id} among ${resources.map((one) => one.id).join(', ')}`);
  return found;
}

/** Text of everything in it, intrinsics too, for what must not occur at all. */
export const written = (value: unknown): string => JSON.stringify(value);
