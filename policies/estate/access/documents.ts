import type { Json, JsonObject } from '../estate.ts';
import { isRecord, list } from '../values.ts';

/** Text of a policy, or undefined where nobody can read it. */
export type Words = readonly (string | undefined)[];

export interface PrincipalElement {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`, or `*` for the bare star. */
  readonly kind: string;
  readonly value: string | undefined;
}

/** One statement as the evaluator needs it: nothing left out, what cannot be read kept as undefined. */
export interface PolicyStatement {
  readonly effect: 'Allow' | 'Deny' | undefined;
  readonly sid: string | undefined;
  readonly principals: readonly PrincipalElement[] | undefined;
  readonly notPrincipals: readonly PrincipalElement[] | undefined;
  readonly actions: Words | undefined;
  readonly notActions: Words | undefined;
  readonly resources: Words | undefined;
  readonly notResources: Words | undefined;
  readonly conditions: readonly PolicyCondition[];
  /** The language of 2008 knows no variables. */
  readonly hasVariables: boolean;
  /** Nobody can tell whether it bears on the call: its resource exists, or is attached, only as a deployment decides. */
  readonly uncertain?: boolean;
  /** Where it stands: `<stack>/<logicalId>` and the path in it, or what a caller named it. */
  readonly source: string;
  readonly path: string;
}

export interface PolicyCondition {
  readonly operator: string;
  readonly key: string;
  readonly values: Words;
}

/** Turns the text of a template into canonical text; undefined for what cannot be read. */
export type Reader = (value: Json) => string | undefined;

/** For documents that hold plain text only. */
export const plain: Reader = (value) =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;

const words = (value: Json | undefined, read: Reader): Words | undefined =>
  value === undefined ? undefined : list(value).map((item) => read(item));

function principalsIn(value: Json | undefined, read: Reader): readonly PrincipalElement[] | undefined {
  if (value === undefined) return undefined;
  if (!isRecord(value)) return [{ kind: value === '*' ? '*' : 'unreadable', value: value === '*' ? '*' : undefined }];
  if ('Unresolved' in value) return [{ kind: 'unreadable', value: undefined }];
  return Object.entries(value).flatMap(([kind, names]) => list(names).map((name) => ({ kind, value: read(name) })));
}

function conditionsIn(value: Json | undefined, read: Reader): readonly PolicyCondition[] {
  if (value === undefined) return [];
  if (!isRecord(value) || 'Unresolved' in value) return [unreadableCondition];
  return Object.entries(value).flatMap(([operator, keys]) => {
    if (!isRecord(keys) || 'Unresolved' in keys) return [unreadableCondition];
    return Object.entries(keys).map(([key, values]) => ({ operator, key, values: words(values, read) ?? [] }));
  });
}

const unreadableCondition: PolicyCondition = { operator: 'Unreadable', key: '', values: [] };

/** The statements of a document: an object, or JSON in a string. One that cannot be read at all is a statement that may say anything. */
export function readDocument(
  document: Json | undefined,
  source: string,
  path: string,
  read: Reader,
): readonly PolicyStatement[] {
  const parsed = typeof document === 'string' ? parse(document) : document;
  if (parsed === undefined || parsed === null) return [];
  const statements = isRecord(parsed) ? parsed.Statement : undefined;
  if (!isRecord(parsed) || statements === undefined || (isRecord(statements) && 'Unresolved' in statements))
    return [unreadableStatement(source, path)];
  const version = parsed.Version;
  return list(statements).map((statement, index) => {
    const place = `${path}.Statement.${index}`;
    if (!isRecord(statement) || 'Unresolved' in statement) return unreadableStatement(source, place);
    return readStatement(statement, version === '2012-10-17', source, place, read);
  });
}

const effectOf = (value: Json | undefined): PolicyStatement['effect'] =>
  value === 'Allow' || value === 'Deny' ? value : undefined;

const readStatement = (
  statement: JsonObject,
  hasVariables: boolean,
  source: string,
  path: string,
  read: Reader,
): PolicyStatement => ({
  effect: effectOf(statement.Effect),
  sid: typeof statement.Sid === 'string' && statement.Sid !== '' ? statement.Sid : undefined,
  principals: principalsIn(statement.Principal, read),
  notPrincipals: principalsIn(statement.NotPrincipal, read),
  actions: words(statement.Action, read),
  notActions: words(statement.NotAction, read),
  resources: words(statement.Resource, read),
  notResources: words(statement.NotResource, read),
  conditions: conditionsIn(statement.Condition, read),
  hasVariables,
  source,
  path,
});

/** The same statements, of which nobody can tell whether they bear on anything. */
export const uncertain = (statements: readonly PolicyStatement[]): readonly PolicyStatement[] =>
  statements.map((statement) => ({ ...statement, uncertain: true }));

/** A statement that may say anything: nobody can read it here. */
export const unreadableStatement = (source: string, path: string): PolicyStatement => ({
  effect: undefined,
  sid: undefined,
  principals: undefined,
  notPrincipals: undefined,
  actions: [undefined],
  notActions: undefined,
  resources: [undefined],
  notResources: undefined,
  conditions: [],
  hasVariables: false,
  source,
  path,
});

function parse(document: string): Json | undefined {
  try {
    return JSON.parse(document);
  } catch {
    return { Unresolved: document };
  }
}
