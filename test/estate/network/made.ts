import type { Json, JsonObject } from '../../../policies/estate/estate.ts';
import { estateOf } from '../../../policies/estate/model.ts';
import { gatesInWords, type NetworkPath } from '../../../policies/estate/network/path.ts';
import { networkPaths } from '../../../policies/estate/network/paths.ts';

type Written = readonly [type: string, properties?: JsonObject];
export type Resources = Readonly<Record<string, Written>>;

export const ref = (id: string): JsonObject => ({ Ref: id });
export const att = (id: string, attribute: string): JsonObject => ({ 'Fn::GetAtt': [id, attribute] });

const bodies = (resources: Resources): JsonObject =>
  Object.fromEntries(Object.entries(resources).map(([id, [Type, Properties = {}]]) => [id, { Type, Properties }]));

export const account = '111122223333';

/** An estate of hand-made stacks in one account and region. */
export const estateWith = (stacks: Readonly<Record<string, Resources>>) =>
  estateOf(
    Object.entries(stacks).map(([name, resources]) => ({
      name,
      templateFile: `${name}.json`,
      account,
      region: 'eu-west-2',
      template: {
        Resources: bodies(resources),
        Outputs: Object.fromEntries(
          Object.keys(resources).map((id) => [id, { Value: ref(id), Export: { Name: `${name}-${id}` } }]),
        ),
      },
    })),
  );

export const madeOf = (resources: Resources) => estateWith({ made: resources });

/** A VPC with one subnet `Subnet` under the route table `Table`. */
export const oneSubnet: Resources = {
  Vpc: ['AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' }],
  Subnet: ['AWS::EC2::Subnet', { VpcId: ref('Vpc'), CidrBlock: '10.0.1.0/24' }],
  Table: ['AWS::EC2::RouteTable', { VpcId: ref('Vpc') }],
  Association: ['AWS::EC2::SubnetRouteTableAssociation', { SubnetId: ref('Subnet'), RouteTableId: ref('Table') }],
};

export const gateway: Resources = {
  Gateway: ['AWS::EC2::InternetGateway'],
  Attached: ['AWS::EC2::VPCGatewayAttachment', { VpcId: ref('Vpc'), InternetGatewayId: ref('Gateway') }],
};

export const route = (target: JsonObject, destination = '0.0.0.0/0', table = 'Table'): Written => [
  'AWS::EC2::Route',
  {
    RouteTableId: ref(table),
    [destination.includes(':') ? 'DestinationIpv6CidrBlock' : 'DestinationCidrBlock']: destination,
    ...target,
  },
];

export const toGateway = route({ GatewayId: ref('Gateway') });

/** A group; `nobody` for egress that leads nowhere. */
export const nobody: Json = [{ IpProtocol: '-1', CidrIp: '127.0.0.1/32' }];
export const group = (egress: Json, ingress: Json = []): Written => [
  'AWS::EC2::SecurityGroup',
  { VpcId: ref('Vpc'), SecurityGroupEgress: egress, SecurityGroupIngress: ingress },
];

/** A function in `Subnet` with the group `Group`. */
export const job: Written = [
  'AWS::Lambda::Function',
  { VpcConfig: { SubnetIds: [ref('Subnet')], SecurityGroupIds: [att('Group', 'GroupId')] } },
];

/** A machine in `Subnet` with the group `Group`, and a public address if asked for. */
export const machine = (isPublic = false, subnet = 'Subnet'): Written => [
  'AWS::EC2::Instance',
  {
    NetworkInterfaces: [
      { AssociatePublicIpAddress: isPublic, SubnetId: ref(subnet), GroupSet: [att('Group', 'GroupId')] },
    ],
  },
];

export const toEverywhere = (protocol = '-1', port?: number): Json => [
  { IpProtocol: protocol, CidrIp: '0.0.0.0/0', ...(port === undefined ? {} : { FromPort: port, ToPort: port }) },
];

/** Paths that start at a resource, by its logical id; those of names only if asked for. */
export const pathsFrom = (resources: Resources, id: string, withNames = false): readonly NetworkPath[] =>
  networkPaths(madeOf(resources)).filter(
    ({ from, protocol }) => from === `made/${id}` && (withNames || protocol !== 'dns'),
  );

export const inWords = ({ toKind, direction, protocol, state }: NetworkPath): string =>
  [toKind, direction, protocol, state].join(' ');

export const internetPaths = (resources: Resources, id: string): readonly string[] =>
  pathsFrom(resources, id)
    .filter(({ toKind }) => toKind === 'internet')
    .map(inWords);

export { gatesInWords };
