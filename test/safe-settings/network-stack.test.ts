import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { NetworkStack, type NetworkStackProps } from '../../lib/network-stack.ts';

const account = '111122223333';
const { context } = JSON.parse(readFileSync(join(__dirname, '..', '..', 'cdk.json'), 'utf8'));

function synthesise(changes: Partial<NetworkStackProps> = {}): Template {
  return Template.fromStack(
    new NetworkStack(new App({ context }), 'Network', {
      env: { account, region: 'eu-west-2' },
      tenancy: { deployment: 'north', stage: 'production', qualifier: 'hnb659fds' },
      cidr: '10.40.0.0/16',
      availabilityZoneIds: ['euw2-az1', 'euw2-az2'],
      logKeyArn: `arn:aws:kms:eu-west-2:${account}:key/00000000-0000-0000-0000-000000000000`,
      ...changes,
    }),
  );
}

type Properties = Record<string, unknown>;
const all = (template: Template, type: string): [string, Properties][] =>
  Object.entries(template.findResources(type)).map(([id, { Properties }]) => [id, Properties]);
const statements = (document: unknown) =>
  (document as { Statement: Record<string, unknown>[] }).Statement.map((statement) => statement);

const template = synthesise();
const endpoints = all(template, 'AWS::EC2::VPCEndpoint');
const serviceOf = (properties: Properties) => String(properties.ServiceName).split('.').at(-1);

describe('the network has no way out', () => {
  const types = Object.values(template.toJSON().Resources as Record<string, { Type: string }>).map(({ Type }) => Type);

  test.each([
    'AWS::EC2::InternetGateway',
    'AWS::EC2::EgressOnlyInternetGateway',
    'AWS::EC2::NatGateway',
    'AWS::EC2::Route',
    'AWS::EC2::VPCPeeringConnection',
    'AWS::EC2::TransitGatewayAttachment',
    'AWS::EC2::VPNGateway',
    'AWS::EC2::EIP',
    'AWS::EC2::NetworkAcl',
  ])('no %s', (type) => {
    expect(types).not.toContain(type);
  });

  test('no address range but those of the network, and the one that leads nowhere', () => {
    const ranges = [
      ...JSON.stringify(template.toJSON()).matchAll(/"(\d+\.\d+\.\d+\.\d+\/\d+|[0-9a-f:]+::\/\d+)"/g),
    ].map(([, range = '']) => range);
    expect(ranges.length).toBeGreaterThan(8);
    expect(ranges.filter((range) => !range.startsWith('10.40.') && range !== '127.0.0.1/32')).toEqual([]);
  });

  test('no subnet gives public addresses, and each belongs to a tier with a route table of its own', () => {
    const subnets = all(template, 'AWS::EC2::Subnet');
    expect(subnets).toHaveLength(8);
    for (const [, subnet] of subnets) expect(subnet.MapPublicIpOnLaunch).toBe(false);
    template.resourceCountIs('AWS::EC2::RouteTable', 4);
    template.resourceCountIs('AWS::EC2::SubnetRouteTableAssociation', 8);
  });

  test('zones are named by id, which means the same place in every account', () => {
    const zones = new Set(all(template, 'AWS::EC2::Subnet').map(([, subnet]) => subnet.AvailabilityZoneId));
    expect([...zones]).toEqual(['euw2-az1', 'euw2-az2']);
  });

  test('every group states its egress, for EC2 would open it to everywhere otherwise', () => {
    for (const [, group] of all(template, 'AWS::EC2::SecurityGroup')) {
      expect((group.SecurityGroupEgress as unknown[]).length).toBeGreaterThan(0);
    }
  });

  test('every rule is for port 443, but the one that leads nowhere', () => {
    const rules = all(template, 'AWS::EC2::SecurityGroup').flatMap(([, group]) => [
      ...((group.SecurityGroupEgress ?? []) as Properties[]),
      ...((group.SecurityGroupIngress ?? []) as Properties[]),
    ]);
    const single = all(template, 'AWS::EC2::SecurityGroupIngress').map(([, rule]) => rule);
    for (const rule of [...rules, ...single].filter(({ CidrIp }) => CidrIp !== '127.0.0.1/32')) {
      expect([rule.IpProtocol, rule.FromPort, rule.ToPort]).toEqual(['tcp', 443, 443]);
    }
  });

  test('the secure browser reaches the private API and the sign-in, nothing else', () => {
    const [browser] = all(template, 'AWS::EC2::SecurityGroup').filter(([id]) => id === 'BrowserGroup');
    const egress = browser?.[1].SecurityGroupEgress as Properties[];
    expect(egress.map(({ DestinationSecurityGroupId }) => DestinationSecurityGroupId)).toEqual([
      { 'Fn::GetAtt': ['ApiGroup', 'GroupId'] },
      { 'Fn::GetAtt': ['SignInGroup', 'GroupId'] },
    ]);
  });

  test('only the secure browser and the functions reach the sign-in; compute does not', () => {
    expect(template.findResources('AWS::EC2::SecurityGroup').SignInGroup?.Properties).not.toHaveProperty(
      'SecurityGroupIngress',
    );
    const admitted = all(template, 'AWS::EC2::SecurityGroupIngress')
      .map(([, rule]) => rule)
      .filter(({ GroupId }) => JSON.stringify(GroupId).includes('SignInGroup'));
    expect(admitted.map(({ SourceSecurityGroupId }) => SourceSecurityGroupId)).toEqual([
      { 'Fn::GetAtt': ['BrowserGroup', 'GroupId'] },
      { 'Fn::GetAtt': ['ServicesGroup', 'GroupId'] },
    ]);
  });
});

describe('every endpoint is a narrow door', () => {
  test.each(endpoints)(
    '%s has a policy of at most two statements, without a wildcard for actions, and for resources in lists alone',
    (_id, properties) => {
      const found = statements(properties.PolicyDocument) as readonly Record<string, unknown>[];
      expect([1, 2]).toContain(found.length);
      for (const { Principal, Action, Resource } of found) {
        expect(Principal).toBe('*');
        const actions = [Action].flat() as string[];
        for (const action of actions) expect(action).toMatch(/^[a-z0-9-]+:[A-Za-z]+$/);
        for (const resource of [Resource].flat() as string[]) {
          if (resource === '*') expect(actions).toEqual([expect.stringMatching(/:List(WorkGroups|Portals)$/)]);
          else expect(resource).toMatch(/^arn:aws:/);
        }
      }
      expect(JSON.stringify(properties.PolicyDocument).length).toBeLessThan(20_480);
    },
  );

  test.each(
    endpoints.filter(([, properties]) => !['execute-api', 'cognito-idp'].includes(serviceOf(properties) ?? '')),
  )('%s lets in our account only, to our account only', (_id, properties) => {
    for (const { Condition } of statements(properties.PolicyDocument)) {
      expect(Condition).toMatchObject({
        StringEquals: { 'aws:PrincipalAccount': account, 'aws:ResourceAccount': account },
      });
    }
  });

  test.each(endpoints.filter(([, properties]) => ['execute-api', 'cognito-idp'].includes(serviceOf(properties) ?? '')))(
    '%s takes calls without AWS credentials, hence names our account in every resource',
    (_id, properties) => {
      for (const resource of [statements(properties.PolicyDocument)[0]?.Resource].flat() as string[]) {
        expect(resource.split(':')[4]).toBe(account);
      }
    },
  );

  test.each(['s3', 'dynamodb', 'athena', 'sts'])('%s is bound to names of this deployment', (service) => {
    const [, properties] = endpoints.find(([, one]) => serviceOf(one) === service) ?? [];
    for (const resource of [statements(properties?.PolicyDocument)[0]?.Resource].flat() as string[]) {
      expect(resource.split(':').at(-1)).toMatch(/^([a-z]+\/)?tre-north-\*(\/\*)?$/);
    }
  });

  test('interface endpoints answer to the names that the SDKs use', () => {
    const interfaces = endpoints.filter(([, { VpcEndpointType }]) => VpcEndpointType === 'Interface');
    expect(interfaces).toHaveLength(7);
    for (const [, properties] of interfaces) expect(properties.PrivateDnsEnabled).toBe(true);
  });

  test('the stores have no route from the subnets of the browser', () => {
    for (const [, { RouteTableIds }] of endpoints) {
      expect(JSON.stringify(RouteTableIds ?? [])).not.toMatch(/BrowserRoutes|EndpointsRoutes/);
    }
  });
});

describe('names', () => {
  const listOf = (one: Template) =>
    all(one, 'AWS::Route53Resolver::FirewallDomainList').map(([, { Domains }]) => Domains as string[]);

  test('our endpoints are allowed by their exact names before everything else is blocked', () => {
    expect(listOf(template)).toEqual([
      ['s3', 'dynamodb', 'athena', 'glue', 'kms', 'sts', 'cognito-idp', 'workspaces-web'].map(
        (name) => `${name}.eu-west-2.amazonaws.com`,
      ),
      ['*'],
    ]);
    const [, group] = all(template, 'AWS::Route53Resolver::FirewallRuleGroup')[0] ?? [];
    expect(group?.FirewallRules).toMatchObject([
      { Priority: 100, Action: 'ALLOW', FirewallDomainRedirectionAction: 'INSPECT_REDIRECTION_DOMAIN' },
      { Priority: 200, Action: 'BLOCK', BlockResponse: 'NODATA' },
    ]);
  });

  test('there is room before it for the name of the private door', () => {
    const [, association] = all(template, 'AWS::Route53Resolver::FirewallRuleGroupAssociation')[0] ?? [];
    expect(association?.Priority).toBeGreaterThan(101);
  });

  test('the firewall can be changed by CloudFormation', () => {
    const [, association] = all(template, 'AWS::Route53Resolver::FirewallRuleGroupAssociation')[0] ?? [];
    expect(association).not.toHaveProperty('MutationProtection');
  });
});

describe('what happens in the network is recorded', () => {
  test.each(['Flows', 'DnsQueries'])('%s: encrypted, for 13 months, retained in production', (id) => {
    const group = template.findResources('AWS::Logs::LogGroup')[id];
    expect(group).toMatchObject({
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: { RetentionInDays: 400, KmsKeyId: expect.stringContaining(':key/') },
    });
  });

  test('flow logs take accepted and refused traffic', () => {
    template.hasResourceProperties('AWS::EC2::FlowLog', { TrafficType: 'ALL', ResourceId: { Ref: 'Vpc' } });
  });

  test('only log delivery for this account may write queries, from the moment the log group exists', () => {
    const [statement] = statements(
      template.findResources('AWS::Logs::LogGroup').DnsQueries?.Properties.ResourcePolicyDocument,
    );
    expect(statement).toMatchObject({
      Principal: { Service: 'delivery.logs.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': account } },
    });
  });
});

test('the default security group is closed by the settings function, which may touch no other', () => {
  const roles = JSON.stringify(template.findResources('AWS::IAM::Role'));
  expect(roles).toContain('DefaultSecurityGroup');
  expect(JSON.stringify(template.findResources('AWS::EC2::SecurityGroup').ServicesGroup)).toContain('s3PrefixListId');
});
