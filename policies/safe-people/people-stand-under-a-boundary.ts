import type { Estate, Resource } from '../estate/estate.ts';
import { roles } from '../estate/principals.ts';
import { text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { parseArn } from './arn.ts';
import { personRoles } from './person-roles.ts';
import { accountOf } from './role-names.ts';

/** The boundary of a role, when the estate holds it. */
export function ownBoundary(estate: Estate, role: Resource): Resource | undefined {
  const found = estate.find(role.properties.PermissionsBoundary);
  return found?.type === 'AWS::IAM::ManagedPolicy' ? found : undefined;
}

/** Imposed from outside, as an organisation's is: a policy of the own account, the same on every role of the estate. */
function isMandate(estate: Estate, role: Resource): boolean {
  const written = text(role.properties.PermissionsBoundary);
  const account = written === undefined ? undefined : parseArn(written)?.account;
  return (
    account !== undefined &&
    account === accountOf(estate, role) &&
    roles(estate).every(({ resource }) => text(resource.properties.PermissionsBoundary) === written)
  );
}

export const peopleStandUnderABoundary: Rule = {
  id: 'people-stand-under-a-boundary',
  safe: 'people',
  controls: ['1.5.03'],
  severity: 'fatal',
  why: 'A policy that is attached by mistake, or in haste, widens a role; a boundary does not move with it.',
  fix: "set PermissionsBoundary to the researcher's boundary, or to the one the organisation demands on every role",
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html',
  check: (estate) =>
    personRoles(estate).map(({ resource }) => {
      const own = ownBoundary(estate, resource);
      const written = resource.properties.PermissionsBoundary;
      return judged(
        own !== undefined || isMandate(estate, resource),
        resource,
        'Properties.PermissionsBoundary',
        own === undefined
          ? `stands under ${text(written)}, as every role here does; what that allows is not seen here`
          : `stands under ${own.logicalId}`,
        written === undefined
          ? 'has no permissions boundary'
          : 'its boundary is neither in the estate nor the one of every role here',
      );
    }),
};
