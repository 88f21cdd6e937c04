/** JSON as it stands in the file: numbers and literals as written, names in their order. `line` counts from 1. */
export type JsonValue =
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | { readonly kind: 'number' | 'literal'; readonly text: string; readonly line: number }
  | { readonly kind: 'list'; readonly items: readonly JsonValue[]; readonly line: number }
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, JsonValue>; readonly line: number };

export type Scalar = Extract<JsonValue, { kind: 'text' | 'number' | 'literal' }>;

export const isScalar = (value: JsonValue): value is Scalar => value.kind !== 'list' && value.kind !== 'object';

/** The member of an object; `undefined` of anything else. */
export const member = (value: JsonValue | undefined, name: string): JsonValue | undefined =>
  value?.kind === 'object' ? value.members.get(name) : undefined;

export const textOf = (value: JsonValue | undefined): string | undefined =>
  value !== undefined && isScalar(value) ? value.text : undefined;

export const itemsOf = (value: JsonValue | undefined): readonly JsonValue[] =>
  value?.kind === 'list' ? value.items : [];
