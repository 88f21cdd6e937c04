import type { Estate } from '../estate/estate.ts';
import { text } from '../estate/values.ts';
import { fail, judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { firewallRules } from './dns-firewall.ts';

/** Names of the endpoints of the estate, and of its own APIs. Whoever owns another name reads what is asked of it. */
function isOurs(estate: Estate, name: string): boolean {
  const [, api] = /^(\$\{[^}]+\})\.execute-api\.[a-z0-9-]+\.amazonaws\.com\.?$/.exec(name) ?? [];
  if (api !== undefined) return estate.find(api, 'AWS::ApiGateway::RestApi') !== undefined;
  return estate.ofType('AWS::EC2::VPCEndpoint').some(({ properties }) => {
    const [, region, service] = /^com\.amazonaws\.([a-z0-9-]+)\.(.+)$/.exec(text(properties.ServiceName) ?? '') ?? [];
    return service !== undefined && name.replace(/\.$/, '') === `${service}.${region}.amazonaws.com`;
  });
}

export const dnsFirewallAllowsExactNamesOnly: Rule = {
  id: 'dns-firewall-allows-exact-names-only',
  safe: 'settings',
  controls: ['2.1.09', '3.1.12', '2.2.11'],
  severity: 'fatal',
  why: 'Under *.amazonaws.com strangers own names too, and whoever owns a name reads what is asked of it.',
  fix: 'list in the ALLOW rule the exact names of the endpoints, and inspect redirections',
  source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-rule-settings.html',
  check: (estate) =>
    estate.ofType('AWS::Route53Resolver::FirewallRuleGroup').flatMap((group) =>
      firewallRules(estate, group)
        .filter(({ action }) => action !== 'BLOCK')
        .map(({ path, names, trustsRedirections }) => {
          if (names === undefined) return fail(group, path, 'the names it lets through cannot be seen');
          const strange = names.filter((name) => !isOurs(estate, name));
          return judged(
            strange.length === 0 && !trustsRedirections,
            group,
            path,
            `lets the names of ${names.length} endpoints through`,
            trustsRedirections
              ? 'follows redirections unseen'
              : `lets through what is no endpoint of this estate: ${strange.join(' ')}`,
          );
        }),
    ),
};
