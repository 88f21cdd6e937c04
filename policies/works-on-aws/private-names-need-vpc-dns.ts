import { vpcs } from '../estate/network.ts';
import { isTrue } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import { endpointsIn, isInterface } from './vpc-endpoints.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const privateNamesNeedVpcDns: WorksOnAwsRule = {
  id: 'private-names-need-vpc-dns',
  severity: 'error',
  why: 'An endpoint with private names is refused in a network that does not have both DNS support and DNS host names, and host names are off by default.',
  fix: 'set EnableDnsSupport and EnableDnsHostnames of the VPC to true',
  source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/interface-endpoints.html',
  check: (estate) =>
    vpcs(estate).flatMap((vpc) => {
      const named = endpointsIn(estate, vpc).filter(
        (endpoint) => isInterface(endpoint) && isTrue(endpoint.properties.PrivateDnsEnabled),
      );
      if (named.length === 0) return [];
      const { EnableDnsHostnames, EnableDnsSupport } = vpc.properties;
      return judged(
        isTrue(EnableDnsHostnames) && (EnableDnsSupport === undefined || isTrue(EnableDnsSupport)),
        vpc,
        'Properties.EnableDnsHostnames',
        `answers the private names of ${named.length} endpoints`,
        `cannot answer the private names of ${named.length} endpoints`,
      );
    }),
};
