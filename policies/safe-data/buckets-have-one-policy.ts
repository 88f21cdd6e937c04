import { buckets } from '../estate/stores.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

export const bucketsHaveOnePolicy: Rule = {
  id: 'buckets-have-one-policy',
  safe: 'data',
  controls: ['3.1.12'],
  severity: 'fatal',
  why: 'A bucket has room for one policy: of two the later stands, and the guards that stood in the other are gone.',
  fix: 'write every statement of a bucket into one AWS::S3::BucketPolicy',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html',
  check: (estate) =>
    buckets(estate).map(({ resource, policies }) =>
      judged(
        policies.length === 1,
        resource,
        'Type',
        `its policy is ${policies[0]?.logicalId}`,
        policies.length === 0 ? 'has no policy' : `has ${policies.length} policies: one of them will stand`,
      ),
    ),
};
