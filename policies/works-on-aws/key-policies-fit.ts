import { keys } from '../estate/stores.ts';
import { policySize } from './policy-size.ts';
import { withinQuota } from './quota.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const keyPoliciesFit: WorksOnAwsRule = {
  id: 'key-policies-fit',
  severity: 'error',
  why: 'A key policy holds 32 KB; one that names every project stops at some project.',
  fix: 'name roles by a pattern in a condition on aws:PrincipalArn instead of one by one',
  source: 'https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html',
  check: (estate) =>
    keys(estate).map(({ resource }) =>
      withinQuota(
        resource,
        'Properties.KeyPolicy',
        policySize(resource.properties.KeyPolicy),
        32 * 1024,
        'characters of key policy',
      ),
    ),
};
