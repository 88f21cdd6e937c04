import type { Estate } from '../estate/estate.ts';
import { coversAction } from '../estate/statements.ts';
import type { Bucket } from '../estate/stores.ts';
import { at, list } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { conditionTests } from './condition-tests.ts';
import { dataBuckets } from './data-buckets.ts';
import { deniesEveryone } from './everyone.ts';
import { coversObjects } from './own-arn.ts';

const header = 's3:x-amz-server-side-encryption';
const keyHeader = `${header}-aws-kms-key-id`;

/** What puts an object under a key. */
const rekeying = ['s3:PutObject', 's3:UpdateObjectEncryption'];

/** An upload that sends the header is refused unless it says this. The one more test allowed is that the header is sent at all. */
const refusesAllBut = (
  estate: Estate,
  { resource, statements }: Bucket,
  actions: readonly string[],
  name: string,
  value: string,
): boolean =>
  statements.some((statement) => {
    const tests = conditionTests(statement);
    const differs = tests.filter(({ operator, key }) => operator === 'StringNotEquals' && key === name);
    const isSent = tests.filter(
      ({ operator, key, values }) => operator === 'Null' && key === name && values.join() === 'false',
    );
    return (
      deniesEveryone(statement) &&
      actions.every((action) => coversAction(statement, action)) &&
      coversObjects(estate, resource, statement) &&
      differs.length === 1 &&
      differs[0]?.values.join() === value &&
      differs.length + isSent.length === tests.length
    );
  });

/** Asked for aws:kms without a key, S3 takes the key that AWS manages for the account, not the default of the bucket. */
const refusesUnnamedKey = (estate: Estate, { resource, statements }: Bucket): boolean =>
  statements.some((statement) => {
    const tests = conditionTests(statement).map(({ operator, key, values }) => [operator, key, ...values].join(' '));
    return (
      deniesEveryone(statement) &&
      coversAction(statement, 's3:PutObject') &&
      coversObjects(estate, resource, statement) &&
      tests.length === 2 &&
      tests.includes(`StringEquals ${header} aws:kms`) &&
      tests.includes(`Null ${keyHeader} true`)
    );
  });

export const bucketsRefuseOtherKeys: Rule = {
  id: 'buckets-refuse-other-keys',
  safe: 'data',
  controls: ['2.8.01', '2.8.05'],
  severity: 'error',
  why: "A record written under somebody else's key is readable to somebody else and perhaps not to us.",
  fix: 'deny s3:PutObject where the request names an encryption other than aws:kms, or a key that is not the default key of the bucket, and block SSE-C',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html',
  check: (estate) =>
    dataBuckets(estate).map((bucket) => {
      const encryption = 'BucketEncryption.ServerSideEncryptionConfiguration.0';
      const troubles = [
        bucket.key !== undefined && refusesAllBut(estate, bucket, rekeying, keyHeader, `\${${bucket.key.address}.Arn}`)
          ? ''
          : 'under another key',
        refusesAllBut(estate, bucket, ['s3:PutObject'], header, 'aws:kms') ? '' : 'under no key of ours',
        refusesUnnamedKey(estate, bucket) ? '' : 'under the key that AWS manages for the account',
        list(at(bucket.resource, `${encryption}.BlockedEncryptionTypes.EncryptionType`)).includes('SSE-C')
          ? ''
          : 'under a key that the uploader brings',
      ].filter(Boolean);
      return judged(
        troubles.length === 0,
        bucket.policies[0] ?? bucket.resource,
        'Properties.PolicyDocument',
        'uploads under another key, or under a key the uploader brings, are refused',
        `an upload may be ${troubles.join(', ')}`,
      );
    }),
};
