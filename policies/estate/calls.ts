import { coversAction, matchesResource, type Statement } from './statements.ts';

/**
 * What a call sends, as far as it matters: condition key in lower case -> the spellings of its value. A key that is not here is
 * not sent; `unknown` may be sent or not.
 */
export type Context = Readonly<Record<string, readonly string[] | 'unknown'>>;

const negative = ['StringNotEquals', 'StringNotEqualsIgnoreCase', 'StringNotLike', 'ArnNotEquals', 'ArnNotLike'];
const positive = ['StringEquals', 'StringLike', 'ArnEquals', 'ArnLike', 'StringEqualsIgnoreCase', 'Bool'];
const exact = ['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', 'Bool'];

/** Whether one condition holds for a call; undefined when the call or the operator leaves it open. */
function holds(operator: string, values: readonly string[], sent: Context[string] | undefined): boolean | undefined {
  const [, quantifier, name = '', ifExists] =
    /^(ForAnyValue:|ForAllValues:)?([A-Za-z]+?)(IfExists)?$/.exec(operator) ?? [];
  if (sent === 'unknown') return undefined;
  if (name === 'Null') return values.includes('true') === (sent === undefined);
  if (sent === undefined)
    return (
      ifExists !== undefined || quantifier === 'ForAllValues:' || (quantifier === undefined && name.includes('Not'))
    );
  const matches = (value: string, spelling: string): boolean =>
    exact.includes(name)
      ? value.toLowerCase() === spelling.toLowerCase() &&
        (name.endsWith('IgnoreCase') || name === 'Bool' || value === spelling)
      : matchesResource(value, spelling);
  const some = values.some((value) => sent.some((spelling) => matches(value, spelling)));
  if (negative.includes(name)) return !some;
  if (positive.includes(name)) return some;
  const number = Number(sent[0]);
  if (name === 'NumericLessThan') return values.some((value) => number < Number(value));
  return undefined;
}

/** Whether every condition of a statement holds for a call; undefined when that is open. */
export function conditionsHold({ conditions }: Statement, context: Context): boolean | undefined {
  const results = Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => {
      const name = key.toLowerCase();
      return holds(operator, values, Object.hasOwn(context, name) ? context[name] : undefined);
    }),
  );
  if (results.includes(false)) return false;
  return results.includes(undefined) ? undefined : true;
}

/** Whether an Allow certainly reaches a call. A statement with an unresolved part proves nothing. */
export const allows = (statement: Statement, action: string, context: Context): boolean =>
  statement.effect === 'Allow' &&
  !statement.unresolved &&
  coversAction(statement, action) &&
  conditionsHold(statement, context) === true;

/** Whether a statement of a resource means a principal; NotPrincipal means all whom it does not list. */
export function means({ principals, notPrincipals }: Statement, isMeant: (principal: string) => boolean): boolean {
  const lists = (named: Statement['principals']): boolean =>
    Object.values(named ?? {})
      .flat()
      .some((principal) => principal === '*' || isMeant(principal));
  return notPrincipals === undefined ? lists(principals) : !lists(notPrincipals);
}

/** The Deny statements of a resource that may reach a call; with `certainly`, only those that do for sure. */
export const denialsOf = (
  statements: readonly Statement[],
  action: string,
  context: Context,
  certainly = false,
): readonly Statement[] =>
  statements.filter((statement) => {
    if (statement.effect !== 'Deny' || !coversAction(statement, action)) return false;
    const held = conditionsHold(statement, context);
    return certainly ? held === true && !statement.unresolved : held !== false;
  });

/** Whether a Deny of a resource surely stops a principal's call. */
const isDenied = (
  statements: readonly Statement[],
  isMeant: (principal: string) => boolean,
  action: string,
  context: Context,
): boolean => denialsOf(statements, action, context, true).some((deny) => means(deny, isMeant));

/**
 * What every service sends that calls in its own name. It has no account, organisation, ARN or tags as a principal, so a Deny that
 * spares those of an organisation alone stops it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const sentByService = (service: string): Context => ({
  'aws:principalisawsservice': ['true'],
  'aws:principalservicename': [service],
  'aws:principalservicenameslist': 'unknown',
  'aws:securetransport': ['true'],
  's3:tlsversion': ['1.3'],
  'aws:viaawsservice': ['false'],
  'aws:sourceorgid': 'unknown',
  'aws:sourceorgpaths': 'unknown',
});

/** Whether the statements of a resource allow an AWS service a call, and none denies it. */
export function serviceMay(
  statements: readonly Statement[],
  service: string,
  action: string,
  context: Context,
): boolean {
  const sent = { ...sentByService(service), ...context };
  const isService = (principal: string): boolean => principal === service;
  return (
    statements.some((statement) => means(statement, isService) && allows(statement, action, sent)) &&
    !isDenied(statements, isService, action, sent)
  );
}
