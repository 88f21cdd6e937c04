import type { Estate } from '../estate/estate.ts';
import { type Role, roles } from '../estate/principals.ts';
import { serviceOf } from '../safe-people/person-roles.ts';

/** Services that do with a role what AWS wrote them to do, and nothing that we or anybody here could tell them. */
const ofAws = [
  'access-analyzer',
  'backup',
  'cloudtrail',
  'config',
  'delivery.logs',
  'guardduty',
  'inspector2',
  'macie',
  'malware-protection-plan.guardduty',
  'securityhub',
  'vpc-flow-logs',
  'workspaces-web',
];

/** Roles with which our own code acts, or a person, or whoever cannot be read. */
export const rolesOfOurs = (estate: Estate): readonly Role[] =>
  roles(estate).filter(
    ({ trust }) =>
      trust.length === 0 ||
      trust.some(
        ({ effect, unresolved, principals = { '*': ['*'] } }) =>
          effect === 'Allow' &&
          (unresolved ||
            Object.entries(principals).some(
              ([kind, names]) => kind !== 'Service' || names.some((name) => !ofAws.includes(serviceOf(name))),
            )),
      ),
  );
