import { networkPaths } from '../estate/network/paths.ts';
import type { Rule } from '../rule.ts';
import { allowed, forbidden, untouched } from './network-proof.ts';

const elsewhere = ['account', 'network'];

/**
 * A network whose owner the templates do not tell counts as another account's. Each path to a service of AWS is listed with its
 * gates: an endpoint whose policy is not pinned leads to every account that uses the service.
 */
export const noPathLeadsToAnotherAccount: Rule = {
  id: 'no-path-leads-to-another-account',
  safe: 'settings',
  controls: ['2.2.11', '3.1.12', 'TRE-X09'],
  severity: 'fatal',
  why: "In somebody else's network or account nothing of ours guards the records, so a path there is a way out.",
  fix: "remove what joins the networks, and pin every endpoint's policy to the own account",
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/extend-intro.html',
  check: (estate) => {
    const paths = networkPaths(estate);
    const leading = paths.filter(({ toKind, protocol }) => elsewhere.includes(toKind) && protocol !== 'dns');
    const services = paths.filter(({ toKind }) => toKind === 'service');
    return [
      ...leading.map((path) => forbidden(estate, path)),
      ...services.map((path) => (path.state === 'unknown' ? forbidden(estate, path) : allowed(estate, path))),
      ...untouched(estate, [...leading, ...services], 'nothing joins it to another network or account'),
    ];
  },
};
