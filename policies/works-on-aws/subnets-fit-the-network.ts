import { pointingAt, vpcs } from '../estate/network.ts';
import { withinQuota } from './quota.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const subnetsFitTheNetwork: WorksOnAwsRule = {
  id: 'subnets-fit-the-network',
  severity: 'error',
  why: 'A VPC holds 200 subnets by default: with subnets of its own in two zones no project after the 95th is deployed.',
  fix: 'share the subnets between projects, and tell them apart by security groups',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html',
  check: (estate) =>
    vpcs(estate).map((vpc) =>
      withinQuota(vpc, 'Type', pointingAt(estate, 'AWS::EC2::Subnet', 'VpcId', vpc).length, 200, 'subnets'),
    ),
};
