import { arnsOf, placeOf } from '../estate/arns.ts';
import { denialsOf, serviceMay } from '../estate/calls.ts';
import type { Statement } from '../estate/statements.ts';
import { judged } from '../outcome.ts';
import { trailBuckets } from './log-destinations.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const service = 'cloudtrail.amazonaws.com';

const judgesKeyHeaders = ({ conditions }: Statement): boolean =>
  Object.values(conditions).some((keys) =>
    Object.keys(keys).some((key) => key.toLowerCase().startsWith('s3:x-amz-server-side-encryption')),
  );

/** A Deny of foreign encryption headers stops CreateTrail even when it names the trail's own key. */
export const trailBucketAdmitsCloudtrail: WorksOnAwsRule = {
  id: 'trail-bucket-admits-cloudtrail',
  severity: 'error',
  why: 'CloudTrail reads the ACL and writes a test object when the trail is created; a bucket that refuses either, or judges encryption headers, fails the deployment.',
  fix: 'allow s3:GetBucketAcl and s3:PutObject to cloudtrail.amazonaws.com for the ARN of the trail, and let no Deny on s3:x-amz-server-side-encryption reach it',
  source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
  check: (estate) =>
    trailBuckets(estate).map(([trail, { resource, statements }]) => {
      const sent = {
        'aws:sourcearn': arnsOf(estate, trail),
        'aws:sourceaccount': [placeOf(estate, trail).account ?? ''],
        'aws:principalisawsservice': ['true'],
        'aws:principalservicename': [service],
        'aws:securetransport': ['true'],
        's3:tlsversion': ['1.3'],
        's3:x-amz-acl': ['bucket-owner-full-control'],
      };
      const refused = denialsOf(statements, 's3:PutObject', {
        ...sent,
        's3:x-amz-server-side-encryption': 'unknown',
        's3:x-amz-server-side-encryption-aws-kms-key-id': 'unknown',
      });
      const troubles = [
        ...['s3:GetBucketAcl', 's3:PutObject'].filter((action) => !serviceMay(statements, service, action, sent)),
        ...refused.map((deny) =>
          judgesKeyHeaders(deny)
            ? `freedom from ${deny.sid ?? 'a Deny'} on its encryption headers`
            : `freedom from ${deny.sid ?? deny.path}`,
        ),
      ];
      return judged(
        troubles.length === 0,
        trail,
        'Properties.S3BucketName',
        `${resource.logicalId} admits CloudTrail for this trail`,
        `CloudTrail lacks ${troubles.join(', ')} on ${resource.logicalId}`,
      );
    }),
};
