import type { Estate, Json, Resource } from '../estate.ts';
import { at, list } from '../values.ts';
import { grouped, oncePerEstate } from '../views.ts';
import { type Address, type Bearer, bearers, valuesAt } from './bearers.ts';
import { defaultGroupOf, type Group, groupOf, groupsById, noGroup, unknownGroup } from './groups.ts';
import { projectOf } from './projects.ts';
import { type Subnet, subnets, subnetsAt } from './subnets.ts';

/** Something that stands in a network, or may: where bytes can start from, or be asked for. */
export interface Station {
  readonly resource: Resource;
  readonly kind: string;
  readonly subnets: readonly Subnet[];
  /** Why nobody can tell all of its subnets. */
  readonly unplaced: string | undefined;
  /** Empty: a bare subnet, in which whatever starts may bear any group. */
  readonly groups: readonly Group[];
  readonly address: Address;
  /** AWS's own connection to the internet, in a sentence. */
  readonly internet: string | undefined;
  /** A door that AWS itself holds open to the internet, in a sentence. */
  readonly door: string | undefined;
  readonly onlyAnswers: boolean;
  readonly project: string | undefined;
}

function placesOf(
  estate: Estate,
  resource: Resource,
  bearer: Bearer,
): { readonly written: readonly Json[]; readonly lost?: string } {
  const own = bearer.subnets.flatMap((path) => valuesAt(resource, path));
  if (bearer.by === undefined) return { written: own };
  const reference = at(resource, bearer.by.property);
  const holder = estate.find(reference, bearer.by.type);
  if (holder !== undefined) return { written: [...own, ...list(at(holder, bearer.by.subnets))] };
  return {
    written: own,
    lost: reference === undefined ? 'it names no subnets' : `${bearer.by.property} is not in the estate`,
  };
}

/** Whether it stands in a network through other resources, all of which are followed themselves. */
function standsThrough(estate: Estate, resource: Resource, { through = [] }: Bearer): boolean {
  const named = through.flatMap((path) => valuesAt(resource, path)).map((one) => estate.find(one));
  return named.length > 0 && named.every((one) => one !== undefined && bearers[one.type] !== undefined);
}

/** Only what must stand in a subnet is lost without one. */
const isAlwaysPlaced = ({ internet, subnets: paths, by }: Bearer): boolean =>
  internet === undefined && (paths.length > 0 || by !== undefined);

function stationOf(estate: Estate, resource: Resource, bearer: Bearer): Station {
  const { written, lost } = placesOf(estate, resource, bearer);
  const found = subnetsAt(estate, written);
  const placed = found ?? written.flatMap((one) => subnetsAt(estate, one) ?? []);
  const named = bearer.groups.flatMap((path) => valuesAt(resource, path)).map((one) => groupOf(estate, one));
  const vpc = placed[0]?.vpc;
  const byDefault = bearer.unfiltered?.(resource)
    ? noGroup
    : vpc !== undefined && bearer.groups.length > 0
      ? defaultGroupOf(estate, vpc)
      : unknownGroup('groups that the template does not name');
  const isLost = isAlwaysPlaced(bearer) && placed.length === 0 && !standsThrough(estate, resource, bearer);
  const missing = isLost ? (lost ?? 'it names no subnets') : lost;
  return {
    resource,
    kind: bearer.kind,
    subnets: placed,
    unplaced: found === undefined ? 'a subnet of it is not in the estate' : missing,
    groups: named.length > 0 ? named : [byDefault],
    address: bearer.address?.(resource) ?? 'no',
    internet: bearer.internet?.(resource, written.length > 0, estate),
    door: bearer.door?.(resource),
    onlyAnswers: bearer.onlyAnswers === true,
    project: projectOf(estate, resource),
  };
}

/** Public addresses that are lent to an instance or an interface. */
const lent = (estate: Estate): ReadonlySet<Resource | undefined> =>
  new Set(
    estate
      .ofType('AWS::EC2::EIP', 'AWS::EC2::EIPAssociation')
      .flatMap(({ properties }) => [estate.find(properties.InstanceId), estate.find(properties.NetworkInterfaceId)]),
  );

/** Every resource that the table of bearers knows. */
export const stations: (estate: Estate) => readonly Station[] = oncePerEstate((estate) => {
  const withAddress = lent(estate);
  return estate.resources.flatMap((resource) => {
    const bearer = bearers[resource.type];
    if (bearer === undefined) return [];
    const station = stationOf(estate, resource, bearer);
    return [withAddress.has(resource) ? { ...station, address: 'yes' as const } : station];
  });
});

/** Every subnet, as a place in which anything may start. */
export const bareSubnets: (estate: Estate) => readonly Station[] = oncePerEstate((estate) =>
  [...subnets(estate).values()].map((subnet) => ({
    resource: subnet.resource,
    kind: 'subnet',
    subnets: [subnet],
    unplaced: undefined,
    groups: [],
    address: 'subnet',
    internet: undefined,
    door: undefined,
    onlyAnswers: false,
    project: projectOf(estate, subnet.resource),
  })),
);

/** Groups that nothing bears yet: whoever comes to bear one may stand in any subnet of its VPC. */
export const unborneGroups: (estate: Estate) => readonly Station[] = oncePerEstate((estate) => {
  const all = [...subnets(estate).values()];
  const byVpc = grouped(all, ({ vpc }) => [vpc]);
  const endpointGroups = estate
    .ofType('AWS::EC2::VPCEndpoint')
    .flatMap(({ properties }) => list(properties.SecurityGroupIds).map((one) => groupOf(estate, one).id));
  const borne = new Set([...stations(estate).flatMap(({ groups }) => groups.map(({ id }) => id)), ...endpointGroups]);
  return [...groupsById(estate).values()].flatMap((group) => {
    const { resource, vpc } = group;
    if (resource === undefined || borne.has(group.id)) return [];
    const places = vpc === undefined ? [] : (byVpc.get(vpc) ?? []);
    const station: Station = {
      resource,
      kind: 'security group',
      subnets: places,
      unplaced: vpc === undefined ? 'its VPC is not in the estate' : undefined,
      groups: [group],
      address: 'subnet',
      internet: undefined,
      door: undefined,
      onlyAnswers: false,
      project: projectOf(estate, resource),
    };
    return [station];
  });
});
