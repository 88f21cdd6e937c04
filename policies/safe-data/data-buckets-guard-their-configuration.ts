import type { Estate, Resource } from '../estate/estate.ts';
import type { Role } from '../estate/principals.ts';
import { coversAction, type Statement } from '../estate/statements.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { asksOnly } from './condition-tests.ts';
import { dataBuckets } from './data-buckets.ts';
import { deniesEveryone } from './everyone.ts';
import { keeps } from './key-holders.ts';
import { namedRole } from './named-roles.ts';
import { coversBucket } from './own-arn.ts';
import { rolesAtWork } from './services-at-work.ts';

/** What opens a bucket, copies it away or lets it forget. Access points are not among them: S3 looks for that right in IAM alone. */
const dangerous = [
  's3:CreateBucketMetadataTableConfiguration',
  's3:DeleteBucket',
  's3:DeleteBucketPolicy',
  's3:PutAccelerateConfiguration',
  's3:PutAnalyticsConfiguration',
  's3:PutBucketAcl',
  's3:PutBucketCORS',
  's3:PutBucketLogging',
  's3:PutBucketNotification',
  's3:PutBucketObjectLockConfiguration',
  's3:PutBucketOwnershipControls',
  's3:PutBucketPolicy',
  's3:PutBucketPublicAccessBlock',
  's3:PutBucketVersioning',
  's3:PutBucketWebsite',
  's3:PutEncryptionConfiguration',
  's3:PutIntelligentTieringConfiguration',
  's3:PutInventoryConfiguration',
  's3:PutLifecycleConfiguration',
  's3:PutMetricsConfiguration',
  's3:PutReplicationConfiguration',
  's3:UpdateBucketMetadataInventoryTableConfiguration',
  's3:UpdateBucketMetadataJournalTableConfiguration',
];

/** What AWS Backup and GuardDuty set on the buckets they work on. */
const ofServices = ['s3:PutBucketNotification', 's3:PutInventoryConfiguration'];

const negated = ['ArnNotLike', 'ArnNotEquals', 'StringNotLike', 'StringNotEquals'];

/** A role at work on the bucket, that has no other right over the configuration of any. */
const isModest = ({ statements, foreignPolicies }: Role): boolean =>
  foreignPolicies.length === 0 &&
  !statements.some(
    (statement) =>
      statement.effect === 'Allow' &&
      (statement.unresolved ||
        dangerous.some((action) => !ofServices.includes(action) && coversAction(statement, action))),
  );

/** Denies everybody, on the bucket itself, but those who are trusted with it. */
const isGuard = (
  estate: Estate,
  bucket: Resource,
  statement: Statement,
  isTrusted: (arn: string) => boolean,
): boolean =>
  deniesEveryone(statement) &&
  coversBucket(estate, bucket, statement) &&
  (Object.keys(statement.conditions).length === 0 ||
    asksOnly(
      statement,
      ({ operator, key, values }) =>
        negated.includes(operator) && key === 'aws:principalarn' && values.every(isTrusted),
    ));

export const dataBucketsGuardTheirConfiguration: Rule = {
  id: 'data-buckets-guard-their-configuration',
  safe: 'data',
  controls: ['3.1.12', '1.5.03'],
  severity: 'fatal',
  why: 'Whoever can change a bucket policy, or have S3 copy a bucket, needs no right to read it.',
  fix: 'deny configuration actions to everybody but the role that keeps the key, and the roles that AWS Backup or GuardDuty use on this bucket, by aws:PrincipalArn',
  check: (estate) =>
    dataBuckets(estate).map(({ resource, key, policies, statements }) => {
      const isTrusted = (arn: string): boolean => {
        const role = namedRole(estate, arn);
        return role === undefined
          ? keeps(estate, key, arn)
          : isModest(role) && rolesAtWork(estate, resource).includes(role);
      };
      const guards = statements.filter((statement) => isGuard(estate, resource, statement, isTrusted));
      const open = dangerous.filter((action) => !guards.some((statement) => coversAction(statement, action)));
      return judged(
        open.length === 0,
        policies[0] ?? resource,
        'Properties.PolicyDocument',
        'only who keeps its key, and services at work on the bucket, change how it is set',
        `others with the right in IAM can call ${open.join(', ')}`,
      );
    }),
};
