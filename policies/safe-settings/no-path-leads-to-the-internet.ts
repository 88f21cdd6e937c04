import type { Estate } from '../estate/estate.ts';
import type { NetworkPath } from '../estate/network/path.ts';
import { networkPaths } from '../estate/network/paths.ts';
import type { Rule } from '../rule.ts';
import { functionsOutsideTheVpcReachNoData } from './functions-outside-the-vpc-reach-no-data.ts';
import { allowed, forbidden, untouched } from './network-proof.ts';

/** Functions outside the VPC have the internet; another rule proves of each that it reaches no data. */
function reachNoData(estate: Estate): (path: NetworkPath) => boolean {
  const judged = functionsOutsideTheVpcReachNoData.check(estate);
  const bad = new Set(judged.filter(({ result }) => result === 'fail').map(({ resource }) => resource));
  const good = new Set(judged.filter(({ result }) => result === 'pass').map(({ resource }) => resource));
  return ({ from, fromKind }) => fromKind === 'function' && good.has(from) && !bad.has(from);
}

/** The proof over the whole graph, IPv4 and IPv6: routes, gateways, addresses, doors of services. Names are another rule's. */
export const noPathLeadsToTheInternet: Rule = {
  id: 'no-path-leads-to-the-internet',
  safe: 'settings',
  controls: ['2.2.11', '3.1.12', '2.2.09'],
  severity: 'fatal',
  why: 'What can open a connection to the internet, or be opened from there, can send every record it can read.',
  fix: 'remove the route, gateway, address or service setting that the path names',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/how-it-works.html',
  check: (estate) => {
    const paths = networkPaths(estate).filter(({ toKind, protocol }) => toKind === 'internet' && protocol !== 'dns');
    const harmless = reachNoData(estate);
    return [
      ...paths.map((path) => (harmless(path) ? allowed(estate, path) : forbidden(estate, path))),
      ...untouched(estate, paths, 'no route, gateway, address or door joins it to the internet'),
    ];
  },
};
