import type { Estate, Resource } from '../estate/estate.ts';
import { deploymentRoles, roles } from '../estate/principals.ts';
import { conditionValues, type Statement, statementsAt } from '../estate/statements.ts';
import { fail, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { actionsOnNamesOfAws, actionsWithoutResources } from './actions-without-resources.ts';
import { parseArn } from './arn.ts';
import { rightsOf, unreadablePolicies } from './rights.ts';

/** Types of resource stand before a `/` or a `:`; a name that begins with a wildcard is every name of its type. */
function isEverything(resource: string): boolean {
  if (resource.startsWith('${')) return false;
  const arn = parseArn(resource);
  if (arn === undefined || /[*?]/.test(arn.account) || /[*?]/.test(arn.service)) return true;
  const name = arn.service === 's3' ? arn.name : arn.name.replace(/^[a-z-]+[/:]/, '');
  return /^[*?]/.test(name);
}

/** A role that AWS makes for one of its services, and the statement says for which. */
const makesOneServiceRole = (statement: Statement, action: string): boolean => {
  const services = conditionValues(statement, ['StringEquals', 'StringLike'], 'iam:AWSServiceName');
  return action === 'iam:CreateServiceLinkedRole' && services.length > 0 && services.every((one) => !/[*?]/.test(one));
};

/** Keys bear no names: of all keys of the account, the condition on their aliases says which. */
function namesKeysByAlias(statement: Statement): boolean {
  const { actions = [], resources = [] } = statement;
  const operators = ['ForAnyValue:StringLike', 'ForAnyValue:StringEquals'];
  const aliases = conditionValues(statement, operators, 'kms:ResourceAliases');
  return (
    actions.every((action) => action.startsWith('kms:')) &&
    resources.every((one) => parseArn(one)?.name === 'key/*' && /^\d{12}$/.test(parseArn(one)?.account ?? '')) &&
    aliases.length > 0 &&
    aliases.every((alias) => /^alias\/[^*?]{4}/.test(alias))
  );
}

/** Of our own account, and of the one kind that the action is for. */
const namesAKind = ({ actions = [], resources = [] }: Statement): boolean =>
  resources.length > 0 &&
  resources.every((one) => {
    const arn = parseArn(one);
    return (
      /^\d{12}$/.test(arn?.account ?? '') &&
      actions.every((action) => actionsOnNamesOfAws[action] !== undefined && actionsOnNamesOfAws[action] === arn?.name)
    );
  });

function faultOf(statement: Statement, isWide: (resource: string) => boolean): string | undefined {
  const { effect, actions, notActions, resources, notResources, unresolved } = statement;
  if (effect === 'Deny') return undefined;
  if (unresolved) return 'a part of it could not be resolved';
  if (notActions !== undefined || actions === undefined) return 'allows everything but what it names';
  if (notResources !== undefined || resources === undefined) return 'allows it everywhere but where it names';
  const wild = actions.find((action) => /[*?]/.test(action));
  if (wild !== undefined) return `allows ${wild}: its actions are not written out`;
  const everywhere = resources.find(isWide);
  const narrowable = actions.find((one) => !actionsWithoutResources.has(one) && !makesOneServiceRole(statement, one));
  return everywhere !== undefined && narrowable !== undefined && !namesKeysByAlias(statement) && !namesAKind(statement)
    ? `allows ${narrowable} on ${everywhere}`
    : undefined;
}

const outcomeOf = (holder: Resource, statements: readonly Statement[], isWide = isEverything): Outcome => {
  const [first] = statements.flatMap((one) => {
    const fault = faultOf(one, isWide);
    return fault === undefined ? [] : [{ path: one.path, fault }];
  });
  return first === undefined
    ? pass(holder, 'Properties', `each of its ${statements.length} statements names its actions and where they lead`)
    : fail(holder, first.path, first.fault);
};

/**
 * Policies that no role holds wait for somebody to attach them, as a boundary too, for which all keys of a condition are narrow
 * enough. A boundary of a role here grants nothing and is judged elsewhere.
 */
function unattached(estate: Estate): readonly Resource[] {
  const all = roles(estate);
  const held = new Set(
    [...all, ...deploymentRoles(estate)].flatMap((role) => rightsOf(estate, role).map(({ holder }) => holder)),
  );
  const boundaries = new Set(all.map(({ resource }) => estate.find(resource.properties.PermissionsBoundary)));
  return estate
    .ofType('AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy')
    .filter((policy) => !held.has(policy) && !boundaries.has(policy));
}

export const policiesNameActionsAndResources: Rule = {
  id: 'policies-name-actions-and-resources',
  safe: 'people',
  controls: ['1.5.03', '3.2.03'],
  severity: 'fatal',
  why: 'What a wildcard allows is decided by whoever adds the next action or the next resource, and by nobody here.',
  fix: 'write the actions out and name the resources; where AWS knows no narrower resource, add the action to the list of those',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  check: (estate) => [
    ...roles(estate).map((role) => {
      const [unreadable] = unreadablePolicies(estate, role);
      return unreadable === undefined
        ? outcomeOf(role.resource, rightsOf(estate, role))
        : fail(role.resource, 'Properties', `${unreadable} cannot be read`);
    }),
    ...unattached(estate).map((policy) =>
      outcomeOf(policy, statementsAt(policy, 'PolicyDocument'), (one) => one === '*'),
    ),
  ],
};
