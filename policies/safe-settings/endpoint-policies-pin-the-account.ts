import { demands, namesTheAccount } from '../estate/network/endpoint-pins.ts';
import { fail, judged, pass } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { endpointPolicies } from './endpoint-policy.ts';

/** Called with a token or a password instead of an AWS signature: to an endpoint policy every caller is anonymous. */
const unsigned = ['execute-api', 'cognito-idp'];

export const endpointPoliciesPinTheAccount: Rule = {
  id: 'endpoint-policies-pin-the-account',
  safe: 'settings',
  controls: ['3.1.12', '2.2.11'],
  severity: 'fatal',
  why: "With somebody else's credentials, or to somebody else's resource, data would leave through our own endpoint.",
  fix: 'demand StringEquals aws:PrincipalAccount and aws:ResourceAccount of the own account in every Allow; for unsigned services name resources of the own account',
  source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html',
  check: (estate) =>
    endpointPolicies(estate).flatMap(({ endpoint, service, account, written, allows }) => {
      if (!written)
        return [fail(endpoint, 'Properties.PolicyDocument', 'has no policy: AWS admits everybody to everything')];
      if (allows.length === 0) return [pass(endpoint, 'Properties.PolicyDocument', 'admits nobody')];
      return allows.map((statement) => {
        const target = namesTheAccount(statement, account) || demands(statement, 'aws:ResourceAccount', account);
        const caller = demands(statement, 'aws:PrincipalAccount', account) || unsigned.includes(service);
        return judged(
          caller && target && !statement.unresolved,
          endpoint,
          statement.path,
          unsigned.includes(service)
            ? `reaches resources of account ${account} alone; ${service} is called without an AWS signature`
            : `callers and resources are those of account ${account}`,
          statement.unresolved
            ? 'a part of the statement could not be resolved'
            : caller
              ? 'resources of other accounts can be reached'
              : 'identities of other accounts are admitted',
        );
      });
    }),
};
