import fc from 'fast-check';
import type { Json, JsonObject } from '../../../policies/estate/estate.ts';
import { unmodelledNetworkResources } from '../../../policies/estate/network/kinds.ts';
import { networkPaths } from '../../../policies/estate/network/paths.ts';
import { repeatable } from '../../repeatable.ts';
import { att, gateway, group, machine, madeOf, oneSubnet, type Resources, ref, route, toEverywhere } from './made.ts';

const unresolved: Json = { 'Fn::If': ['Sometimes', 'one', 'other'] };

/** A network with one of everything that may lead out, stand in the way, or both. */
const whole: Resources = {
  ...oneSubnet,
  ...gateway,
  Out: route({ GatewayId: ref('Gateway') }),
  Nat: ['AWS::EC2::NatGateway', { SubnetId: ref('Subnet'), AllocationId: 'eipalloc-1' }],
  Private: ['AWS::EC2::Subnet', { VpcId: ref('Vpc'), CidrBlock: '10.0.2.0/24', Ipv6CidrBlock: '2001:db8::/64' }],
  PrivateTable: ['AWS::EC2::RouteTable', { VpcId: ref('Vpc') }],
  PrivateAssociation: [
    'AWS::EC2::SubnetRouteTableAssociation',
    { SubnetId: ref('Private'), RouteTableId: ref('PrivateTable') },
  ],
  ToNat: route({ NatGatewayId: ref('Nat') }, '0.0.0.0/0', 'PrivateTable'),
  EgressOnly: ['AWS::EC2::EgressOnlyInternetGateway', { VpcId: ref('Vpc') }],
  Six: route({ EgressOnlyInternetGatewayId: ref('EgressOnly') }, '::/0', 'PrivateTable'),
  Acl: ['AWS::EC2::NetworkAcl', { VpcId: ref('Vpc') }],
  AclAssociation: ['AWS::EC2::SubnetNetworkAclAssociation', { SubnetId: ref('Private'), NetworkAclId: ref('Acl') }],
  Allow: [
    'AWS::EC2::NetworkAclEntry',
    {
      NetworkAclId: ref('Acl'),
      Egress: true,
      Protocol: -1,
      RuleNumber: 100,
      RuleAction: 'allow',
      CidrBlock: '0.0.0.0/0',
    },
  ],
  Group: group(toEverywhere('tcp', 443)),
  Machine: machine(false, 'Private'),
  Job: [
    'AWS::Lambda::Function',
    { VpcConfig: { SubnetIds: [ref('Private')], SecurityGroupIds: [att('Group', 'GroupId')] } },
  ],
  Outside: ['AWS::Lambda::Function', {}],
  Public: machine(true),
  Doors: group([], [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.0.0.0/16' }]),
  Peering: ['AWS::EC2::VPCPeeringConnection', { VpcId: ref('Vpc'), PeerVpcId: 'vpc-1', PeerOwnerId: '999988887777' }],
  ToPeer: route({ VpcPeeringConnectionId: ref('Peering') }, '10.9.0.0/16', 'PrivateTable'),
  Endpoint: [
    'AWS::EC2::VPCEndpoint',
    {
      VpcId: ref('Vpc'),
      VpcEndpointType: 'Interface',
      ServiceName: 'com.amazonaws.eu-west-2.athena',
      SubnetIds: [ref('Private')],
      SecurityGroupIds: [att('Doors', 'GroupId')],
    },
  ],
};

/** Who reaches which kind of place, in whichever state. */
const reached = (resources: Resources): ReadonlySet<string> =>
  new Set(
    networkPaths(madeOf(resources)).map(({ from, toKind, protocol, direction }) =>
      [from, toKind, protocol === 'dns', direction].join(' '),
    ),
  );

type Place = readonly (string | number)[];

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every place in a value at which something stands, intrinsic functions whole. */
const placesIn = (value: Json): readonly Place[] => {
  const entries: readonly (readonly [string | number, Json])[] = Array.isArray(value)
    ? (value as readonly Json[]).map((item, index) => [index, item] as const)
    : isObject(value) && !Object.keys(value).some((key) => key === 'Ref' || key.startsWith('Fn::'))
      ? Object.entries(value)
      : [];
  return entries.flatMap(([key, item]) => [[key], ...placesIn(item).map((place) => [key, ...place])]);
};

const withUnresolved = (value: Json, [key, ...rest]: Place): Json => {
  if (key === undefined) return unresolved;
  if (Array.isArray(value))
    return (value as readonly Json[]).map((item, index) => (index === key ? withUnresolved(item, rest) : item));
  return isObject(value) ? { ...value, [key]: withUnresolved(value[key] ?? null, rest) } : value;
};

const places = Object.entries(whole).flatMap(([id, [, body = {}]]) =>
  placesIn(body).map((place) => ({ id, place, name: `${id}.${place.join('.')}` })),
);

const withPlace = (id: string, place: Place): Resources => {
  const [type, body = {}] = whole[id] ?? ['nothing'];
  return { ...whole, [id]: [type, withUnresolved(body, place) as JsonObject] };
};

describe('a value that cannot be resolved', () => {
  const before = reached(whole);

  test.each(places)('never makes the network safer: $name', ({ id, place }) => {
    const changed = withPlace(id, place);
    const after = reached(changed);
    const lost = [...before].filter((one) => !after.has(one) && !isAnswered(one, after, id));
    const isNoted = unmodelledNetworkResources(madeOf(changed)).length > 0;
    expect(isNoted ? [] : lost).toEqual([]);
  });
});

/**
 * A path to somebody's account may turn into one to a network of which nobody knows whose it is, and a service into one of anybody's.
 * Where nobody can tell what a joint joins, the path starts at the joint.
 */
function isAnswered(lost: string, after: ReadonlySet<string>, changed: string): boolean {
  const [, ...rest] = lost.split(' ');
  return [
    lost.replace(' account ', ' network '),
    lost.replace(' network ', ' account '),
    lost.replace(' service ', ' account '),
    [`made/${changed}`, ...rest].join(' '),
  ].some((one) => after.has(one));
}

const port = fc.integer({ min: 1, max: 65535 });
const cidr = fc.constantFrom('0.0.0.0/0', '10.0.0.0/16', '10.0.1.0/24', '10.9.0.0/16', '8.8.8.0/24');
const rule = fc.record({
  IpProtocol: fc.constantFrom('-1', 'tcp', 'udp'),
  FromPort: port,
  ToPort: port,
  CidrIp: cidr,
});

test('another rule of a group never takes a path away', () => {
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 3 }), rule, fc.boolean(), (rules, more, isIngress) => {
      const groups = (list: Json): Resources => ({
        ...whole,
        Group: isIngress ? group(toEverywhere(), list) : group(list),
        Doors: isIngress ? group([], list) : (whole.Doors ?? ['nothing']),
      });
      const [few, many] = [reached(groups(rules)), reached(groups([...rules, more]))];
      expect([...few].filter((one) => !many.has(one))).toEqual([]);
    }),
    repeatable(60),
  );
});

test('another refusal of an ACL never opens a path', () => {
  const number = fc.integer({ min: 1, max: 200 });
  fc.assert(
    fc.property(number, cidr, fc.boolean(), (RuleNumber, CidrBlock, Egress) => {
      const Deny: Resources[string] = [
        'AWS::EC2::NetworkAclEntry',
        { NetworkAclId: ref('Acl'), Egress, Protocol: -1, RuleNumber, RuleAction: 'deny', CidrBlock },
      ];
      const [before, after] = [reached(whole), reached({ ...whole, Deny })];
      expect([...after].filter((one) => !before.has(one))).toEqual([]);
    }),
    repeatable(60),
  );
});

test('the order in which resources are written changes nothing', () => {
  const backwards = Object.fromEntries(Object.entries(whole).reverse());
  expect(networkPaths(madeOf(backwards))).toEqual(networkPaths(madeOf(whole)));
});
