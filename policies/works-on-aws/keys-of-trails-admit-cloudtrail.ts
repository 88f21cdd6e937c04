import { arnsOf, placeOf } from '../estate/arns.ts';
import { serviceMay } from '../estate/calls.ts';
import { buckets, keys } from '../estate/stores.ts';
import { judged, notApplicable } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const service = 'cloudtrail.amazonaws.com';

/** With an S3 Bucket Key the encryption context is the bucket's, so what CloudTrail decrypts carries no trail in it. */
export const keysOfTrailsAdmitCloudtrail: WorksOnAwsRule = {
  id: 'keys-of-trails-admit-cloudtrail',
  severity: 'error',
  why: 'CloudTrail describes the key, makes data keys and, where the bucket has a Bucket Key, decrypts; without any of these the trail is not created.',
  fix: 'let cloudtrail.amazonaws.com use kms:GenerateDataKey* and kms:DescribeKey, and kms:Decrypt without a condition on aws:cloudtrail:arn',
  source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html',
  check: (estate) =>
    estate.ofType('AWS::CloudTrail::Trail').map((trail) => {
      const path = 'Properties.KMSKeyId';
      const key = keys(estate).find(({ resource }) => resource === estate.find(trail.properties.KMSKeyId));
      if (key === undefined) return notApplicable(trail, path, 'its key, if it has one, is not of these templates');
      const bucket = buckets(estate).find(({ resource }) => resource === estate.find(trail.properties.S3BucketName));
      const arns = arnsOf(estate, trail);
      const sent = { 'aws:sourcearn': arns, 'aws:sourceaccount': [placeOf(estate, trail).account ?? ''] };
      const withTrail = { ...sent, 'kms:encryptioncontext:aws:cloudtrail:arn': arns };
      const missing = [
        ['kms:GenerateDataKey', withTrail] as const,
        ['kms:DescribeKey', sent] as const,
        ...(bucket === undefined || bucket.key !== undefined ? [['kms:Decrypt', sent] as const] : []),
      ].flatMap(([action, context]) => (serviceMay(key.statements, service, action, context) ? [] : [action]));
      return judged(
        missing.length === 0,
        trail,
        path,
        `${key.resource.logicalId} admits CloudTrail`,
        `${key.resource.logicalId} does not let CloudTrail use ${missing.join(' and ')}`,
      );
    }),
};
