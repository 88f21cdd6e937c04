import { policySize } from './policy-size.ts';
import { withinQuota } from './quota.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const bucketPoliciesFit: WorksOnAwsRule = {
  id: 'bucket-policies-fit',
  severity: 'error',
  why: 'A bucket policy holds 20 KB; one that names every project stops at some project.',
  fix: 'name principals by a pattern in a condition on aws:PrincipalArn',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html',
  check: (estate) =>
    estate
      .ofType('AWS::S3::BucketPolicy')
      .map((policy) =>
        withinQuota(
          policy,
          'Properties.PolicyDocument',
          policySize(policy.properties.PolicyDocument),
          20 * 1024,
          'characters of bucket policy',
        ),
      ),
};
