import { networkPaths } from '../estate/network/paths.ts';
import { vpcs } from '../estate/network.ts';
import { pass } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { allowed, forbidden } from './network-proof.ts';

/** The proof over names: every place from which one can be asked for, and what the DNS firewall leaves of it. */
export const namesLeadOutByNoQuery: Rule = {
  id: 'names-lead-out-by-no-query',
  safe: 'settings',
  controls: ['2.2.11', '3.1.12', '2.1.09'],
  severity: 'fatal',
  why: 'A name that is asked for reaches its owner whatever routes and groups say, and 100 MB fit through in an afternoon.',
  fix: 'end the DNS firewall of every VPC with a BLOCK of *, allow exact names only, fail closed, and forward to nobody',
  source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-dns-firewall-overview.html',
  check: (estate) => [
    ...networkPaths(estate)
      .filter(({ protocol }) => protocol === 'dns')
      .map((path) =>
        path.state === 'gated' && path.toKind === 'internet' ? allowed(estate, path) : forbidden(estate, path),
      ),
    ...vpcs(estate)
      .filter(({ properties }) => properties.EnableDnsSupport === false)
      .map((vpc) => pass(vpc, 'Properties.EnableDnsSupport', 'it has no resolver')),
  ],
};
