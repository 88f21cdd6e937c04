import type { MutableTemplates, Mutant } from '../mutant.ts';

type Body = { Type: string; Properties: Record<string, unknown> };

/** The first two project stacks of the example, and the prefix of the exports of its network. */
function projects({ templates }: MutableTemplates): readonly [string, string] {
  const [one, other] = templates.map(({ name }) => name).filter((name) => name.includes('-project-'));
  if (one === undefined || other === undefined) throw new Error('the example has no two projects to join');
  return [one, other];
}

/** Values that the project stacks import: the network exports them for this mutant. */
function shared(templates: MutableTemplates, logicalId: string, attribute?: string): unknown {
  const name = `mutant-${logicalId}`;
  const Value = attribute === undefined ? { Ref: logicalId } : { 'Fn::GetAtt': [logicalId, attribute] };
  templates.changeTemplate('network', (template) => {
    template.Outputs = { ...(template.Outputs as object), [name.replace('-', '')]: { Value, Export: { Name: name } } };
  });
  return { 'Fn::ImportValue': name };
}

const range = '10.0.0.0/8';
const everything = [{ IpProtocol: '-1', CidrIp: range }];
const nobody = [{ IpProtocol: '-1', CidrIp: '127.0.0.1/32' }];

interface Side {
  readonly egress?: unknown;
  readonly ingress?: unknown;
}

/** A machine with a group of its own in each of two projects. */
function machines(
  templates: MutableTemplates,
  near: Side,
  far: Side,
  subnets = ['ComputeSubnet1', 'ComputeSubnet2'],
): void {
  projects(templates).forEach((stack, index) => {
    const side = index === 0 ? near : far;
    const group: Body = {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: {
        VpcId: shared(templates, 'Vpc'),
        SecurityGroupEgress: side.egress ?? nobody,
        SecurityGroupIngress: side.ingress ?? [],
      },
    };
    templates.add(stack, 'MachineGroup', group);
    templates.add(stack, 'Machine', {
      Type: 'AWS::EC2::Instance',
      Properties: {
        SubnetId: shared(templates, subnets[index] ?? ''),
        SecurityGroupIds: [{ 'Fn::GetAtt': ['MachineGroup', 'GroupId'] }],
      },
    });
  });
}

const joining: readonly Omit<Mutant, 'rule'>[] = [
  {
    name: 'machines of both projects admit every compute address',
    mutate: (templates) => machines(templates, { egress: everything }, { ingress: everything }),
  },
  {
    name: 'machines of both projects stand in one subnet and admit it',
    mutate: (templates) =>
      machines(templates, { egress: everything }, { ingress: everything }, ['ComputeSubnet1', 'ComputeSubnet1']),
  },
  {
    name: 'a machine lets everything out, which needs no rule, and the other admits one port',
    mutate: (templates) =>
      machines(
        templates,
        { egress: [] },
        { ingress: [{ IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, CidrIp: range }] },
      ),
  },
  {
    name: 'a machine admits a group that is found at deployment',
    mutate: (templates) =>
      machines(
        templates,
        { egress: everything },
        { ingress: [{ IpProtocol: '-1', SourceSecurityGroupId: { 'Fn::ImportValue': 'somewhere' } }] },
      ),
  },
  {
    name: 'a machine admits a prefix list that nobody has seen',
    mutate: (templates) =>
      machines(
        templates,
        { egress: everything },
        { ingress: [{ IpProtocol: '-1', SourcePrefixListId: 'pl-0123456789abcdef0' }] },
      ),
  },
  {
    name: 'functions of two projects bear the same group, which admits itself',
    mutate: (templates) => {
      const group = shared(templates, 'ServicesGroup', 'GroupId');
      const subnet = shared(templates, 'ServicesSubnet1');
      templates.add('network', 'Itself', {
        Type: 'AWS::EC2::SecurityGroupIngress',
        Properties: {
          GroupId: { 'Fn::GetAtt': ['ServicesGroup', 'GroupId'] },
          SourceSecurityGroupId: { 'Fn::GetAtt': ['ServicesGroup', 'GroupId'] },
          IpProtocol: '-1',
        },
      });
      templates.add('network', 'ToItself', {
        Type: 'AWS::EC2::SecurityGroupEgress',
        Properties: {
          GroupId: { 'Fn::GetAtt': ['ServicesGroup', 'GroupId'] },
          DestinationSecurityGroupId: { 'Fn::GetAtt': ['ServicesGroup', 'GroupId'] },
          IpProtocol: '-1',
        },
      });
      for (const stack of projects(templates)) {
        templates.add(stack, 'Job', {
          Type: 'AWS::Lambda::Function',
          Properties: { VpcConfig: { SubnetIds: [subnet], SecurityGroupIds: [group] } },
        });
      }
    },
  },
  {
    name: 'a shared proxy stands between two projects',
    mutate: (templates) => {
      machines(
        templates,
        { egress: everything },
        { ingress: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '10.40.64.0/21' }] },
      );
      templates.add('network', 'ProxyGroup', {
        Type: 'AWS::EC2::SecurityGroup',
        Properties: { VpcId: { Ref: 'Vpc' }, SecurityGroupEgress: everything, SecurityGroupIngress: everything },
      });
      templates.add('network', 'Proxy', {
        Type: 'AWS::EC2::Instance',
        Properties: {
          SubnetId: { Ref: 'BrowserSubnet1' },
          SecurityGroupIds: [{ 'Fn::GetAtt': ['ProxyGroup', 'GroupId'] }],
        },
      });
    },
  },
];

export const joiningMutants: readonly Mutant[] = joining.map((mutant) => ({
  ...mutant,
  rule: 'no-path-joins-two-projects',
}));
