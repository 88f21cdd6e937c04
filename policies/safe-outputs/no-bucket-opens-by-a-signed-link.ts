import { buckets } from '../estate/stores.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import type { ConditionTest } from '../safe-data/condition-tests.ts';
import { dataBuckets } from '../safe-data/data-buckets.ts';
import { deniesEverythingWhere } from '../safe-data/denied-to-everyone.ts';
import { releaseBuckets } from './release-buckets.ts';

/** How a request is signed that somebody else may send: in its address, or in a form. */
const links = ['REST-QUERY-STRING', 'POST'];

/** Either names both kinds of link, or all but the header. IAM compares these words letter by letter. */
const isOfLinks = ({ operator, key, values }: ConditionTest): boolean =>
  key === 's3:authtype' &&
  ((operator === 'StringEquals' && links.every((one) => values.includes(one))) ||
    (operator === 'StringNotEquals' && values.join() === 'REST-HEADER'));

/**
 * Whoever may read an object can sign an address that reads it, without a call that anybody could refuse or record; so the bucket must refuse the
 * address. That no code of ours signs one is a test of the house. Results of Athena lie in no bucket of ours.
 */
export const noBucketOpensByASignedLink: Rule = {
  id: 'no-bucket-opens-by-a-signed-link',
  safe: 'outputs',
  controls: ['3.1.05', '3.1.12', '3.2.03'],
  severity: 'fatal',
  why: 'A signed link is good for whoever holds it, from wherever the bucket lets anybody in, after the register has said no.',
  fix: 'deny s3:* to everybody, on the bucket and its objects, where s3:authType is REST-QUERY-STRING or POST, under no further condition',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html',
  check: (estate) => {
    const released = releaseBuckets(estate);
    const held = new Set(dataBuckets(estate));
    return buckets(estate)
      .filter((bucket) => held.has(bucket) || released.includes(bucket.resource))
      .map((bucket) =>
        judged(
          deniesEverythingWhere(estate, bucket, isOfLinks),
          bucket.policies[0] ?? bucket.resource,
          'Properties.PolicyDocument',
          'requests that are signed in an address or a form are denied to everybody',
          'whoever may read it may hand out a link that reads it',
        ),
      );
  },
};
