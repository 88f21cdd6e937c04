import type { Estate } from '../estate/estate.ts';
import { coversAction, type Statement } from '../estate/statements.ts';
import type { Bucket } from '../estate/stores.ts';
import { expiresAfter } from './lifecycles.ts';
import { namedRole } from './named-roles.ts';
import { zoneOf } from './zones.ts';

function sparesOneFunctionAtMost(estate: Estate, { conditions }: Statement): boolean {
  const tests = Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values })),
  );
  return (
    tests.length === 0 ||
    (tests.length === 1 &&
      tests.every(
        ({ operator, key, values }) =>
          operator === 'ArnNotEquals' &&
          key.toLowerCase() === 'aws:principalarn' &&
          values.length === 1 &&
          namedRole(estate, values[0] ?? '') !== undefined,
      ))
  );
}

/**
 * Texts of queries, which can hold patients' values and so go on a day that is set. Only a bucket of that name, which ends what lies in it and
 * whose own policy refuses every reading to everybody but one function, is one: nothing that a project reads lies there.
 */
export function isTextStore(estate: Estate, { resource, statements }: Bucket): boolean {
  const name = String(resource.properties.BucketName ?? resource.properties.BucketNamePrefix ?? '');
  return (
    /-query-texts(-|$)/.test(name) &&
    zoneOf(estate, resource) === undefined &&
    expiresAfter(resource) !== undefined &&
    statements.some(
      (one) =>
        one.effect === 'Deny' &&
        (one.principals?.AWS ?? one.principals?.['*'])?.join() === '*' &&
        sparesOneFunctionAtMost(estate, one) &&
        coversAction(one, 's3:GetObject') &&
        coversAction(one, 's3:GetObjectVersion'),
    )
  );
}
