import { arnsOf, placeOf } from '../estate/arns.ts';
import type { Context } from '../estate/calls.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import type { Role } from '../estate/principals.ts';
import { isAccount, isGrantedKey, sentBy } from '../estate/role-rights.ts';
import { coversAction, type Statement, statementsAt } from '../estate/statements.ts';
import { stopsCaller } from './deployers.ts';
import { forwardedHolds } from './forwarded-calls.ts';
import { reachesPlace } from './places.ts';

/** Whether a role opens a key through a service: it is allowed, and no Deny of the key, the role or its boundary surely stops it. */
export function opensKey(estate: Estate, role: Role, key: Resource, action: string, more: Context): boolean {
  const { account } = placeOf(estate, role.resource);
  const arns = arnsOf(estate, role.resource);
  const sent = { ...sentBy(estate, role.resource), ...more };
  const stops = (statement: Statement): boolean =>
    statement.effect === 'Deny' &&
    !statement.unresolved &&
    coversAction(statement, action) &&
    forwardedHolds(statement, sent) === true;
  const isRole = (principal: string): boolean => arns.includes(principal) || isAccount(principal, account);
  const own = [...role.statements, ...(role.boundary ? statementsAt(role.boundary, 'PolicyDocument') : [])];
  return (
    isGrantedKey(estate, role, key, action, more) &&
    !statementsAt(key, 'KeyPolicy').some((deny) => stopsCaller(deny, isRole, action, sent)) &&
    !own.some((deny) => stops(deny) && arnsOf(estate, key).some((arn) => reachesPlace(deny, arn)))
  );
}
