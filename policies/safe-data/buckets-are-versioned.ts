import { buckets } from '../estate/stores.ts';
import { at } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

export const bucketsAreVersioned: Rule = {
  id: 'buckets-are-versioned',
  safe: 'data',
  controls: ['3.1.11', '2.6.01'],
  severity: 'error',
  why: 'What was overwritten or deleted, by mistake or on purpose, must be there to compare.',
  fix: 'set VersioningConfiguration.Status to Enabled',
  check: (estate) =>
    buckets(estate).map(({ resource }) =>
      judged(
        at(resource, 'VersioningConfiguration.Status') === 'Enabled',
        resource,
        'Properties.VersioningConfiguration',
        'every version is kept',
        'versions are not kept',
      ),
    ),
};
