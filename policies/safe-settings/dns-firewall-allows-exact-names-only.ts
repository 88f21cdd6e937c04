import { fail, judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { firewallRules } from './dns-firewall.ts';

export const dnsFirewallAllowsExactNamesOnly: Rule = {
  id: 'dns-firewall-allows-exact-names-only',
  safe: 'settings',
  controls: ['2.1.09', '3.1.12', '2.2.11'],
  severity: 'error',
  why: 'Under *.amazonaws.com strangers own names too, and whoever owns a name reads what is asked of it.',
  fix: 'list exact names in the ALLOW rule and inspect redirections',
  source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-rule-settings.html',
  check: (estate) =>
    estate.ofType('AWS::Route53Resolver::FirewallRuleGroup').flatMap((group) =>
      firewallRules(estate, group)
        .filter(({ action }) => action !== 'BLOCK')
        .map(({ path, names, trustsRedirections }) => {
          if (names === undefined) return fail(group, path, 'the names it lets through cannot be seen');
          const wild = names.filter((name) => name.includes('*'));
          return judged(
            wild.length === 0 && !trustsRedirections,
            group,
            path,
            `lets ${names.length} exact names through`,
            trustsRedirections ? 'follows redirections unseen' : `lets through whatever matches ${wild.join(' ')}`,
          );
        }),
    ),
};
