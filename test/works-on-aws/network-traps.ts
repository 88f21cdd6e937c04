import { type Body, set } from '../mutant.ts';
import { added, addedTimes, changed, mentions, push, small, statementsWith, type Trap, times } from './trap.ts';

const endpoint = 'AWS::EC2::VPCEndpoint';
const group = 'AWS::EC2::SecurityGroup';
const names = 'AWS::Route53Resolver::FirewallDomainList';
const interfaceEndpoint = (body: Body): boolean => body.Properties.VpcEndpointType === 'Interface';
const gatewayEndpoint = (body: Body): boolean => body.Properties.VpcEndpointType === 'Gateway';
const vpc = { VpcId: { Ref: 'Vpc' } };

export const networkTraps: readonly Trap[] = [
  {
    rule: 'private-names-need-vpc-dns',
    mutants: {
      'the network has no host names': changed('AWS::EC2::VPC', (body) => set(body, 'EnableDnsHostnames', undefined)),
      'the network has no DNS': changed('AWS::EC2::VPC', (body) => set(body, 'EnableDnsSupport', false)),
    },
  },
  {
    rule: 'endpoints-stand-once-a-zone',
    mutants: {
      'an endpoint stands twice in a zone': changed(
        endpoint,
        (body) => set(body, 'SubnetIds', [{ Ref: 'EndpointsSubnet1' }, { Ref: 'ServicesSubnet1' }]),
        interfaceEndpoint,
      ),
      'a service has two endpoints': added('network', 'Twin', endpoint, {
        ...vpc,
        VpcEndpointType: 'Interface',
        PrivateDnsEnabled: true,
        ServiceName: 'com.amazonaws.eu-west-2.athena',
        SubnetIds: [{ Ref: 'EndpointsSubnet1' }],
      }),
    },
  },
  {
    rule: 'endpoint-policies-fit',
    mutants: {
      'a policy names 500 projects': changed(endpoint, (body) =>
        push(body, 'PolicyDocument', {
          Effect: 'Allow',
          Principal: '*',
          Action: 's3:GetObject',
          Resource: times(500, (index) => `arn:aws:s3:::tre-thames-valley-project-${index}/*`),
        }),
      ),
    },
  },
  {
    rule: 'gateway-endpoint-policies-name-everyone',
    mutants: {
      'a gateway names the account': changed(
        endpoint,
        (body) =>
          statementsWith(body, 'PolicyDocument', 'Allow', (statement) => ({
            ...statement,
            Principal: { AWS: '111122223333' },
          })),
        gatewayEndpoint,
      ),
      'a gateway names everyone of AWS': changed(
        endpoint,
        (body) =>
          statementsWith(body, 'PolicyDocument', 'Allow', (statement) => ({ ...statement, Principal: { AWS: '*' } })),
        gatewayEndpoint,
      ),
    },
  },
  {
    rule: 'endpoint-conditions-are-literal',
    mutants: {
      'an account is a pattern': changed(endpoint, (body) =>
        push(body, 'PolicyDocument', {
          Effect: 'Allow',
          Principal: '*',
          Action: '*',
          Resource: '*',
          Condition: { StringLike: { 'aws:PrincipalAccount': '1111*' } },
        }),
      ),
      'five letters stand beside a wildcard': changed(endpoint, (body) =>
        push(body, 'PolicyDocument', {
          Effect: 'Allow',
          Principal: '*',
          Action: '*',
          Resource: '*',
          Condition: { StringLike: { 'kms:ResourceAliases': 'alias*' } },
        }),
      ),
    },
  },
  {
    rule: 'network-bound-actions-pass-the-endpoint',
    mutants: {
      'the endpoint leaves an action out': changed(
        endpoint,
        (body) =>
          statementsWith(body, 'PolicyDocument', 'athena:GetQueryResults', (statement) => ({
            ...statement,
            Action: ['athena:StartQueryExecution'],
          })),
        mentions('.athena'),
      ),
      'there is no endpoint': (templates) => templates.remove(endpoint, mentions('.athena')),
    },
  },
  {
    rule: 'dns-firewall-lets-our-endpoints-answer',
    mutants: {
      'the name of an endpoint is forgotten': changed(
        names,
        (body) =>
          set(
            body,
            'Domains',
            (body.Properties.Domains as string[]).filter((name) => !name.startsWith('kms.')),
          ),
        mentions('athena.'),
      ),
      'all is blocked before names are allowed': changed('AWS::Route53Resolver::FirewallRuleGroup', (body) =>
        set(body, 'FirewallRules.1.Priority', 1),
      ),
      'nobody knows the rules': changed('AWS::Route53Resolver::FirewallRuleGroupAssociation', (body) =>
        set(body, 'FirewallRuleGroupId', 'rslvr-frg-0123456789abcdef'),
      ),
    },
  },
  {
    rule: 'dns-firewall-can-be-changed',
    mutants: {
      'the association is protected from changes': changed(
        'AWS::Route53Resolver::FirewallRuleGroupAssociation',
        (body) => set(body, 'MutationProtection', 'ENABLED'),
      ),
    },
  },
  {
    rule: 'subnets-fit-the-network',
    mutants: { '200 subnets for projects': addedTimes(200, 'network', 'AWS::EC2::Subnet', () => vpc) },
  },
  {
    rule: 'endpoints-fit-the-network',
    mutants: {
      '50 endpoints for projects': addedTimes(50, 'network', endpoint, () => ({
        ...vpc,
        VpcEndpointType: 'Interface',
      })),
    },
  },
  {
    rule: 'security-groups-fit',
    mutants: {
      'a rule for each of 60 projects': addedTimes(60, 'network', 'AWS::EC2::SecurityGroupIngress', () => ({
        GroupId: { 'Fn::GetAtt': ['EndpointsGroup', 'GroupId'] },
      })),
      '61 rules stand in the group': changed(group, (body) =>
        set(
          body,
          'SecurityGroupEgress',
          times(61, () => ({})),
        ),
      ),
    },
  },
  {
    rule: 'interfaces-carry-five-groups',
    mutants: {
      'an endpoint carries six groups': changed(
        endpoint,
        (body) => set(body, 'SecurityGroupIds', times(6, String)),
        interfaceEndpoint,
      ),
    },
  },
  {
    rule: 'network-acls-fit',
    small: [
      small({
        Acl: { Type: 'AWS::EC2::NetworkAcl', Properties: {} },
        Rule: { Type: 'AWS::EC2::NetworkAclEntry', Properties: { NetworkAclId: { Ref: 'Acl' } } },
      }),
    ],
    mutants: {
      '20 rules more': addedTimes(20, 'small', 'AWS::EC2::NetworkAclEntry', () => ({ NetworkAclId: { Ref: 'Acl' } })),
    },
  },
  {
    rule: 'security-group-texts-are-legal',
    mutants: {
      'a description has an apostrophe': changed(group, (body) =>
        set(body, 'GroupDescription', "The project's compute"),
      ),
      'a rule has an arrow': changed(group, (body) => set(body, 'SecurityGroupEgress.0.Description', 'browser → API')),
    },
  },
  {
    rule: 'secure-browser-network-is-supported',
    mutants: {
      'a subnet stands in a zone without the service': changed(
        'AWS::EC2::Subnet',
        (body) => set(body, 'AvailabilityZoneId', 'euw2-az3'),
        mentions('BrowserSubnet1'),
      ),
      'a zone is given by name': changed(
        'AWS::EC2::Subnet',
        (body) => {
          set(body, 'AvailabilityZoneId', undefined);
          set(body, 'AvailabilityZone', 'eu-west-2a');
        },
        mentions('BrowserSubnet1'),
      ),
      'the browser has six groups': changed('AWS::WorkSpacesWeb::NetworkSettings', (body) =>
        set(body, 'SecurityGroupIds', times(6, String)),
      ),
      'the network has dedicated tenancy': changed('AWS::EC2::VPC', (body) =>
        set(body, 'InstanceTenancy', 'dedicated'),
      ),
    },
  },
  {
    rule: 'secure-browser-lists-fit',
    mutants: {
      'the browser may open 1,001 pages': changed('AWS::WorkSpacesWeb::BrowserSettings', (body) =>
        set(
          body,
          'BrowserPolicy',
          JSON.stringify({
            chromePolicies: { URLAllowlist: { value: times(1001, (index) => `https://${index}.nhs.uk`) } },
          }),
        ),
      ),
      'the policy is no JSON': changed('AWS::WorkSpacesWeb::BrowserSettings', (body) =>
        set(body, 'BrowserPolicy', 'URLBlocklist: *'),
      ),
      'the policy lacks its frame': changed('AWS::WorkSpacesWeb::BrowserSettings', (body) =>
        set(body, 'BrowserPolicy', JSON.stringify({ URLBlocklist: { value: ['*'] } })),
      ),
    },
  },
];
