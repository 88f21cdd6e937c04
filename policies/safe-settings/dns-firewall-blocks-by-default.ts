import type { Estate, Resource } from '../estate/estate.ts';
import { pointingAt, vpcs } from '../estate/network.ts';
import { fail, judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { firewallRules } from './dns-firewall.ts';

const blocksTheRest = (estate: Estate, group: Resource | undefined): boolean => {
  const last = group && firewallRules(estate, group).at(-1);
  return (
    last?.action === 'BLOCK' && !last.isNarrowed && last.names?.includes('*') === true && !Number.isNaN(last.priority)
  );
};

export const dnsFirewallBlocksByDefault: Rule = {
  id: 'dns-firewall-blocks-by-default',
  safe: 'settings',
  controls: ['2.2.11', '3.1.12'],
  severity: 'fatal',
  why: 'The resolver of a VPC answers whatever the security groups say, and a name that is asked for can carry data.',
  fix: 'associate a rule group with the VPC whose last rule is BLOCK of *, and leave the firewall failing closed',
  source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall.html',
  check: (estate) => [
    ...vpcs(estate).map((vpc) => {
      const type = 'AWS::Route53Resolver::FirewallRuleGroupAssociation';
      const groups = pointingAt(estate, type, 'VpcId', vpc).map(({ properties }) =>
        estate.find(properties.FirewallRuleGroupId),
      );
      const strange = groups.some((group) => group === undefined);
      return judged(
        groups.some((group) => blocksTheRest(estate, group)) && !strange,
        vpc,
        'Type',
        'names that no rule allows are blocked',
        groups.length === 0
          ? 'no DNS firewall is associated with it'
          : strange
            ? 'a group of rules that is not of this estate answers too'
            : 'its DNS firewall does not end by blocking *',
      );
    }),
    ...estate
      .ofType('AWS::Route53Resolver::FirewallConfig')
      .filter(({ properties }) => properties.FirewallFailOpen !== 'DISABLED')
      .map((config) => fail(config, 'Properties.FirewallFailOpen', 'when the firewall fails, every name is answered')),
  ],
};
