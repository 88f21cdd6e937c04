import { list, record } from '../estate/values.ts';
import { policySize } from './policy-size.ts';
import { withinQuota } from './quota.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const rolePoliciesFit: WorksOnAwsRule = {
  id: 'role-policies-fit',
  severity: 'error',
  why: 'All inline policies of a role hold 10,240 characters together, white space aside: a list of every project stops at some project.',
  fix: 'name resources by their prefix, or move statements into managed policies',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  check: (estate) => {
    const attached = estate.ofType('AWS::IAM::Policy', 'AWS::IAM::RolePolicy');
    return estate.ofType('AWS::IAM::Role').map((role) => {
      const own = list(role.properties.Policies).map((policy) => record(policy).PolicyDocument);
      const others = attached
        .filter(({ properties }) =>
          [...list(properties.Roles), ...list(properties.RoleName)].some((one) => estate.find(one) === role),
        )
        .map(({ properties }) => properties.PolicyDocument);
      const size = [...own, ...others].map(policySize).reduce((sum, one) => sum + one, 0);
      return withinQuota(role, 'Properties.Policies', size, 10_240, 'characters of inline policies');
    });
  },
};
