import type { Estate, Resource } from '../estate.ts';
import { grouped, oncePerEstate } from '../views.ts';
import { aclGate } from './acls.ts';
import { definedGates, departuresOf, routings } from './departures.ts';
import { type Endpoint, endpoints } from './endpoints.ts';
import { meetingOf } from './meetings.ts';
import type { Tail } from './outward.ts';
import type { Gate } from './path.ts';
import { everywhere4, holdsPublic } from './ranges.ts';
import type { Station } from './stations.ts';
import { spoken } from './traffic.ts';

const interfacesByVpc: (estate: Estate) => ReadonlyMap<Resource | undefined, readonly Endpoint[]> = oncePerEstate(
  (estate) =>
    grouped(
      // A load balancer endpoint answers nobody: routes lead through it.
      endpoints(estate).filter(({ type }) => type !== 'Gateway' && type !== 'GatewayLoadBalancer'),
      ({ vpc }) => [vpc],
    ),
);

const gatewaysByResource: (estate: Estate) => ReadonlyMap<Resource, Endpoint> = oncePerEstate(
  (estate) => new Map(endpoints(estate).map((endpoint) => [endpoint.resource, endpoint])),
);

/** Endpoints that stand in a VPC, or may, because nobody can tell in which either stands. */
function nearby(estate: Estate, vpc: Resource | undefined): readonly Endpoint[] {
  const byVpc = interfacesByVpc(estate);
  return vpc === undefined ? [...byVpc.values()].flat() : [...(byVpc.get(vpc) ?? []), ...(byVpc.get(undefined) ?? [])];
}

/** What can be had behind an endpoint, beside the service itself, where its policy leaves it open. */
function behind(
  { to, toKind, gates, pin, forwards }: Endpoint,
  protocol: string,
  before: readonly Gate[],
): readonly Tail[] {
  if (pin?.isShut === true) return [];
  const all = [...before, ...gates];
  return [
    { to, toKind, protocol, gates: all },
    ...(pin !== undefined && !pin.isPinned
      ? [{ to: `any account, through ${to}`, toKind: 'account' as const, protocol, gates: all }]
      : []),
    ...(forwards === undefined ? [] : [{ to: forwards, toKind: 'internet' as const, protocol, gates: all }]),
  ];
}

function byAddress(estate: Estate, station: Station): readonly Tail[] {
  const vpcs = new Set(station.subnets.map(({ vpc }) => vpc));
  const departures = departuresOf(station);
  return [...vpcs].flatMap((vpc) =>
    nearby(estate, vpc).flatMap((endpoint) => {
      const to = { subnets: endpoint.subnets ?? [], groups: endpoint.groups };
      const found = meetingOf(departures, station, to);
      if (found === undefined) return [];
      const isLost = endpoint.subnets === undefined || endpoint.vpc === undefined || vpc === undefined;
      const lost: readonly Gate[] = isLost
        ? [
            {
              kind: 'endpoint',
              resource: endpoint.resource.address,
              effect: 'unknown',
              says: 'where it stands cannot be told',
            },
          ]
        : [];
      return behind(endpoint, found.protocol, [...found.gates, ...lost]);
    }),
  );
}

/**
 * How little a gate has to do with a gateway endpoint: 0, it names the prefix list of its service; 1, it names none; 2, that of another,
 * as far as the name of a value that only a deployment knows can say.
 */
function strangeness(gate: Gate | undefined, { to }: Endpoint): 0 | 1 | 2 {
  const [, service] = /\b(s3|dynamodb)PrefixListId/i.exec(gate?.says ?? '') ?? [];
  return service === undefined ? 1 : to.toLowerCase().includes(service.toLowerCase()) ? 0 : 2;
}

/**
 * A gateway endpoint is reached at public addresses, by a route that leads to its one service. A prefix list that nobody can read
 * therefore decides only whether it is reached.
 */
function byRoute(estate: Estate, station: Station): readonly Tail[] {
  return routings(station).flatMap(({ table, acl }) =>
    table.endpoints.flatMap((resource) => {
      const endpoint = gatewaysByResource(estate).get(resource);
      if (endpoint === undefined) return [];
      const nearest = departuresOf(station).toSorted(
        (one, other) => strangeness(one.gate, endpoint) - strangeness(other.gate, endpoint),
      );
      for (const { gate, traffic, ranges, group } of nearest) {
        const out = aclGate(acl, 'out', traffic, [everywhere4]);
        if (group !== undefined || out === undefined || (ranges !== undefined && !ranges.some(holdsPublic))) continue;
        const isOfAnother = strangeness(gate, endpoint) === 2;
        const own = gate?.effect === 'unknown' && !isOfAnother ? { ...gate, effect: 'narrows' as const } : gate;
        const route: Gate = {
          kind: 'route',
          resource: table.id,
          effect: 'narrows',
          says: `${resource.logicalId} puts its service into ${table.resource?.logicalId ?? table.id}`,
        };
        return behind(endpoint, spoken(traffic), definedGates(own, out, route));
      }
      return [];
    }),
  );
}

/** Everything that a station reaches through endpoints of its VPC. */
export const toServices = (estate: Estate, station: Station): readonly Tail[] =>
  station.onlyAnswers ? [] : [...byAddress(estate, station), ...byRoute(estate, station)];
