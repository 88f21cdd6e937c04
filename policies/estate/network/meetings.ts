import { aclGate } from './acls.ts';
import { type Departure, definedGates, gateOf } from './departures.ts';
import type { Group, GroupRule } from './groups.ts';
import { type Gate, stateOf } from './path.ts';
import { common, everywhere4, everywhere6, type Range } from './ranges.ts';
import type { Subnet } from './subnets.ts';
import { meeting, spoken, type Traffic } from './traffic.ts';

/** One end of a connection inside a network. */
export interface End {
  readonly subnets: readonly Subnet[];
  readonly groups: readonly Group[];
}

export interface Meeting {
  readonly protocol: string;
  readonly gates: readonly Gate[];
}

const everywhere: readonly Range[] = [everywhere4, everywhere6];
const addresses = ({ subnets }: End): readonly Range[] => {
  const all = subnets.flatMap(({ ranges }) => ranges);
  return all.length === 0 ? everywhere : all;
};
const bears = ({ groups }: End, id: string): boolean => groups.some((group) => group.id === id);
const meet = (ranges: readonly Range[], others: readonly Range[]): boolean =>
  ranges.some((one) => others.some((other) => common(one, other) !== undefined));

const leadsTo = ({ group, ranges }: Departure, end: End): boolean =>
  group !== undefined ? bears(end, group) : ranges === undefined || meet(ranges, addresses(end));

const admits = ({ peer }: GroupRule, from: End): boolean =>
  peer.kind === 'group' ? bears(from, peer.id) : peer.kind === 'unknown' || meet(peer.ranges, addresses(from));

/** The first pair of subnets between which the ACLs let it through. */
function acls(from: End, to: End, traffic: Traffic): readonly Gate[] | undefined {
  if (from.subnets.length === 0 || to.subnets.length === 0) return [];
  const distinct = (end: End) => [...new Map(end.subnets.map((subnet) => [subnet.acl, subnet])).values()];
  for (const near of distinct(from)) {
    for (const far of distinct(to)) {
      const isOne = from.subnets.length === 1 && to.subnets.length === 1 && near.resource === far.resource;
      if (isOne) return [];
      const out = aclGate(near.acl, 'out', traffic, far.ranges);
      const into = aclGate(far.acl, 'in', traffic, near.ranges);
      if (out !== undefined && into !== undefined) return out.resource === into.resource ? [out] : [out, into];
    }
  }
  return undefined;
}

/**
 * How one end may reach the other over the local route, the surest way first; undefined when it surely cannot. ACLs and groups
 * of both ends are asked.
 */
export function meetingOf(departures: readonly Departure[], from: End, to: End): Meeting | undefined {
  let found: Meeting | undefined;
  const ingress = to.groups.flatMap((group) => group.ingress);
  for (const departure of departures) {
    if (!leadsTo(departure, to)) continue;
    for (const rule of ingress) {
      const traffic = meeting(departure.traffic, rule.traffic);
      if (traffic === undefined || !admits(rule, from)) continue;
      const between = acls(from, to, traffic);
      if (between === undefined) continue;
      const gates = [...definedGates(departure.gate), ...between, gateOf(rule, 'from')];
      if (stateOf(gates) !== 'unknown') return { protocol: spoken(traffic), gates };
      found ??= { protocol: spoken(traffic), gates };
    }
  }
  return found;
}
