import type { Estate } from './estate.ts';
import { at, list, record } from './values.ts';

/**
 * A trial holds synthetic data and is purged, so what production must keep does not apply to it, and is not proved by it. Only an
 * estate of which every tagged resource says so, and in which nothing is locked for good, is one: a store that claims it among others, or
 * a production that was tagged anew, is still judged.
 */
export function isTrial(estate: Estate): boolean {
  const stages = estate.resources.flatMap(({ properties }) =>
    list(properties.Tags)
      .map(record)
      .filter(({ Key }) => Key === 'tre:stage')
      .map(({ Value }) => Value),
  );
  const lockedForGood = estate
    .ofType('AWS::S3::Bucket')
    .some((bucket) => at(bucket, 'ObjectLockConfiguration.Rule.DefaultRetention.Mode') === 'COMPLIANCE');
  return !lockedForGood && stages.length > 0 && stages.every((stage) => stage === 'trial');
}
