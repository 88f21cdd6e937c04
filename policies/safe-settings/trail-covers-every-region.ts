import { isTrue } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

export const trailCoversEveryRegion: Rule = {
  id: 'trail-covers-every-region',
  safe: 'settings',
  controls: ['2.5.03', '2.2.14'],
  severity: 'error',
  why: 'Whoever wants not to be seen works in the region that nobody records.',
  fix: 'set IsMultiRegionTrail and IncludeGlobalServiceEvents',
  check: (estate) =>
    estate.ofType('AWS::CloudTrail::Trail').map((trail) => {
      const regions = isTrue(trail.properties.IsMultiRegionTrail);
      const global = isTrue(trail.properties.IncludeGlobalServiceEvents ?? true);
      return judged(
        regions && global,
        trail,
        'Properties.IsMultiRegionTrail',
        'records every region and the global services',
        regions ? 'leaves global services such as IAM out' : 'records one region',
      );
    }),
};
