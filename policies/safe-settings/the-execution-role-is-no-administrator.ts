import { bootstrapRoleKind } from '../estate/bootstrap.ts';
import type { Estate } from '../estate/estate.ts';
import { deploymentRoles, type Role, roles } from '../estate/principals.ts';
import { conditionValues, coversAction, matchesAction, type Statement } from '../estate/statements.ts';
import { isTrial } from '../estate/trial.ts';
import { fail, pass } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { type DeploymentRight, deploymentRights } from './deployment-rights.ts';
import { asksAtLeast, isWithin } from './exact-statements.ts';
import { unrefused } from './execution-refusals.ts';
import { arnWith, type FoundationNames, foundationNames, wordsWith } from './foundation-names.ts';

/** Values of conditions are ARNs, or words of their own. */
const valueWith = (names: FoundationNames, value: string): string =>
  /^[a-z0-9-]*:[^:]*:/.test(value) ? arnWith(names, value) : wordsWith(names, value);

/** Whether a row of the closed list has an action on a place, as a statement asks for it. */
function grants({ actions, on, asks = {} }: DeploymentRight, names: FoundationNames) {
  const places = on.map((arn) => arnWith(names, arn));
  const asked = Object.fromEntries(
    Object.entries(asks).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, all]) => [key, all.map((one) => valueWith(names, one))])),
    ]),
  );
  return (statement: Statement, action: string, resource: string): boolean =>
    actions.some((pattern) => matchesAction(pattern, action)) &&
    places.some((place) => isWithin(resource, place)) &&
    asksAtLeast(statement, asked);
}

/** What an Allow gives beyond the closed list of its role. */
function beyond(
  allowing: readonly Statement[],
  rights: readonly DeploymentRight[],
  names: FoundationNames,
): string | undefined {
  const rows = rights.map((right) => grants(right, names));
  for (const one of allowing) {
    const { actions, resources } = one;
    if (one.unresolved) return 'a part of its rights could not be resolved';
    if (actions === undefined) return 'allows everything but what it names';
    if (resources === undefined) return `allows ${actions[0]} on everything but what it names`;
    for (const action of actions)
      for (const resource of resources)
        if (!rows.some((row) => row(one, action, resource)))
          return `allows ${action} on ${resource}, or asks too little, which no deployment needs`;
  }
  return undefined;
}

/** Boundaries that the organisation demands: of what is deployed, and of what deploys. */
const foreignBoundaries = (estate: Estate): ReadonlySet<string> =>
  new Set(
    [...roles(estate), ...deploymentRoles(estate)]
      .filter(({ boundary }) => boundary === undefined)
      .flatMap(({ boundaryArn }) => boundaryArn ?? []),
  );

/** Where the organisation demands a boundary, each role of the bootstrap stands under it, and makes no role without it. */
function unbounded(
  estate: Estate,
  { resource, boundaryArn }: Role,
  allowing: readonly Statement[],
): string | undefined {
  const demanded = foreignBoundaries(estate);
  if (demanded.size === 0) return undefined;
  if (boundaryArn === undefined || !demanded.has(boundaryArn)) return 'stands under no boundary of the organisation';
  if (bootstrapRoleKind(estate, resource) !== 'cfn-exec') return undefined;
  const making = ['iam:CreateRole', 'iam:PutRolePermissionsBoundary'];
  const free = allowing.find((one) => {
    const asked = conditionValues(one, ['StringEquals'], 'iam:PermissionsBoundary');
    return making.some((action) => coversAction(one, action)) && asked.join() !== boundaryArn;
  });
  return free === undefined ? undefined : 'makes roles without the boundary of the organisation';
}

function faultOf(estate: Estate, role: Role): string | undefined {
  const { resource, statements, foreignPolicies } = role;
  if (foreignPolicies.length > 0) return `holds ${foreignPolicies.join()}, which these templates do not show`;
  const names = foundationNames(estate);
  if (names === undefined) return 'nothing says which names it may use';
  const kind = bootstrapRoleKind(estate, resource) ?? '';
  const trial = isTrial(estate);
  const rights = (deploymentRights[kind] ?? []).filter(({ inTrials }) => inTrials !== true || trial);
  const allowing = statements.filter(({ effect }) => effect === 'Allow');
  return (
    beyond(allowing, rights, names) ??
    unbounded(estate, role, allowing) ??
    (kind === 'cfn-exec' ? unrefused(statements, names) : undefined)
  );
}

export const theExecutionRoleIsNoAdministrator: Rule = {
  id: 'the-execution-role-is-no-administrator',
  safe: 'settings',
  controls: ['TRE-X12', 'TRE-X13', '1.5.03'],
  severity: 'fatal',
  why: 'The default bootstrap gives CloudFormation AdministratorAccess: a change of one template could then read every record.',
  fix: 'deploy the bootstrap template of this assembly; add what a new kind of resource needs by name, to its execution rights and to the closed list of this rule',
  source: 'https://docs.aws.amazon.com/cdk/v2/guide/best-practices-security.html',
  check: (estate) =>
    deploymentRoles(estate).map((role) => {
      const fault = faultOf(estate, role);
      return fault === undefined
        ? pass(
            role.resource,
            'Properties',
            'does what a deployment takes, under names of the environment, and reads no record',
          )
        : fail(role.resource, 'Properties', fault);
    }),
};
