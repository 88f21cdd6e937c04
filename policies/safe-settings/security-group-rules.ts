import { liesIn } from '../estate/address-range.ts';
import type { Estate, JsonObject, Resource } from '../estate/estate.ts';
import { vpcs } from '../estate/network.ts';
import { isRecord, list, record, text } from '../estate/values.ts';

export type Direction = 'Ingress' | 'Egress';

export interface GroupRule {
  /** The group itself, or the resource that adds the rule to it. */
  readonly resource: Resource;
  readonly path: string;
  readonly rule: JsonObject;
}

/** Rules written in the groups and rules that stand alone. */
export const groupRules = (estate: Estate, direction: Direction): readonly GroupRule[] => [
  ...estate.ofType('AWS::EC2::SecurityGroup').flatMap((resource) =>
    list(resource.properties[`SecurityGroup${direction}`]).map((rule, index) => ({
      resource,
      path: `Properties.SecurityGroup${direction}.${index}`,
      rule: record(rule),
    })),
  ),
  ...estate
    .ofType(`AWS::EC2::SecurityGroup${direction}`)
    .map((resource) => ({ resource, path: 'Properties', rule: resource.properties })),
];

/** A range that holds no other machine: its own loopback, or the address that CDK writes for "nobody". */
const nobody = ['127.0.0.1/32', '255.255.255.255/32'];

/** What stands at the other end of a rule, as far as the template proves it. */
export type Peer =
  | { readonly kind: 'inside' | 'outside' | 'nobody'; readonly what: string }
  | { readonly kind: 'prefix-list'; readonly list: Resource };

export function peerOf(estate: Estate, rule: JsonObject, direction: Direction): Peer {
  const end = direction === 'Ingress' ? 'Source' : 'Destination';
  const group = rule[`${end}SecurityGroupId`] ?? rule.SourceSecurityGroupName;
  const prefixList = rule[`${end}PrefixListId`];
  const range = text(rule.CidrIp);
  if (group !== undefined) {
    const found = estate.find(group);
    return found?.type === 'AWS::EC2::SecurityGroup'
      ? { kind: 'inside', what: `group ${found.logicalId}` }
      : { kind: 'outside', what: `a group that the estate does not hold: ${JSON.stringify(group)}` };
  }
  if (prefixList !== undefined) {
    const found = estate.find(prefixList);
    return found === undefined
      ? { kind: 'outside', what: `an unknown prefix list: ${JSON.stringify(prefixList)}` }
      : { kind: 'prefix-list', list: found };
  }
  if (range === undefined) {
    const written = rule.CidrIpv6 ?? rule.CidrIp;
    return { kind: 'outside', what: isRecord(written) || written === undefined ? 'an unknown range' : String(written) };
  }
  if (nobody.includes(range)) return { kind: 'nobody', what: range };
  const own = vpcs(estate).some((vpc) => liesIn(range, text(vpc.properties.CidrBlock) ?? ''));
  return { kind: own ? 'inside' : 'outside', what: range };
}
