import type { Estate, Resource } from '../estate/estate.ts';
import { roles } from '../estate/principals.ts';
import type { Statement } from '../estate/statements.ts';
import { record, text } from '../estate/values.ts';
import { fail, judged } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { parseArn } from '../safe-people/arn.ts';
import { accountOf, isNamed } from '../safe-people/role-names.ts';
import { referred } from '../safe-projects/own-resources.ts';
import { isPinnedTo, isPinnedToNetwork } from './own-account.ts';
import { type ResourcePolicy, resourcePolicies } from './resource-policies.ts';

/**
 * EventBridge publishes nothing to a topic, and uses no key of one, where the statement has a condition on the source. Such a statement
 * lets texts in and nothing out, as long as nothing but topics lies under the key.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
function servesTopicsOnly(estate: Estate, resource: Resource, { actions = [], principals }: Statement): boolean {
  if (resource.type === 'AWS::SNS::TopicPolicy')
    return (
      actions.length > 0 &&
      actions.every((one) => one === 'sns:Publish') &&
      principals?.Service?.every((one) => one === 'events.amazonaws.com') === true
    );
  if (resource.type !== 'AWS::KMS::Key') return false;
  const reference = new RegExp(`\\$\\{${resource.address.replace(/[.*+?^$()|[\]\\]/g, '\\$&')}[.}]`);
  const users = estate.resources.filter((one) => reference.test(JSON.stringify(one.properties)));
  return users.every(({ type }) => type === 'AWS::SNS::Topic' || type === 'AWS::KMS::Alias');
}

function stranger(
  estate: Estate,
  resource: Resource,
  statement: Statement,
  kind: string,
  name: string,
): string | undefined {
  const account = accountOf(estate, resource) ?? 'no account';
  const pinned = isPinnedTo(statement, account) || isPinnedToNetwork(estate, statement);
  if (name === '*') return pinned ? undefined : 'everybody';
  if (kind === 'Service')
    return pinned || servesTopicsOnly(estate, resource, statement) ? undefined : `${name}, on behalf of any account`;
  if (kind !== 'AWS') return `a principal of kind ${kind}`;
  if (name === account || parseArn(name)?.account === account) return undefined;
  return roles(estate).some((role) => isNamed(estate, role, name))
    ? undefined
    : `${name}, which is not of account ${account}`;
}

function admitted(estate: Estate, resource: Resource, statement: Statement): string | undefined {
  if (statement.effect === 'Deny') return undefined;
  if (statement.unresolved) return 'somebody who could not be resolved';
  if (statement.notPrincipals !== undefined || statement.principals === undefined)
    return 'everybody whom it does not name';
  const names = Object.entries(statement.principals).flatMap(([kind, all]) => all.map((name) => ({ kind, name })));
  if (names.length === 0) return 'somebody who cannot be read';
  return names
    .map(({ kind, name }) => stranger(estate, resource, statement, kind, name))
    .find((one) => one !== undefined);
}

function judgePolicy(estate: Estate, { resource, path, statements }: ResourcePolicy): Outcome {
  if (statements.length === 0) return fail(resource, path, 'its policy cannot be read');
  const found = statements.map((one) => ({ path: one.path, who: admitted(estate, resource, one) }));
  const first = found.find(({ who }) => who !== undefined);
  return judged(
    first === undefined,
    resource,
    first?.path ?? path,
    'admits this account alone',
    `admits ${first?.who}`,
  );
}

/** Whom a grant admits that is written without a policy document. */
const grantee = ({ properties: { Principal, DataLakePrincipal } }: Resource): string =>
  text(Principal) ??
  text(record(Principal ?? DataLakePrincipal).DataLakePrincipalIdentifier) ??
  'somebody who cannot be read';

function judgeGrant(estate: Estate, resource: Resource): Outcome {
  const { SourceAccount, SourceArn, PrincipalOrgID, OrganizationId } = resource.properties;
  const account = accountOf(estate, resource);
  const who = grantee(resource);
  const source = text(SourceArn) ?? '';
  const ofService = /\.amazonaws\.com$/.test(who);
  const pinned =
    SourceAccount === account || parseArn(source)?.account === account || referred(estate, source) !== undefined;
  const ours =
    who === account || parseArn(who)?.account === account || roles(estate).some((role) => isNamed(estate, role, who));
  const toMany = PrincipalOrgID !== undefined || OrganizationId !== undefined || account === undefined;
  return judged(
    !toMany && (ofService ? pinned : ours),
    resource,
    'Properties',
    'admits this account alone',
    `admits ${who}${ofService ? ', on behalf of any account' : ''}`,
  );
}

export const policiesAdmitThisAccountOnly: Rule = {
  id: 'policies-admit-this-account-only',
  safe: 'outputs',
  controls: ['3.1.12', '3.2.03'],
  severity: 'fatal',
  why: 'Whom the policy of a bucket, key, topic, queue, vault or function admits takes what lies there, from wherever they are.',
  fix: 'name principals of this account, and demand aws:SourceAccount or aws:SourceArn of services; never a star, never another account',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-cross-account-resource-access.html',
  check: (estate) => [
    ...resourcePolicies(estate).map((policy) => judgePolicy(estate, policy)),
    ...estate
      .ofType(
        'AWS::Lambda::Permission',
        'AWS::Lambda::LayerVersionPermission',
        'AWS::LakeFormation::PrincipalPermissions',
        'AWS::LakeFormation::Permissions',
      )
      .map((grant) => judgeGrant(estate, grant)),
    ...estate
      .ofType('AWS::Events::EventBusPolicy')
      .filter(({ properties }) => properties.Statement === undefined)
      .map((grant) => judgeGrant(estate, grant)),
  ],
};
