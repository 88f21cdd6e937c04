import { at, isTrue, list, record } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const objectLockStandsOnVersioning: WorksOnAwsRule = {
  id: 'object-lock-stands-on-versioning',
  severity: 'error',
  why: 'S3 takes a lock configuration only on a bucket that was created with Object Lock, and such a bucket can never suspend versioning.',
  fix: 'set ObjectLockEnabled to true beside ObjectLockConfiguration, with either Days or Years of retention, and leave versioning Enabled',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-configure.html',
  check: (estate) =>
    estate
      .ofType('AWS::S3::Bucket')
      .filter(
        ({ properties }) => properties.ObjectLockConfiguration !== undefined || isTrue(properties.ObjectLockEnabled),
      )
      .map((bucket) => {
        const versioning = at(bucket, 'VersioningConfiguration.Status');
        const retention = at(bucket, 'ObjectLockConfiguration.Rule.DefaultRetention');
        const periods = list(retention).flatMap((one) =>
          ['Days', 'Years'].filter((unit) => record(one)[unit] !== undefined),
        );
        const troubles = [
          ...(isTrue(bucket.properties.ObjectLockEnabled) ? [] : ['ObjectLockEnabled is not true']),
          ...(versioning === undefined || versioning === 'Enabled' ? [] : ['versioning is not enabled']),
          ...(retention === undefined || periods.length === 1 ? [] : ['retention needs Days or Years, not both']),
        ];
        return judged(
          troubles.length === 0,
          bucket,
          'Properties.ObjectLockConfiguration',
          'created with Object Lock, versioning on',
          troubles.join(', '),
        );
      }),
};
