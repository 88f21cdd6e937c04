import type { Estate, Json, JsonObject, Resource } from '../estate.ts';
import { attributeOf } from '../network.ts';
import { list, record, text } from '../values.ts';
import { grouped, oncePerEstate } from '../views.ts';
import { everywhere4, everywhere6, holdsNobody, type Range, rangeOf } from './ranges.ts';
import { anyTraffic, asWritten, type Traffic, trafficOfGroupRule } from './traffic.ts';
import { rangeAt } from './written-ranges.ts';

/** Who stands at the other end of a rule. */
export type Peer =
  | { readonly kind: 'ranges'; readonly ranges: readonly Range[]; readonly says: string }
  | { readonly kind: 'group'; readonly id: string }
  /** It may be anybody: an unresolved value, or a list of addresses that is kept elsewhere. */
  | { readonly kind: 'unknown'; readonly says: string };

export interface GroupRule {
  /** Where the rule stands; undefined for what EC2 adds by itself. */
  readonly resource: string;
  readonly traffic: Traffic;
  readonly peer: Peer;
}

export interface Group {
  /** Address, or `<address of VPC>.DefaultSecurityGroup`; made up for one that the estate does not hold. */
  readonly id: string;
  readonly resource: Resource | undefined;
  readonly vpc: Resource | undefined;
  readonly egress: readonly GroupRule[];
  readonly ingress: readonly GroupRule[];
}

const everybody: Peer = { kind: 'ranges', ranges: [everywhere4, everywhere6], says: 'everywhere' };
const defaultId = (vpc: Resource): string => `${vpc.address}.DefaultSecurityGroup`;

/** By which name this model knows the group that a reference means; undefined for one outside the estate. */
export function groupId(estate: Estate, reference: Json | undefined): string | undefined {
  const found = estate.find(reference);
  if (found?.type === 'AWS::EC2::SecurityGroup') return found.address;
  return found?.type === 'AWS::EC2::VPC' && attributeOf(reference) === 'DefaultSecurityGroup'
    ? defaultId(found)
    : undefined;
}

function listed(estate: Estate, reference: Json): Peer {
  const found = estate.find(reference, 'AWS::EC2::PrefixList');
  const ranges = list(found?.properties.Entries).map((entry) => rangeOf(text(record(entry).Cidr) ?? ''));
  if (found === undefined || ranges.some((range) => range === undefined))
    return { kind: 'unknown', says: `the prefix list ${asWritten(reference)}` };
  return { kind: 'ranges', ranges: ranges.flatMap((range) => range ?? []), says: found.logicalId };
}

function peerOf(estate: Estate, rule: JsonObject, end: 'Source' | 'Destination'): Peer {
  const group = rule[`${end}SecurityGroupId`] ?? rule.SourceSecurityGroupName;
  const prefixList = rule[`${end}PrefixListId`];
  if (group !== undefined) {
    const id = groupId(estate, group);
    return id === undefined ? { kind: 'unknown', says: `the group ${asWritten(group)}` } : { kind: 'group', id };
  }
  if (prefixList !== undefined) return listed(estate, prefixList);
  const written = rule.CidrIp ?? rule.CidrIpv6;
  const range = rangeAt(estate, written);
  if (range === undefined) return { kind: 'unknown', says: `addresses ${asWritten(written)}` };
  return { kind: 'ranges', ranges: holdsNobody(range) ? [] : [range], says: asWritten(written) };
}

interface View {
  readonly groups: ReadonlyMap<string, Group>;
  /** A rule that is added to a group which cannot be told may belong to each. */
  readonly stray: readonly Resource[];
}

const view: (estate: Estate) => View = oncePerEstate((estate) => {
  const alone = (['Ingress', 'Egress'] as const).map((direction) => {
    const rules = estate.ofType(`AWS::EC2::SecurityGroup${direction}`);
    return grouped(rules, ({ properties }) => [groupId(estate, properties.GroupId ?? properties.GroupName)]);
  });
  const [ingressAlone, egressAlone] = alone;
  const rulesOf = (
    id: string,
    resource: Resource | undefined,
    direction: 'Ingress' | 'Egress',
    added: readonly Resource[],
  ): readonly GroupRule[] => {
    const end = direction === 'Ingress' ? 'Source' : 'Destination';
    const written = list(resource?.properties[`SecurityGroup${direction}`]).map((rule) => ({
      resource: resource?.address ?? id,
      rule: record(rule),
    }));
    return [...written, ...added.map((one) => ({ resource: one.address, rule: one.properties }))].map((one) => ({
      resource: one.resource,
      traffic: trafficOfGroupRule(one.rule),
      peer: peerOf(estate, one.rule, end),
    }));
  };
  const own = estate.ofType('AWS::EC2::SecurityGroup').map((resource): Group => {
    const id = resource.address;
    const egress = rulesOf(id, resource, 'Egress', egressAlone?.get(id) ?? []);
    const isOpen = list(resource.properties.SecurityGroupEgress).length === 0;
    return {
      id,
      resource,
      vpc: estate.find(resource.properties.VpcId, 'AWS::EC2::VPC'),
      // EC2 adds it to every group that is made without egress, and a rule that stands alone comes too late to prevent it.
      egress: isOpen ? [...egress, { resource: id, traffic: anyTraffic, peer: everybody }] : egress,
      ingress: rulesOf(id, resource, 'Ingress', ingressAlone?.get(id) ?? []),
    };
  });
  const defaults = estate.ofType('AWS::EC2::VPC').map((vpc): Group => {
    const id = defaultId(vpc);
    const [ingress, egress] = (['Ingress', 'Egress'] as const).map((direction, index) =>
      rulesOf(id, undefined, direction, alone[index]?.get(id) ?? []),
    );
    return {
      id,
      resource: undefined,
      vpc,
      egress: [...(egress ?? []), { resource: vpc.address, traffic: anyTraffic, peer: everybody }],
      ingress: [...(ingress ?? []), { resource: vpc.address, traffic: anyTraffic, peer: { kind: 'group', id } }],
    };
  });
  return {
    groups: new Map([...own, ...defaults].map((group) => [group.id, group])),
    stray: alone.flatMap((rules) => rules.get(undefined) ?? []),
  };
});

export const groupsById = (estate: Estate): ReadonlyMap<string, Group> => view(estate).groups;

/** Rules for a group that the templates do not tell. */
export const strayGroupRules = (estate: Estate): readonly Resource[] => view(estate).stray;

/** Nobody knows what such a group lets through: it counts as everything, and as unknown. */
export function unknownGroup(says: string): Group {
  const rule: GroupRule = { resource: '', traffic: anyTraffic, peer: { kind: 'unknown', says } };
  return { id: `unknown:${says}`, resource: undefined, vpc: undefined, egress: [rule], ingress: [rule] };
}

/** Where nothing filters. */
export const noGroup: Group = {
  id: 'none',
  resource: undefined,
  vpc: undefined,
  egress: [{ resource: '', traffic: anyTraffic, peer: everybody }],
  ingress: [{ resource: '', traffic: anyTraffic, peer: everybody }],
};

/** The group that a reference means, the default one of a VPC, or an unknown one. */
export const groupOf = (estate: Estate, reference: Json): Group =>
  groupsById(estate).get(groupId(estate, reference) ?? '') ?? unknownGroup(`the group ${asWritten(reference)}`);

export const defaultGroupOf = (estate: Estate, vpc: Resource): Group =>
  groupsById(estate).get(defaultId(vpc)) ?? unknownGroup('a default group');
