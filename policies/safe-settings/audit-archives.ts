import type { Estate } from '../estate/estate.ts';
import { type Bucket, buckets } from '../estate/stores.ts';
import { isTrue } from '../estate/values.ts';

/** The buckets that trails write, and every other bucket with Object Lock: records of our own. */
export function auditArchives(estate: Estate): readonly Bucket[] {
  const written = estate.ofType('AWS::CloudTrail::Trail').map((trail) => estate.find(trail.properties.S3BucketName));
  return buckets(estate).filter(
    ({ resource }) => written.includes(resource) || isTrue(resource.properties.ObjectLockEnabled),
  );
}
