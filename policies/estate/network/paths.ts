import type { Estate, Resource } from '../estate.ts';
import { oncePerEstate } from '../views.ts';
import { betweenStacks } from './between-stacks.ts';
import { keyOf } from './departures.ts';
import { inward } from './inward.ts';
import { namesFrom } from './names.ts';
import { otherWays } from './other-ways.ts';
import { outward, type Tail } from './outward.ts';
import { type NetworkPath, stateOf } from './path.ts';
import { bareSubnets, type Station, stations, unborneGroups } from './stations.ts';
import { toServices } from './to-services.ts';

const rank = { unknown: 0, gated: 1, open: 2 } as const;

/** Of several rules by which the same can be reached the same way, the one that is sure, and of those the widest. */
function distinct(tails: readonly Tail[]): readonly Tail[] {
  const found = new Map<string, Tail>();
  for (const tail of tails) {
    const last = tail.gates.at(-1);
    const key = [tail.toKind, tail.to, tail.protocol, last?.resource, last?.says].join('|');
    const known = found.get(key);
    if (known === undefined || rank[stateOf(tail.gates)] > rank[stateOf(known.gates)]) found.set(key, tail);
  }
  return [...found.values()];
}

function names(estate: Estate, { onlyAnswers, subnets, unplaced }: Station): readonly Tail[] {
  if (onlyAnswers) return [];
  const vpcs = new Set([...subnets.map(({ vpc }) => vpc), ...(unplaced === undefined ? [] : [undefined])]);
  return [...vpcs].flatMap((vpc) => namesFrom(estate, vpc));
}

const waysOut = (estate: Estate, station: Station): readonly Tail[] =>
  distinct([...outward(estate, station), ...toServices(estate, station), ...names(estate, station)]);

/** Everything from which paths are followed. */
const origins = (estate: Estate): readonly Station[] => [
  ...stations(estate),
  ...bareSubnets(estate),
  ...unborneGroups(estate),
];

/** The resources at the near ends: of these, no path means that there is none. */
export const networkOrigins = (estate: Estate): readonly Resource[] => origins(estate).map(({ resource }) => resource);

const itsOwn = ({ internet, resource }: Station): readonly Tail[] =>
  internet === undefined
    ? []
    : [
        {
          to: 'internet',
          toKind: 'internet',
          protocol: 'all',
          gates: [{ kind: 'service', resource: resource.address, effect: 'passes', says: internet }],
        },
      ];

function pathsOf(station: Station, out: readonly Tail[], into: readonly Tail[]): readonly NetworkPath[] {
  const from = { from: station.resource.address, fromKind: station.kind };
  const path = (direction: NetworkPath['direction'], { to, toKind, protocol, gates }: Tail): NetworkPath => ({
    ...from,
    to,
    toKind,
    direction,
    protocol,
    state: stateOf(gates),
    gates,
  });
  return [
    ...[...out, ...itsOwn(station)].map((tail) => path('outward', tail)),
    ...into.map((tail) => path('inward', tail)),
  ];
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
const byPlace = (one: NetworkPath, other: NetworkPath): number =>
  compare(one.from, other.from) ||
  compare(one.toKind, other.toKind) ||
  compare(one.to, other.to) ||
  compare(one.direction, other.direction) ||
  compare(one.protocol, other.protocol);

/**
 * Every path by which bytes can leave a resource that stands in a network, a subnet or a group that nothing bears yet: to the
 * internet, to other accounts and networks, to other stacks and projects, to services of AWS. Sorted. What surely cannot pass is
 * no path; what cannot be told is one, in the state `unknown`.
 *
 * Stations that stand and filter alike are followed once, so the cost grows with the number of networks, not of resources.
 */
export const networkPaths: (estate: Estate) => readonly NetworkPath[] = oncePerEstate((estate) => {
  const known = new Map<string, readonly Tail[]>();
  const own = origins(estate).flatMap((station) => {
    const key = [keyOf(station), station.onlyAnswers].join('|');
    const out = known.get(key) ?? waysOut(estate, station);
    known.set(key, out);
    return pathsOf(station, out, distinct(inward(estate, station)));
  });
  return [...own, ...betweenStacks(estate), ...otherWays(estate)].sort(byPlace);
});
