import type { Estate, Resource } from '../estate/estate.ts';
import type { Bucket } from '../estate/stores.ts';
import { oncePerEstate } from '../estate/views.ts';
import { airlockNounOf } from '../safe-outputs/airlock-stores.ts';
import { bucketAt, locationsOf } from './catalogue-tables.ts';
import { dataBuckets } from './data-buckets.ts';
import { isTextStore } from './text-stores.ts';
import { isIdentifiable, zoneOf } from './zones.ts';

/**
 * A bucket counts as identifiable by its name, and also when no table of the catalogue lies in it: nothing then says that it is not. Texts of
 * queries, which one function keeps and nobody else opens, are held to as much by a rule of their own; stores of the airlock, through which results
 * pass, by one each.
 */
export const identifiable: (estate: Estate) => readonly Bucket[] = oncePerEstate((estate) => {
  const catalogued = new Set<Resource | undefined>(
    estate.ofType('AWS::Glue::Table').flatMap((table) => locationsOf(table).map((place) => bucketAt(estate, place))),
  );
  return dataBuckets(estate).filter(
    (bucket) =>
      isIdentifiable(zoneOf(estate, bucket.resource)) ||
      (zoneOf(estate, bucket.resource) === undefined &&
        !catalogued.has(bucket.resource) &&
        airlockNounOf(estate, bucket.resource) === undefined &&
        !isTextStore(estate, bucket)),
  );
});
