import { networkPaths } from '../../../policies/estate/network/paths.ts';
import {
  account,
  att,
  gateway,
  group,
  internetPaths,
  inWords,
  machine,
  madeOf,
  nobody,
  oneSubnet,
  type Resources,
  ref,
  toEverywhere,
  toGateway,
} from './made.ts';

const publicly: Resources = { ...oneSubnet, ...gateway, Out: toGateway };
const admitting = group(nobody, toEverywhere('tcp', 443));

test('a machine with a public address that admits the internet is reached from there', () => {
  const open: Resources = { ...publicly, Group: admitting, Machine: machine(true) };
  expect(internetPaths(open, 'Machine')).toEqual(['internet inward tcp 443 gated']);
  expect(internetPaths({ ...open, Machine: machine(false) }, 'Machine')).toEqual([]);
  expect(internetPaths({ ...open, Group: group(nobody) }, 'Machine')).toEqual([]);
  const { Out: _, ...unrouted } = open;
  expect(internetPaths(unrouted, 'Machine')).toEqual([]);
});

test('a load balancer is on the internet unless its scheme is internal', () => {
  const balancer = (Scheme?: string): Resources => ({
    ...publicly,
    Group: admitting,
    Balancer: [
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
      { Subnets: [ref('Subnet')], SecurityGroups: [att('Group', 'GroupId')], ...(Scheme ? { Scheme } : {}) },
    ],
  });
  expect(internetPaths(balancer(), 'Balancer')).toEqual(['internet inward tcp 443 gated']);
  expect(internetPaths(balancer('internal'), 'Balancer')).toEqual([]);
});

test('a network load balancer without groups filters nothing', () => {
  const balancer: Resources = {
    ...publicly,
    Balancer: ['AWS::ElasticLoadBalancingV2::LoadBalancer', { Type: 'network', Subnets: [ref('Subnet')] }],
  };
  expect(internetPaths(balancer, 'Balancer')).toContain('internet inward all open');
});

test('a database is reached from the internet when it says so, and may be when it says nothing', () => {
  const database = (more: Readonly<Record<string, boolean>>): Resources => ({
    ...publicly,
    Places: ['AWS::RDS::DBSubnetGroup', { SubnetIds: [ref('Subnet')] }],
    Group: admitting,
    Database: [
      'AWS::RDS::DBInstance',
      { DBSubnetGroupName: ref('Places'), VPCSecurityGroups: [att('Group', 'GroupId')], ...more },
    ],
  });
  expect(internetPaths(database({ PubliclyAccessible: true }), 'Database')).toEqual(['internet inward tcp 443 gated']);
  expect(internetPaths(database({ PubliclyAccessible: false }), 'Database')).toEqual([]);
  expect(internetPaths(database({}), 'Database')).toEqual(['internet inward tcp 443 unknown']);
});

test('a cluster keeps its API on the internet by default', () => {
  const cluster = (more: Readonly<Record<string, boolean>>): Resources => ({
    ...oneSubnet,
    Cluster: ['AWS::EKS::Cluster', { ResourcesVpcConfig: { SubnetIds: [ref('Subnet')], ...more } }],
  });
  expect(internetPaths(cluster({}), 'Cluster')).toEqual(['internet inward tcp 443 open']);
  expect(internetPaths(cluster({ EndpointPublicAccess: false }), 'Cluster')).toEqual([]);
});

const ways = (resources: Resources): readonly string[] =>
  networkPaths(madeOf(resources))
    .filter(({ protocol }) => protocol !== 'dns')
    .map((path) => `${path.from.replace('made/', '')} ${inWords(path)}`);

test('an accelerator and the origin of a distribution reach what stands inside', () => {
  const balancer: Resources[string] = ['AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme: 'internal' }];
  expect(
    ways({
      Balancer: balancer,
      Group: ['AWS::GlobalAccelerator::EndpointGroup', { EndpointConfigurations: [{ EndpointId: ref('Balancer') }] }],
    }),
  ).toContain('Balancer internet inward all open');
  expect(
    ways({
      Balancer: balancer,
      Origin: ['AWS::CloudFront::VpcOrigin', { VpcOriginEndpointConfig: { Arn: ref('Balancer') } }],
    }),
  ).toContain('Balancer internet inward all open');
});

test.each<[string, Resources, string]>([
  [
    'clients of a VPN',
    { ...oneSubnet, Clients: ['AWS::EC2::ClientVpnTargetNetworkAssociation', { SubnetId: ref('Subnet') }] },
    'Subnet internet inward all gated',
  ],
  [
    'consumers of an endpoint service',
    { Service: ['AWS::EC2::VPCEndpointService', { AcceptanceRequired: false }] },
    'Service account inward all open',
  ],
  [
    'accounts with which a subnet is shared',
    { ...oneSubnet, Share: ['AWS::RAM::ResourceShare', { ResourceArns: [ref('Subnet')] }] },
    'Subnet account inward all open',
  ],
  [
    'a service network to which the VPC is joined',
    {
      ...oneSubnet,
      Joined: [
        'AWS::VpcLattice::ServiceNetworkVpcAssociation',
        { VpcIdentifier: ref('Vpc'), ServiceNetworkIdentifier: 'sn-1' },
      ],
    },
    'Vpc account outward all open',
  ],
  [
    'APIs that use a link',
    {
      Balancer: ['AWS::ElasticLoadBalancingV2::LoadBalancer', { Type: 'network', Scheme: 'internal' }],
      Link: ['AWS::ApiGateway::VpcLink', { TargetArns: [ref('Balancer')] }],
    },
    'Balancer service inward all gated',
  ],
  [
    'whoever can open a tunnel of Instance Connect',
    { ...oneSubnet, Tunnel: ['AWS::EC2::InstanceConnectEndpoint', { SubnetId: ref('Subnet') }] },
    'Tunnel internet inward tcp 22 gated',
  ],
  [
    'the account at the far end of a peering',
    {
      ...oneSubnet,
      Peering: [
        'AWS::EC2::VPCPeeringConnection',
        { VpcId: ref('Vpc'), PeerVpcId: 'vpc-1', PeerOwnerId: '999988887777' },
      ],
    },
    'Vpc account inward all unknown',
  ],
])('%s have a path of their own', (_, resources, expected) => {
  expect(ways(resources)).toContain(expected);
});

test('a share that joins no networks is no path of the network', () => {
  const catalog = ['arn', 'aws', 'glue', 'eu-west-2', account, 'catalog'].join(':');
  expect(ways({ Share: ['AWS::RAM::ResourceShare', { ResourceArns: [catalog] }] })).toEqual([]);
});
