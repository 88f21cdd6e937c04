import type { Estate } from '../estate.ts';
import { text } from '../values.ts';
import { aclGate } from './acls.ts';
import { gateOf, routings } from './departures.ts';
import type { Tail } from './outward.ts';
import type { Gate } from './path.ts';
import { everywhere4, everywhere6, holdsPublic } from './ranges.ts';
import type { Station } from './stations.ts';
import type { Subnet } from './subnets.ts';
import { spoken } from './traffic.ts';

/** The route over which answers to the internet would leave; undefined for none. */
function backRoute(estate: Estate, { table, resource }: Subnet): Gate | undefined {
  if (table.unknown !== undefined)
    return { kind: 'route', resource: resource.address, effect: 'unknown', says: table.unknown };
  const route = table.routes.find(({ by, target, destinations }) => {
    const isGateway =
      by === 'GatewayId' &&
      (estate.find(target)?.type === 'AWS::EC2::InternetGateway' || text(target)?.startsWith('igw-') === true);
    return isGateway && (destinations === undefined || destinations.some(holdsPublic));
  });
  return route && { kind: 'route', resource: route.resource, effect: 'passes', says: route.says };
}

/** Whether it can be called at an address of the internet, and what says so. */
function publicGate(station: Station, subnet: Subnet): Gate | undefined {
  const given = station.address === 'subnet' ? subnet.givesPublicAddress : station.address;
  const gate = (effect: Gate['effect'], says: string): Gate => ({
    kind: 'address',
    resource: station.resource.address,
    effect,
    says,
  });
  if (given === 'yes') return gate('passes', 'has a public address');
  if (given === 'unknown') return gate('unknown', 'may have a public address');
  return subnet.hasIpv6 ? gate('passes', 'has an IPv6 address, which is public') : undefined;
}

/** Where the internet opens the connection, and is answered. */
export function inward(estate: Estate, station: Station): readonly Tail[] {
  const door: readonly Tail[] =
    station.door === undefined
      ? []
      : [
          {
            to: 'internet',
            toKind: 'internet',
            protocol: 'tcp 443',
            gates: [{ kind: 'service', resource: station.resource.address, effect: 'passes', says: station.door }],
          },
        ];
  // A bare subnet or group answers nothing by itself.
  if (station.kind === 'subnet' || station.kind === 'security group') return door;
  const byAddress = routings(station).flatMap((subnet) => {
    const [address, route] = [publicGate(station, subnet), backRoute(estate, subnet)];
    if (address === undefined || route === undefined) return [];
    return station.groups.flatMap(({ ingress }) =>
      ingress.flatMap((rule): readonly Tail[] => {
        const { peer, traffic } = rule;
        const from = peer.kind === 'ranges' ? peer.ranges.filter(holdsPublic) : [everywhere4, everywhere6];
        const acl = aclGate(subnet.acl, 'in', traffic, from);
        if (peer.kind === 'group' || from.length === 0 || acl === undefined) return [];
        return [
          {
            to: 'internet',
            toKind: 'internet',
            protocol: spoken(traffic),
            gates: [route, acl, gateOf(rule, 'from'), address],
          },
        ];
      }),
    );
  });
  return [...door, ...byAddress];
}
