import type { Estate, Resource } from '../estate/estate.ts';
import { vpcs } from '../estate/network.ts';
import { list } from '../estate/values.ts';
import { fail, judged } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { groupRules, peerOf } from './security-group-rules.ts';

/**
 * A prefix list that is looked up at deployment names public addresses of S3 or DynamoDB. Without a route to the internet they
 * can be reached through a gateway endpoint alone, so that endpoint must exist.
 */
const throughGateway = (estate: Estate, { type }: Resource): boolean =>
  (type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource') &&
  vpcs(estate).every((vpc) =>
    estate
      .ofType('AWS::EC2::VPCEndpoint')
      .some(
        ({ properties }) =>
          estate.find(properties.VpcId) === vpc && (properties.VpcEndpointType ?? 'Gateway') === 'Gateway',
      ),
  );

/** Stand-alone egress resources do not take AWS's own rule to everywhere away; only a rule in the group does. */
const openByDefault = (estate: Estate): readonly Outcome[] =>
  estate
    .ofType('AWS::EC2::SecurityGroup')
    .filter(({ properties }) => list(properties.SecurityGroupEgress).length === 0)
    .map((group) =>
      fail(group, 'Properties.SecurityGroupEgress', 'names no egress, so EC2 adds a rule that lets everything out'),
    );

export const securityGroupsLetNothingOut: Rule = {
  id: 'security-groups-let-nothing-out',
  safe: 'settings',
  controls: ['2.2.11', '3.1.12', '2.2.10'],
  severity: 'fatal',
  why: 'A connection outwards is a way for data; each must end at an endpoint or another group inside.',
  fix: 'name groups inside, a range of the VPC or the prefix list of a gateway endpoint in SecurityGroupEgress; to let nothing out write 127.0.0.1/32',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html',
  check: (estate) => [
    ...openByDefault(estate),
    ...groupRules(estate, 'Egress').map(({ resource, path, rule }) => {
      const peer = peerOf(estate, rule, 'Egress');
      if (peer.kind !== 'prefix-list') {
        return judged(
          peer.kind !== 'outside',
          resource,
          path,
          peer.kind === 'nobody' ? 'leads nowhere' : `leads to ${peer.what}, which is inside`,
          `leads to ${peer.what}`,
        );
      }
      return judged(
        throughGateway(estate, peer.list),
        resource,
        path,
        'leads to a service that only a gateway endpoint makes reachable',
        `the prefix list of ${peer.list.logicalId} is not proved to lead to a gateway endpoint`,
      );
    }),
  ],
};
