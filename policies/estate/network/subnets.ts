import type { Estate, Json, Resource } from '../estate.ts';
import { isTrue, list, text } from '../values.ts';
import { grouped, oncePerEstate } from '../views.ts';
import { type Acl, aclOf } from './acls.ts';
import { everywhere4, everywhere6, type Range, rangeOf } from './ranges.ts';
import { type Table, tableOf } from './tables.ts';

export interface Subnet {
  readonly resource: Resource;
  readonly vpc: Resource | undefined;
  /** An unresolved block counts as every address of its family: it may be any. */
  readonly ranges: readonly Range[];
  readonly hasIpv6: boolean;
  readonly table: Table;
  readonly acl: Acl;
  /** Whether what starts here is given a public IPv4 address unasked. */
  readonly givesPublicAddress: 'yes' | 'no' | 'unknown';
  /** Subnets of one class have the same routes and the same ACL. */
  readonly routing: string;
}

const block = (value: Json | undefined, otherwise: Range): readonly Range[] =>
  value === undefined || value === null ? [] : [rangeOf(text(value) ?? '') ?? otherwise];

/** Every block of every VPC, by its address. */
export const vpcRanges: (estate: Estate) => ReadonlyMap<string, readonly Range[]> = oncePerEstate((estate) => {
  const added = grouped(estate.ofType('AWS::EC2::VPCCidrBlock'), ({ properties }) => [
    estate.find(properties.VpcId, 'AWS::EC2::VPC'),
  ]);
  return new Map(
    estate.ofType('AWS::EC2::VPC').map((vpc) => {
      const blocks = [vpc, ...(added.get(vpc) ?? [])].flatMap(({ properties }) => [
        rangeOf(text(properties.CidrBlock) ?? ''),
        rangeOf(text(properties.Ipv6CidrBlock) ?? ''),
      ]);
      return [vpc.address, blocks.flatMap((range) => range ?? [])] as const;
    }),
  );
});

const flag = (value: Json | undefined): Subnet['givesPublicAddress'] =>
  isTrue(value) ? 'yes' : value === undefined || value === false || value === 'false' ? 'no' : 'unknown';

export const subnets: (estate: Estate) => ReadonlyMap<string, Subnet> = oncePerEstate((estate) => {
  const ipv6 = grouped(estate.ofType('AWS::EC2::SubnetCidrBlock'), ({ properties }) => [
    estate.find(properties.SubnetId, 'AWS::EC2::Subnet'),
  ]);
  return new Map(
    estate.ofType('AWS::EC2::Subnet').map((resource) => {
      const { VpcId, CidrBlock, Ipv6CidrBlock, Ipv6Native, Ipv4IpamPoolId, Ipv6IpamPoolId, MapPublicIpOnLaunch } =
        resource.properties;
      const vpc = estate.find(VpcId, 'AWS::EC2::VPC');
      const sixes = [resource, ...(ipv6.get(resource) ?? []), ...(ipv6.get(undefined) ?? [])].flatMap(
        ({ properties }) => block(properties.Ipv6CidrBlock, everywhere6),
      );
      const hasIpv6 =
        sixes.length > 0 || Ipv6CidrBlock !== undefined || Ipv6IpamPoolId !== undefined || isTrue(Ipv6Native);
      const fours = Ipv4IpamPoolId === undefined ? block(CidrBlock, everywhere4) : [everywhere4];
      const [table, acl] = [tableOf(estate, resource, vpc), aclOf(estate, resource, vpc)];
      const subnet: Subnet = {
        resource,
        vpc,
        ranges: [...fours, ...(hasIpv6 && sixes.length === 0 ? [everywhere6] : sixes)],
        hasIpv6,
        table,
        acl,
        givesPublicAddress: flag(MapPublicIpOnLaunch),
        routing: [vpc?.address, table.id, table.unknown, acl.id, acl.unknown, hasIpv6, flag(MapPublicIpOnLaunch)].join(
          '|',
        ),
      };
      return [resource.address, subnet] as const;
    }),
  );
});

/** The subnets that references mean; undefined when one of them is not in the estate. */
export function subnetsAt(estate: Estate, references: Json | undefined): readonly Subnet[] | undefined {
  const all = subnets(estate);
  const found = list(references).map((reference) => all.get(estate.find(reference, 'AWS::EC2::Subnet')?.address ?? ''));
  return found.every((subnet): subnet is Subnet => subnet !== undefined) ? found : undefined;
}
