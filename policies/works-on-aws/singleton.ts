import { placeOf } from '../estate/arns.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { grouped } from '../estate/views.ts';
import { judged } from '../outcome.ts';
import type { Outcome } from '../rule.ts';

/**
 * Fails on every second resource of a kind that an account can hold once in a region. Stacks whose account is unknown are taken
 * for stacks of one account.
 */
export function standsOnce(
  estate: Estate,
  types: readonly string[],
  kindOf: (resource: Resource) => string = ({ type }) => type,
): readonly Outcome[] {
  const groups = grouped(estate.ofType(...types), (resource) => {
    const { account, region } = placeOf(estate, resource);
    return [`${account}/${region}/${kindOf(resource)}`];
  });
  return [...groups.values()].flatMap((resources) =>
    resources.map((resource, index) =>
      judged(
        index === 0,
        resource,
        'Type',
        'the only one of its kind in the account and region',
        `${resources[0]?.address} is there already, and the account takes one in a region`,
      ),
    ),
  );
}
