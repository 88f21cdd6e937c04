// Long because it is one table: every kind of network resource that the prover takes into account.

import type { Estate, Json, Resource } from '../estate.ts';
import { holdsUnresolved, isRecord } from '../values.ts';
import { bearers } from './bearers.ts';
import { strayGroupRules } from './groups.ts';
import { otherWayTypes } from './other-ways.ts';
import { subnets } from './subnets.ts';
import { strayRoute } from './tables.ts';

/** Kinds that are followed, or that join nothing and let nothing through. */
const modelled: ReadonlySet<string> = new Set([
  ...Object.keys(bearers),
  ...otherWayTypes,
  'AWS::EC2::CarrierGateway',
  'AWS::EC2::ClientVpnAuthorizationRule',
  'AWS::EC2::ClientVpnEndpoint',
  'AWS::EC2::ClientVpnRoute',
  'AWS::EC2::CustomerGateway',
  'AWS::EC2::DHCPOptions',
  'AWS::EC2::EIP',
  'AWS::EC2::EIPAssociation',
  'AWS::EC2::EgressOnlyInternetGateway',
  'AWS::EC2::FlowLog',
  'AWS::EC2::GatewayRouteTableAssociation',
  'AWS::EC2::InternetGateway',
  'AWS::EC2::KeyPair',
  'AWS::EC2::LaunchTemplate',
  'AWS::EC2::LocalGatewayRoute',
  'AWS::EC2::LocalGatewayRouteTableVPCAssociation',
  'AWS::EC2::NatGateway',
  'AWS::EC2::NetworkAcl',
  'AWS::EC2::NetworkAclEntry',
  'AWS::EC2::NetworkInterfaceAttachment',
  'AWS::EC2::PlacementGroup',
  'AWS::EC2::PrefixList',
  'AWS::EC2::Route',
  'AWS::EC2::RouteTable',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::SecurityGroupEgress',
  'AWS::EC2::SecurityGroupIngress',
  'AWS::EC2::SnapshotBlockPublicAccess',
  'AWS::EC2::Subnet',
  'AWS::EC2::SubnetCidrBlock',
  'AWS::EC2::SubnetNetworkAclAssociation',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::TrafficMirrorFilter',
  'AWS::EC2::TrafficMirrorFilterRule',
  'AWS::EC2::TrafficMirrorTarget',
  'AWS::EC2::TransitGateway',
  'AWS::EC2::TransitGatewayAttachment',
  'AWS::EC2::TransitGatewayConnect',
  'AWS::EC2::TransitGatewayRoute',
  'AWS::EC2::TransitGatewayRouteTable',
  'AWS::EC2::TransitGatewayRouteTableAssociation',
  'AWS::EC2::TransitGatewayRouteTablePropagation',
  'AWS::EC2::TransitGatewayVpcAttachment',
  'AWS::EC2::VPC',
  'AWS::EC2::VPCBlockPublicAccessOptions',
  'AWS::EC2::VPCCidrBlock',
  'AWS::EC2::VPCDHCPOptionsAssociation',
  'AWS::EC2::VPCEndpoint',
  'AWS::EC2::VPCEndpointConnectionNotification',
  'AWS::EC2::VPCEndpointServicePermissions',
  'AWS::EC2::VPCGatewayAttachment',
  'AWS::EC2::VPNConnection',
  'AWS::EC2::VPNConnectionRoute',
  'AWS::EC2::VPNGateway',
  'AWS::EC2::VPNGatewayRoutePropagation',
  'AWS::EC2::VerifiedAccessGroup',
  'AWS::EC2::VerifiedAccessInstance',
  'AWS::EC2::VerifiedAccessTrustProvider',
  'AWS::EC2::Volume',
  'AWS::EC2::VolumeAttachment',
  'AWS::GlobalAccelerator::Accelerator',
  'AWS::GlobalAccelerator::Listener',
  'AWS::NetworkFirewall::Firewall',
  'AWS::NetworkFirewall::FirewallPolicy',
  'AWS::NetworkFirewall::LoggingConfiguration',
  'AWS::NetworkFirewall::RuleGroup',
  'AWS::NetworkFirewall::TLSInspectionConfiguration',
  'AWS::Route53Resolver::FirewallConfig',
  'AWS::Route53Resolver::FirewallDomainList',
  'AWS::Route53Resolver::FirewallRuleGroup',
  'AWS::Route53Resolver::FirewallRuleGroupAssociation',
  'AWS::Route53Resolver::ResolverConfig',
  'AWS::Route53Resolver::ResolverDNSSECConfig',
  'AWS::Route53Resolver::ResolverQueryLoggingConfig',
  'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation',
  'AWS::Route53Resolver::ResolverRule',
  'AWS::Route53Resolver::ResolverRuleAssociation',
  'AWS::VpcLattice::AccessLogSubscription',
  'AWS::VpcLattice::AuthPolicy',
  'AWS::VpcLattice::Listener',
  'AWS::VpcLattice::ResourceConfiguration',
  'AWS::VpcLattice::ResourcePolicy',
  'AWS::VpcLattice::Rule',
  'AWS::VpcLattice::Service',
  'AWS::VpcLattice::ServiceNetwork',
  'AWS::VpcLattice::ServiceNetworkServiceAssociation',
  'AWS::VpcLattice::TargetGroup',
]);

/** Services whose resources make or join networks. */
const network =
  /^AWS::(EC2|VpcLattice|NetworkFirewall|NetworkManager|DirectConnect|GlobalAccelerator|Outposts|Route53Resolver|Route53Profiles|Route53RecoveryControl|ODB|Interconnect|RTBFabric|PCAConnectorAD)::/;

/** Holders of subnets for a bearer, which read them there. */
const holders = new Set(Object.values(bearers).flatMap(({ by }) => (by === undefined ? [] : [by.type])));

/** Kinds that bring resources of which the templates here say nothing. */
const opaque =
  /^AWS::(CloudFormation::(Stack|StackSet|Macro)|ServiceCatalog::CloudFormationProvisionedProduct|Proton::|Serverless::Application)/;

/** Kinds that run somebody's code where no subnet of a template shows, and of which no table says what they reach. */
const running = new Set([
  'AWS::Amplify::App',
  'AWS::BedrockAgentCore::BrowserCustom',
  'AWS::BedrockAgentCore::CodeInterpreterCustom',
  'AWS::BedrockAgentCore::Runtime',
  'AWS::Cloud9::EnvironmentEC2',
  'AWS::DataPipeline::Pipeline',
  'AWS::ElasticBeanstalk::Environment',
  'AWS::GameLift::Fleet',
  'AWS::KinesisAnalyticsV2::Application',
  'AWS::Lightsail::Container',
  'AWS::Lightsail::Instance',
  'AWS::SageMaker::App',
  'AWS::SageMaker::MonitoringSchedule',
  'AWS::SageMaker::Pipeline',
  'AWS::SageMaker::TrainingJob',
]);

/** Something that the paths leave out, and why. */
export interface Unmodelled {
  readonly resource: Resource;
  readonly why: string;
}

const placing =
  /^(Subnets?|SubnetIds?|VpcConfig|VPCConfig|VpcConfiguration|VpcSettings|NetworkConfiguration|VpcSubnets)$/;

/** A property by which it would stand in a network, or a reference to a subnet that the estate holds. */
function placeIn(value: Json | undefined, known: ReadonlyMap<string, unknown>): string | undefined {
  if (typeof value === 'string') {
    const [, address = ''] = /^\$\{([^}/]+\/[^}.]+)\}$/.exec(value) ?? [];
    return known.has(address) ? address : undefined;
  }
  if (Array.isArray(value)) {
    for (const item of value as readonly Json[]) {
      const found = placeIn(item, known);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!isRecord(value)) return undefined;
  for (const [key, item] of Object.entries(value)) {
    const found = placing.test(key) && holdsUnresolved(item) ? key : placeIn(item, known);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * What the prover does not follow: kinds of network resource that are not in its table, resources of other kinds that stand in a
 * subnet, and rules and routes of which nobody can tell to what they belong. In an estate of ours that is a fail; in anybody
 * else's the paths are incomplete by as much.
 */
export function unmodelledNetworkResources(estate: Estate): readonly Unmodelled[] {
  const places = subnets(estate);
  const route = strayRoute(estate);
  const lost = [...strayGroupRules(estate), ...(route === undefined ? [] : [route])].map((resource) => ({
    resource,
    why: 'belongs to a group or a route table that the estate does not hold',
  }));
  const unknown = estate.resources.flatMap((resource): readonly Unmodelled[] => {
    const { type, properties } = resource;
    if (modelled.has(type) || holders.has(type)) return [];
    if (opaque.test(type)) return [{ resource, why: `${type} brings resources that are not seen here` }];
    if (network.test(type)) return [{ resource, why: `${type} is not modelled` }];
    if (running.has(type)) return [{ resource, why: `${type} runs code on a network that is not modelled` }];
    const place = placeIn(properties, places);
    return place === undefined ? [] : [{ resource, why: `${type} stands in a network (${place}) and is not modelled` }];
  });
  return [...unknown, ...lost];
}

/** Every network resource that the paths take into account. */
export const modelledNetworkResources = (estate: Estate): readonly Resource[] =>
  estate.resources.filter(({ type }) => network.test(type) && modelled.has(type));
