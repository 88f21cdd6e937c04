import type { Estate } from '../estate/estate.ts';
import { unmodelledNetworkResources } from '../estate/network/kinds.ts';
import { gatesInWords, type NetworkPath } from '../estate/network/path.ts';
import { networkOrigins, networkPaths } from '../estate/network/paths.ts';
import { noPathJoinsTwoProjects } from '../safe-projects/no-path-joins-two-projects.ts';
import { namesLeadOutByNoQuery } from '../safe-settings/names-lead-out-by-no-query.ts';
import { noPathLeadsToAnotherAccount } from '../safe-settings/no-path-leads-to-another-account.ts';
import { noPathLeadsToTheInternet } from '../safe-settings/no-path-leads-to-the-internet.ts';
import type { AuditSection, MakeSection } from './sections.ts';

/** Ends beyond what the templates hold. Services of AWS and other stacks of the estate are inside. */
const outside = ['internet', 'account', 'network', 'project'];

/** The rules that judge the same paths: a listed way is no fault where they let it be. */
const proofs = [noPathLeadsToTheInternet, noPathLeadsToAnotherAccount, noPathJoinsTwoProjects, namesLeadOutByNoQuery];

/** Where the networks of an estate lead. What the prover does not model may lead anywhere. */
export const waysOut: MakeSection = {
  id: 'ways-out',
  title: 'Ways out of the networks',
  of: (estate: Estate): AuditSection => {
    const origins = networkOrigins(estate);
    const unmodelled = unmodelledNetworkResources(estate);
    const paths = networkPaths(estate).filter(({ toKind }) => outside.includes(toKind));
    const isUnknown = unmodelled.length > 0 || paths.some(({ state }) => state === 'unknown');
    const isRefused = proofs.some((rule) => rule.check(estate).some(({ result }) => result === 'fail'));
    const nothing = origins.length === 0 && paths.length === 0 && unmodelled.length === 0;
    return {
      id: 'ways-out',
      title: 'Ways out of the networks',
      verdict: nothing ? 'nothing to judge' : isUnknown ? 'unknown' : isRefused ? 'fail' : 'pass',
      lines: [
        `${origins.length} places in networks, ${paths.length} ways to what is not in these templates`,
        ...paths.map(line),
        ...unmodelled.map(({ resource, why }) => `not modelled: ${resource.address}: ${why}`),
      ],
      data: {
        paths: paths.map(({ from, to, toKind, direction, protocol, state }) => ({
          from,
          to,
          toKind,
          direction,
          protocol,
          state,
        })),
        unmodelled: unmodelled.map(({ resource, why }) => ({ resource: resource.address, why })),
      },
    };
  },
};

const line = (path: NetworkPath): string =>
  `${path.state}: ${path.from} ${path.direction === 'outward' ? 'to' : 'from'} ${path.to} (${path.toKind}), ${path.protocol}: ${gatesInWords(path)}`;
