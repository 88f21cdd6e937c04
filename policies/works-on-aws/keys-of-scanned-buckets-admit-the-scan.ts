import { placeOf } from '../estate/arns.ts';
import { roleAt } from '../estate/role-rights.ts';
import { buckets } from '../estate/stores.ts';
import { at } from '../estate/values.ts';
import { fail, judged, notApplicable } from '../outcome.ts';
import { opensKey } from './opened-keys.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const keysOfScannedBucketsAdmitTheScan: WorksOnAwsRule = {
  id: 'keys-of-scanned-buckets-admit-the-scan',
  severity: 'error',
  why: 'A scan that may not use the key of the bucket answers ACCESS_DENIED for every object, while the plan stays active.',
  fix: 'allow kms:Decrypt and kms:GenerateDataKey through S3 both in the policy of the scan role and in the key policy',
  source: 'https://docs.aws.amazon.com/guardduty/latest/ug/malware-protection-s3-iam-policy-prerequisite.html',
  check: (estate) =>
    estate.ofType('AWS::GuardDuty::MalwareProtectionPlan').map((plan) => {
      const bucket = buckets(estate).find(
        ({ resource }) => resource === estate.find(at(plan, 'ProtectedResource.S3Bucket.BucketName')),
      );
      const key = bucket?.key;
      if (key === undefined)
        return notApplicable(plan, 'Properties.ProtectedResource', 'the bucket has no key of these templates');
      const role = roleAt(estate, plan.properties.Role);
      if (role === undefined) return fail(plan, 'Properties.Role', 'the role of the scan is not of these templates');
      const context = { 'kms:viaservice': [`s3.${placeOf(estate, plan).region}.amazonaws.com`] };
      const missing = ['kms:Decrypt', 'kms:GenerateDataKey'].filter(
        (action) => !opensKey(estate, role, key, action, context),
      );
      return judged(
        missing.length === 0,
        plan,
        'Properties.Role',
        `${role.resource.logicalId} may use ${key.logicalId}`,
        `${role.resource.logicalId} may not use ${missing.join(' and ')} with ${key.logicalId}`,
      );
    }),
};
