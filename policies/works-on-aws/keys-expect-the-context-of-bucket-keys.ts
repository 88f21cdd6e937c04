import { arnsOf } from '../estate/arns.ts';
import { matchesResource } from '../estate/statements.ts';
import { buckets, keys } from '../estate/stores.ts';
import { at, isTrue } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const context = 'kms:encryptioncontext:aws:s3:arn';

export const keysExpectTheContextOfBucketKeys: WorksOnAwsRule = {
  id: 'keys-expect-the-context-of-bucket-keys',
  severity: 'error',
  why: 'With an S3 Bucket Key the encryption context is the ARN of the bucket; a condition on the ARN of an object matches nothing any more.',
  fix: 'compare kms:EncryptionContext:aws:s3:arn with the ARN of the bucket, without /*',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html',
  check: (estate) =>
    buckets(estate).flatMap(({ resource, key }) => {
      const rule = at(resource, 'BucketEncryption.ServerSideEncryptionConfiguration.0.BucketKeyEnabled');
      const statements = keys(estate).find((one) => one.resource === key)?.statements;
      if (statements === undefined || !isTrue(rule)) return [];
      const asked = statements.flatMap(({ conditions }) =>
        Object.values(conditions).flatMap((values) =>
          Object.entries(values).flatMap(([name, patterns]) => (name.toLowerCase() === context ? [patterns] : [])),
        ),
      );
      const arns = arnsOf(estate, resource);
      const fits = asked.every((patterns) =>
        patterns.some((pattern) => arns.some((arn) => matchesResource(pattern, arn))),
      );
      return judged(
        fits,
        resource,
        'Properties.BucketEncryption',
        asked.length === 0 ? 'its key asks for no context of S3' : 'its key expects the ARN of the bucket',
        `${key?.logicalId} expects something else than the ARN of the bucket, which is all that S3 sends`,
      );
    }),
};
