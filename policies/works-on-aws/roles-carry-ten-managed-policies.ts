import { list } from '../estate/values.ts';
import { withinQuota } from './quota.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const rolesCarryTenManagedPolicies: WorksOnAwsRule = {
  id: 'roles-carry-ten-managed-policies',
  severity: 'error',
  why: 'A role carries ten managed policies by default.',
  fix: 'put statements together in fewer policies',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  check: (estate) =>
    estate.ofType('AWS::IAM::Role').map((role) => {
      const attached = estate
        .ofType('AWS::IAM::ManagedPolicy')
        .filter(({ properties }) => list(properties.Roles).some((one) => estate.find(one) === role));
      const count = list(role.properties.ManagedPolicyArns).length + attached.length;
      return withinQuota(role, 'Properties.ManagedPolicyArns', count, 10, 'managed policies');
    }),
};
