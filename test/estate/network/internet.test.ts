import {
  gatesInWords,
  gateway,
  group,
  internetPaths,
  job,
  machine,
  nobody,
  oneSubnet,
  pathsFrom,
  type Resources,
  ref,
  route,
  toEverywhere,
  toGateway,
} from './made.ts';

const publicSubnet: Resources = {
  ...oneSubnet,
  ...gateway,
  Out: toGateway,
  Subnet: ['AWS::EC2::Subnet', { VpcId: ref('Vpc'), CidrBlock: '10.0.1.0/24', MapPublicIpOnLaunch: true }],
};

const withNat: Resources = {
  ...publicSubnet,
  Nat: ['AWS::EC2::NatGateway', { SubnetId: ref('Subnet'), AllocationId: 'eipalloc-1' }],
  Private: ['AWS::EC2::Subnet', { VpcId: ref('Vpc'), CidrBlock: '10.0.2.0/24' }],
  PrivateTable: ['AWS::EC2::RouteTable', { VpcId: ref('Vpc') }],
  PrivateAssociation: [
    'AWS::EC2::SubnetRouteTableAssociation',
    { SubnetId: ref('Private'), RouteTableId: ref('PrivateTable') },
  ],
  ToNat: route({ NatGatewayId: ref('Nat') }, '0.0.0.0/0', 'PrivateTable'),
};

describe('a path to the internet', () => {
  test('leads out of a subnet with a gateway, and the gates stand in order', () => {
    const [path, ...more] = pathsFrom(publicSubnet, 'Subnet');
    expect(more).toEqual([]);
    expect(path?.state).toBe('open');
    expect(path?.gates.map(({ kind }) => kind)).toEqual(['network ACL', 'route', 'address', 'gateway']);
    expect(path && gatesInWords(path)).toContain('internet gateway Gateway');
  });

  test('is gated where only what asks for an address is given one', () => {
    expect(internetPaths({ ...oneSubnet, ...gateway, Out: toGateway }, 'Subnet')).toEqual([
      'internet outward all gated',
    ]);
  });

  test('leads from a private subnet over a NAT gateway and then the internet gateway', () => {
    const [path] = pathsFrom(withNat, 'Private');
    expect(path?.toKind).toBe('internet');
    expect(path?.gates.map(({ resource }) => resource)).toEqual(
      expect.arrayContaining(['made/ToNat', 'made/Nat', 'made/Out', 'made/Gateway']),
    );
  });

  test('leads nowhere over a NAT gateway whose own subnet has no way out', () => {
    const { Out: _, ...stranded } = withNat;
    expect(internetPaths(stranded, 'Private')).toEqual([]);
  });

  test('leads nowhere over a private NAT gateway, which has no public address', () => {
    const nat: Resources = {
      ...withNat,
      Nat: ['AWS::EC2::NatGateway', { SubnetId: ref('Subnet'), ConnectivityType: 'private' }],
    };
    expect(internetPaths(nat, 'Private')).toEqual([]);
  });

  test('does not exist in an isolated subnet', () => {
    expect(pathsFrom(oneSubnet, 'Subnet')).toEqual([]);
  });

  test('does not exist where the group lets nothing out, and does where it names no egress', () => {
    const machines: Resources = { ...withNat, Group: group(nobody), Machine: machine(false, 'Private') };
    expect(internetPaths(machines, 'Machine')).toEqual([]);
    expect(internetPaths({ ...machines, Group: group([]) }, 'Machine')).toEqual(['internet outward all open']);
  });

  test('carries what the group names and no more', () => {
    const machines: Resources = { ...publicSubnet, Group: group(toEverywhere('tcp', 443)), Machine: machine(true) };
    expect(internetPaths(machines, 'Machine')).toEqual(['internet outward tcp 443 gated']);
  });

  test('is opened by an egress rule that stands alone', () => {
    const machines: Resources = { ...publicSubnet, Group: group(nobody), Machine: machine(true) };
    expect(internetPaths(machines, 'Machine')).toEqual([]);
    const Added: Resources[string] = [
      'AWS::EC2::SecurityGroupEgress',
      {
        GroupId: { 'Fn::GetAtt': ['Group', 'GroupId'] },
        IpProtocol: 'udp',
        FromPort: 53,
        ToPort: 53,
        CidrIp: '0.0.0.0/0',
      },
    ];
    expect(internetPaths({ ...machines, Added }, 'Machine')).toEqual(['internet outward udp 53 gated']);
  });

  test('needs a public address: a function in a public subnet has none, a machine may', () => {
    const standing = (body: Resources[string]): Resources => ({
      ...publicSubnet,
      Group: group(toEverywhere()),
      Standing: body,
    });
    expect(internetPaths(standing(job), 'Standing')).toEqual([]);
    expect(internetPaths(standing(machine(true)), 'Standing')).toEqual(['internet outward all open']);
    const lent: Resources = {
      ...standing(machine(false)),
      Address: ['AWS::EC2::EIP', { InstanceId: ref('Standing') }],
    };
    expect(internetPaths(standing(machine(false)), 'Standing')).toEqual([]);
    expect(internetPaths(lent, 'Standing')).toEqual(['internet outward all open']);
  });

  test('is closed by an ACL that refuses it, narrowed by one that refuses a part, and shut by an empty one', () => {
    const entry = (RuleNumber: number, RuleAction: string, CidrBlock = '0.0.0.0/0'): Resources[string] => [
      'AWS::EC2::NetworkAclEntry',
      { NetworkAclId: ref('Acl'), Egress: true, Protocol: -1, RuleNumber, RuleAction, CidrBlock },
    ];
    const acl: Resources = {
      ...publicSubnet,
      Acl: ['AWS::EC2::NetworkAcl', { VpcId: ref('Vpc') }],
      AclAssociation: ['AWS::EC2::SubnetNetworkAclAssociation', { SubnetId: ref('Subnet'), NetworkAclId: ref('Acl') }],
    };
    const from = (entries: Resources) => internetPaths({ ...acl, ...entries }, 'Subnet');
    expect(from({})).toEqual([]);
    expect(from({ Allow: entry(100, 'allow') })).toEqual(['internet outward all open']);
    expect(from({ Deny: entry(90, 'deny'), Allow: entry(100, 'allow') })).toEqual([]);
    expect(from({ Deny: entry(90, 'deny', '8.0.0.0/8'), Allow: entry(100, 'allow') })).toEqual([
      'internet outward all gated',
    ]);
    expect(from({ Deny: entry(110, 'deny'), Allow: entry(100, 'allow') })).toEqual(['internet outward all open']);
    expect(
      from({
        Inward: [
          'AWS::EC2::NetworkAclEntry',
          {
            NetworkAclId: ref('Acl'),
            Egress: false,
            Protocol: -1,
            RuleNumber: 1,
            RuleAction: 'allow',
            CidrBlock: '0.0.0.0/0',
          },
        ],
      }),
    ).toEqual([]);
  });

  test('is unknown where a route table, a subnet or a target is unresolved, and never silently absent', () => {
    const imported = { 'Fn::ImportValue': 'elsewhere' };
    const table: Resources = {
      ...oneSubnet,
      Association: ['AWS::EC2::SubnetRouteTableAssociation', { SubnetId: ref('Subnet'), RouteTableId: imported }],
    };
    expect(internetPaths(table, 'Subnet')).toEqual(['internet outward all unknown']);
    expect(internetPaths({ ...oneSubnet, Out: route({ GatewayId: imported }) }, 'Subnet')).toEqual([
      'internet outward all unknown',
    ]);
    const lost: Resources = {
      Job: ['AWS::Lambda::Function', { VpcConfig: { SubnetIds: imported, SecurityGroupIds: imported } }],
    };
    expect(internetPaths(lost, 'Job')).toEqual(['internet outward all unknown']);
  });

  test('is unknown in a subnet without a table of its own, when a route goes into a table that nobody can see', () => {
    const { Association: _, ...main } = oneSubnet;
    expect(internetPaths(main, 'Subnet')).toEqual([]);
    const stray: Resources[string] = [
      'AWS::EC2::Route',
      { RouteTableId: { 'Fn::ImportValue': 'main' }, DestinationCidrBlock: '0.0.0.0/0', GatewayId: 'igw-1' },
    ];
    expect(internetPaths({ ...main, Stray: stray }, 'Subnet')).toEqual(['internet outward all unknown']);
  });

  test('does not follow a default route to addresses that the local route takes', () => {
    const local: Resources = {
      ...publicSubnet,
      Group: group([{ IpProtocol: '-1', CidrIp: '10.0.0.0/16' }]),
      Machine: machine(true),
    };
    expect(internetPaths(local, 'Machine')).toEqual([]);
  });
});

describe('IPv6', () => {
  const six: Resources = {
    ...oneSubnet,
    Subnet: ['AWS::EC2::Subnet', { VpcId: ref('Vpc'), CidrBlock: '10.0.1.0/24', Ipv6CidrBlock: '2001:db8::/64' }],
    EgressOnly: ['AWS::EC2::EgressOnlyInternetGateway', { VpcId: ref('Vpc') }],
    Out: route({ EgressOnlyInternetGatewayId: ref('EgressOnly') }, '::/0'),
  };

  test('leads out over an egress-only gateway', () => {
    expect(internetPaths(six, 'Subnet')).toEqual(['internet outward all open']);
  });

  test('leads nowhere from a subnet that has no IPv6', () => {
    expect(internetPaths({ ...six, Subnet: oneSubnet.Subnet ?? ['x'] }, 'Subnet')).toEqual([]);
  });

  test('leads out over an internet gateway without any address being asked for', () => {
    expect(internetPaths({ ...six, ...gateway, Out: route({ GatewayId: ref('Gateway') }, '::/0') }, 'Subnet')).toEqual([
      'internet outward all open',
    ]);
  });

  test('does not follow from an IPv4 rule of the group', () => {
    const job6 = { ...six, Job: job };
    expect(internetPaths({ ...job6, Group: group(toEverywhere()) }, 'Job')).toEqual([]);
    expect(internetPaths({ ...job6, Group: group([{ IpProtocol: '-1', CidrIpv6: '::/0' }]) }, 'Job')).toHaveLength(1);
  });

  test('reaches IPv4 over a NAT gateway that translates', () => {
    const nat64: Resources = {
      ...six,
      Nat: ['AWS::EC2::NatGateway', { AvailabilityMode: 'regional', VpcId: ref('Vpc') }],
      Out: route({ NatGatewayId: ref('Nat') }, '64:ff9b::/96'),
    };
    expect(internetPaths(nat64, 'Subnet')).toEqual(['internet outward all open']);
  });
});
