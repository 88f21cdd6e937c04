import type { Estate } from '../estate/estate.ts';
import { type Role, roles } from '../estate/principals.ts';
import type { Statement } from '../estate/statements.ts';
import { oncePerEstate } from '../estate/views.ts';
import { breakGlassRoles } from './break-glass.ts';
import { isNamed } from './role-names.ts';

/**
 * Services that take a role for work of AWS's own, or for code that came with the templates. In every other one a person's program
 * may run with the role's credentials in its hands: notebooks, containers, instances, jobs.
 */
const machines = [
  'access-analyzer',
  'apigateway',
  'backup',
  'cloudtrail',
  'cognito-idp',
  'config',
  'delivery.logs',
  'events',
  'firehose',
  'guardduty',
  'inspector2',
  'lambda',
  'logs',
  'macie',
  'malware-protection-plan.guardduty',
  'pipes',
  's3',
  'scheduler',
  'securityhub',
  'sns',
  'states',
  'vpc-flow-logs',
  'workspaces-web',
];

/** `logs.eu-west-2.amazonaws.com` -> `logs`. */
export const serviceOf = (principal: string): string =>
  principal.replace(/\.amazonaws\.com(\.cn)?$/, '').replace(/\.[a-z]{2}(-[a-z]+)+-\d$/, '');

const admitsMachinesOnly = ({ effect, unresolved, principals, notPrincipals }: Statement): boolean =>
  effect === 'Deny' ||
  (!unresolved &&
    notPrincipals === undefined &&
    principals !== undefined &&
    Object.entries(principals).every(
      ([kind, names]) => kind === 'Service' && names.every((name) => machines.includes(serviceOf(name))),
    ));

/**
 * Roles through which people act: whoever else than a machine may assume them. What cannot be read counts as one, so that a role
 * escapes the rules about people by no mistake. The one for emergencies is judged by a rule of its own.
 */
export const personRoles: (estate: Estate) => readonly Role[] = oncePerEstate((estate) =>
  roles(estate).filter(
    (role) =>
      (role.trust.length === 0 || !role.trust.every(admitsMachinesOnly)) && !breakGlassRoles(estate).includes(role),
  ),
);

/** Roles that a person's role trusts: they stand between the people and their roles. */
export const brokers: (estate: Estate) => readonly Role[] = oncePerEstate((estate) => {
  const trusted = personRoles(estate).flatMap(({ trust }) =>
    trust.filter(({ effect }) => effect === 'Allow').flatMap(({ principals }) => principals?.AWS ?? []),
  );
  return roles(estate).filter((role) => trusted.some((principal) => isNamed(estate, role, principal)));
});
