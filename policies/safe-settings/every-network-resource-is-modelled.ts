import { modelledNetworkResources, unmodelledNetworkResources } from '../estate/network/kinds.ts';
import { fail, pass } from '../outcome.ts';
import type { Rule } from '../rule.ts';

/** The closed world of the proofs: AWS adds ways to join networks every year, and a new one must not pass unseen. */
export const everyNetworkResourceIsModelled: Rule = {
  id: 'every-network-resource-is-modelled',
  safe: 'settings',
  controls: ['2.2.11', '3.1.12'],
  severity: 'fatal',
  why: 'A proof that no path leads out holds only where everything that could make a path was looked at.',
  fix: 'use a kind of resource that the prover follows, or teach the prover where it leads',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/extend-intro.html',
  check: (estate) => [
    ...unmodelledNetworkResources(estate).map(({ resource, why }) => fail(resource, 'Type', why)),
    ...modelledNetworkResources(estate).map((resource) =>
      pass(resource, 'Type', 'the paths of the network take it into account'),
    ),
  ],
};
