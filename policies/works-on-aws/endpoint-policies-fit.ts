import { policySize } from './policy-size.ts';
import { withinQuota } from './quota.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const endpointPoliciesFit: WorksOnAwsRule = {
  id: 'endpoint-policies-fit',
  severity: 'error',
  why: 'An endpoint policy holds 20,480 characters, and no quota request changes that: one that names every project stops at some project.',
  fix: 'pin names by their prefix',
  source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html',
  check: (estate) =>
    estate
      .ofType('AWS::EC2::VPCEndpoint')
      .map((endpoint) =>
        withinQuota(
          endpoint,
          'Properties.PolicyDocument',
          policySize(endpoint.properties.PolicyDocument),
          20_480,
          'characters of endpoint policy',
        ),
      ),
};
