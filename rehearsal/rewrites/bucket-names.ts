import { eachTemplate, type Rewrite } from './rewrite.ts';

interface Named {
  readonly BucketNamespace?: unknown;
  readonly BucketNamePrefix?: unknown;
}

/**
 * The full name that AWS makes of a prefix in the account's own namespace, written out.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html
 */
export const bucketNames: Rewrite = (templates, { account, region }) =>
  eachTemplate(templates, (value) => {
    const { BucketNamespace, BucketNamePrefix, ...rest } = (value ?? {}) as Named;
    return BucketNamespace === 'account-regional' && typeof BucketNamePrefix === 'string'
      ? { ...rest, BucketName: `${BucketNamePrefix}-${account}-${region}-an` }
      : value;
  });
