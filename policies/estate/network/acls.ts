import type { Estate, JsonObject, Resource } from '../estate.ts';
import { attributeOf } from '../network.ts';
import { isTrue, text } from '../values.ts';
import { grouped, oncePerEstate } from '../views.ts';
import { mayBeMissing } from './conditional.ts';
import type { Gate } from './path.ts';
import { common, covers, type Range } from './ranges.ts';
import { includes, isWhole, meeting, type Traffic, trafficOfAclEntry } from './traffic.ts';
import { rangeAt } from './written-ranges.ts';

interface Entry {
  readonly resource: Resource;
  readonly number: number;
  readonly allows: boolean;
  /** Undefined: it may be for either direction. */
  readonly egress: boolean | undefined;
  readonly traffic: Traffic;
  /** Undefined: unresolved. */
  readonly range: Range | undefined;
  readonly isCertain: boolean;
}

export interface Acl {
  readonly id: string;
  readonly resource: Resource | undefined;
  /** In the order in which they are asked. */
  readonly entries: readonly Entry[];
  /** The default ACL of a VPC lets everything through at number 100. */
  readonly isDefault: boolean;
  /** Why nobody can tell what it lets through. */
  readonly unknown: string | undefined;
}

const entryOf = (estate: Estate, resource: Resource): Entry => {
  const { RuleNumber, RuleAction, Egress, CidrBlock, Ipv6CidrBlock } = resource.properties;
  const number = Number(text(RuleNumber) ?? (typeof RuleNumber === 'number' ? RuleNumber : Number.NaN));
  const isRead = !Number.isNaN(number) && typeof RuleAction === 'string' && typeof Egress !== 'object';
  const isCertain = isRead && (RuleAction === 'allow' || !mayBeMissing(estate, resource));
  return {
    resource,
    number: Number.isNaN(number) ? 0 : number,
    allows: RuleAction !== 'deny',
    egress: typeof Egress === 'object' ? undefined : isTrue(Egress),
    traffic: trafficOfAclEntry(resource.properties as JsonObject),
    range: rangeAt(estate, CidrBlock ?? Ipv6CidrBlock),
    isCertain,
  };
};

const byNumber = (one: Entry, other: Entry): number => one.number - other.number;

interface View {
  readonly bySubnet: ReadonlyMap<Resource | undefined, readonly Resource[]>;
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  readonly acls: Map<string, Acl>;
}

const view: (estate: Estate) => View = oncePerEstate((estate) => ({
  bySubnet: grouped(estate.ofType('AWS::EC2::SubnetNetworkAclAssociation'), ({ properties }) => [
    estate.find(properties.SubnetId),
  ]),
  entries: new Map(
    [
      ...grouped(estate.ofType('AWS::EC2::NetworkAclEntry'), ({ properties: { NetworkAclId } }) => {
        const found = estate.find(NetworkAclId);
        return [
          found?.type === 'AWS::EC2::VPC' && attributeOf(NetworkAclId) !== 'DefaultNetworkAcl'
            ? ''
            : (found?.address ?? ''),
        ];
      }),
    ].map(([key, resources]) => [key, resources.map((one) => entryOf(estate, one)).sort(byNumber)]),
  ),
  acls: new Map(),
}));

/** The ACL that stands at a subnet: its own, or the default one of its VPC. */
export function aclOf(estate: Estate, subnet: Resource, vpc: Resource | undefined): Acl {
  const { bySubnet, entries, acls } = view(estate);
  const [association] = bySubnet.get(subnet) ?? [];
  const found = association && estate.find(association.properties.NetworkAclId, 'AWS::EC2::NetworkAcl');
  const stray = bySubnet.get(undefined)?.[0];
  const id = found?.address ?? (association === undefined ? `${vpc?.address}.DefaultNetworkAcl` : subnet.address);
  const unknown =
    association !== undefined && found === undefined
      ? `${association.logicalId} names an ACL that the estate does not hold`
      : mayBeMissing(estate, association)
        ? `a condition decides whether ${association?.logicalId} exists`
        : association === undefined && stray !== undefined
          ? `${stray.logicalId} may put another ACL here`
          : vpc === undefined && association === undefined
            ? 'the VPC is not in the estate, nor its default ACL'
            : (entries.get('') ?? []).length > 0
              ? `${entries.get('')?.[0]?.resource.logicalId} may be an entry of it`
              : undefined;
  const known = acls.get(`${id}|${unknown}`);
  if (known !== undefined) return known;
  const acl: Acl = {
    id,
    resource: found,
    entries: entries.get(found?.address ?? vpc?.address ?? '') ?? [],
    isDefault: association === undefined,
    unknown,
  };
  acls.set(`${id}|${unknown}`, acl);
  return acl;
}

/**
 * Whether an ACL lets any of it through; undefined when it surely lets nothing. Answers are not asked for: a packet that nobody
 * answers has still left.
 */
export function aclGate(
  acl: Acl,
  direction: 'in' | 'out',
  traffic: Traffic,
  ranges: readonly Range[],
): Gate | undefined {
  const gate = (effect: Gate['effect'], says: string, resource = acl.resource?.address): Gate => ({
    kind: 'network ACL',
    resource,
    effect,
    says,
  });
  if (acl.unknown !== undefined) return gate('unknown', acl.unknown);
  let narrowed: string | undefined;
  const own = acl.entries.filter(({ egress }) => egress === undefined || egress === (direction === 'out'));
  for (const entry of own) {
    if (acl.isDefault && entry.number >= 100) break;
    const name = `${entry.resource.logicalId} (${entry.number})`;
    if (!entry.isCertain || entry.range === undefined)
      return gate('unknown', `what ${name} lets through is unresolved`, entry.resource.address);
    const { range } = entry;
    if (meeting(entry.traffic, traffic) === undefined || !ranges.some((one) => common(one, range))) continue;
    const isAll = includes(entry.traffic, traffic) && ranges.every((one) => covers(range, one));
    if (entry.allows) {
      const whole = isWhole(entry.traffic) && isAll && narrowed === undefined;
      return gate(whole ? 'passes' : 'narrows', narrowed ?? `${name} lets it through`, entry.resource.address);
    }
    if (isAll) return undefined;
    narrowed ??= `${name} refuses a part`;
  }
  if (!acl.isDefault) return undefined;
  return gate(narrowed === undefined ? 'passes' : 'narrows', narrowed ?? 'the default one lets everything through');
}
