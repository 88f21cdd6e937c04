// Long because it is one table: every way to open the network, one row each.

import { type Body, editStatements, type Mutant, set } from '../mutant.ts';

const unresolved = { 'Fn::If': ['Sometimes', true, false] };
const anywhere = '0.0.0.0/0';
const interfaceEndpoint = (body: Body): boolean => body.Properties.VpcEndpointType === 'Interface';
const endpointOf =
  (service: string) =>
  (body: Body): boolean =>
    JSON.stringify(body.Properties.ServiceName).includes(service);

const added = (rule: string, name: string, Type: string, Properties: Record<string, unknown> = {}): Mutant => ({
  rule,
  name,
  mutate: (templates) => templates.add('network', 'Added', { Type, Properties }),
});

const changed = (
  rule: string,
  name: string,
  type: string,
  edit: (body: Body) => void,
  pick?: (body: Body) => boolean,
): Mutant => ({
  rule,
  name,
  mutate: (templates) => templates.change(type, edit, pick),
});

const endpoint = 'AWS::EC2::VPCEndpoint';
const group = 'AWS::EC2::SecurityGroup';
const names = 'AWS::Route53Resolver::FirewallDomainList';
const firewall = 'AWS::Route53Resolver::FirewallRuleGroup';

const wayOut: readonly Mutant[] = [
  'AWS::EC2::InternetGateway',
  'AWS::EC2::EgressOnlyInternetGateway',
  'AWS::EC2::NatGateway',
  'AWS::EC2::VPCPeeringConnection',
  'AWS::EC2::TransitGatewayAttachment',
  'AWS::EC2::VPNGateway',
  'AWS::EC2::CarrierGateway',
  'AWS::EC2::ClientVpnEndpoint',
  'AWS::VpcLattice::ServiceNetworkVpcAssociation',
  'AWS::Route53Resolver::ResolverEndpoint',
  'AWS::RAM::ResourceShare',
].map((type) => added('vpc-has-no-way-out', `${type} is added`, type));

const routes: readonly Mutant[] = [
  added('route-tables-have-local-routes-only', 'a default route is added', 'AWS::EC2::Route', {
    RouteTableId: { Ref: 'ComputeRoutes' },
    DestinationCidrBlock: anywhere,
    GatewayId: 'igw-0123456789abcdef0',
  }),
  added('route-tables-have-local-routes-only', 'a route to a table that is imported is added', 'AWS::EC2::Route', {
    RouteTableId: 'rtb-0123456789abcdef0',
    TransitGatewayId: 'tgw-0123456789abcdef0',
  }),
];

const endpoints: readonly Mutant[] = [
  changed('endpoints-stay-in-region-on-aws', 'an endpoint leads to another region', endpoint, (body) =>
    set(body, 'ServiceName', 'com.amazonaws.us-east-1.s3'),
  ),
  changed('endpoints-stay-in-region-on-aws', "an endpoint leads to somebody's own service", endpoint, (body) =>
    set(body, 'ServiceName', 'com.amazonaws.vpce.eu-west-2.vpce-svc-0123456789abcdef0'),
  ),
  changed('endpoints-stay-in-region-on-aws', 'an endpoint leads to a resource of another network', endpoint, (body) =>
    set(body, 'VpcEndpointType', 'Resource'),
  ),
  changed('endpoints-stay-in-region-on-aws', 'an endpoint is given a region', endpoint, (body) =>
    set(body, 'ServiceRegion', 'eu-west-1'),
  ),
  changed('endpoint-policies-pin-the-account', 'an endpoint loses its policy', endpoint, (body) =>
    set(body, 'PolicyDocument', undefined),
  ),
  changed(
    'endpoint-policies-pin-the-account',
    'an endpoint admits identities of every account',
    endpoint,
    (body) => editStatements(body, 'PolicyDocument', ({ Condition: _, ...statement }) => statement),
    endpointOf('athena'),
  ),
  changed(
    'endpoint-policies-pin-the-account',
    'an endpoint admits callers without an identity',
    endpoint,
    (body) =>
      editStatements(body, 'PolicyDocument', (statement) => ({
        ...statement,
        Condition: { StringEqualsIfExists: (statement.Condition as Record<string, unknown>).StringEquals },
      })),
    endpointOf('athena'),
  ),
  changed(
    'endpoint-policies-pin-the-account',
    'the endpoint of the API reaches APIs of every account',
    endpoint,
    (body) => editStatements(body, 'PolicyDocument', (statement) => ({ ...statement, Resource: '*' })),
    endpointOf('execute-api'),
  ),
  changed(
    'endpoint-policies-name-actions-and-resources',
    'an endpoint lets every action through',
    endpoint,
    (body) => editStatements(body, 'PolicyDocument', (statement) => ({ ...statement, Action: 's3:*' })),
    endpointOf('s3'),
  ),
  changed(
    'endpoint-policies-name-actions-and-resources',
    'an endpoint lets every bucket through',
    endpoint,
    (body) => editStatements(body, 'PolicyDocument', (statement) => ({ ...statement, Resource: '*' })),
    endpointOf('s3'),
  ),
  changed(
    'endpoints-use-private-dns',
    'an endpoint has no private name',
    endpoint,
    (body) => set(body, 'PrivateDnsEnabled', false),
    interfaceEndpoint,
  ),
  changed('endpoints-use-private-dns', 'the network answers no private names', 'AWS::EC2::VPC', (body) =>
    set(body, 'EnableDnsHostnames', unresolved),
  ),
];

const groups: readonly Mutant[] = [
  changed('security-groups-admit-no-stranger', 'a group admits the world', group, (body) =>
    set(body, 'SecurityGroupIngress', [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: anywhere }]),
  ),
  changed('security-groups-admit-no-stranger', 'a group admits a hospital network', group, (body) =>
    set(body, 'SecurityGroupIngress', [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '172.16.0.0/12' }]),
  ),
  changed(
    'security-groups-admit-no-stranger',
    'a group admits an unknown group',
    'AWS::EC2::SecurityGroupIngress',
    (body) => set(body, 'SourceSecurityGroupId', unresolved),
  ),
  added('security-groups-admit-no-stranger', 'a rule for IPv6 is added', 'AWS::EC2::SecurityGroupIngress', {
    GroupId: { 'Fn::GetAtt': ['EndpointsGroup', 'GroupId'] },
    IpProtocol: '-1',
    CidrIpv6: '::/0',
  }),
  changed('security-groups-let-nothing-out', 'a group names no egress', group, (body) =>
    set(body, 'SecurityGroupEgress', undefined),
  ),
  changed('security-groups-let-nothing-out', 'a group lets everything out', group, (body) =>
    set(body, 'SecurityGroupEgress', [{ IpProtocol: '-1', CidrIp: anywhere }]),
  ),
  changed('security-groups-let-nothing-out', 'a group leads to an unknown prefix list', group, (body) =>
    set(body, 'SecurityGroupEgress', [{ IpProtocol: '-1', DestinationPrefixListId: 'pl-0123456789abcdef0' }]),
  ),
  added('security-groups-let-nothing-out', 'egress is added beside the group', 'AWS::EC2::SecurityGroupEgress', {
    GroupId: { 'Fn::GetAtt': ['EndpointsGroup', 'GroupId'] },
    IpProtocol: '-1',
    CidrIp: anywhere,
  }),
  {
    rule: 'default-security-group-is-closed',
    name: 'nothing is given the default group',
    mutate: (templates) =>
      templates.remove('AWS::CloudFormation::CustomResource', (_, __, stack) => stack.endsWith('-network')),
  },
  {
    rule: 'default-security-group-is-closed',
    name: 'the function may not revoke rules',
    mutate: (templates) =>
      templates.change(
        'AWS::IAM::Role',
        (body) =>
          editStatements(body, 'Policies.0.PolicyDocument', (statement) =>
            JSON.stringify(statement.Action).includes('ec2:Revoke') ? undefined : statement,
          ),
        (body) => JSON.stringify(body).includes('ec2:RevokeSecurityGroupEgress'),
      ),
  },
];

const subnets: readonly Mutant[] = [
  changed('subnets-give-no-public-address', 'a subnet gives public addresses', 'AWS::EC2::Subnet', (body) =>
    set(body, 'MapPublicIpOnLaunch', true),
  ),
  changed('subnets-give-no-public-address', 'a subnet may give public addresses', 'AWS::EC2::Subnet', (body) =>
    set(body, 'MapPublicIpOnLaunch', unresolved),
  ),
  {
    rule: 'subnets-span-two-zones',
    name: 'every subnet stands in one zone',
    mutate: (templates) =>
      templates.change('AWS::EC2::Subnet', (body) => set(body, 'AvailabilityZoneId', 'euw2-az9'), undefined, true),
  },
  changed(
    'subnets-span-two-zones',
    'an endpoint stands in one subnet',
    endpoint,
    (body) => set(body, 'SubnetIds', (body.Properties.SubnetIds as unknown[]).slice(0, 1)),
    interfaceEndpoint,
  ),
];

const records: readonly Mutant[] = [
  {
    rule: 'flow-logs-record-all-traffic',
    name: 'the flow log is gone',
    mutate: (templates) => templates.remove('AWS::EC2::FlowLog'),
  },
  changed('flow-logs-record-all-traffic', 'only refused traffic is recorded', 'AWS::EC2::FlowLog', (body) =>
    set(body, 'TrafficType', 'REJECT'),
  ),
  {
    rule: 'dns-firewall-blocks-by-default',
    name: 'the firewall is associated with no network',
    mutate: (templates) => templates.remove('AWS::Route53Resolver::FirewallRuleGroupAssociation'),
  },
  changed('dns-firewall-blocks-by-default', 'the last rule only alerts', firewall, (body) =>
    set(body, 'FirewallRules.1.Action', 'ALERT'),
  ),
  changed('dns-firewall-blocks-by-default', 'the rest is allowed before it is blocked', firewall, (body) =>
    set(body, 'FirewallRules.0.Priority', 900),
  ),
  added('dns-firewall-blocks-by-default', 'the firewall fails open', 'AWS::Route53Resolver::FirewallConfig', {
    ResourceId: { Ref: 'Vpc' },
    FirewallFailOpen: 'ENABLED',
  }),
  changed(
    'dns-firewall-allows-exact-names-only',
    'every name of AWS is allowed',
    names,
    (body) => set(body, 'Domains', ['*.amazonaws.com']),
    (body) => JSON.stringify(body).includes('athena'),
  ),
  changed(
    'dns-firewall-allows-exact-names-only',
    "a stranger's name is allowed beside ours",
    names,
    (body) => set(body, 'Domains', [...(body.Properties.Domains as string[]), 'evil.example.com']),
    (body) => JSON.stringify(body).includes('athena'),
  ),
  changed(
    'dns-firewall-allows-exact-names-only',
    'the notebooks of SageMaker are allowed',
    names,
    (body) => set(body, 'Domains', [...(body.Properties.Domains as string[]), 'notebook.eu-west-2.sagemaker.aws']),
    (body) => JSON.stringify(body).includes('athena'),
  ),
  changed('dns-firewall-allows-exact-names-only', 'redirections are followed unseen', firewall, (body) =>
    set(body, 'FirewallRules.0.FirewallDomainRedirectionAction', 'TRUST_REDIRECTION_DOMAIN'),
  ),
  {
    rule: 'dns-queries-are-logged',
    name: 'the query log is associated with no network',
    mutate: (templates) => templates.remove('AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation'),
  },
  changed(
    'dns-queries-are-logged',
    'queries are logged elsewhere',
    'AWS::Route53Resolver::ResolverQueryLoggingConfig',
    (body) => set(body, 'DestinationArn', unresolved),
  ),
];

export const networkMutants: readonly Mutant[] = [
  ...wayOut,
  ...routes,
  ...endpoints,
  ...groups,
  ...subnets,
  ...records,
];
