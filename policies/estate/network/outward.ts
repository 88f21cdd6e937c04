// Long because it is one table: every target that a route can have, and where it leads.

import { placeOf } from '../arns.ts';
import type { Estate, Resource } from '../estate.ts';
import { list, record, text } from '../values.ts';
import { aclGate } from './acls.ts';
import { type Address, bearers } from './bearers.ts';
import { type Departure, definedGates, departuresOf, routings } from './departures.ts';
import type { DestinationKind, Gate } from './path.ts';
import { common, covers, everywhere4, everywhere6, holdsPublic, type Range, translatesToIpv4 } from './ranges.ts';
import { type Station, stations } from './stations.ts';
import { type Subnet, subnetsAt, vpcRanges } from './subnets.ts';
import type { Route } from './tables.ts';
import { asWritten, spoken, type Traffic } from './traffic.ts';

/** Where a path ends, and by which gates. */
export interface Tail {
  readonly to: string;
  readonly toKind: DestinationKind;
  readonly protocol: string;
  readonly gates: readonly Gate[];
}

/** A packet on its way. */
interface Flight {
  readonly subnet: Subnet;
  readonly traffic: Traffic;
  readonly ranges: readonly Range[];
  readonly gates: readonly Gate[];
  readonly address: Address;
  /** Whatever comes to stand here may ask for a public address. */
  readonly mayAsk: boolean;
  readonly passed: readonly string[];
}

const ends = (flight: Flight, to: string, toKind: DestinationKind, ...gates: readonly Gate[]): Tail => ({
  to,
  toKind,
  protocol: spoken(flight.traffic),
  gates: [...flight.gates, ...gates],
});

const gateway = (resource: string | undefined, effect: Gate['effect'], says: string): Gate => ({
  kind: 'gateway',
  resource,
  effect,
  says,
});

/** Nobody can tell where it goes: to another network, and to the internet where the addresses allow it. */
const anywhere = (flight: Flight, gate: Gate, to = 'an unknown network'): readonly Tail[] => [
  ends(flight, to, 'network', gate),
  ...(flight.ranges.some(holdsPublic) ? [ends(flight, 'internet', 'internet', { ...gate, effect: 'unknown' })] : []),
];

/** The gate of the public address; undefined where there is none to be had. */
function addressGate({ address, subnet, mayAsk }: Flight): Gate | undefined {
  const given = address === 'subnet' ? subnet.givesPublicAddress : address;
  const gate = (effect: Gate['effect'], says: string): Gate => ({
    kind: 'address',
    resource: subnet.resource.address,
    effect,
    says,
  });
  if (given === 'yes') return gate('passes', 'has a public address');
  if (given === 'unknown') return gate('unknown', 'may have a public address');
  return mayAsk && address === 'subnet' ? gate('narrows', 'only what asks for a public address has one') : undefined;
}

function throughInternetGateway(flight: Flight, resource: string | undefined, says: string): readonly Tail[] {
  const open = flight.ranges.filter(holdsPublic);
  const six = flight.subnet.hasIpv6 && open.some(({ family }) => family === 6);
  const address = open.some(({ family }) => family === 4) ? addressGate(flight) : undefined;
  const gate = gateway(resource, 'passes', says);
  const four = address === undefined ? [] : [ends(flight, 'internet', 'internet', address, gate)];
  return six ? [...four, ends(flight, 'internet', 'internet', { ...gate, says: `${says}, by IPv6` })] : four;
}

function throughNat(estate: Estate, flight: Flight, route: Route): readonly Tail[] {
  const nat = estate.find(route.target, 'AWS::EC2::NatGateway');
  if (nat === undefined)
    return anywhere(flight, gateway(undefined, 'unknown', `NAT gateway ${asWritten(route.target)}, not in the estate`));
  const isPrivate = nat.properties.ConnectivityType === 'private';
  const ranges = flight.ranges.some(translatesToIpv4) ? [...flight.ranges, everywhere4] : flight.ranges;
  const gate = gateway(nat.address, 'passes', `NAT gateway ${nat.logicalId}`);
  // A regional one stands in no subnet and has its own way to the internet gateway.
  if (nat.properties.SubnetId === undefined)
    return ranges.some(holdsPublic) ? [ends(flight, 'internet', 'internet', gate)] : [];
  return onwards(estate, { ...flight, ranges, address: isPrivate ? 'no' : 'yes' }, nat, nat.properties.SubnetId, gate);
}

/** A packet leaves a middle box by the routes of the subnet in which the box stands. */
function onwards(
  estate: Estate,
  flight: Flight,
  box: Resource,
  place: Parameters<typeof subnetsAt>[1],
  gate: Gate,
): readonly Tail[] {
  if (flight.passed.includes(box.address)) return [];
  const found = subnetsAt(estate, place);
  const passed = [...flight.passed, box.address];
  if (found === undefined || found.length === 0)
    return anywhere(flight, gateway(box.address, 'unknown', `${gate.says} stands where nobody can tell`));
  return found.flatMap((subnet) =>
    alongRoutes(estate, { ...flight, subnet, passed, mayAsk: false, gates: [...flight.gates, gate] }),
  );
}

function throughPeering(estate: Estate, flight: Flight, route: Route): readonly Tail[] {
  const peering = estate.find(route.target, 'AWS::EC2::VPCPeeringConnection');
  if (peering === undefined)
    return [
      ends(
        flight,
        'another VPC',
        'account',
        gateway(undefined, 'unknown', `peering ${asWritten(route.target)}, not in the estate`),
      ),
    ];
  const { VpcId, PeerVpcId, PeerOwnerId } = peering.properties;
  const [own, other] = [VpcId, PeerVpcId].map((id) => estate.find(id, 'AWS::EC2::VPC'));
  const peer = own === flight.subnet.vpc ? other : own;
  const { account } = placeOf(estate, peering);
  const isOurs = PeerOwnerId === undefined || (account !== undefined && PeerOwnerId === account);
  const effect = PeerOwnerId !== undefined && text(PeerOwnerId) === undefined ? 'unknown' : 'passes';
  const to = peer?.address ?? `VPC ${asWritten(own === flight.subnet.vpc ? PeerVpcId : VpcId)}`;
  return [
    ends(flight, to, isOurs ? 'network' : 'account', gateway(peering.address, effect, `peering ${peering.logicalId}`)),
  ];
}

function throughEndpoint(estate: Estate, flight: Flight, route: Route): readonly Tail[] {
  const found = estate.find(route.target, 'AWS::EC2::VPCEndpoint', 'AWS::NetworkFirewall::Firewall');
  if (found === undefined)
    return anywhere(flight, gateway(undefined, 'unknown', `endpoint ${asWritten(route.target)} cannot be told`));
  if (found.type === 'AWS::NetworkFirewall::Firewall') {
    const places = list(found.properties.SubnetMappings).map((mapping) => record(mapping).SubnetId ?? null);
    const gate = gateway(
      found.address,
      'unknown',
      `network firewall ${found.logicalId}, whose rules are not evaluated`,
    );
    return onwards(estate, flight, found, places, gate);
  }
  const gate = gateway(found.address, 'passes', `appliances behind ${found.logicalId}`);
  return [
    ends(flight, asWritten(found.properties.ServiceName), 'account', gate),
    ...onwards(estate, flight, found, found.properties.SubnetIds, gate),
  ];
}

function throughMachine(estate: Estate, flight: Flight, route: Route): readonly Tail[] {
  const found = estate.find(route.target, 'AWS::EC2::Instance', 'AWS::EC2::NetworkInterface');
  const station = stations(estate).find(({ resource }) => resource === found);
  if (found === undefined || station === undefined || bearers[found.type] === undefined)
    return anywhere(flight, gateway(undefined, 'unknown', `machine ${asWritten(route.target)}, not in the estate`));
  const gate = gateway(found.address, 'passes', `machine ${found.logicalId} forwards it`);
  const places = station.subnets.map(({ resource }) => `\${${resource.address}}`);
  return onwards(estate, { ...flight, address: station.address }, found, places, gate);
}

function throughGateway(estate: Estate, flight: Flight, route: Route): readonly Tail[] {
  const written = text(route.target);
  if (written === 'local') return [];
  const found = estate.find(route.target);
  const is = (type: string, prefix: string) => found?.type === type || written?.startsWith(prefix) === true;
  const name = found?.logicalId ?? asWritten(route.target);
  if (is('AWS::EC2::InternetGateway', 'igw-'))
    return throughInternetGateway(flight, found?.address, `internet gateway ${name}`);
  if (is('AWS::EC2::VPNGateway', 'vgw-'))
    return anywhere(
      flight,
      gateway(found?.address, 'passes', `virtual private gateway ${name}`),
      'networks behind a VPN',
    );
  if (is('AWS::EC2::VPCEndpoint', 'vpce-')) return throughEndpoint(estate, flight, route);
  return anywhere(flight, gateway(found?.address, 'unknown', `gateway ${name} cannot be told`));
}

function through(estate: Estate, flight: Flight, route: Route): readonly Tail[] {
  const found = estate.find(route.target);
  const name = found?.logicalId ?? asWritten(route.target);
  const beyond = (what: string, to: string) =>
    anywhere(flight, gateway(found?.address, found === undefined ? 'unknown' : 'passes', `${what} ${name}`), to);
  switch (route.by) {
    case 'GatewayId':
      return throughGateway(estate, flight, route);
    case 'NatGatewayId':
      return throughNat(estate, flight, route);
    case 'EgressOnlyInternetGatewayId': {
      const isPossible =
        flight.subnet.hasIpv6 && flight.ranges.some((range) => range.family === 6 && holdsPublic(range));
      const gate = gateway(found?.address, 'passes', `egress-only internet gateway ${name}`);
      return isPossible ? [ends(flight, 'internet', 'internet', gate)] : [];
    }
    case 'CarrierGatewayId':
      return [ends(flight, 'internet', 'internet', gateway(found?.address, 'passes', `carrier gateway ${name}`))];
    case 'VpcPeeringConnectionId':
      return throughPeering(estate, flight, route);
    case 'TransitGatewayId':
      return beyond('transit gateway', found?.address ?? `transit gateway ${name}`);
    case 'CoreNetworkArn':
      return beyond('core network', 'a wide-area network');
    case 'LocalGatewayId':
      return beyond('local gateway', 'a network on the premises');
    case 'OdbNetworkArn':
      return beyond('database network', 'a network of Oracle databases');
    case 'VpcEndpointId':
      return throughEndpoint(estate, flight, route);
    case 'InstanceId':
    case 'NetworkInterfaceId':
      return throughMachine(estate, flight, route);
    default:
      return anywhere(flight, gateway(undefined, 'unknown', 'the route names no target that this model knows'));
  }
}

/** Whether a more specific route of the table, or the local one, takes it all. */
function isTakenElsewhere(estate: Estate, { table, vpc }: Subnet, route: Route, range: Range): boolean {
  const local = vpcRanges(estate).get(vpc?.address ?? '') ?? [];
  if (local.some((block) => covers(block, range))) return true;
  const own = route.destinations ?? [];
  return table.routes.some(
    (other) =>
      other !== route &&
      other.destinations?.some(
        (block) => covers(block, range) && own.some((one) => covers(one, block) && !covers(block, one)),
      ),
  );
}

function alongRoutes(estate: Estate, flight: Flight): readonly Tail[] {
  const { table } = flight.subnet;
  if (table.unknown !== undefined) {
    const gate: Gate = {
      kind: 'route',
      resource: flight.subnet.resource.address,
      effect: 'unknown',
      says: table.unknown,
    };
    return [...anywhere(flight, gate), ends(flight, 'services of AWS', 'service', gate)];
  }
  return table.routes.flatMap((route) => {
    const destinations = route.destinations ?? flight.ranges;
    const ranges = flight.ranges
      .flatMap((range) => destinations.flatMap((other) => common(range, other) ?? []))
      .filter((range) => !isTakenElsewhere(estate, flight.subnet, route, range));
    if (ranges.length === 0) return [];
    const acl = aclGate(flight.subnet.acl, 'out', flight.traffic, ranges);
    if (acl === undefined) return [];
    const effect = route.destinations === undefined ? 'unknown' : 'passes';
    const gate: Gate = { kind: 'route', resource: route.resource, effect, says: route.says };
    return through(estate, { ...flight, ranges, gates: [...flight.gates, acl, gate] }, route);
  });
}

const flights = (station: Station, { gate, traffic, ranges, group }: Departure): readonly Flight[] =>
  group !== undefined
    ? []
    : routings(station).map((subnet) => ({
        subnet,
        traffic,
        ranges: ranges ?? [everywhere4, everywhere6],
        gates: definedGates(gate),
        address: station.address,
        mayAsk: station.kind === 'subnet' || station.kind === 'security group',
        passed: [],
      }));

/** What a station whose subnets cannot be told may reach: whatever its groups let out. */
const unplaced = ({ unplaced: why = '' }: Station, departure: Departure): readonly Tail[] => {
  const { gate, traffic, ranges, group } = departure;
  if (group !== undefined) return [];
  const lost: Gate = { kind: 'route', resource: undefined, effect: 'unknown', says: why };
  const tail = (to: string, toKind: DestinationKind): Tail => ({
    to,
    toKind,
    protocol: spoken(traffic),
    gates: definedGates(gate, lost),
  });
  const isPublic = ranges === undefined || ranges.some(holdsPublic);
  const services = tail('services of AWS', 'service');
  return [tail('an unknown network', 'network'), services, ...(isPublic ? [tail('internet', 'internet')] : [])];
};

/** Everything that a station reaches by the routes of its subnets. */
export function outward(estate: Estate, station: Station): readonly Tail[] {
  if (station.onlyAnswers) return [];
  return departuresOf(station).flatMap((departure) => [
    ...flights(station, departure).flatMap((flight) => alongRoutes(estate, flight)),
    ...(station.unplaced === undefined ? [] : unplaced(station, departure)),
  ]);
}
