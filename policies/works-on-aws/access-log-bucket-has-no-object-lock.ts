import { isTrue } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import { accessLogBuckets } from './log-destinations.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const accessLogBucketHasNoObjectLock: WorksOnAwsRule = {
  id: 'access-log-bucket-has-no-object-lock',
  severity: 'error',
  why: 'S3 takes no bucket with Object Lock as destination of access logs.',
  fix: 'deliver access logs into a bucket of their own without Object Lock and without default retention',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html',
  check: (estate) =>
    accessLogBuckets(estate).map(([source, { resource }]) =>
      judged(
        !isTrue(resource.properties.ObjectLockEnabled) && resource.properties.ObjectLockConfiguration === undefined,
        source,
        'Properties.LoggingConfiguration',
        `${resource.logicalId} has no Object Lock`,
        `${resource.logicalId} has Object Lock and can take no access logs`,
      ),
    ),
};
