import type { Json, JsonObject, Resource } from './estate.ts';
import { isFrozen } from './frozen.ts';
import { isRecord, list, record, text } from './values.ts';

/** One IAM statement, every element a list. An element that was not written is undefined; what is not text is left out and flagged. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly sid: string | undefined;
  /** `AWS`, `Service`, `Federated` … -> values; `{ '*': ['*'] }` for the bare star. */
  readonly principals: Readonly<Record<string, readonly string[]>> | undefined;
  readonly notPrincipals: Readonly<Record<string, readonly string[]>> | undefined;
  readonly actions: readonly string[] | undefined;
  readonly notActions: readonly string[] | undefined;
  readonly resources: readonly string[] | undefined;
  readonly notResources: readonly string[] | undefined;
  /** Operator -> key -> values. */
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** Where it stands, such as `Properties.PolicyDocument.Statement.0`. */
  readonly path: string;
  /** Something in it could not be resolved: it proves nothing. */
  readonly unresolved: boolean;
}

const texts = (value: Json | undefined): readonly string[] | undefined =>
  value === undefined
    ? undefined
    : list(value)
        .filter(
          (item): item is string => typeof item === 'string' || typeof item === 'boolean' || typeof item === 'number',
        )
        .map(String);

function principalsOf(value: Json | undefined): Statement['principals'] {
  if (value === undefined) return undefined;
  if (typeof value === 'string') return { [value]: [value] };
  return Object.fromEntries(Object.entries(record(value)).map(([kind, names]) => [kind, texts(names) ?? []]));
}

const conditionsOf = (value: Json | undefined): Statement['conditions'] =>
  Object.fromEntries(
    Object.entries(record(value)).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(record(keys)).map(([key, values]) => [key, texts(values) ?? []])),
    ]),
  );

const unresolvedIn = (value: Json): boolean => JSON.stringify(value).includes('"Unresolved":');

const known = new WeakMap<object, { readonly path: string; readonly statements: readonly Statement[] }>();

/** The statements of a policy document (an object, or JSON in a string). */
export function statementsOf(document: Json | undefined, path: string): readonly Statement[] {
  if (!isFrozen(document)) return read(document, path);
  const found = known.get(document);
  if (found?.path === path) return found.statements;
  const statements = read(document, path);
  known.set(document, { path, statements });
  return statements;
}

function read(document: Json | undefined, path: string): readonly Statement[] {
  const parsed: Json | undefined = typeof document === 'string' ? parseJson(document) : document;
  if (!isRecord(parsed)) return [];
  return list(parsed.Statement)
    .filter(isRecord)
    .map((statement: JsonObject, index) => ({
      effect: statement.Effect === 'Deny' ? 'Deny' : 'Allow',
      sid: text(statement.Sid),
      principals: principalsOf(statement.Principal),
      notPrincipals: principalsOf(statement.NotPrincipal),
      actions: texts(statement.Action),
      notActions: texts(statement.NotAction),
      resources: texts(statement.Resource),
      notResources: texts(statement.NotResource),
      conditions: conditionsOf(statement.Condition),
      path: `${path}.Statement.${index}`,
      unresolved: unresolvedIn(statement),
    }));
}

function parseJson(document: string): Json | undefined {
  try {
    return JSON.parse(document);
  } catch {
    return undefined;
  }
}

/** IAM's own matching: `*` and `?`, actions without regard to case. */
export const matchesAction = (pattern: string, action: string): boolean =>
  glob(pattern.toLowerCase(), action.toLowerCase());

/** The same for ARNs and names, with regard to case. */
export const matchesResource = (pattern: string, resource: string): boolean => glob(pattern, resource);

const compiled = new Map<string, RegExp>();

/** Few patterns meet many values. */
function glob(pattern: string, value: string): boolean {
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
    expression = new RegExp(`^${escaped.replace(/\*/g, '.*').replace(/\?/g, '.')}$`, 's');
    if (compiled.size >= 20_000) compiled.clear();
    compiled.set(pattern, expression);
  }
  return expression.test(value);
}

/** Whether an Allow or Deny reaches an action, through Action or NotAction. */
export const coversAction = (statement: Statement, action: string): boolean =>
  statement.actions !== undefined
    ? statement.actions.some((pattern) => matchesAction(pattern, action))
    : statement.notActions !== undefined && !statement.notActions.some((pattern) => matchesAction(pattern, action));

/** Values that any of these operators (`IfExists` and set prefixes apart) demands of a condition key, without regard to the key's case. */
export const conditionValues = (statement: Statement, operators: readonly string[], key: string): readonly string[] =>
  Object.entries(statement.conditions)
    .filter(([operator]) => operators.includes(operator))
    .flatMap(([, keys]) =>
      Object.entries(keys)
        .filter(([name]) => name.toLowerCase() === key.toLowerCase())
        .flatMap(([, values]) => values),
    );

/** Statements of the policy that a property of a resource holds. */
export const statementsAt = (resource: Resource, property: string): readonly Statement[] =>
  statementsOf(resource.properties[property], `Properties.${property}`);
