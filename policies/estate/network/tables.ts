import type { Estate, Json, Resource } from '../estate.ts';
import { list, record, text } from '../values.ts';
import { grouped, oncePerEstate } from '../views.ts';
import { mayBeMissing } from './conditional.ts';
import { type Range, rangeOf } from './ranges.ts';
import { asWritten } from './traffic.ts';
import { rangeAt } from './written-ranges.ts';

/** Properties of a route by which it leads somewhere. */
const targets = [
  'NatGatewayId',
  'EgressOnlyInternetGatewayId',
  'VpcPeeringConnectionId',
  'TransitGatewayId',
  'CarrierGatewayId',
  'LocalGatewayId',
  'InstanceId',
  'NetworkInterfaceId',
  'VpcEndpointId',
  'CoreNetworkArn',
  'OdbNetworkArn',
  'GatewayId',
] as const;

export interface Route {
  readonly resource: string;
  readonly says: string;
  /** Undefined: a prefix list or a value that cannot be read; it may mean any address. */
  readonly destinations: readonly Range[] | undefined;
  readonly by: (typeof targets)[number] | 'unknown';
  readonly target: Json | undefined;
}

export interface Table {
  readonly id: string;
  readonly resource: Resource | undefined;
  readonly routes: readonly Route[];
  /** Gateway endpoints that put their service into it. */
  readonly endpoints: readonly Resource[];
  /** Why nobody can tell where it leads. */
  readonly unknown: string | undefined;
}

function destinationsOf(estate: Estate, route: Resource): Route['destinations'] {
  const { DestinationCidrBlock, DestinationIpv6CidrBlock, DestinationPrefixListId } = route.properties;
  if (DestinationPrefixListId !== undefined) {
    const held = estate.find(DestinationPrefixListId, 'AWS::EC2::PrefixList');
    const ranges = list(held?.properties.Entries).map((entry) => rangeOf(text(record(entry).Cidr) ?? ''));
    return held !== undefined && ranges.every((range) => range !== undefined)
      ? ranges.flatMap((range) => range ?? [])
      : undefined;
  }
  const range = rangeAt(estate, DestinationCidrBlock ?? DestinationIpv6CidrBlock);
  return range === undefined ? undefined : [range];
}

function routeOf(estate: Estate, resource: Resource): Route {
  const by = targets.find((property) => resource.properties[property] !== undefined) ?? 'unknown';
  const { DestinationCidrBlock, DestinationIpv6CidrBlock, DestinationPrefixListId } = resource.properties;
  const written = DestinationCidrBlock ?? DestinationIpv6CidrBlock ?? DestinationPrefixListId;
  return {
    resource: resource.address,
    says: `${asWritten(written)} by ${resource.logicalId}`,
    destinations: destinationsOf(estate, resource),
    by,
    target: by === 'unknown' ? undefined : resource.properties[by],
  };
}

interface View {
  readonly tables: ReadonlyMap<string, Table>;
  readonly associations: ReadonlyMap<Resource | undefined, readonly Resource[]>;
  /** Routes, propagations or endpoints for a table that cannot be told. */
  readonly stray: Resource | undefined;
}

const view: (estate: Estate) => View = oncePerEstate((estate) => {
  const tableOf = (value: Json | undefined) => estate.find(value, 'AWS::EC2::RouteTable');
  const routes = grouped(estate.ofType('AWS::EC2::Route'), ({ properties }) => [tableOf(properties.RouteTableId)]);
  const endpoints = grouped(
    estate.ofType('AWS::EC2::VPCEndpoint').filter(({ properties }) => properties.RouteTableIds !== undefined),
    ({ properties }) => list(properties.RouteTableIds).map(tableOf),
  );
  const propagated = grouped(estate.ofType('AWS::EC2::VPNGatewayRoutePropagation'), ({ properties }) =>
    list(properties.RouteTableIds).map(tableOf),
  );
  const tables = estate.ofType('AWS::EC2::RouteTable').map((resource): Table => {
    const written = (routes.get(resource) ?? []).map((route) => routeOf(estate, route));
    const learnt = (propagated.get(resource) ?? []).map(
      (route): Route => ({
        resource: route.address,
        says: `routes that ${route.logicalId} propagates`,
        destinations: undefined,
        by: 'GatewayId',
        target: route.properties.VpnGatewayId,
      }),
    );
    return {
      id: resource.address,
      resource,
      routes: [...written, ...learnt],
      endpoints: endpoints.get(resource) ?? [],
      unknown: undefined,
    };
  });
  const [stray] = [routes, endpoints, propagated].flatMap((found) => found.get(undefined) ?? []);
  return {
    tables: new Map(tables.map((table) => [table.id, table])),
    associations: grouped(estate.ofType('AWS::EC2::SubnetRouteTableAssociation'), ({ properties }) => [
      estate.find(properties.SubnetId, 'AWS::EC2::Subnet'),
    ]),
    stray,
  };
});

/** Routes of tables that the estate does not hold: they may be the table of any subnet that no association names. */
export const strayRoute = (estate: Estate): Resource | undefined => view(estate).stray;

/**
 * The table of a subnet: the one it is associated with, or the main one of its VPC. No resource is the main table, which holds the
 * local route alone unless something writes into a table that cannot be told.
 */
export function tableOf(estate: Estate, subnet: Resource, vpc: Resource | undefined): Table {
  const { tables, associations, stray } = view(estate);
  const [association] = associations.get(subnet) ?? [];
  const found = association && estate.find(association.properties.RouteTableId, 'AWS::EC2::RouteTable');
  const known = found && tables.get(found.address);
  if (known !== undefined && !mayBeMissing(estate, association)) return known;
  const elsewhere = associations.get(undefined)?.[0];
  const unknown =
    known !== undefined
      ? `a condition decides whether ${association?.logicalId} exists`
      : association !== undefined
        ? `${association.logicalId} names a route table that the estate does not hold`
        : vpc === undefined
          ? 'the VPC is not in the estate, nor its main route table'
          : elsewhere !== undefined
            ? `${elsewhere.logicalId} may put another route table here`
            : stray !== undefined
              ? `${stray.logicalId} may lead out of the main route table`
              : undefined;
  const id = association === undefined ? `${vpc?.address}.MainRouteTable` : `${subnet.address}.RouteTable`;
  return { id, resource: undefined, routes: [], endpoints: [], unknown };
}
