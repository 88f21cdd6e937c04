import type { Resource } from '../estate/estate.ts';
import { buckets } from '../estate/stores.ts';
import { isTrial } from '../estate/trial.ts';
import { judged, notApplicable } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** The second takes a bucket back only with the failed deployment that made it, before anything lies in it. */
const kept: readonly (string | undefined)[] = ['Retain', 'RetainExceptOnCreate'];

export const bucketsAreKept: Rule = {
  id: 'buckets-are-kept',
  safe: 'data',
  controls: ['2.6.01', '3.1.14'],
  severity: 'error',
  why: 'Removing or replacing a stack must not remove records, nor leave them in a bucket that has lost its policy.',
  fix: 'set DeletionPolicy of the bucket and of its policy to Retain or RetainExceptOnCreate, and UpdateReplacePolicy to Retain',
  check: (estate) => {
    const trial = isTrial(estate);
    const judge = (resource: Resource, what: string) =>
      trial && !kept.includes(resource.deletionPolicy)
        ? notApplicable(resource, 'DeletionPolicy', `a trial: ${what} goes with the synthetic data`)
        : judged(
            kept.includes(resource.deletionPolicy) && resource.updateReplacePolicy === 'Retain',
            resource,
            kept.includes(resource.deletionPolicy) ? 'UpdateReplacePolicy' : 'DeletionPolicy',
            `${what} outlives its stack`,
            `${what} goes with its stack or is replaced`,
          );
    return buckets(estate).flatMap(({ resource, policies }) => [
      judge(resource, 'the bucket'),
      ...policies.map((policy) => judge(policy, 'the policy')),
    ]);
  },
};
