import { isTrue } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const trailsOfEveryRegionIncludeGlobalEvents: WorksOnAwsRule = {
  id: 'trails-of-every-region-include-global-events',
  severity: 'error',
  why: 'CloudTrail refuses a trail of every region that leaves out the events of global services, such as IAM.',
  fix: 'leave IncludeGlobalServiceEvents at true',
  source: 'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html',
  check: (estate) =>
    estate
      .ofType('AWS::CloudTrail::Trail')
      .filter(({ properties }) => isTrue(properties.IsMultiRegionTrail))
      .map((trail) => {
        const written = trail.properties.IncludeGlobalServiceEvents;
        return judged(
          written === undefined || isTrue(written),
          trail,
          'Properties.IncludeGlobalServiceEvents',
          'every region, and global events',
          'every region, but without global events',
        );
      }),
};
