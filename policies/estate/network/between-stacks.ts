import type { Estate, Resource } from '../estate.ts';
import { grouped, oncePerEstate } from '../views.ts';
import { type Departure, departuresOf, keyOf, routings } from './departures.ts';
import { meetingOf } from './meetings.ts';
import { type Gate, type NetworkPath, stateOf } from './path.ts';
import { type Station, stations, unborneGroups } from './stations.ts';

/** Stations of one stack and project that stand and filter alike: what holds of one holds of all. */
interface Party {
  readonly first: Station;
  readonly departures: readonly Departure[];
  readonly vpcs: readonly (Resource | undefined)[];
}

/** Networks that a transit gateway of the estate joins. */
const joinedByTransit: (estate: Estate) => ReadonlyMap<Resource | undefined, readonly Resource[]> = oncePerEstate(
  (estate) =>
    grouped(
      estate.ofType('AWS::EC2::TransitGatewayAttachment', 'AWS::EC2::TransitGatewayVpcAttachment'),
      ({ properties }) => [estate.find(properties.TransitGatewayId, 'AWS::EC2::TransitGateway')],
    ),
);

/** The networks in which a party may meet others: its own, and those to which its routes lead. */
function reachedFrom(estate: Estate, { first, vpcs }: Party): ReadonlyMap<Resource | undefined, Gate | undefined> {
  const found = new Map<Resource | undefined, Gate | undefined>(vpcs.map((vpc) => [vpc, undefined]));
  for (const { table } of routings(first)) {
    for (const { by, target, resource } of table.routes) {
      const joint = estate.find(target);
      const gate: Gate = {
        kind: 'gateway',
        resource: joint?.address ?? resource,
        effect: 'passes',
        says: `${by} of ${resource}`,
      };
      const others =
        by === 'VpcPeeringConnectionId'
          ? [joint?.properties.VpcId, joint?.properties.PeerVpcId]
          : by === 'TransitGatewayId' && joint !== undefined
            ? (joinedByTransit(estate).get(joint) ?? []).map(({ properties }) => properties.VpcId)
            : [];
      for (const vpc of others.flatMap((id) => estate.find(id, 'AWS::EC2::VPC') ?? []))
        if (!found.has(vpc)) found.set(vpc, gate);
    }
  }
  return found;
}

const lost: Gate = {
  kind: 'route',
  resource: undefined,
  effect: 'unknown',
  says: 'where one of the two stands cannot be told',
};

/** It stands in a network, or nobody can tell where. What AWS runs outside every network meets nobody there. */
const canStand = ({ subnets, unplaced }: Station): boolean => subnets.length > 0 || unplaced !== undefined;

/** Undefined among them: it may stand in any. */
const vpcsOf = ({ subnets, unplaced }: Station): readonly (Resource | undefined)[] => [
  ...new Set([...subnets.map(({ vpc }) => vpc), ...(unplaced === undefined ? [] : [undefined])]),
];

const canAnswer = ({ first }: Party): boolean =>
  first.groups.some(({ ingress }) => ingress.some(({ peer }) => peer.kind !== 'ranges' || peer.ranges.length > 0));

/**
 * Connections between resources of different stacks or projects. Within a stack everything is one owner's, and is not listed:
 * the list would grow with the square of what stands there.
 */
export function betweenStacks(estate: Estate): readonly NetworkPath[] {
  const all = [...stations(estate), ...unborneGroups(estate)].filter(canStand);
  const classes = grouped(all, (station) => [
    [station.resource.stack, station.project, station.onlyAnswers, keyOf(station)].join('|'),
  ]);
  const parties = [...classes.values()].flatMap(([first]): readonly Party[] =>
    first === undefined ? [] : [{ first, departures: departuresOf(first), vpcs: vpcsOf(first) }],
  );
  const answering = grouped(parties.filter(canAnswer), ({ vpcs }) => vpcs);
  const everybody = [...new Set([...answering.values()].flat())];
  return parties.flatMap((party) => {
    if (party.first.onlyAnswers) return [];
    if (party.vpcs.includes(undefined)) return everybody.flatMap((other) => connection(party, other, lost));
    const known = [...reachedFrom(estate, party)].flatMap(([vpc, joint]) =>
      (answering.get(vpc) ?? []).flatMap((other) => connection(party, other, joint)),
    );
    return [...known, ...(answering.get(undefined) ?? []).flatMap((other) => connection(party, other, lost))];
  });
}

function connection(party: Party, other: Party, joint: Gate | undefined): readonly NetworkPath[] {
  const [from, to] = [party.first, other.first];
  const areTwo = from.project !== undefined && to.project !== undefined && from.project !== to.project;
  if (from === to || (!areTwo && from.resource.stack === to.resource.stack)) return [];
  const found = meetingOf(party.departures, from, to);
  if (found === undefined) return [];
  const gates = joint === undefined ? found.gates : [...found.gates, joint];
  return [
    {
      from: from.resource.address,
      fromKind: from.kind,
      to: to.resource.address,
      toKind: areTwo ? 'project' : 'inside',
      direction: 'outward',
      protocol: found.protocol,
      state: stateOf(gates),
      gates,
    },
  ];
}
