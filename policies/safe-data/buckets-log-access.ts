import type { Resource } from '../estate/estate.ts';
import { coversAction } from '../estate/statements.ts';
import { type Bucket, buckets } from '../estate/stores.ts';
import { at, isTrue } from '../estate/values.ts';
import { judged, notApplicable } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { dataBuckets } from './data-buckets.ts';

/** S3 may deliver there. Without the right, or under a lock, it drops the logs and tells nobody. */
const takesLogs = ({ resource, statements }: Bucket): boolean =>
  !isTrue(resource.properties.ObjectLockEnabled) &&
  statements.some(
    (statement) =>
      statement.effect === 'Allow' &&
      !statement.unresolved &&
      statement.principals?.Service?.includes('logging.s3.amazonaws.com') === true &&
      coversAction(statement, 's3:PutObject'),
  );

export const bucketsLogAccess: Rule = {
  id: 'buckets-log-access',
  safe: 'data',
  controls: ['2.2.14', '2.5.03'],
  severity: 'error',
  why: 'S3 itself notes who asked for what, also the requests that CloudTrail does not see because nobody was signed in.',
  fix: 'set LoggingConfiguration.DestinationBucketName to the access-log bucket of the estate, which lets logging.s3.amazonaws.com write',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html',
  check: (estate) => {
    const data = new Set(dataBuckets(estate).map(({ resource }) => resource));
    const all = buckets(estate);
    const destinationOf = (resource: Resource): Bucket | undefined => {
      const target = estate.find(at(resource, 'LoggingConfiguration.DestinationBucketName'));
      return all.find((bucket) => bucket.resource === target);
    };
    return all.map(({ resource, isAccessLogTarget }) => {
      const path = 'Properties.LoggingConfiguration';
      if (isAccessLogTarget && !data.has(resource) && resource.properties.LoggingConfiguration === undefined) {
        return notApplicable(resource, path, 'receives the access logs; logging its own would never end');
      }
      const target = destinationOf(resource);
      const sound = target !== undefined && target.resource !== resource && !data.has(target.resource);
      return judged(
        sound && takesLogs(target),
        resource,
        path,
        `access is logged to ${target?.resource.address ?? ''}`,
        sound
          ? `${target.resource.logicalId} does not take the logs of S3`
          : 'access is not logged to a store of logs of this estate',
      );
    });
  },
};
