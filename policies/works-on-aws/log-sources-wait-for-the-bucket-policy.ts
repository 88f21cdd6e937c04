import { comesAfter } from '../estate/order.ts';
import { fail, judged } from '../outcome.ts';
import {
  accessLogBuckets,
  configurationBuckets,
  flowLogBuckets,
  queryLogBuckets,
  sessionLogBuckets,
  trailBuckets,
} from './log-destinations.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const logSourcesWaitForTheBucketPolicy: WorksOnAwsRule = {
  id: 'log-sources-wait-for-the-bucket-policy',
  severity: 'error',
  why: 'A source that starts before the bucket policy stands is refused, or has its service write a policy of its own, after which ours "already exists".',
  fix: 'let whatever delivers into a bucket depend on the policy of the bucket',
  source: 'https://github.com/aws/aws-cdk/issues/18985',
  check: (estate) =>
    [trailBuckets, configurationBuckets, accessLogBuckets, flowLogBuckets, queryLogBuckets, sessionLogBuckets]
      .flatMap((deliveries) => deliveries(estate))
      .flatMap(([source, { resource, policies }]) => {
        const [policy] = policies;
        if (policy === undefined) return fail(source, 'DependsOn', `${resource.logicalId} has no policy to wait for`);
        return judged(
          comesAfter(estate, source, policy),
          source,
          'DependsOn',
          `comes after ${policy.logicalId}`,
          `may come before ${policy.logicalId}`,
        );
      }),
};
