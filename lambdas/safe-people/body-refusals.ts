import type * as z from 'zod/mini';
import type { Refusal } from '../workflow/contract.ts';

type Issue = z.core.$ZodIssue;

/** What is wrong with a body, in the words of its schema alone: neither a value nor a key that was sent is repeated. */
export const bodyRefusals = (schema: z.ZodMiniType, issues: readonly Issue[]): readonly Refusal[] =>
  issues.slice(0, 20).map((issue) => ({ rule: 'body', says: `${placeOf(schema, issue.path)} ${demandOf(issue)}` }));

/** As far as the schema itself names the way; a key of a record is the sender's, so the way ends there. */
function placeOf(schema: z.core.$ZodType, path: readonly PropertyKey[]): string {
  let place = 'body';
  let at: z.core.$ZodType | undefined = schema;
  for (const step of path) {
    at = inside(at);
    const def: z.core.$ZodTypeDef | undefined = at?._zod.def;
    if (isObject(def) && typeof step === 'string' && Object.hasOwn(def.shape, step)) {
      place += `.${step}`;
      at = def.shape[step];
    } else if (isArray(def) && typeof step === 'number') {
      place += '[]';
      at = def.element;
    } else break;
  }
  return place;
}

const isObject = (def: z.core.$ZodTypeDef | undefined): def is z.core.$ZodObjectDef => def?.type === 'object';
const isArray = (def: z.core.$ZodTypeDef | undefined): def is z.core.$ZodArrayDef => def?.type === 'array';
const isOptional = (def: z.core.$ZodTypeDef): def is z.core.$ZodOptionalDef =>
  def.type === 'optional' || def.type === 'nullable';

const inside = (schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined => {
  const def = schema?._zod.def;
  return def !== undefined && isOptional(def) ? inside(def.innerType) : schema;
};

function demandOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be there and be of type ${issue.expected}`;
    case 'too_big':
      return `must be at most ${issue.maximum}`;
    case 'too_small':
      return `must be at least ${issue.minimum}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'unrecognized_keys':
      return 'must hold no key but the declared ones';
    case 'invalid_format':
      return 'must have the demanded form';
    default:
      return 'does not meet the schema of the operation';
  }
}
