import { vpcs } from '../estate/network.ts';
import { at } from '../estate/values.ts';
import { fail, judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** Kinds of network resource that lead nowhere by themselves; the other rules judge what they hold. */
const inward = new Set([
  'AWS::EC2::DHCPOptions',
  'AWS::EC2::FlowLog',
  'AWS::EC2::NetworkAcl',
  'AWS::EC2::NetworkAclEntry',
  'AWS::EC2::PrefixList',
  'AWS::EC2::Route',
  'AWS::EC2::RouteTable',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::SecurityGroupEgress',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::EC2::SnapshotBlockPublicAccess',
  'AWS::EC2::Subnet',
  'AWS::EC2::SubnetNetworkAclAssociation',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::VPC',
  'AWS::EC2::VPCBlockPublicAccessOptions',
  'AWS::EC2::VPCDHCPOptionsAssociation',
  'AWS::EC2::VPCEndpoint',
  'AWS::Route53Resolver::FirewallConfig',
  'AWS::Route53Resolver::FirewallDomainList',
  'AWS::Route53Resolver::FirewallRuleGroup',
  'AWS::Route53Resolver::FirewallRuleGroupAssociation',
  'AWS::Route53Resolver::ResolverDNSSECConfig',
  'AWS::Route53Resolver::ResolverQueryLoggingConfig',
  'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation',
]);

/** Services whose resources join networks. */
const joining = /^AWS::(EC2|VpcLattice|NetworkManager|DirectConnect|Route53Resolver|GlobalAccelerator|RAM|Outposts)::/;

/** Closed world: what is not known to stay inside counts as a way out. */
export const vpcHasNoWayOut: Rule = {
  id: 'vpc-has-no-way-out',
  safe: 'settings',
  controls: ['2.2.11', '2.2.09', '3.1.12'],
  severity: 'fatal',
  why: 'Where the network is joined to nothing, data can leave only through an endpoint that has a policy.',
  fix: 'remove the gateway, peering, attachment, association or share; reach AWS services through endpoints',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/extend-intro.html',
  check: (estate) => {
    const ways = estate.resources.filter(({ type }) => joining.test(type) && !inward.has(type));
    const fleets = estate.resources.filter(
      (resource) =>
        at(resource, 'EnableDefaultInternetAccess') === true ||
        at(resource, 'DirectInternetAccess') === 'Enabled' ||
        at(resource, 'AppNetworkAccessType') === 'PublicInternetOnly',
    );
    const closed = ways.length === 0 && fleets.length === 0;
    return [
      ...ways.map((way) =>
        fail(way, 'Type', `${way.type} joins the network to something, or is not known to stay inside`),
      ),
      ...fleets.map((fleet) =>
        fail(fleet, 'Properties', `${fleet.type} asks AWS for an internet connection of its own`),
      ),
      ...vpcs(estate).map((vpc) =>
        judged(
          closed,
          vpc,
          'Type',
          'no resource of the estate joins it to another network',
          'the estate holds a way out',
        ),
      ),
    ];
  },
};
