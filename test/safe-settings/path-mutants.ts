// Long because it is one table: every way in which the network as a whole can come to lead somewhere.

import { type Body, editStatements, type MutableTemplates, type Mutant, set } from '../mutant.ts';

type Added = { readonly Type: string; readonly Properties?: Record<string, unknown> };

/** Several resources at once: a gateway alone leads nowhere, and a proof must see the whole. */
const added =
  (bodies: Readonly<Record<string, Added>>) =>
  (templates: MutableTemplates): void => {
    for (const [id, body] of Object.entries(bodies)) templates.add('network', id, { Properties: {}, ...body });
  };

const ref = (id: string) => ({ Ref: id });
const anywhere = '0.0.0.0/0';
const compute = ref('ComputeRoutes');
const openGroup = (templates: MutableTemplates): void =>
  templates.change(
    'AWS::EC2::SecurityGroup',
    (body) => set(body, 'SecurityGroupEgress', [{ IpProtocol: '-1', CidrIp: anywhere }]),
    (_, id) => id === 'ServicesGroup',
  );

const gateway: Readonly<Record<string, Added>> = {
  Gateway: { Type: 'AWS::EC2::InternetGateway' },
  Attached: {
    Type: 'AWS::EC2::VPCGatewayAttachment',
    Properties: { VpcId: ref('Vpc'), InternetGatewayId: ref('Gateway') },
  },
};
const defaultRoute = (target: Record<string, unknown>, table: unknown = compute): Added => ({
  Type: 'AWS::EC2::Route',
  Properties: { RouteTableId: table, DestinationCidrBlock: anywhere, ...target },
});
const withIpv6 = (templates: MutableTemplates): void =>
  templates.change(
    'AWS::EC2::Subnet',
    (body) => set(body, 'Ipv6CidrBlock', '2001:db8:1:2::/64'),
    (_, id) => id === 'ComputeSubnet1',
  );

const internet: readonly Omit<Mutant, 'rule'>[] = [
  {
    name: 'a NAT gateway stands in the endpoint tier and compute is routed to it',
    mutate: added({
      ...gateway,
      Out: defaultRoute({ GatewayId: ref('Gateway') }, ref('EndpointsRoutes')),
      Nat: {
        Type: 'AWS::EC2::NatGateway',
        Properties: { SubnetId: ref('EndpointsSubnet1'), AllocationId: 'eipalloc-1' },
      },
      ToNat: defaultRoute({ NatGatewayId: ref('Nat') }),
    }),
  },
  {
    name: 'a regional NAT gateway, which stands in no subnet, takes the default route of compute',
    mutate: added({
      Nat: { Type: 'AWS::EC2::NatGateway', Properties: { VpcId: ref('Vpc'), AvailabilityMode: 'regional' } },
      ToNat: defaultRoute({ NatGatewayId: ref('Nat') }),
    }),
  },
  {
    name: 'compute subnets are routed to an internet gateway, which only what asks for an address can use',
    mutate: added({ ...gateway, Out: defaultRoute({ GatewayId: ref('Gateway') }) }),
  },
  {
    name: 'the group of the services lets everything out, and their subnets have a route to the internet',
    mutate: (templates) => {
      openGroup(templates);
      added({ ...gateway, Out: defaultRoute({ GatewayId: ref('Gateway') }, ref('ServicesRoutes')) })(templates);
    },
  },
  {
    name: 'compute has IPv6 and an egress-only gateway',
    mutate: (templates) => {
      withIpv6(templates);
      added({
        EgressOnly: { Type: 'AWS::EC2::EgressOnlyInternetGateway', Properties: { VpcId: ref('Vpc') } },
        Out: {
          Type: 'AWS::EC2::Route',
          Properties: {
            RouteTableId: compute,
            DestinationIpv6CidrBlock: '::/0',
            EgressOnlyInternetGatewayId: ref('EgressOnly'),
          },
        },
      })(templates);
    },
  },
  {
    name: 'the services are routed to a NAT gateway of another stack, for two public halves of all addresses',
    mutate: added({
      Half: {
        Type: 'AWS::EC2::Route',
        Properties: {
          RouteTableId: ref('ServicesRoutes'),
          DestinationCidrBlock: '128.0.0.0/1',
          NatGatewayId: 'nat-0123456789abcdef0',
        },
      },
    }),
  },
  {
    name: 'a subnet of compute is associated with a route table that nobody has seen',
    mutate: (templates) =>
      templates.change(
        'AWS::EC2::SubnetRouteTableAssociation',
        (body) => set(body, 'RouteTableId', 'rtb-0123456789abcdef0'),
        (body) => JSON.stringify(body).includes('ComputeSubnet1'),
      ),
  },
  {
    name: 'a notebook in a compute subnet keeps the internet that SageMaker gives by default',
    mutate: added({
      Notebook: {
        Type: 'AWS::SageMaker::NotebookInstance',
        Properties: { SubnetId: ref('ComputeSubnet1'), InstanceType: 'ml.t3.medium', RoleArn: 'role' },
      },
    }),
  },
  {
    name: 'the function that reads records runs outside the VPC',
    mutate: (templates) => {
      templates.change(
        'AWS::IAM::Role',
        (body) =>
          editStatements(body, 'Policies.0.PolicyDocument', (statement) => ({
            ...statement,
            Action: ['s3:GetObject', 's3:PutObject'],
            Resource: '*',
          })),
        (body) => JSON.stringify(body).includes('ec2:RevokeSecurityGroupEgress'),
      );
    },
  },
  {
    name: 'mail to anybody leaves through an endpoint of its own',
    mutate: (templates) =>
      templates.change(
        'AWS::EC2::VPCEndpoint',
        (body) => set(body, 'ServiceName', 'com.amazonaws.eu-west-2.email-smtp'),
        (body) => JSON.stringify(body.Properties.ServiceName).includes('athena'),
      ),
  },
  {
    name: 'a cluster for compute keeps its API on the internet, as by default',
    mutate: added({
      Cluster: {
        Type: 'AWS::EKS::Cluster',
        Properties: {
          RoleArn: 'role',
          ResourcesVpcConfig: { SubnetIds: [ref('ComputeSubnet1'), ref('ComputeSubnet2')] },
        },
      },
    }),
  },
  {
    name: 'an accelerator brings the internet to a load balancer inside',
    mutate: added({
      Balancer: {
        Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
        Properties: { Scheme: 'internal', Subnets: [ref('ServicesSubnet1')], SecurityGroups: [ref('ServicesGroup')] },
      },
      Accelerated: {
        Type: 'AWS::GlobalAccelerator::EndpointGroup',
        Properties: { EndpointConfigurations: [{ EndpointId: ref('Balancer') }] },
      },
    }),
  },
  {
    name: 'the default route of compute leads over an appliance to a NAT gateway',
    mutate: added({
      Appliance: {
        Type: 'AWS::EC2::VPCEndpoint',
        Properties: {
          VpcId: ref('Vpc'),
          VpcEndpointType: 'GatewayLoadBalancer',
          ServiceName: 'com.amazonaws.vpce.eu-west-2.vpce-svc-0123456789abcdef0',
          SubnetIds: [ref('EndpointsSubnet1')],
        },
      },
      ToAppliance: defaultRoute({ VpcEndpointId: ref('Appliance') }),
      Nat: { Type: 'AWS::EC2::NatGateway', Properties: { AvailabilityMode: 'regional', VpcId: ref('Vpc') } },
      Out: defaultRoute({ NatGatewayId: ref('Nat') }, ref('EndpointsRoutes')),
    }),
  },
];

const endpoint = 'AWS::EC2::VPCEndpoint';
const endpointOf =
  (service: string) =>
  (body: Body): boolean =>
    JSON.stringify(body.Properties.ServiceName ?? '').includes(service);
const changedEndpoint = (name: string, service: string, edit: (body: Body) => void): Omit<Mutant, 'rule'> => ({
  name,
  mutate: (templates) => templates.change(endpoint, edit, endpointOf(service)),
});
const inOpenGroup = {
  VpcId: ref('Vpc'),
  SubnetIds: [ref('EndpointsSubnet1')],
  SecurityGroupIds: [ref('EndpointsGroup')],
};

const account: readonly Omit<Mutant, 'rule'>[] = [
  {
    name: 'the services are peered with a VPC of another account',
    mutate: added({
      Peering: {
        Type: 'AWS::EC2::VPCPeeringConnection',
        Properties: { VpcId: ref('Vpc'), PeerVpcId: 'vpc-0123456789abcdef0', PeerOwnerId: '999988887777' },
      },
      ToPeer: {
        Type: 'AWS::EC2::Route',
        Properties: {
          RouteTableId: compute,
          DestinationCidrBlock: '10.99.0.0/16',
          VpcPeeringConnectionId: ref('Peering'),
        },
      },
    }),
  },
  {
    name: 'compute is attached and routed to a transit gateway',
    mutate: added({
      Attachment: {
        Type: 'AWS::EC2::TransitGatewayAttachment',
        Properties: {
          VpcId: ref('Vpc'),
          TransitGatewayId: 'tgw-0123456789abcdef0',
          SubnetIds: [ref('ComputeSubnet1')],
        },
      },
      ToTransit: {
        Type: 'AWS::EC2::Route',
        Properties: {
          RouteTableId: compute,
          DestinationCidrBlock: '10.0.0.0/8',
          TransitGatewayId: 'tgw-0123456789abcdef0',
        },
      },
    }),
  },
  {
    name: 'a VPN to a hospital propagates its routes into the table of compute',
    mutate: added({
      Vpn: { Type: 'AWS::EC2::VPNGateway', Properties: { Type: 'ipsec.1' } },
      Propagation: {
        Type: 'AWS::EC2::VPNGatewayRoutePropagation',
        Properties: { RouteTableIds: [compute], VpnGatewayId: ref('Vpn') },
      },
    }),
  },
  changedEndpoint("an endpoint leads to somebody's own service", 'athena', (body) =>
    set(body, 'ServiceName', 'com.amazonaws.vpce.eu-west-2.vpce-svc-0123456789abcdef0'),
  ),
  changedEndpoint('an endpoint leads to another region', 'athena', (body) => set(body, 'ServiceRegion', 'eu-west-1')),
  changedEndpoint('the S3 endpoint loses its policy', '.s3', (body) => set(body, 'PolicyDocument', undefined)),
  changedEndpoint('the Athena endpoint admits identities of every account', 'athena', (body) =>
    editStatements(body, 'PolicyDocument', ({ Condition: _, ...statement }) => statement),
  ),
  changedEndpoint('the S3 endpoint asks where the bucket lies only if it is told', '.s3', (body) =>
    editStatements(body, 'PolicyDocument', (statement) => ({
      ...statement,
      Condition: { StringEqualsIfExists: (statement.Condition as Record<string, unknown>).StringEquals },
    })),
  ),
  {
    name: 'a service network of another account is reached through an endpoint',
    mutate: added({
      Mesh: {
        Type: endpoint,
        Properties: {
          ...inOpenGroup,
          VpcEndpointType: 'ServiceNetwork',
          ServiceNetworkArn: 'servicenetwork/sn-0123456789abcdef0',
        },
      },
    }),
  },
  {
    name: 'a resource of another account is reached through an endpoint',
    mutate: added({
      Resource: {
        Type: endpoint,
        Properties: {
          ...inOpenGroup,
          VpcEndpointType: 'Resource',
          ResourceConfigurationArn: 'resourceconfiguration/rcfg-0123456789abcdef0',
        },
      },
    }),
  },
  {
    name: 'the VPC is joined to a service network',
    mutate: added({
      Joined: {
        Type: 'AWS::VpcLattice::ServiceNetworkVpcAssociation',
        Properties: { VpcIdentifier: ref('Vpc'), ServiceNetworkIdentifier: 'sn-0123456789abcdef0' },
      },
    }),
  },
  {
    name: 'a compute subnet is shared with another account',
    mutate: added({
      Share: {
        Type: 'AWS::RAM::ResourceShare',
        Properties: { Name: 'subnets', ResourceArns: [ref('ComputeSubnet1')], Principals: ['999988887777'] },
      },
    }),
  },
  {
    name: 'packets of an interface are mirrored to a target elsewhere',
    mutate: added({
      Interface: {
        Type: 'AWS::EC2::NetworkInterface',
        Properties: { SubnetId: ref('ComputeSubnet1'), GroupSet: [ref('ServicesGroup')] },
      },
      Mirror: {
        Type: 'AWS::EC2::TrafficMirrorSession',
        Properties: { NetworkInterfaceId: ref('Interface'), TrafficMirrorTargetId: 'tmt-0123456789abcdef0' },
      },
    }),
  },
];

const firewall = 'AWS::Route53Resolver::FirewallRuleGroup';
const allowedNames = (edit: (names: string[]) => string[]) => (templates: MutableTemplates) =>
  templates.change(
    'AWS::Route53Resolver::FirewallDomainList',
    (body) => set(body, 'Domains', edit(body.Properties.Domains as string[])),
    (body) => JSON.stringify(body).includes('athena'),
  );
const firewallRule = (path: string, value: unknown) => (templates: MutableTemplates) =>
  templates.change(firewall, (body) => set(body, path, value));

const forwarding: Readonly<Record<string, Added>> = {
  Resolver: {
    Type: 'AWS::Route53Resolver::ResolverEndpoint',
    Properties: {
      Direction: 'OUTBOUND',
      IpAddresses: [{ SubnetId: ref('EndpointsSubnet1') }, { SubnetId: ref('EndpointsSubnet2') }],
      SecurityGroupIds: [ref('EndpointsGroup')],
    },
  },
};

const queries: readonly Omit<Mutant, 'rule'>[] = [
  {
    name: 'no DNS firewall stands at the VPC',
    mutate: (templates) => templates.remove('AWS::Route53Resolver::FirewallRuleGroupAssociation'),
  },
  {
    name: 'the firewall fails open',
    mutate: added({
      Config: {
        Type: 'AWS::Route53Resolver::FirewallConfig',
        Properties: { ResourceId: ref('Vpc'), FirewallFailOpen: 'ENABLED' },
      },
    }),
  },
  { name: 'every name of AWS is allowed', mutate: allowedNames(() => ['*.amazonaws.com']) },
  {
    name: 'one wildcard hides among exact names',
    mutate: allowedNames((names) => [...names, '*.s3.eu-west-2.amazonaws.com']),
  },
  { name: 'the last rule only alerts', mutate: firewallRule('FirewallRules.1.Action', 'ALERT') },
  { name: 'the last rule blocks one record type alone', mutate: firewallRule('FirewallRules.1.Qtype', 'A') },
  {
    name: 'redirections are followed unseen',
    mutate: firewallRule('FirewallRules.0.FirewallDomainRedirectionAction', 'TRUST_REDIRECTION_DOMAIN'),
  },
  {
    name: 'a list that AWS keeps decides what is allowed',
    mutate: firewallRule('FirewallRules.0.FirewallDomainListId', 'rslvr-fdl-0123456789abcdef'),
  },
  {
    name: 'another rule group, which allows every name, is asked first',
    mutate: added({
      Wide: {
        Type: 'AWS::Route53Resolver::FirewallDomainList',
        Properties: { Domains: ['*'] },
      },
      WideRules: {
        Type: firewall,
        Properties: {
          FirewallRules: [{ Action: 'ALLOW', Priority: 1, FirewallDomainListId: { 'Fn::GetAtt': ['Wide', 'Id'] } }],
        },
      },
      WideAssociation: {
        Type: 'AWS::Route53Resolver::FirewallRuleGroupAssociation',
        Properties: { VpcId: ref('Vpc'), Priority: 100, FirewallRuleGroupId: { 'Fn::GetAtt': ['WideRules', 'Id'] } },
      },
    }),
  },
  { name: 'an outbound resolver endpoint stands beside the endpoints', mutate: added(forwarding) },
  {
    name: 'names of a hospital are asked of its own resolvers',
    mutate: added({
      Rule: {
        Type: 'AWS::Route53Resolver::ResolverRule',
        Properties: { RuleType: 'FORWARD', DomainName: 'trust.nhs.uk', TargetIps: [{ Ip: '10.99.0.2' }] },
      },
      RuleAssociation: {
        Type: 'AWS::Route53Resolver::ResolverRuleAssociation',
        Properties: { VPCId: ref('Vpc'), ResolverRuleId: { 'Fn::GetAtt': ['Rule', 'ResolverRuleId'] } },
      },
    }),
  },
];

const unseen: readonly Omit<Mutant, 'rule'>[] = [
  ['a direct connection of NetworkManager', 'AWS::NetworkManager::VpcAttachment', {}],
  ['a profile that brings its own resolver rules', 'AWS::Route53Profiles::ProfileAssociation', {}],
  ['a virtual interface of Direct Connect', 'AWS::DirectConnect::PrivateVirtualInterface', {}],
  ['a kind of gateway that does not exist yet', 'AWS::EC2::MoonGateway', {}],
  [
    'a machine of a kind that no table knows, in a compute subnet',
    'AWS::GameLift::Fleet',
    { Place: { Where: ref('ComputeSubnet1') } },
  ],
  [
    'a rule for a group that is found at deployment',
    'AWS::EC2::SecurityGroupEgress',
    { GroupId: { 'Fn::ImportValue': 'somewhere' }, IpProtocol: '-1', CidrIp: anywhere },
  ],
  [
    'a route in a table that is found at deployment',
    'AWS::EC2::Route',
    { RouteTableId: { 'Fn::ImportValue': 'somewhere' }, GatewayId: 'igw-1' },
  ],
].map(([name, Type, Properties]) => ({
  name: `${name} is added`,
  mutate: added({ Unseen: { Type: String(Type), Properties: Properties as Record<string, unknown> } }),
}));

const under = (rule: string, mutants: readonly Omit<Mutant, 'rule'>[]): readonly Mutant[] =>
  mutants.map((mutant) => ({ ...mutant, rule }));

export const pathMutants: readonly Mutant[] = [
  ...under('no-path-leads-to-the-internet', internet),
  ...under('no-path-leads-to-another-account', account),
  ...under('names-lead-out-by-no-query', queries),
  ...under('every-network-resource-is-modelled', unseen),
];
