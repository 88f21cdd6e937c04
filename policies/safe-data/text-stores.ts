import type { Estate } from '../estate/estate.ts';
import { coversAction } from '../estate/statements.ts';
import type { Bucket } from '../estate/stores.ts';
import { expiresAfter } from './lifecycles.ts';
import { zoneOf } from './zones.ts';

/**
 * Texts of queries, which can hold patients' values and so go on a day that is set. Only a bucket of that name, which ends what lies in it and
 * whose own policy refuses every reading to everybody, is one: nothing that somebody needs, and nothing that a project reads, lies there.
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
        Object.keys(one.conditions).length === 0 &&
        coversAction(one, 's3:GetObject') &&
        coversAction(one, 's3:GetObjectVersion'),
    )
  );
}
