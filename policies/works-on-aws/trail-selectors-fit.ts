import { list, record } from '../estate/values.ts';
import { withinQuota } from './quota.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const trailSelectorsFit: WorksOnAwsRule = {
  id: 'trail-selectors-fit',
  severity: 'error',
  why: 'The advanced selectors of a trail hold 500 values together: one that names every bucket stops at some project.',
  fix: 'select by the beginning of the ARN instead of by every name',
  source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html',
  check: (estate) =>
    estate.ofType('AWS::CloudTrail::Trail').map((trail) => {
      const values = list(trail.properties.AdvancedEventSelectors)
        .flatMap((selector) => list(record(selector).FieldSelectors))
        .flatMap((field) => Object.entries(record(field)))
        .filter(([operator]) => operator !== 'Field')
        .reduce((sum, [, one]) => sum + list(one).length, 0);
      return withinQuota(trail, 'Properties.AdvancedEventSelectors', values, 500, 'values in selectors');
    }),
};
