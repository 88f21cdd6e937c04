import type { Estate } from '../estate/estate.ts';
import { type Role, roles } from '../estate/principals.ts';
import { conditionValues, type Statement } from '../estate/statements.ts';
import { fail, pass } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { parseArn } from './arn.ts';
import { breakGlassRoles } from './break-glass.ts';
import { accountOf, roleNamed } from './role-names.ts';

const pinned = (statement: Statement, claim: RegExp): boolean => {
  const keys = Object.keys(statement.conditions.StringEquals ?? {}).filter((key) => claim.test(key));
  const values = keys.flatMap((key) => conditionValues(statement, ['StringEquals'], key));
  return values.length > 0 && values.every((value) => value !== '');
};

/** Of whom a token speaks, and for whom it was made: without both, any token of the provider would do. */
function federated(estate: Estate, role: Role, statement: Statement, provider: string): string | undefined {
  const kind = estate.find(provider)?.type ?? '';
  const ours = parseArn(provider)?.account === accountOf(estate, role.resource);
  if (!ours && !/^AWS::IAM::(OIDC|SAML)Provider$/.test(kind)) return `trusts ${provider}, a provider of somebody else`;
  if (!pinned(statement, /:aud$/i)) return `takes tokens of ${provider} that were made for anybody`;
  return pinned(statement, /:sub$/i) ? undefined : `takes tokens of ${provider} that speak of anybody`;
}

/** Why one principal is no name; undefined when it is. */
function nameless(estate: Estate, role: Role, statement: Statement, kind: string, name: string): string | undefined {
  if (/[*?]/.test(name)) return `trusts everybody who matches ${name}`;
  if (kind === 'Service') return /\.amazonaws\.com(\.cn)?$/.test(name) ? undefined : `trusts ${name}, no AWS service`;
  if (kind === 'Federated') return federated(estate, role, statement, name);
  if (kind !== 'AWS') return `trusts a principal of kind ${kind}`;
  if (/^\d{12}$/.test(name) || parseArn(name)?.name === 'root') return `trusts a whole account, ${name}`;
  if (breakGlassRoles(estate).includes(role)) return undefined;
  return roleNamed(estate, name) === undefined ? `trusts ${name}, which is no role of the estate` : undefined;
}

function faultOf(estate: Estate, role: Role, statement: Statement): string | undefined {
  const { principals, notPrincipals, actions, unresolved } = statement;
  if (unresolved) return 'a part of the statement could not be resolved';
  if (notPrincipals !== undefined || principals === undefined) return 'trusts everybody whom it does not name';
  if (actions === undefined || actions.some((action) => /[*?]/.test(action))) return 'its actions are not written out';
  const names = Object.entries(principals).flatMap(([kind, all]) => all.map((name) => ({ kind, name })));
  if (names.length === 0) return 'names nobody who can be read';
  return names
    .map(({ kind, name }) => nameless(estate, role, statement, kind, name))
    .find((fault) => fault !== undefined);
}

export const rolesAreTrustedByName: Rule = {
  id: 'roles-are-trusted-by-name',
  safe: 'people',
  controls: ['1.5.03', '1.5.05', 'TRE-X13'],
  severity: 'fatal',
  why: 'Whoever a role trusts can become it; a whole account, a pattern or a stranger is more people than anybody has counted.',
  fix: 'name services, or roles of the estate; for federation demand StringEquals on the audience and the subject',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html',
  check: (estate) =>
    roles(estate).map((role) => {
      const path = 'Properties.AssumeRolePolicyDocument';
      const allows = role.trust.filter(({ effect }) => effect === 'Allow');
      if (role.trust.length === 0) return fail(role.resource, path, 'its trust policy cannot be read');
      const faults = allows.map((one) => ({ path: one.path, fault: faultOf(estate, role, one) }));
      const first = faults.find(({ fault }) => fault !== undefined);
      return first?.fault === undefined
        ? pass(role.resource, path, `trusts ${allows.length} named ${allows.length === 1 ? 'party' : 'parties'}`)
        : fail(role.resource, first.path, first.fault);
    }),
};
