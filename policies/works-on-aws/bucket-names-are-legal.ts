import { arnsOf, placeOf } from '../estate/arns.ts';
import { fail, judged, notApplicable } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const legal = /^(?!xn--|sthree-|amzn-s3-demo-)(?!\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const reserved = /(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;

/**
 * A prefix in the account's own namespace grows by `-<account>-<region>-an`; a whole name there must end so already.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html
 */
export const bucketNamesAreLegal: WorksOnAwsRule = {
  id: 'bucket-names-are-legal',
  severity: 'error',
  why: 'A bucket name holds 3 to 63 lower-case letters, digits, dots and hyphens; a prefix in the account namespace grows by 26 characters in eu-west-2.',
  fix: 'shorten the name or the prefix',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html',
  check: (estate) =>
    estate.ofType('AWS::S3::Bucket').map((bucket) => {
      const { BucketName, BucketNamePrefix, BucketNamespace } = bucket.properties;
      const path = BucketName === undefined ? 'Properties.BucketNamePrefix' : 'Properties.BucketName';
      if (BucketName === undefined && BucketNamePrefix === undefined)
        return notApplicable(bucket, path, 'CloudFormation makes the name');
      const name = arnsOf(estate, bucket)[2]?.split(':').at(-1) ?? '';
      if (name.includes('${')) return fail(bucket, path, 'the name could not be resolved');
      const { account, region } = placeOf(estate, bucket);
      const inNamespace = BucketNamespace !== 'account-regional' || name.endsWith(`-${account}-${region}-an`);
      return judged(
        legal.test(name) && !reserved.test(name) && inNamespace,
        bucket,
        path,
        `${name}, ${name.length} characters`,
        `${name} (${name.length} characters) is no legal bucket name`,
      );
    }),
};
