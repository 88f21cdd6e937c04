import type { Estate, JsonObject, Resource } from '../estate.ts';
import { isRecord, list, record, text } from '../values.ts';
import { grouped, oncePerEstate } from '../views.ts';
import { mayBeMissing } from './conditional.ts';
import type { Tail } from './outward.ts';
import type { Gate } from './path.ts';

interface Rule {
  readonly group: Resource;
  readonly action: string;
  readonly priority: number;
  /** Undefined: a list of AWS's, or one that cannot be seen. */
  readonly names: readonly string[] | undefined;
  readonly follows: boolean;
  /** It meets only some questions, such as those of one record type. */
  readonly isNarrowed: boolean;
}

const plain = ['Action', 'BlockResponse', 'FirewallDomainListId', 'FirewallDomainRedirectionAction', 'Priority'];

function ruleOf(estate: Estate, group: Resource, rule: JsonObject): Rule {
  const domains = estate.find(rule.FirewallDomainListId)?.properties.Domains;
  return {
    group,
    action: text(rule.Action) ?? 'unknown',
    priority: typeof rule.Priority === 'number' ? rule.Priority : Number.NaN,
    names: Array.isArray(domains) && !list(domains).some(isRecord) ? list(domains).map(String) : undefined,
    follows: rule.FirewallDomainRedirectionAction === 'TRUST_REDIRECTION_DOMAIN',
    isNarrowed: Object.keys(rule).some((key) => !plain.includes(key)),
  };
}

const priorityOf = ({ properties }: Resource): number =>
  typeof properties.Priority === 'number' ? properties.Priority : Number.NaN;

interface View {
  readonly associations: ReadonlyMap<Resource | undefined, readonly Resource[]>;
  readonly configs: ReadonlyMap<Resource | undefined, readonly Resource[]>;
  readonly forwards: ReadonlyMap<Resource | undefined, readonly Resource[]>;
}

const ofVpc = (estate: Estate, type: string, property: string) =>
  grouped(estate.ofType(type), ({ properties }) => [estate.find(properties[property], 'AWS::EC2::VPC')]);

const view: (estate: Estate) => View = oncePerEstate((estate) => ({
  associations: ofVpc(estate, 'AWS::Route53Resolver::FirewallRuleGroupAssociation', 'VpcId'),
  configs: ofVpc(estate, 'AWS::Route53Resolver::FirewallConfig', 'ResourceId'),
  forwards: ofVpc(estate, 'AWS::Route53Resolver::ResolverRuleAssociation', 'VPCId'),
}));

const gate = (resource: Resource | undefined, effect: Gate['effect'], says: string): Gate => ({
  kind: 'DNS firewall',
  resource: resource?.address,
  effect,
  says,
});

/** Rules of every group of the VPC, in the order in which the firewall asks them. */
function rulesOf(estate: Estate, associations: readonly Resource[]): readonly Rule[] | Gate {
  const sorted = [...associations].sort((one, other) => priorityOf(one) - priorityOf(other));
  const all: Rule[] = [];
  for (const association of sorted) {
    const group = estate.find(association.properties.FirewallRuleGroupId, 'AWS::Route53Resolver::FirewallRuleGroup');
    if (group === undefined) return gate(association, 'unknown', 'its rule group is not in the estate');
    if ([association, group].some((one) => mayBeMissing(estate, one)))
      return gate(association, 'unknown', 'a condition decides whether it exists');
    const rules = list(group.properties.FirewallRules).map((rule) => ruleOf(estate, group, record(rule)));
    if (
      rules.some(({ priority }) => Number.isNaN(priority)) ||
      (sorted.length > 1 && Number.isNaN(priorityOf(association)))
    )
      return gate(group, 'unknown', 'the order of its rules cannot be told');
    all.push(...rules.sort((one, other) => one.priority - other.priority));
  }
  return all;
}

const isWide = (name: string): boolean => name.includes('*');

/**
 * What the DNS firewall of a VPC lets through. Only a last BLOCK of everything, exact names before it, redirections that are
 * inspected and a firewall that fails closed hold names back: a name that is asked for reaches whoever owns it.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-overview.html
 */
function firewallGate(estate: Estate, vpc: Resource): Gate {
  const { associations, configs } = view(estate);
  const own = associations.get(vpc) ?? [];
  const failing = [...(configs.get(vpc) ?? []), ...(configs.get(undefined) ?? [])].find(
    ({ properties }) => properties.FirewallFailOpen !== 'DISABLED',
  );
  if (own.length === 0) return gate(undefined, 'passes', 'none stands at the VPC, so every name is asked for');
  if (failing !== undefined) return gate(failing, 'passes', 'when it fails, every name is asked for');
  const rules = rulesOf(estate, own);
  if ('effect' in rules) return rules;
  const exact: string[] = [];
  for (const { group, action, names, follows, isNarrowed } of rules) {
    if (action === 'BLOCK') {
      if (!isNarrowed && names?.includes('*')) {
        const says = `${exact.length} exact names, the rest is blocked`;
        return gate(group, 'narrows', says);
      }
      continue;
    }
    if (names === undefined) return gate(group, 'unknown', `a rule to ${action} names what cannot be seen`);
    const wide = names.find(isWide);
    if (wide !== undefined) return gate(group, 'passes', `a rule to ${action} lets ${wide} through`);
    if (follows) return gate(group, 'passes', 'redirections are followed unseen');
    exact.push(...names);
  }
  return gate(rules[0]?.group, 'passes', 'it does not end by blocking every name');
}

/** Names that a resolver of our own sends to somebody else's, past the resolver of AWS. */
function forwardings(estate: Estate, vpc: Resource, firewall: Gate): readonly Tail[] {
  const { forwards } = view(estate);
  return [...(forwards.get(vpc) ?? []), ...(forwards.get(undefined) ?? [])].flatMap((association) => {
    const rule = estate.find(association.properties.ResolverRuleId, 'AWS::Route53Resolver::ResolverRule');
    if (rule?.properties.RuleType === 'SYSTEM') return [];
    const domain = text(rule?.properties.DomainName) ?? 'names of an unknown domain';
    const resolver: Gate = {
      kind: 'resolver',
      resource: (rule ?? association).address,
      effect: rule === undefined ? 'unknown' : 'passes',
      says: `${domain} is asked of resolvers elsewhere`,
    };
    return [{ to: 'resolvers elsewhere', toKind: 'network' as const, protocol: 'dns', gates: [firewall, resolver] }];
  });
}

/**
 * Where names lead that are asked for in a VPC. Groups, ACLs and routes do not stand in the way of its resolver.
 * https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html
 */
export function namesFrom(estate: Estate, vpc: Resource | undefined): readonly Tail[] {
  const resolver: Gate = {
    kind: 'resolver',
    resource: vpc?.address,
    effect: 'passes',
    says: 'the resolver of the VPC',
  };
  const tail = (...gates: readonly Gate[]): Tail => ({
    to: 'owners of names',
    toKind: 'internet',
    protocol: 'dns',
    gates,
  });
  if (vpc === undefined) return [tail({ ...resolver, effect: 'unknown', says: 'the VPC is not in the estate' })];
  const { EnableDnsSupport } = vpc.properties;
  if (EnableDnsSupport === false || EnableDnsSupport === 'false') return [];
  const firewall = firewallGate(estate, vpc);
  return [tail(resolver, firewall), ...forwardings(estate, vpc, firewall)];
}
