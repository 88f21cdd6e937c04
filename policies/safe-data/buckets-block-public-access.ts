import { buckets } from '../estate/stores.ts';
import { at, isTrue } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

const locks = ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'];

export const bucketsBlockPublicAccess: Rule = {
  id: 'buckets-block-public-access',
  safe: 'data',
  controls: ['3.1.12', '2.2.09'],
  severity: 'fatal',
  why: 'No bucket may ever be opened to the world by a policy or an access control list.',
  fix: 'set all four settings of PublicAccessBlockConfiguration to true',
  check: (estate) =>
    buckets(estate).map(({ resource }) => {
      const open = locks.filter((lock) => !isTrue(at(resource, `PublicAccessBlockConfiguration.${lock}`)));
      return judged(
        open.length === 0,
        resource,
        'Properties.PublicAccessBlockConfiguration',
        'all four locks are on',
        `not locked: ${open.join(', ')}`,
      );
    }),
};
