import { placeOf } from '../arns.ts';
import type { Estate, Resource } from '../estate.ts';
import { isTrue, list, text } from '../values.ts';
import { oncePerEstate } from '../views.ts';
import { type Pin, pinOf } from './endpoint-pins.ts';
import { defaultGroupOf, type Group, groupOf, unknownGroup } from './groups.ts';
import type { DestinationKind, Gate } from './path.ts';
import { serviceNameOf } from './service-names.ts';
import { type Subnet, subnetsAt } from './subnets.ts';

export interface Endpoint {
  readonly resource: Resource;
  /** `Gateway` is reached by a route table, the others by an address in their subnets. */
  readonly type: 'Gateway' | 'Interface' | 'GatewayLoadBalancer' | 'Resource' | 'ServiceNetwork' | 'unknown';
  readonly vpc: Resource | undefined;
  readonly to: string;
  readonly toKind: DestinationKind;
  /** The endpoint itself, and then its policy. */
  readonly gates: readonly Gate[];
  readonly pin: Pin | undefined;
  /** Undefined: it stands where nobody can tell. */
  readonly subnets: readonly Subnet[] | undefined;
  readonly groups: readonly Group[];
  /** What the service carries to people and machines outside AWS, whatever an endpoint policy says. */
  readonly forwards: string | undefined;
}

const types = ['Gateway', 'Interface', 'GatewayLoadBalancer', 'Resource', 'ServiceNetwork'] as const;

interface Lead {
  readonly to: string;
  readonly toKind: DestinationKind;
  readonly effect: Gate['effect'];
  readonly says: string;
}

/** Where an endpoint leads. Only a service of AWS in the own region heeds its policy and the policies of what it reaches. */
function leadOf(estate: Estate, resource: Resource, type: Endpoint['type']): Lead {
  const { ServiceName, ServiceRegion, ResourceConfigurationArn, ServiceNetworkArn } = resource.properties;
  const { region } = placeOf(estate, resource);
  if (type === 'Resource' || ResourceConfigurationArn !== undefined) {
    const held = estate.find(ResourceConfigurationArn, 'AWS::VpcLattice::ResourceConfiguration');
    const to = held?.address ?? 'a resource that is shared with us';
    return { to, toKind: held ? 'network' : 'account', effect: 'passes', says: `leads to ${to} in another network` };
  }
  if (type === 'ServiceNetwork' || ServiceNetworkArn !== undefined) {
    const held = estate.find(ServiceNetworkArn, 'AWS::VpcLattice::ServiceNetwork');
    const to = held?.address ?? 'a service network that is shared with us';
    return { to, toKind: held ? 'network' : 'account', effect: 'passes', says: `leads to ${to}` };
  }
  const name = serviceNameOf(ServiceName);
  if (type === 'unknown' || name === undefined)
    return { to: 'an unknown service', toKind: 'account', effect: 'unknown', says: 'where it leads is unresolved' };
  if (name.isThirdParty)
    return { to: name.service, toKind: 'account', effect: 'passes', says: "leads to somebody's own service" };
  const abroad = text(ServiceRegion) ?? name.region;
  if (ServiceRegion !== undefined && ServiceRegion !== region)
    return {
      to: `${name.service} in ${text(ServiceRegion) ?? 'an unknown region'}`,
      toKind: 'account',
      effect: 'passes',
      says: 'leads to another region',
    };
  if (abroad !== undefined && region !== undefined && abroad !== region)
    return { to: `${name.service} in ${abroad}`, toKind: 'account', effect: 'passes', says: 'leads to another region' };
  return { to: name.service, toKind: 'service', effect: 'narrows', says: `leads to ${name.service} only` };
}

const forwarding: Readonly<Record<string, string>> = {
  email: 'mail to anybody',
  'email-smtp': 'mail to anybody',
  sns: 'messages to subscribers anywhere',
  'sms-voice': 'messages to any telephone',
};

function endpointOf(estate: Estate, resource: Resource): Endpoint {
  const { VpcEndpointType = 'Gateway', VpcId, SubnetIds, SecurityGroupIds } = resource.properties;
  const type = types.find((known) => known === VpcEndpointType) ?? 'unknown';
  const placed = type === 'Gateway' ? [] : subnetsAt(estate, SubnetIds);
  const vpc = estate.find(VpcId, 'AWS::EC2::VPC') ?? placed?.[0]?.vpc;
  const lead = leadOf(estate, resource, type);
  const isOurs = lead.toKind === 'service';
  const isNamed = isTrue(resource.properties.PrivateDnsEnabled);
  const pin = isOurs ? pinOf(resource, lead.to, placeOf(estate, resource).account) : undefined;
  const gate: Gate = {
    kind: 'endpoint',
    resource: resource.address,
    effect: lead.effect,
    says: `${resource.logicalId} ${lead.says}${isNamed ? ', under its public name' : ''}`,
  };
  const groups = list(SecurityGroupIds).map((reference) => groupOf(estate, reference));
  const byDefault =
    vpc === undefined ? unknownGroup('the default group of an unknown VPC') : defaultGroupOf(estate, vpc);
  return {
    resource,
    type,
    vpc,
    to: lead.to,
    toKind: lead.toKind,
    gates: pin === undefined ? [gate] : [gate, pin.gate],
    pin,
    subnets: placed?.length === 0 && type !== 'Gateway' ? undefined : placed,
    groups: groups.length > 0 ? groups : [byDefault],
    forwards: isOurs ? forwarding[lead.to] : undefined,
  };
}

export const endpoints: (estate: Estate) => readonly Endpoint[] = oncePerEstate((estate) =>
  estate.ofType('AWS::EC2::VPCEndpoint').map((resource) => endpointOf(estate, resource)),
);
