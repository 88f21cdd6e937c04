import type { Estate, Resource } from '../estate/estate.ts';
import { pointingAt } from '../estate/network.ts';
import { list } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const directions = ['Ingress', 'Egress'] as const;

const rulesOf = (estate: Estate, group: Resource, direction: (typeof directions)[number]): number =>
  list(group.properties[`SecurityGroup${direction}`]).length +
  pointingAt(estate, `AWS::EC2::SecurityGroup${direction}`, 'GroupId', group).length;

/** The prefix lists of S3 and DynamoDB weigh one rule each. */
export const securityGroupsFit: WorksOnAwsRule = {
  id: 'security-groups-fit',
  severity: 'error',
  why: 'A security group holds 60 rules in each direction by default: an endpoint with a rule for each project stops at the 60th.',
  fix: 'admit the range of all projects, or one group that all clients share',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html',
  check: (estate) =>
    estate.ofType('AWS::EC2::SecurityGroup').map((group) => {
      const counts = directions.map((direction) => rulesOf(estate, group, direction));
      return judged(
        counts.every((count) => count <= 60),
        group,
        'Properties.SecurityGroupIngress',
        `${counts.join(' and ')} of 60 rules`,
        `${counts.join(' and ')} rules in and out, and AWS takes 60 each`,
      );
    }),
};
