import type { Json, JsonObject } from '../../../policies/estate/estate.ts';
import { estateOf } from '../../../policies/estate/model.ts';
import { unmodelledNetworkResources } from '../../../policies/estate/network/kinds.ts';
import { networkPaths } from '../../../policies/estate/network/paths.ts';
import {
  account,
  att,
  group,
  inWords,
  job,
  madeOf,
  nobody,
  oneSubnet,
  pathsFrom,
  type Resources,
  ref,
  toEverywhere,
} from './made.ts';

const pinned: Json = {
  Statement: [
    {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: '*',
      Condition: { StringEquals: { 'aws:ResourceAccount': account, 'aws:PrincipalAccount': account } },
    },
  ],
};

const endpoint = (more: JsonObject): Resources[string] => [
  'AWS::EC2::VPCEndpoint',
  {
    VpcId: ref('Vpc'),
    VpcEndpointType: 'Interface',
    ServiceName: 'com.amazonaws.eu-west-2.athena',
    SubnetIds: [ref('Subnet')],
    SecurityGroupIds: [att('Doors', 'GroupId')],
    PolicyDocument: pinned,
    ...more,
  },
];

const withEndpoint = (more: JsonObject = {}): Resources => ({
  ...oneSubnet,
  Group: group(toEverywhere('tcp', 443)),
  Doors: group(nobody, [
    { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, SourceSecurityGroupId: att('Group', 'GroupId') },
  ]),
  Job: job,
  Endpoint: endpoint(more),
});

const words = (resources: Resources, id: string): readonly string[] =>
  pathsFrom(resources, id).map((path) => `${path.to}: ${inWords(path)}`);

describe('a service of AWS', () => {
  test('is reached through an endpoint whose group admits, and whose policy is pinned', () => {
    const [path] = pathsFrom(withEndpoint(), 'Job');
    expect(path).toMatchObject({ to: 'athena', toKind: 'service', state: 'gated', protocol: 'tcp 443' });
    expect(path?.gates.map(({ kind }) => kind)).toEqual([
      'security group',
      'security group',
      'endpoint',
      'endpoint policy',
    ]);
  });

  test('is not reached where either group refuses, or the policy admits nobody', () => {
    expect(words({ ...withEndpoint(), Group: group(nobody) }, 'Job')).toEqual([]);
    expect(words({ ...withEndpoint(), Doors: group(nobody) }, 'Job')).toEqual([]);
    const shut = { Statement: [{ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }] };
    expect(words(withEndpoint({ PolicyDocument: shut }), 'Job')).toEqual([]);
  });

  test('stands for every account where its endpoint has no policy, or an open one', () => {
    const open = { Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] };
    for (const resources of [withEndpoint({ PolicyDocument: null }), withEndpoint({ PolicyDocument: open })]) {
      expect(words(resources, 'Job')).toContain('any account, through athena: account outward tcp 443 gated');
    }
  });

  test('is reached through a gateway endpoint only from subnets whose table holds it', () => {
    const gateway = (table: string): Resources => ({
      ...oneSubnet,
      Spare: ['AWS::EC2::RouteTable', { VpcId: ref('Vpc') }],
      Endpoint: [
        'AWS::EC2::VPCEndpoint',
        {
          VpcId: ref('Vpc'),
          ServiceName: 'com.amazonaws.eu-west-2.s3',
          RouteTableIds: [ref(table)],
          PolicyDocument: pinned,
        },
      ],
    });
    expect(words(gateway('Table'), 'Subnet')).toEqual(['s3: service outward all gated']);
    expect(words(gateway('Spare'), 'Subnet')).toEqual([]);
  });

  test.each<[string, JsonObject, string]>([
    [
      "somebody's own service",
      { ServiceName: 'com.amazonaws.vpce.eu-west-2.vpce-svc-1' },
      'com.amazonaws.vpce.eu-west-2.vpce-svc-1: account outward tcp 443 gated',
    ],
    ['another region', { ServiceRegion: 'eu-west-1' }, 'athena in eu-west-1: account outward tcp 443 gated'],
    [
      'another region by name',
      { ServiceName: 'com.amazonaws.us-east-1.athena' },
      'athena in us-east-1: account outward tcp 443 gated',
    ],
    [
      'a resource',
      { VpcEndpointType: 'Resource', ResourceConfigurationArn: 'rcfg-1' },
      'a resource that is shared with us: account outward tcp 443 gated',
    ],
    [
      'a service network',
      { VpcEndpointType: 'ServiceNetwork', ServiceNetworkArn: 'sn-1' },
      'a service network that is shared with us: account outward tcp 443 gated',
    ],
    [
      'what cannot be told',
      { ServiceName: { 'Fn::ImportValue': 'x' } },
      'an unknown service: account outward tcp 443 unknown',
    ],
    [
      'a type that does not exist yet',
      { VpcEndpointType: 'Moon' },
      'an unknown service: account outward tcp 443 unknown',
    ],
    [
      'a service of mail',
      { ServiceName: 'com.amazonaws.eu-west-2.email-smtp' },
      'mail to anybody: internet outward tcp 443 gated',
    ],
  ])('an endpoint to %s is no service of AWS alone', (_, more, expected) => {
    expect(words(withEndpoint(more), 'Job')).toContain(expected);
  });

  test('is told from a name in which only the region is open', () => {
    const { Fn, Join } = {
      Fn: { 'Fn::Sub': ['com.amazonaws.$', '{AWS::Region}.athena'].join('') },
      Join: { 'Fn::Join': ['', ['com.amazonaws.', { Ref: 'AWS::Region' }, '.athena']] },
    };
    for (const ServiceName of [Fn, Join]) {
      const resources = withEndpoint({ ServiceName });
      const Resources = Object.fromEntries(
        Object.entries(resources).map(([id, [Type, Properties = {}]]) => [id, { Type, Properties }]),
      );
      const estate = estateOf([{ name: 'made', templateFile: 'made.json', template: { Resources } }]);
      expect(networkPaths(estate).map(({ to }) => to)).toContain('athena');
    }
  });
});

describe('names', () => {
  const firewall = (rules: Json, more: Resources = {}): Resources => ({
    ...oneSubnet,
    All: ['AWS::Route53Resolver::FirewallDomainList', { Domains: ['*'] }],
    Ours: ['AWS::Route53Resolver::FirewallDomainList', { Domains: ['athena.eu-west-2.amazonaws.com'] }],
    Rules: ['AWS::Route53Resolver::FirewallRuleGroup', { FirewallRules: rules }],
    Associated: [
      'AWS::Route53Resolver::FirewallRuleGroupAssociation',
      { VpcId: ref('Vpc'), Priority: 101, FirewallRuleGroupId: att('Rules', 'Id') },
    ],
    ...more,
  });
  const allow = { Action: 'ALLOW', Priority: 1, FirewallDomainListId: att('Ours', 'Id') };
  const block = { Action: 'BLOCK', Priority: 9, FirewallDomainListId: att('All', 'Id') };
  const stateOf = (resources: Resources) =>
    pathsFrom(resources, 'Subnet', true)
      .filter(({ protocol }) => protocol === 'dns')
      .map(({ toKind, state }) => `${toKind} ${state}`);

  test('lead to whoever owns them where no firewall stands, whatever groups and routes say', () => {
    expect(stateOf(oneSubnet)).toEqual(['internet open']);
  });

  test('are held back by exact names and a last BLOCK of everything', () => {
    expect(stateOf(firewall([allow, block]))).toEqual(['internet gated']);
  });

  test.each<[string, Resources]>([
    ['without a last rule', firewall([allow])],
    [
      'when the BLOCK comes first by order but not by priority',
      firewall([
        { ...block, Priority: 9 },
        { ...allow, FirewallDomainListId: att('All', 'Id') },
      ]),
    ],
    ['when the BLOCK is for one record type', firewall([allow, { ...block, Qtype: 'TXT' }])],
    [
      'when redirections are trusted',
      firewall([{ ...allow, FirewallDomainRedirectionAction: 'TRUST_REDIRECTION_DOMAIN' }, block]),
    ],
    [
      'when the firewall fails open',
      firewall([allow, block], {
        Config: ['AWS::Route53Resolver::FirewallConfig', { ResourceId: ref('Vpc'), FirewallFailOpen: 'ENABLED' }],
      }),
    ],
  ])('are not held back %s', (_, resources) => {
    expect(stateOf(resources)).toEqual(['internet open']);
  });

  test('may or may not be held back by a list or an order that cannot be seen', () => {
    expect(stateOf(firewall([{ ...allow, FirewallDomainListId: 'rslvr-fdl-1' }, block]))).toEqual(['internet unknown']);
    expect(stateOf(firewall([{ ...allow, Priority: { 'Fn::ImportValue': 'x' } }, block]))).toEqual([
      'internet unknown',
    ]);
  });

  test('are asked of nobody where the VPC has no resolver', () => {
    const silent: Resources = {
      ...oneSubnet,
      Vpc: ['AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16', EnableDnsSupport: false }],
    };
    expect(stateOf(silent)).toEqual([]);
  });

  test('are asked of resolvers elsewhere when a rule forwards them', () => {
    const forwarded = firewall([allow, block], {
      Rule: ['AWS::Route53Resolver::ResolverRule', { RuleType: 'FORWARD', DomainName: 'trust.nhs.uk' }],
      Bound: [
        'AWS::Route53Resolver::ResolverRuleAssociation',
        { VPCId: ref('Vpc'), ResolverRuleId: att('Rule', 'ResolverRuleId') },
      ],
    });
    expect(stateOf(forwarded)).toEqual(['internet gated', 'network gated']);
  });
});

describe('a condition that decides at deployment', () => {
  const conditional = (resources: Resources, id: string) => {
    const Resources = Object.fromEntries(
      Object.entries(resources).map(([key, [Type, Properties = {}]]) => [
        key,
        { Type, Properties, ...(key === id ? { Condition: 'Sometimes' } : {}) },
      ]),
    );
    const estate = estateOf([{ name: 'made', templateFile: 'made.json', template: { Resources } }]);
    return networkPaths(estate)
      .filter(({ protocol, from }) => protocol !== 'dns' && from === 'made/Subnet')
      .map(inWords);
  };

  test('takes the proof from what closes a way', () => {
    expect(conditional(oneSubnet, 'Table')).toEqual([]);
    expect(conditional(oneSubnet, 'Association')).toContain('internet outward all unknown');
  });
});

describe('the closed world', () => {
  const why = (resources: Resources) =>
    unmodelledNetworkResources(madeOf(resources)).map(({ resource }) => resource.logicalId);

  test('names every kind of network resource that the prover does not follow', () => {
    expect(why({ ...oneSubnet, Wide: ['AWS::NetworkManager::CoreNetwork'], New: ['AWS::EC2::Unheard'] })).toEqual([
      'Wide',
      'New',
    ]);
  });

  test('names whatever stands in a subnet and is in no table', () => {
    expect(why({ ...oneSubnet, Fleet: ['AWS::GameLift::Fleet', { Somewhere: [ref('Subnet')] }] })).toEqual(['Fleet']);
    expect(why({ ...oneSubnet, Fleet: ['AWS::GameLift::Fleet', { VpcConfig: { 'Fn::ImportValue': 'x' } }] })).toEqual([
      'Fleet',
    ]);
  });

  test('names what brings resources of its own, and what runs code on a network of its own', () => {
    expect(why({ Nested: ['AWS::CloudFormation::Stack'], Agent: ['AWS::BedrockAgentCore::Runtime'] })).toEqual([
      'Nested',
      'Agent',
    ]);
  });

  test('says nothing of what it knows', () => {
    expect(why(withEndpoint())).toEqual([]);
  });
});
