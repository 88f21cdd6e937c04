import { vpcs } from '../estate/network.ts';
import { withinQuota } from './quota.ts';
import { endpointsIn, isInterface } from './vpc-endpoints.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const endpointsFitTheNetwork: WorksOnAwsRule = {
  id: 'endpoints-fit-the-network',
  severity: 'error',
  why: 'A VPC holds 50 interface endpoints by default: endpoints of each project stop at some project.',
  fix: 'share one endpoint of each service',
  source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html',
  check: (estate) =>
    vpcs(estate).map((vpc) =>
      withinQuota(vpc, 'Type', endpointsIn(estate, vpc).filter(isInterface).length, 50, 'interface endpoints'),
    ),
};
