import { networkPaths } from '../../../policies/estate/network/paths.ts';
import {
  account,
  att,
  estateWith,
  group,
  internetPaths,
  inWords,
  job,
  machine,
  nobody,
  oneSubnet,
  pathsFrom,
  type Resources,
  ref,
  route,
  toEverywhere,
} from './made.ts';

const words = (resources: Resources, id: string): readonly string[] => pathsFrom(resources, id).map(inWords);

describe('another network', () => {
  const peered = (more: Readonly<Record<string, string>> = {}): Resources => ({
    ...oneSubnet,
    Other: ['AWS::EC2::VPC', { CidrBlock: '10.9.0.0/16' }],
    Peering: ['AWS::EC2::VPCPeeringConnection', { VpcId: ref('Vpc'), PeerVpcId: ref('Other'), ...more }],
    ToPeer: route({ VpcPeeringConnectionId: ref('Peering') }, '10.9.0.0/16'),
  });

  test('is reached over a peering, whose far end is named', () => {
    const [path] = pathsFrom(peered(), 'Subnet');
    expect(path).toMatchObject({ to: 'made/Other', toKind: 'network', state: 'open' });
  });

  test("is another account's when the peering says so, and not when it names our own", () => {
    expect(words(peered({ PeerOwnerId: '999988887777' }), 'Subnet')).toEqual(['account outward all open']);
    expect(words(peered({ PeerOwnerId: account }), 'Subnet')).toEqual(['network outward all open']);
  });

  test('is not reached over a peering without a route', () => {
    const { ToPeer: _, ...unrouted } = peered();
    expect(words(unrouted, 'Subnet')).toEqual([]);
  });

  test('is reached only as far as the group lets', () => {
    const far: Resources = { ...peered(), Group: group([{ IpProtocol: '-1', CidrIp: '10.8.0.0/16' }]), Job: job };
    expect(words(far, 'Job')).toEqual([]);
    const near: Resources = { ...peered(), Group: group([{ IpProtocol: '-1', CidrIp: '10.9.3.0/24' }]), Job: job };
    expect(words(near, 'Job')).toEqual(['network outward all gated']);
  });

  test('stands behind a transit gateway, and so does, for all anybody can tell, the internet', () => {
    const transit: Resources = {
      ...oneSubnet,
      Transit: ['AWS::EC2::TransitGateway'],
      Attachment: [
        'AWS::EC2::TransitGatewayAttachment',
        { VpcId: ref('Vpc'), SubnetIds: [ref('Subnet')], TransitGatewayId: ref('Transit') },
      ],
      Out: route({ TransitGatewayId: ref('Transit') }),
    };
    expect(words(transit, 'Subnet')).toEqual(['internet outward all unknown', 'network outward all open']);
  });

  test('stands behind a VPN whose routes are propagated, behind a core network, and on the premises', () => {
    const vpn: Resources = {
      ...oneSubnet,
      Vpn: ['AWS::EC2::VPNGateway'],
      Learnt: ['AWS::EC2::VPNGatewayRoutePropagation', { RouteTableIds: [ref('Table')], VpnGatewayId: ref('Vpn') }],
    };
    expect(words(vpn, 'Subnet')).toContain('network outward all unknown');
    for (const target of ['CoreNetworkArn', 'LocalGatewayId', 'OdbNetworkArn', 'TransitGatewayId']) {
      expect(words({ ...oneSubnet, Out: route({ [target]: 'x-1' }, '10.0.0.0/8') }, 'Subnet')).toEqual([
        'network outward all unknown',
      ]);
    }
  });

  test('is followed over a machine that forwards, by the routes of its own subnet', () => {
    const forwarding: Resources = {
      ...oneSubnet,
      Gateway: ['AWS::EC2::InternetGateway'],
      Middle: ['AWS::EC2::Subnet', { VpcId: ref('Vpc'), CidrBlock: '10.0.2.0/24' }],
      MiddleTable: ['AWS::EC2::RouteTable', { VpcId: ref('Vpc') }],
      MiddleAssociation: [
        'AWS::EC2::SubnetRouteTableAssociation',
        { SubnetId: ref('Middle'), RouteTableId: ref('MiddleTable') },
      ],
      Group: group(toEverywhere()),
      Machine: machine(true, 'Middle'),
      ToMachine: route({ InstanceId: ref('Machine') }),
      Out: route({ GatewayId: ref('Gateway') }, '0.0.0.0/0', 'MiddleTable'),
    };
    expect(internetPaths(forwarding, 'Subnet')).toEqual(['internet outward all open']);
  });

  test('two machines that forward to each other lead nowhere, and the search ends', () => {
    const circle: Resources = {
      ...oneSubnet,
      Group: group(toEverywhere()),
      Machine: machine(),
      Out: route({ InstanceId: ref('Machine') }),
    };
    expect(internetPaths(circle, 'Subnet')).toEqual([]);
  });

  test('is unknown behind a network firewall, whose rules are not evaluated', () => {
    const firewall: Resources = {
      ...oneSubnet,
      Firewall: [
        'AWS::NetworkFirewall::Firewall',
        { VpcId: ref('Vpc'), SubnetMappings: [{ SubnetId: ref('Subnet') }] },
      ],
      Out: route({
        VpcEndpointId: {
          'Fn::Select': [1, { 'Fn::Split': [':', { 'Fn::Select': [0, att('Firewall', 'EndpointIds')] }] }],
        },
      }),
    };
    expect(internetPaths(firewall, 'Subnet')).toEqual(['internet outward all unknown']);
  });
});

describe('between projects', () => {
  const project = (name: string, ingress: Parameters<typeof group>[1] = []): Resources => ({
    Group: [
      'AWS::EC2::SecurityGroup',
      {
        VpcId: { 'Fn::ImportValue': 'net-Vpc' },
        SecurityGroupEgress: [{ IpProtocol: '-1', CidrIp: '10.0.0.0/16' }],
        SecurityGroupIngress: ingress,
        Tags: [{ Key: 'Project', Value: name }],
      },
    ],
    Job: [
      'AWS::Lambda::Function',
      {
        VpcConfig: {
          SubnetIds: [{ 'Fn::ImportValue': 'net-Subnet' }],
          SecurityGroupIds: [att('Group', 'GroupId')],
        },
      },
    ],
  });
  const between = (ingress: Parameters<typeof group>[1]) =>
    networkPaths(estateWith({ net: oneSubnet, one: project('one'), two: project('two', ingress) })).filter(
      ({ toKind }) => toKind === 'project',
    );

  test('nothing leads where no group admits anybody', () => {
    expect(between([])).toEqual([]);
  });

  test('a range that both stand in joins them, one way', () => {
    const found = between([{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '10.0.1.0/24' }]);
    expect(found.map(({ from, to, protocol, state }) => [from, to, protocol, state])).toEqual([
      ['one/Job', 'two/Job', 'tcp 22', 'gated'],
    ]);
  });

  test('a group that cannot be told may be the other project', () => {
    const found = between([{ IpProtocol: '-1', SourceSecurityGroupId: 'sg-0123456789abcdef0' }]);
    expect(found.map(({ state }) => state)).toEqual(['unknown']);
  });

  test('the block of the VPC, written as a reference, is read like the block itself', () => {
    const written = [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: { 'Fn::ImportValue': 'net-Block' } }];
    const net: Resources = { ...oneSubnet, Block: ['AWS::SSM::Parameter'] };
    const estate = estateWith({ net, one: project('one'), two: project('two', written) });
    expect(
      networkPaths(estate)
        .filter(({ toKind }) => toKind === 'project')
        .map(({ state }) => state),
    ).toEqual(['unknown']);
    const held: Resources = {
      ...oneSubnet,
      Group: group(nobody, [{ IpProtocol: '-1', CidrIp: att('Vpc', 'CidrBlock') }]),
      Job: job,
      Balancer: [
        'AWS::ElasticLoadBalancingV2::LoadBalancer',
        { Scheme: 'internet-facing', Subnets: [ref('Subnet')], SecurityGroups: [att('Group', 'GroupId')] },
      ],
      Gateway: ['AWS::EC2::InternetGateway'],
      Out: route({ GatewayId: ref('Gateway') }),
    };
    expect(internetPaths(held, 'Balancer')).toEqual([]);
  });

  test('a range in which nobody of the other stands joins nothing', () => {
    expect(between([{ IpProtocol: '-1', CidrIp: '10.0.7.0/24' }])).toEqual([]);
  });
});

describe('what AWS connects by itself', () => {
  test('a function without a VPC has the internet, and one in a VPC has not', () => {
    expect(internetPaths({ Job: ['AWS::Lambda::Function', {}] }, 'Job')).toEqual(['internet outward all open']);
    expect(internetPaths({ ...oneSubnet, Group: group(nobody), Job: job }, 'Job')).toEqual([]);
  });

  test.each([
    ['AWS::SageMaker::NotebookInstance', 'DirectInternetAccess', 'Disabled'],
    ['AWS::SageMaker::Domain', 'AppNetworkAccessType', 'VpcOnly'],
  ])('%s has the internet unless %s is %s', (type, property, closed) => {
    const place = { SubnetId: ref('Subnet'), SubnetIds: [ref('Subnet')] };
    const with_ = (more: Readonly<Record<string, string>>): Resources => ({
      ...oneSubnet,
      It: [type, { ...place, ...more }],
    });
    expect(internetPaths(with_({}), 'It')).toEqual(['internet outward all open']);
    expect(internetPaths(with_({ [property]: closed }), 'It')).toEqual([]);
  });

  test.each([
    'AWS::CodeBuild::Project',
    'AWS::Glue::Job',
    'AWS::SageMaker::Model',
    'AWS::Synthetics::Canary',
    'AWS::EMRServerless::Application',
    'AWS::AppStream::Fleet',
    'AWS::AppRunner::Service',
  ])('%s outside a VPC has the internet', (type) => {
    expect(internetPaths({ It: [type, {}] }, 'It')).toEqual(['internet outward all open']);
  });

  test('a model that is isolated has no network at all', () => {
    expect(internetPaths({ It: ['AWS::SageMaker::Model', { EnableNetworkIsolation: true }] }, 'It')).toEqual([]);
  });
});

describe('what cannot be placed', () => {
  const lost: Resources = {
    Job: [
      'AWS::Lambda::Function',
      { VpcConfig: { SubnetIds: [{ 'Fn::ImportValue': 'x' }], SecurityGroupIds: [{ 'Fn::ImportValue': 'y' }] } },
    ],
  };

  test('has an unknown path to everything, names included', () => {
    expect(pathsFrom(lost, 'Job', true).map(inWords)).toEqual([
      'internet outward all unknown',
      'internet outward dns unknown',
      'network outward all unknown',
      'service outward all unknown',
    ]);
  });

  test('may meet another project', () => {
    const tagged = (name: string): Resources => ({
      Job: ['AWS::Lambda::Function', { ...lost.Job?.[1], Tags: [{ Key: 'Project', Value: name }] }],
    });
    const found = networkPaths(estateWith({ one: tagged('one'), two: tagged('two') }));
    expect(found.filter(({ toKind }) => toKind === 'project').map(({ state }) => state)).toEqual([
      'unknown',
      'unknown',
    ]);
  });

  test('is no machine whose interfaces are followed themselves', () => {
    const machines: Resources = {
      ...oneSubnet,
      Group: group(nobody),
      Interface: ['AWS::EC2::NetworkInterface', { SubnetId: ref('Subnet'), GroupSet: [att('Group', 'GroupId')] }],
      Machine: ['AWS::EC2::Instance', { NetworkInterfaces: [{ NetworkInterfaceId: ref('Interface') }] }],
    };
    expect(pathsFrom(machines, 'Machine', true)).toEqual([]);
  });

  test('is a Glue job whose connection nobody can see', () => {
    const glue = (name: Readonly<Record<string, string>> | string): Resources => ({
      ...oneSubnet,
      Connection: [
        'AWS::Glue::Connection',
        { ConnectionInput: { PhysicalConnectionRequirements: { SubnetId: ref('Subnet') } } },
      ],
      Job: ['AWS::Glue::Job', { Connections: { Connections: [name] } }],
    });
    expect(internetPaths(glue('elsewhere'), 'Job')).toEqual(['internet outward all open']);
    expect(internetPaths(glue({ Ref: 'Connection' }), 'Job')).toEqual([]);
  });
});
