import type { Estate, Resource } from '../estate/estate.ts';
import type { Bucket } from '../estate/stores.ts';
import { personRoles } from '../safe-people/person-roles.ts';
import { may, reading } from './object-rights.ts';
import { isOfProject, zoneOf } from './zones.ts';

/** A project's own copy, which can be cut again: tagged with its project. No zone becomes one by a tag. */
export const isExtract = (estate: Estate, bucket: Resource): boolean =>
  zoneOf(estate, bucket) === undefined && isOfProject(bucket);

/** What could be one: a bucket that lost its tag still has the role that people act through and that may read it. */
export const mayBeExtract = (estate: Estate, bucket: Bucket): boolean =>
  isExtract(estate, bucket.resource) ||
  (zoneOf(estate, bucket.resource) === undefined &&
    personRoles(estate).some((role) => may(estate, role, reading, bucket)));
