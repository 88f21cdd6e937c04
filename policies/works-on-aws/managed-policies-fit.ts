import { policySize } from './policy-size.ts';
import { withinQuota } from './quota.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const managedPoliciesFit: WorksOnAwsRule = {
  id: 'managed-policies-fit',
  severity: 'error',
  why: 'A managed policy, and so a permissions boundary, holds 6,144 characters, white space aside.',
  fix: 'name resources by their prefix, or split the policy',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html',
  check: (estate) =>
    estate
      .ofType('AWS::IAM::ManagedPolicy')
      .map((policy) =>
        withinQuota(
          policy,
          'Properties.PolicyDocument',
          policySize(policy.properties.PolicyDocument),
          6144,
          'characters of managed policy',
        ),
      ),
};
