import * as z from 'zod';
import { Deployment } from './deployment.ts';

/** The part of JSON Schema draft 7 that our schema uses. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

/** What a writer may put into a file (defaults are optional), in the draft that editors' YAML servers know best. */
export const deploymentJsonSchema = (): JsonSchema => ({
  ...(z.toJSONSchema(Deployment, { target: 'draft-7', io: 'input' }) as JsonSchema),
  description: 'Deployment file of a trusted research environment',
});

/** The forms a value may take: the branches of a union, or the one there is. */
export const branches = (schema: JsonSchema): readonly JsonSchema[] => schema.oneOf ?? schema.anyOf ?? [schema];

/** Every schema that a path may have: more than one where a union was passed on the way. */
export const schemasAt = (schema: JsonSchema, path: readonly (string | number)[]): readonly JsonSchema[] =>
  path.reduce<readonly JsonSchema[]>(
    (schemas, part) =>
      schemas.flatMap(branches).flatMap((branch) => {
        const field = typeof part === 'number' ? branch.items : branch.properties?.[part];
        return field === undefined ? [] : [field];
      }),
    [schema],
  );
