import { placeOf } from '../estate/arns.ts';
import { judged } from '../outcome.ts';
import { accessLogBuckets } from './log-destinations.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const accessLogBucketStandsBesideItsSources: WorksOnAwsRule = {
  id: 'access-log-bucket-stands-beside-its-sources',
  severity: 'error',
  why: 'S3 delivers access logs only within the account and the region of the bucket that is logged.',
  fix: 'name a destination in the same account and region',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html',
  check: (estate) =>
    accessLogBuckets(estate).map(([source, { resource }]) => {
      const [here, there] = [placeOf(estate, source), placeOf(estate, resource)];
      return judged(
        here.account === there.account && here.region === there.region,
        source,
        'Properties.LoggingConfiguration.DestinationBucketName',
        `${resource.logicalId} stands in the same account and region`,
        `${resource.logicalId} stands in ${there.account} ${there.region}, the source in ${here.account} ${here.region}`,
      );
    }),
};
