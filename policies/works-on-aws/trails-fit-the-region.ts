import { placeOf } from '../estate/arns.ts';
import { isTrue } from '../estate/values.ts';
import { withinQuota } from './quota.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

/** A trail of every region counts in each. */
export const trailsFitTheRegion: WorksOnAwsRule = {
  id: 'trails-fit-the-region',
  severity: 'error',
  why: 'An account holds five trails in a region, and no quota request changes that.',
  fix: 'let one trail record what several did',
  source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html',
  check: (estate) => {
    const all = estate.ofType('AWS::CloudTrail::Trail');
    return all.map((trail) => {
      const { account, region } = placeOf(estate, trail);
      const here = all.filter((other) => {
        const place = placeOf(estate, other);
        return place.account === account && (place.region === region || isTrue(other.properties.IsMultiRegionTrail));
      });
      return withinQuota(trail, 'Type', here.length, 5, `trails in ${region}`);
    });
  },
};
