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
  if (sent === undefined) return ifExists !== undefined || quantifier === 'ForAllValues:' || name.includes('Not');
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
    Object.entries(keys).map(([key, values]) => holds(operator, values, context[key.toLowerCase()])),
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

const isEveryone = ({ principals }: Statement): boolean =>
  principals?.['*'] !== undefined || principals?.AWS?.includes('*') === true;

/** Whether the statements of a resource allow an AWS service a call. */
export const serviceMay = (
  statements: readonly Statement[],
  service: string,
  action: string,
  context: Context,
): boolean =>
  statements.some(
    (statement) =>
      (statement.principals?.Service?.includes(service) === true || isEveryone(statement)) &&
      allows(statement, action, context),
  );

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
