import type { Group, GroupRule } from './groups.ts';
import type { Gate } from './path.ts';
import { covers, everywhere4, everywhere6, type Range } from './ranges.ts';
import type { Station } from './stations.ts';
import type { Subnet } from './subnets.ts';
import { anyTraffic, isWhole, spoken, type Traffic } from './traffic.ts';

/** What the groups of a station let it send, one rule each. */
export interface Departure {
  /** Undefined where no group stands in the way. */
  readonly gate: Gate | undefined;
  readonly traffic: Traffic;
  /** Undefined: addresses that nobody can tell. */
  readonly ranges: readonly Range[] | undefined;
  /** The group to which alone it leads. */
  readonly group: string | undefined;
}

export const gateOf = (rule: GroupRule, direction: 'to' | 'from'): Gate => {
  const { peer, traffic } = rule;
  const says = `${spoken(traffic)} ${direction} ${peer.kind === 'group' ? `group ${peer.id}` : peer.says}`;
  const whole = peer.kind === 'ranges' && isWhole(traffic) && peer.ranges.some((range) => covers(range, everywhere4));
  const effect = peer.kind === 'unknown' ? 'unknown' : whole ? 'passes' : 'narrows';
  return { kind: 'security group', resource: rule.resource || undefined, effect, says };
};

const ofRule = (rule: GroupRule): readonly Departure[] => {
  const { peer, traffic } = rule;
  if (peer.kind === 'ranges' && peer.ranges.length === 0) return [];
  return [
    {
      gate: gateOf(rule, 'to'),
      traffic,
      ranges: peer.kind === 'ranges' ? peer.ranges : peer.kind === 'group' ? [] : undefined,
      group: peer.kind === 'group' ? peer.id : undefined,
    },
  ];
};

const unfiltered: Departure = {
  gate: undefined,
  traffic: anyTraffic,
  ranges: [everywhere4, everywhere6],
  group: undefined,
};

/** A bare subnet holds nothing back. */
export const departuresOf = ({ groups }: { readonly groups: readonly Group[] }): readonly Departure[] =>
  groups.length === 0 ? [unfiltered] : groups.flatMap(({ egress }) => egress.flatMap(ofRule));

/** Stations of one key have the same paths. */
export const keyOf = ({ groups, subnets, unplaced, address, kind }: Station): string =>
  [
    groups.map(({ id }) => id).join(),
    subnets.map(({ resource }) => resource.address).join(),
    unplaced,
    address,
    kind === 'subnet' || kind === 'security group',
  ].join('|');

/** One subnet for each way in which the station's subnets are routed. */
export const routings = ({ subnets }: Station): readonly Subnet[] => [
  ...new Map(subnets.map((subnet) => [subnet.routing, subnet])).values(),
];

export const definedGates = (...gates: readonly (Gate | undefined)[]): readonly Gate[] =>
  gates.filter((gate): gate is Gate => gate !== undefined);
