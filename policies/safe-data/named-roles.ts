import { arnsOf } from '../estate/arns.ts';
import type { Estate } from '../estate/estate.ts';
import { type Role, roles } from '../estate/principals.ts';
import { oncePerEstate } from '../estate/views.ts';

const byArn: (estate: Estate) => ReadonlyMap<string, Role> = oncePerEstate(
  (estate) =>
    new Map(
      roles(estate).flatMap((role) =>
        arnsOf(estate, role.resource)
          .filter((arn) => arn.startsWith('arn:') || arn.endsWith('.Arn}'))
          .map((arn) => [arn, role] as const),
      ),
    ),
);

/** The role of the estate that an ARN names: account, path and name alike, no pattern. A role of that name elsewhere is another. */
export const namedRole = (estate: Estate, arn: string): Role | undefined => byArn(estate).get(arn);

/** Only this service, and so no person and no other role, can act with the role. */
export const isOnlyFor = ({ trust }: Role, service: string): boolean =>
  trust.length > 0 &&
  trust.every(
    ({ effect, principals, notPrincipals, unresolved }) =>
      effect === 'Deny' ||
      (!unresolved &&
        notPrincipals === undefined &&
        Object.keys(principals ?? {}).join() === 'Service' &&
        principals?.Service?.join() === service),
  );
