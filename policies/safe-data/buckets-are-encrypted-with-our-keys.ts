import { buckets } from '../estate/stores.ts';
import { at, isTrue } from '../estate/values.ts';
import { judged, notApplicable } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { dataBuckets } from './data-buckets.ts';

export const bucketsAreEncryptedWithOurKeys: Rule = {
  id: 'buckets-are-encrypted-with-our-keys',
  safe: 'data',
  controls: ['2.8.01', '2.8.04', 'TRE-X18'],
  severity: 'fatal',
  why: 'What is stored must be unreadable to whoever lacks a key that we hold.',
  fix: 'set default encryption to aws:kms with a key of this estate and turn the bucket key on',
  check: (estate) => {
    const data = new Set(dataBuckets(estate).map(({ resource }) => resource));
    return buckets(estate).map(({ resource, key, algorithm, isAccessLogTarget }) => {
      const path = 'Properties.BucketEncryption';
      if (isAccessLogTarget && algorithm === 'AES256' && !data.has(resource)) {
        return notApplicable(
          resource,
          path,
          'S3 access logs, which S3 delivers under its own key; they hold names and times',
        );
      }
      const bucketKey = isTrue(at(resource, 'BucketEncryption.ServerSideEncryptionConfiguration.0.BucketKeyEnabled'));
      const usable = key?.type === 'AWS::KMS::Key' && key.properties.Enabled !== false;
      const spec = key?.properties.KeySpec ?? 'SYMMETRIC_DEFAULT';
      return judged(
        algorithm === 'aws:kms' && usable && spec === 'SYMMETRIC_DEFAULT' && bucketKey,
        resource,
        path,
        `every object is encrypted under ${key?.address ?? ''}`,
        'objects are not encrypted under a key of this estate',
      );
    });
  },
};
