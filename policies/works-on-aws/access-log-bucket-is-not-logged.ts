import { judged } from '../outcome.ts';
import { accessLogBuckets } from './log-destinations.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const accessLogBucketIsNotLogged: WorksOnAwsRule = {
  id: 'access-log-bucket-is-not-logged',
  severity: 'error',
  why: 'A bucket of access logs that is itself logged makes a log of every log, without end.',
  fix: 'leave LoggingConfiguration out of the bucket that receives access logs',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html',
  check: (estate) =>
    [...new Set(accessLogBuckets(estate).map(([, { resource }]) => resource))].map((resource) =>
      judged(
        resource.properties.LoggingConfiguration === undefined,
        resource,
        'Properties.LoggingConfiguration',
        'receives access logs and is not logged itself',
        'receives access logs and is logged itself',
      ),
    ),
};
