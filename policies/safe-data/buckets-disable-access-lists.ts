import { buckets } from '../estate/stores.ts';
import { at } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

export const bucketsDisableAccessLists: Rule = {
  id: 'buckets-disable-access-lists',
  safe: 'data',
  controls: ['3.1.12', '3.2.03'],
  severity: 'error',
  why: 'An access control list on one object would be a second policy that nobody reads.',
  fix: 'set ObjectOwnership to BucketOwnerEnforced and no AccessControl',
  check: (estate) =>
    buckets(estate).map(({ resource }) =>
      judged(
        at(resource, 'OwnershipControls.Rules.0.ObjectOwnership') === 'BucketOwnerEnforced' &&
          resource.properties.AccessControl === undefined,
        resource,
        'Properties.OwnershipControls',
        'the owner of the bucket owns every object, and lists are off',
        'access control lists are on',
      ),
    ),
};
