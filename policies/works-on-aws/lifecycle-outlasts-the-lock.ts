import { at, list, record } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const lifecycleOutlastsTheLock: WorksOnAwsRule = {
  id: 'lifecycle-outlasts-the-lock',
  severity: 'error',
  why: 'A lifecycle that expires objects before their retention only lays delete markers over them: readers find nothing, and nothing is freed.',
  fix: 'let ExpirationInDays be at least the default retention',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html',
  check: (estate) =>
    estate.ofType('AWS::S3::Bucket').flatMap((bucket) => {
      const retention = record(at(bucket, 'ObjectLockConfiguration.Rule.DefaultRetention'));
      if (Object.keys(retention).length === 0) return [];
      const days = Number(retention.Days ?? Number(retention.Years) * 365);
      const expiries = list(at(bucket, 'LifecycleConfiguration.Rules'))
        .map(record)
        .flatMap(({ ExpirationInDays: after }) => (after === undefined ? [] : [Number(after)]));
      return judged(
        expiries.every((after) => after >= days),
        bucket,
        'Properties.LifecycleConfiguration',
        `kept ${days} days, expired after ${expiries.join(', ') || 'no'} days`,
        `locked for ${days} days and expired after ${Math.min(...expiries)}`,
      );
    }),
};
