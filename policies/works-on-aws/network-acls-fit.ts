import { pointingAt } from '../estate/network.ts';
import { isTrue } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const networkAclsFit: WorksOnAwsRule = {
  id: 'network-acls-fit',
  severity: 'error',
  why: 'A network ACL holds 20 rules in each direction by default and 40 at most.',
  fix: 'filter by security groups, which name groups and prefix lists instead of ranges',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html',
  check: (estate) =>
    estate.ofType('AWS::EC2::NetworkAcl').map((acl) => {
      const entries = pointingAt(estate, 'AWS::EC2::NetworkAclEntry', 'NetworkAclId', acl);
      const out = entries.filter(({ properties }) => isTrue(properties.Egress)).length;
      return judged(
        out <= 20 && entries.length - out <= 20,
        acl,
        'Type',
        `${entries.length - out} and ${out} of 20 rules`,
        `${entries.length - out} rules in and ${out} out, and AWS takes 20 each`,
      );
    }),
};
