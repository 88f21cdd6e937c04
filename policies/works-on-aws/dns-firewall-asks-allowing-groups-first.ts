import type { Estate, Resource } from '../estate/estate.ts';
import { list, record } from '../estate/values.ts';
import { grouped } from '../estate/views.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

/** Whether a group ends every question: what comes after it is never asked. */
function endsEverything(estate: Estate, association: Resource): boolean {
  const group = estate.find(association.properties.FirewallRuleGroupId, 'AWS::Route53Resolver::FirewallRuleGroup');
  return list(group?.properties.FirewallRules)
    .map(record)
    .some(({ Action, FirewallDomainListId }) => {
      const domains = list(estate.find(FirewallDomainListId)?.properties.Domains);
      return Action === 'BLOCK' && domains.some((name) => /^\*\.?$/.test(String(name)));
    });
}

export const dnsFirewallAsksAllowingGroupsFirst: WorksOnAwsRule = {
  id: 'dns-firewall-asks-allowing-groups-first',
  severity: 'error',
  why: 'Groups of a VPC are asked by priority, lowest first, and the first that matches decides: one that allows a name behind one that blocks everything allows nothing, and two of one priority are refused.',
  fix: 'give the group that blocks the rest the highest priority of its VPC, and every group one of its own between 101 and 9899',
  source:
    'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-vpc-associating-rule-group.html',
  check: (estate) => {
    const all = estate.ofType('AWS::Route53Resolver::FirewallRuleGroupAssociation');
    const byVpc = grouped(all, ({ properties }) => [JSON.stringify(properties.VpcId)]);
    return all.map((association) => {
      const own = Number(association.properties.Priority);
      const others = (byVpc.get(JSON.stringify(association.properties.VpcId)) ?? []).filter(
        (one) => one !== association,
      );
      const double = others.some((one) => Number(one.properties.Priority) === own);
      const unheard = others.some((one) => endsEverything(estate, one) && Number(one.properties.Priority) < own);
      return judged(
        own > 100 && own < 9900 && !double && !unheard,
        association,
        'Properties.Priority',
        `is asked at ${own}, before the rest is blocked`,
        double
          ? `shares the priority ${own} with another group`
          : unheard
            ? 'is never asked: a group before it blocks everything'
            : `the priority ${own} is refused`,
      );
    });
  },
};
