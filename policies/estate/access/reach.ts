import type { Caller } from './caller.ts';
import type { Circumstances } from './circumstances.ts';
import { conditionsOf } from './conditions.ts';
import type { PolicyStatement, Words } from './documents.ts';
import { all, any, type Formula, unreadable } from './formula.ts';
import { formulaOf, namingOf } from './named.ts';
import { either, type Match, matchAction, matchArn } from './pattern.ts';
import type { Layer, Request } from './request.ts';
import { readable, symbol } from './symbols.ts';
import { filled, keysIn } from './variables.ts';

/** A statement that may reach a call by its action, resource and conditions. */
export interface Reached {
  readonly statement: PolicyStatement;
  readonly layer: Layer;
  readonly when: Formula;
}

/** Whether a statement reaches a call; whom it means is asked by `meant`, or by grade. */
export function reachOf(
  statement: PolicyStatement,
  layer: Layer,
  request: Request,
  circumstances: Circumstances,
): readonly Reached[] {
  // Of one that nobody can read, `allowing` and `denying` say what it may do.
  if (statement.effect === undefined) return [{ statement, layer, when: true }];
  const { action, resource } = request;
  const byAction = covered(statement.actions, statement.notActions, (pattern) => matchAction(pattern, action));
  if (byAction === 'no') return [];
  const byResource =
    layer === 'resource' && statement.resources === undefined && statement.notResources === undefined
      ? true
      : resourceFormula(statement, resource, circumstances);
  if (byResource === false) return [];
  const place = `${statement.source} ${statement.path}`;
  const when = all(
    statement.uncertain ? unreadable(`${place} is there, and bears on the call`, `${place} is not there`) : true,
    formulaOf(byAction, `${place} reaches ${action}`, `${place} does not reach ${action}`),
    byResource,
    conditionsOf(statement, circumstances),
  );
  return when === false ? [] : [{ statement, layer, when }];
}

const byAction = new WeakMap<readonly PolicyStatement[], Map<string, readonly PolicyStatement[]>>();

/** The statements of a policy that may speak of an action: found once, for the same policy is asked again and again. */
export function statementsOn(statements: readonly PolicyStatement[], action: string): readonly PolicyStatement[] {
  const known = byAction.get(statements) ?? new Map<string, readonly PolicyStatement[]>();
  byAction.set(statements, known);
  const found =
    known.get(action) ??
    statements.filter(
      ({ effect, actions, notActions }) =>
        effect === undefined || covered(actions, notActions, (pattern) => matchAction(pattern, action)) !== 'no',
    );
  known.set(action, found);
  return found;
}

/** By an element or its Not: a text that cannot be read may be anything. */
function covered(listed: Words | undefined, notListed: Words | undefined, match: (pattern: string) => Match): Match {
  const words = listed ?? notListed;
  if (words === undefined) return 'no';
  let result: Match = 'no';
  for (const word of words) {
    result = either(result, word === undefined ? 'perhaps' : match(word));
    if (result === 'yes') break;
  }
  return listed !== undefined ? result : result === 'yes' ? 'no' : result === 'no' ? 'yes' : 'perhaps';
}

/** As `covered`, for resources, of which the text can hold variables that the question leaves open. */
function resourceFormula(statement: PolicyStatement, resource: string, circumstances: Circumstances): Formula {
  const words = statement.resources ?? statement.notResources;
  if (words === undefined) return false;
  const open = statement.hasVariables
    ? [...new Set(words.flatMap((word) => (word === undefined ? [] : keysIn(word))))].filter(
        (key) => circumstances.sent(key) === undefined,
      )
    : [];
  const matchWith = (sent: (key: string) => readonly string[] | null): Match =>
    covered(statement.resources, statement.notResources, (pattern) => {
      const text = statement.hasVariables ? filled(pattern, sent) : pattern;
      return text === undefined ? 'no' : matchArn(text, resource);
    });
  const known = (key: string) => circumstances.sent(key) ?? null;
  const place = `${statement.source} ${statement.path}`;
  const direction = statement.resources === undefined ? 'is none of' : 'is';
  if (open.length === 0)
    return formulaOf(
      matchWith(known),
      `${place} reaches ${readable(resource)}`,
      `${place} does not reach ${readable(resource)}`,
    );
  // With the open variables as any text at all, the pattern may already be out of reach, or cover the resource whatever they are.
  const whatever = matchWith((key) => (open.includes(key) ? [symbol('given', key)] : known(key)));
  if (whatever !== 'perhaps' && statement.resources !== undefined) return whatever === 'yes';
  const listed = words.map((word) => readable(word ?? 'an unreadable resource')).join(' or ');
  return {
    is: 'atom',
    id: `resource ${listed} ${direction}`,
    keys: open,
    words: `${readable(resource)} ${direction} ${listed}`,
    otherwise: `${readable(resource)} ${direction === 'is' ? 'is none of' : 'is'} ${listed}`,
    candidates: Object.fromEntries(open.map((key) => [key, resource.split(/[/:]/).filter((part) => part !== '')])),
    patterns: [],
    typed: false,
    complete: false,
    holds: (assigned) => matchWith((key) => (open.includes(key) ? assigned(key) : known(key))) === 'yes',
  };
}

/** Whether a statement of a resource or an endpoint means the caller. In the other layers a statement means whoever has the policy. */
export function meant({ layer, statement }: Reached, caller: Caller): Formula {
  if (layer !== 'resource' && layer !== 'endpoint') return true;
  if (statement.principals === undefined && statement.notPrincipals === undefined)
    return layer === 'endpoint' || statement.effect === undefined;
  const naming = namingOf(statement, caller);
  return any(naming.session, naming.identity, naming.account);
}

/** The statement as an Allow: of one that nobody can read, a truth of its own. */
export const allowing = ({ statement, when }: Reached): Formula =>
  statement.effect === 'Allow'
    ? when
    : statement.effect !== 'Deny' && guess(statement, 'allows it', 'does not allow it');

/** The statement as a Deny. */
export const denying = ({ statement, when }: Reached): Formula =>
  statement.effect === 'Deny'
    ? when
    : statement.effect !== 'Allow' && guess(statement, 'denies it', 'does not deny it');

const guess = ({ source, path }: PolicyStatement, verb: string, opposite: string): Formula => {
  const subject = `${source} (${path}), which nobody can read here,`;
  return unreadable(`${subject} ${verb}`, `${subject} ${opposite}`);
};
