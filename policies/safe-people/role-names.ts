import { arnsOf, placeOf } from '../estate/arns.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import type { Role } from '../estate/principals.ts';
import { roleAt } from '../estate/role-rights.ts';
import { matchesResource } from '../estate/statements.ts';

/** The account of the stack that a resource stands in, when it is known. */
export const accountOf = (estate: Estate, resource: Resource): string | undefined => placeOf(estate, resource).account;

/** Named outright: by reference, or by the ARN of its own account. Other kinds of resource may bear the same name. */
export const isNamed = (estate: Estate, { resource }: Role, principal: string): boolean =>
  arnsOf(estate, resource).includes(principal);

/** Named outright or by a pattern. A pattern may mean every role whose name CloudFormation has yet to choose. */
export const mayBeMeant = (estate: Estate, { resource }: Role, pattern: string): boolean =>
  /[*?]/.test(pattern)
    ? resource.properties.RoleName === undefined ||
      arnsOf(estate, resource).some((arn) => matchesResource(pattern, arn))
    : arnsOf(estate, resource).includes(pattern);

export const roleNamed = (estate: Estate, principal: string): Role | undefined => roleAt(estate, principal);
