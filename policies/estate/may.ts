import type { Answer } from './access/answer.ts';
import { ask, type Question } from './access/ask.ts';
import type { Caller } from './access/caller.ts';
import { ownerOf } from './access/canonical.ts';
import type { PolicyStatement, Words } from './access/documents.ts';
import { identityPolicies } from './access/identity-policies.ts';
import { namingOf } from './access/named.ts';
import { matchAction, matchArn } from './access/pattern.ts';
import { resourcePolicy } from './access/resource-policies.ts';
import { holdsSymbol, readable } from './access/symbols.ts';
import type { Actor } from './actors.ts';
import type { Estate } from './estate.ts';

type More = Pick<Question, 'path' | 'facts'>;

/**
 * The answer, when somebody may do something, for all that the templates say: `conditional` and `unknown` count as may. Undefined when it is
 * denied. Whatever path the call takes, unless one is named; and never by grace of an organisation's policies, which need not be attached.
 */
export function mayDo(estate: Estate, actor: Actor, action: string, to: string, more: More = {}): Answer | undefined {
  if (!isGrantable(estate, actor, action, to)) return undefined;
  const answer = ask(estate, { who: actor.who, action, to, withoutGuardrails: true, ...more });
  return answer.decision === 'denied' ? undefined : answer;
}

/** Without a statement that could grant it a call is denied, and most questions end here: the evaluator need not be asked. */
function isGrantable(estate: Estate, actor: Actor, action: string, to: string): boolean {
  const target = ownerOf(estate, to);
  const policy = target === undefined ? undefined : resourcePolicy(estate, target);
  if (policy !== undefined && granting(policy, actor).some((one) => mayCover(one, action))) return true;
  // A stranger's own account lets it do what it likes, which by itself reaches nothing of ours.
  if (actor.resource === undefined) return target === undefined;
  return (identityPolicies(estate, actor.resource).identity ?? []).some(
    (one) => mayCover(one, action) && mayReach(one, to),
  );
}

const grants = new WeakMap<readonly PolicyStatement[], Map<string, readonly PolicyStatement[]>>();

/** Statements of a resource that grant somebody something by themselves. One that names our account only lets our own policies decide. */
function granting(policy: readonly PolicyStatement[], actor: Actor): readonly PolicyStatement[] {
  const known = grants.get(policy) ?? new Map<string, readonly PolicyStatement[]>();
  const found = known.get(actor.who);
  if (found !== undefined) return found;
  const made = policy.filter((statement) => {
    if (statement.effect === 'Deny') return false;
    if (statement.effect === undefined) return true;
    const { session, identity, account } = namingOf(statement, callerOf(actor));
    return session !== false || identity !== false || (account !== false && actor.resource === undefined);
  });
  known.set(actor.who, made);
  grants.set(policy, known);
  return made;
}

function callerOf({ kind, who }: Actor): Caller {
  if (who === '*') return { kind: 'anonymous' };
  if (kind === 'service') return { kind, service: who };
  return { kind: who.includes(':user/') ? 'user' : 'role-session', arn: who, account: who.split(':')[4] ?? '' };
}

const indices = new WeakMap<PolicyStatement, { readonly literal: ReadonlySet<string>; readonly open: Words }>();

/** Whether a statement could allow an action: policies of AWS list more than a thousand. */
function mayCover(statement: PolicyStatement, action: string): boolean {
  const { effect, actions } = statement;
  if (effect === 'Deny') return false;
  if (effect === undefined || actions === undefined) return true;
  const known = indices.get(statement) ?? indexOf(statement, actions);
  return (
    known.literal.has(action.toLowerCase()) ||
    known.open.some((pattern) => pattern === undefined || matchAction(pattern, action) !== 'no')
  );
}

function indexOf(statement: PolicyStatement, actions: Words) {
  const isOpen = (action: string | undefined): boolean =>
    action === undefined || /[*?]/.test(action) || holdsSymbol(action);
  const made = {
    literal: new Set(
      actions.flatMap((action) => (action === undefined || isOpen(action) ? [] : [action.toLowerCase()])),
    ),
    open: actions.filter(isOpen),
  };
  indices.set(statement, made);
  return made;
}

const mayReach = ({ resources, effect }: PolicyStatement, to: string): boolean =>
  effect === undefined ||
  resources === undefined ||
  resources.some((pattern) => pattern === undefined || pattern.includes('${') || matchArn(pattern, to) !== 'no');

/** One thing that somebody may do, with what lets them. */
export interface Access {
  readonly action: string;
  readonly to: string;
  readonly answer: Answer;
}

/** All that somebody may do of some actions on some resources. */
export const allThatMay = (
  estate: Estate,
  actor: Actor,
  actions: readonly string[],
  targets: readonly string[],
): readonly Access[] =>
  actions.flatMap((action) =>
    targets.flatMap((to) => {
      const answer = mayDo(estate, actor, action, to);
      return answer === undefined ? [] : [{ action, to, answer }];
    }),
  );

/** The first of them: enough to know that there is one. */
export function firstThatMay(
  estate: Estate,
  actor: Actor,
  actions: readonly string[],
  targets: readonly string[],
): Access | undefined {
  for (const action of actions)
    for (const to of targets) {
      const answer = mayDo(estate, actor, action, to);
      if (answer !== undefined) return { action, to, answer };
    }
  return undefined;
}

/**
 * ARNs that stand for all that an actor's own policies let an action reach: each pattern once, its wildcards filled with a word that no
 * name of ours holds. What names no resource, or none that can be read, reaches `anything`.
 */
export function reachOf(estate: Estate, actor: Actor, action: string, anything: string): readonly string[] {
  if (actor.resource === undefined) return [];
  const words = (identityPolicies(estate, actor.resource).identity ?? [])
    .filter((one) => mayCover(one, action))
    .flatMap(({ effect, resources }) => (effect === undefined ? [undefined] : (resources ?? [undefined])));
  return [...new Set(words.map((word) => (word === undefined || word === '*' ? anything : filled(word))))];
}

const filled = (pattern: string): string =>
  pattern
    .replace(/\$\{[^}]*\}/g, 'stranger')
    .replaceAll('*', 'stranger')
    .replaceAll('?', 'x');

const asks: readonly string[] = ['identity', 'resource'];
/** What the evaluator takes the policies of whoever it cannot see for. */
const abroad = 'policies of a foreign account';

/** What lets somebody do it, in plain words: `by ReadOwnObjects of stack/ProjectRole, if …`. */
export function byWhat({ statements, residual, because }: Answer): string {
  const by = statements
    .filter(({ effect, layer, source }) => effect === 'Allow' && asks.includes(layer) && source !== abroad)
    .map(({ sid, source, path }) => `${sid ?? path} of ${source}`);
  const condition = residual === null ? '' : `, if ${residual}`;
  return readable(by.length === 0 ? `${because}` : `by ${[...new Set(by)].join(' and ')}${condition}`);
}

/** `may s3:GetObject on arn:…, by …`. */
export const sentenceOf = ({ action, to, answer }: Access): string =>
  `may ${action} on ${readable(to)}, ${byWhat(answer)}`;

/** Where the first statement that lets somebody do it stands, when it stands in this resource. */
export const placeOf = ({ answer }: Access, address: string): string =>
  answer.statements.find(({ effect, source }) => effect === 'Allow' && source === address)?.path ?? 'Properties';

/** The first of some actions that an actor may do on anything at all, by its own policies. */
export function firstAnywhere(estate: Estate, actor: Actor, actions: readonly string[]): Access | undefined {
  for (const action of actions) {
    const found = firstThatMay(estate, actor, [action], reachOf(estate, actor, action, '*'));
    if (found !== undefined) return found;
  }
  return undefined;
}
