import type { Estate, Resource } from '../estate/estate.ts';
import { functions, type LambdaFunction } from '../estate/functions.ts';
import { type Role, roles } from '../estate/principals.ts';
import { oncePerEstate } from '../estate/views.ts';
import { isOnlyFor } from '../safe-data/named-roles.ts';

const byRole: (estate: Estate) => ReadonlyMap<Resource, LambdaFunction> = oncePerEstate((estate) => {
  const found = roles(estate).flatMap((role): readonly (readonly [Resource, LambdaFunction])[] => {
    const run = functions(estate).filter((one) => one.role?.resource === role.resource);
    const [only] = run;
    return only !== undefined && run.length === 1 && isOnlyFor(role, 'lambda.amazonaws.com')
      ? [[role.resource, only]]
      : [];
  });
  return new Map(found);
});

/** The one function that acts with a role lent to Lambda alone; undefined where a second one does, or anybody else could. */
export const onlyFunctionOf = (estate: Estate, role: Resource | undefined): LambdaFunction | undefined =>
  role === undefined ? undefined : byRole(estate).get(role);

export const roleBehind = (estate: Estate, lambda: Resource): Role | undefined =>
  functions(estate).find(({ resource }) => resource === lambda)?.role;
