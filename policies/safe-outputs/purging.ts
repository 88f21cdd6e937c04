import type { Actor } from '../estate/actors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { roles } from '../estate/principals.ts';
import { isTrial } from '../estate/trial.ts';
import { isOnlyFor } from '../safe-data/named-roles.ts';

/** A trial is purged, by a function that may delete and nothing more. */
export const mayPurge = (estate: Estate, { resource }: Actor, bucket: Resource): boolean =>
  isTrial(estate) &&
  bucket.deletionPolicy === 'Delete' &&
  roles(estate).some((role) => role.resource === resource && isOnlyFor(role, 'lambda.amazonaws.com'));
