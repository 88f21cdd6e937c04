import { buckets } from '../estate/stores.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import type { ConditionTest } from './condition-tests.ts';
import { deniesEverythingWhere } from './denied-to-everyone.ts';

const isPlain = ({ operator, key, values }: ConditionTest): boolean =>
  operator === 'Bool' && key === 'aws:securetransport' && values.join() === 'false';

const isOld = ({ operator, key, values }: ConditionTest): boolean =>
  operator === 'NumericLessThan' && key === 's3:tlsversion' && values.length === 1 && Number(values[0]) >= 1.2;

export const bucketsDemandTls: Rule = {
  id: 'buckets-demand-tls',
  safe: 'data',
  controls: ['2.8.02', '2.8.03', '2.8.04'],
  severity: 'fatal',
  why: 'Nothing crosses the boundary readable, nor under a version of TLS that can be broken.',
  fix: 'deny s3:* to everybody where aws:SecureTransport is false, and in a second statement where s3:TlsVersion is below 1.2',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html',
  check: (estate) =>
    buckets(estate).map((bucket) => {
      const plain = deniesEverythingWhere(estate, bucket, isPlain);
      const old = deniesEverythingWhere(estate, bucket, isOld);
      return judged(
        plain && old,
        bucket.policies[0] ?? bucket.resource,
        'Properties.PolicyDocument',
        'calls without TLS and calls below TLS 1.2 are denied to everybody',
        `${[plain ? '' : 'calls without TLS', old ? '' : 'calls below TLS 1.2'].filter(Boolean).join(' and ')} are not denied`,
      );
    }),
};
