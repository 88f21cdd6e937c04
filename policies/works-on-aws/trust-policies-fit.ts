import { policySize } from './policy-size.ts';
import { withinQuota } from './quota.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const trustPoliciesFit: WorksOnAwsRule = {
  id: 'trust-policies-fit',
  severity: 'error',
  why: 'A trust policy holds 2,048 characters by default: one that names every project stops at some project.',
  fix: 'trust one principal under a condition, or request up to 4,096 characters',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  check: (estate) =>
    estate
      .ofType('AWS::IAM::Role')
      .map((role) =>
        withinQuota(
          role,
          'Properties.AssumeRolePolicyDocument',
          policySize(role.properties.AssumeRolePolicyDocument),
          2048,
          'characters of trust policy',
        ),
      ),
};
