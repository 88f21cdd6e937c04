import { type Caller, isIamPrincipal, sessionArn, sessionBeginning } from './caller.ts';
import type { PolicyStatement, PrincipalElement } from './documents.ts';
import { all, any, type Formula, not, unreadable } from './formula.ts';
import { equalText, type Match, matchText } from './pattern.ts';
import { readable } from './symbols.ts';

/**
 * How closely a resource's statement names a caller. Within one account it decides which implicit denials still bear on the grant:
 * `session`: none; `identity`: a role's boundary and session policies, nothing of a user's; `account`: it names the account, and the
 * identity's own policies must allow the call as well.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export type Grade = 'session' | 'identity' | 'account';

export type Naming = Readonly<Record<Grade, Formula>>;

const nobody: Naming = { session: false, identity: false, account: false };
const somebody = (is: Formula): Naming => ({ session: is, identity: is, account: is });

export const formulaOf = (match: Match, words: string, otherwise: string): Formula =>
  match === 'perhaps' ? unreadable(words, otherwise) : match === 'yes';

const equal = (one: string, other: string): Formula =>
  formulaOf(
    equalText(one, other),
    `${readable(one)} is ${readable(other)}`,
    `${readable(one)} is not ${readable(other)}`,
  );

/** How the Principal, or else the NotPrincipal, of a statement names a caller. */
export function namingOf(statement: PolicyStatement, caller: Caller): Naming {
  const { principals, notPrincipals, effect } = statement;
  if (notPrincipals !== undefined) {
    const spared = isSpared(notPrincipals, caller, effect !== 'Allow');
    return { ...nobody, identity: not(spared) };
  }
  // A statement that nobody can read may name anybody.
  if (principals === undefined) return effect === undefined ? somebody(true) : nobody;
  const each = principals.map((principal) => nameOf(principal, caller));
  const everyone = principals.some(({ value }) => value === '*');
  return {
    session: any(...each.map(({ session }) => session), everyone && namesByCondition(statement)),
    identity: any(...each.map(({ identity }) => identity)),
    account: any(...each.map(({ account }) => account)),
  };
}

/**
 * A grant to everyone that its own aws:PrincipalArn condition narrows reaches the session itself: boundaries and session policies limit it
 * by an explicit Deny only.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
const namesByCondition = ({ conditions }: PolicyStatement): boolean =>
  conditions.some(
    ({ operator, key }) =>
      key.toLowerCase() === 'aws:principalarn' && /^(String|Arn)(Equals|Like|EqualsIgnoreCase)$/i.test(operator),
  );

function nameOf({ kind, value }: PrincipalElement, caller: Caller): Naming {
  if (value === undefined) return somebody(unreadable('a principal that nobody can read here is this caller'));
  if (value === '*' && (kind === '*' || kind === 'AWS')) return { ...nobody, identity: true };
  // A parameter may be a star, an account, a role or a session.
  if (kind === 'AWS' && equalText(value, '*') === 'perhaps')
    return somebody(unreadable(`${readable(value)} names this caller`));
  if (kind === 'Service')
    return { ...nobody, identity: caller.kind === 'service' && equal(value, caller.service ?? '') };
  if (kind === 'Federated')
    return {
      ...nobody,
      identity: (caller.kind === 'web-identity' || caller.kind === 'saml') && equal(value, caller.issuer ?? ''),
    };
  if (kind !== 'AWS' || !isIamPrincipal(caller)) return nobody;
  return {
    session:
      caller.kind === 'role-session'
        ? isSession(value, caller)
        : caller.kind === 'federated-user'
          ? equal(value, caller.arn ?? '')
          : false,
    identity: caller.kind === 'root' || caller.arn === undefined ? false : equal(value, caller.arn),
    account: isAccount(value, caller),
  };
}

const isAccount = (value: string, { account, arn }: Caller): Formula => {
  if (account === undefined) return false;
  const root = ['arn', arn?.split(':')[1] ?? 'aws', 'iam', '', account, 'root'].join(':');
  return any(equal(value, account), equal(value, root));
};

/** Whether a principal is the session of the caller; open where the question does not name the session. */
function isSession(value: string, caller: Caller): Formula {
  const own = sessionArn(caller);
  if (own !== undefined) return equal(value, own);
  const beginning = sessionBeginning(caller);
  if (!value.startsWith(beginning)) {
    const words = `${readable(value)} is a session of this caller`;
    return formulaOf(matchText(`${beginning}*`, value), words, `not: ${words}`);
  }
  const name = value.slice(beginning.length);
  return {
    is: 'atom',
    id: `session ${value}`,
    keys: ['the name of the role session'],
    words: `the role session is named ${readable(name)}`,
    otherwise: `the role session is not named ${readable(name)}`,
    candidates: { 'the name of the role session': [name] },
    patterns: [],
    typed: false,
    complete: true,
    holds: (sent) => sent('the name of the role session')?.[0] === name,
  };
}

/**
 * Whether NotPrincipal spares a caller. A Deny spares a user only when its account stands in the list too, and a role's session only
 * when the session, the role and the account all do; whoever has a permissions boundary it never spares.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
function isSpared(listed: readonly PrincipalElement[], caller: Caller, isDeny: boolean): Formula {
  const naming = listed.map((principal) => nameOf(principal, caller));
  const identity = any(...naming.map((one) => one.identity));
  if (!isDeny || !isIamPrincipal(caller))
    return any(identity, ...naming.map((one) => one.session), ...naming.map((one) => one.account));
  if (caller.hasBoundary) return false;
  const account = any(...naming.map((one) => one.account));
  if (caller.kind === 'root') return account;
  if (caller.kind === 'user') return all(identity, account);
  return all(any(...naming.map((one) => one.session)), caller.kind === 'role-session' ? identity : true, account);
}
