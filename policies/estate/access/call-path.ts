import type { Facts } from './circumstances.ts';

/**
 * How a call reaches AWS. `direct`: from a network, not through an endpoint. `vpce`: through a VPC endpoint. `athena`: Athena forwards
 * it for the caller, as when a query reads S3. `service`: some service forwards it. Without a path, all of that is open.
 */
export const callPaths = ['direct', 'vpce', 'athena', 'service'] as const;
export type CallPath = (typeof callPaths)[number];

/** What only a forwarded call carries, absent. */
const notForwarded: Facts = {
  'aws:viaawsservice': ['false'],
  'aws:calledvia': null,
  'aws:calledviafirst': null,
  'aws:calledvialast': null,
  'kms:viaservice': null,
};

/** The network that a call comes from, of which a forwarded call says nothing: no endpoint policy sees it either. */
const noNetwork: Facts = {
  'aws:sourcevpc': null,
  'aws:sourcevpcarn': null,
  'aws:sourcevpce': null,
  'aws:vpcsourceip': null,
  'aws:vpceaccount': null,
  'aws:vpceorgid': null,
  'aws:vpceorgpaths': null,
};

/**
 * What a call says of its path.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html
 * https://docs.aws.amazon.com/athena/latest/ug/security-iam-athena-calledvia.html
 */
export const pathFacts: Readonly<Record<CallPath, Facts>> = {
  direct: { ...notForwarded, ...noNetwork, 'aws:sourceip': { present: true } },
  vpce: {
    ...notForwarded,
    'aws:sourceip': null,
    'aws:sourcevpc': { present: true },
    'aws:sourcevpce': { present: true },
    'aws:vpcsourceip': { present: true },
  },
  athena: {
    ...noNetwork,
    'aws:viaawsservice': ['true'],
    'aws:calledvia': ['athena.amazonaws.com'],
    'aws:calledviafirst': ['athena.amazonaws.com'],
    'aws:calledvialast': ['athena.amazonaws.com'],
  },
  service: {
    ...noNetwork,
    'aws:viaawsservice': ['true'],
    'aws:calledvia': { present: true },
    'aws:calledviafirst': { present: true },
    'aws:calledvialast': { present: true },
  },
};
