import { conditionsHold } from '../estate/calls.ts';
import type { Statement } from '../estate/statements.ts';
import { keys } from '../estate/stores.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const networkKeys = ['aws:sourcevpc', 'aws:sourcevpce', 'aws:sourceip', 'aws:vpcsourceip', 'aws:sourcevpcarn'];

const asksForNetwork = ({ conditions }: Statement): boolean =>
  Object.values(conditions).some((keysOf) =>
    Object.keys(keysOf).some((key) => networkKeys.includes(key.toLowerCase())),
  );

/** A service that calls KMS for somebody: no network of ours, and ViaAWSService true. */
const throughService = {
  'aws:viaawsservice': ['true'],
  'aws:principalisawsservice': ['false'],
  'kms:viaservice': 'unknown',
  'kms:calleraccount': 'unknown',
  'aws:principalaccount': 'unknown',
  'aws:principalarn': 'unknown',
} as const;

export const keysAskNoNetworkOfServices: WorksOnAwsRule = {
  id: 'keys-ask-no-network-of-services',
  severity: 'error',
  why: 'A service that uses a key for you calls KMS from its own network, so aws:SourceVpc, aws:SourceVpce and aws:SourceIp shut it out.',
  fix: 'use kms:ViaService and kms:CallerAccount, or let a Deny spare aws:ViaAWSService',
  source: 'https://docs.aws.amazon.com/kms/latest/developerguide/vpce-policy-condition.html',
  check: (estate) =>
    keys(estate).map(({ resource, statements }) => {
      const bad = statements.find(
        (statement) =>
          asksForNetwork(statement) &&
          (statement.effect === 'Allow' || conditionsHold(statement, throughService) !== false),
      );
      return judged(
        bad === undefined,
        resource,
        bad?.path ?? 'Properties.KeyPolicy',
        'asks no network of a service',
        'asks a network of whoever calls, and no AWS service calls from one of yours',
      );
    }),
};
