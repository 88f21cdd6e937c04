import type { Resource } from '../estate/estate.ts';
import { isTrial } from '../estate/trial.ts';
import { at, isTrue } from '../estate/values.ts';
import { fail, judged, notApplicable } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { auditArchives } from './audit-archives.ts';

const leastYears = 6;
const daysOfAYear = 365;

const retention = 'ObjectLockConfiguration.Rule.DefaultRetention';

const years = (bucket: Resource): number => {
  const [written, days] = [at(bucket, `${retention}.Years`), at(bucket, `${retention}.Days`)];
  return typeof written === 'number' ? written : typeof days === 'number' ? days / daysOfAYear : 0;
};

export const auditArchiveIsLocked: Rule = {
  id: 'audit-archive-is-locked',
  safe: 'settings',
  controls: ['2.5.03', '3.1.14'],
  severity: 'error',
  why: 'An audit log that its subject can delete proves nothing; in compliance mode not even the root user can.',
  fix: `enable Object Lock with a default retention of at least ${leastYears} years in COMPLIANCE mode on the bucket of the trail`,
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
  check: (estate) => [
    ...estate
      .ofType('AWS::CloudTrail::Trail')
      .filter((trail) => estate.find(trail.properties.S3BucketName)?.type !== 'AWS::S3::Bucket')
      .map((trail) => fail(trail, 'Properties.S3BucketName', 'writes into a bucket that cannot be seen here')),
    ...auditArchives(estate).map(({ resource }) => {
      const mode = at(resource, `${retention}.Mode`);
      if (mode === 'GOVERNANCE' && isTrial(estate)) {
        return notApplicable(
          resource,
          'Properties.ObjectLockConfiguration',
          'a trial: a privileged person can lift its lock, so that it can be purged',
        );
      }
      const locked = isTrue(resource.properties.ObjectLockEnabled) && mode === 'COMPLIANCE';
      return judged(
        locked && years(resource) >= leastYears,
        resource,
        'Properties.ObjectLockConfiguration',
        `nobody can delete a record for ${years(resource)} years`,
        mode === 'GOVERNANCE'
          ? 'in governance mode a privileged person can lift the lock'
          : locked
            ? `records are locked for ${years(resource)} years only`
            : 'is not locked',
      );
    }),
  ],
};
