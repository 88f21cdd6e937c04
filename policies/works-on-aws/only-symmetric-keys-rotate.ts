import { keys } from '../estate/stores.ts';
import { isTrue, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const onlySymmetricKeysRotate: WorksOnAwsRule = {
  id: 'only-symmetric-keys-rotate',
  severity: 'error',
  why: 'KMS cannot rotate HMAC keys, asymmetric keys or keys with imported material, and refuses to create one that asks for it.',
  fix: 'leave EnableKeyRotation out for a key that is not SYMMETRIC_DEFAULT of origin AWS_KMS',
  source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html',
  check: (estate) =>
    keys(estate).map(({ resource }) => {
      const { KeySpec, Origin, EnableKeyRotation } = resource.properties;
      const spec = KeySpec === undefined ? 'SYMMETRIC_DEFAULT' : (text(KeySpec) ?? 'unresolved');
      const origin = Origin === undefined ? 'AWS_KMS' : (text(Origin) ?? 'unresolved');
      return judged(
        !isTrue(EnableKeyRotation) || (spec === 'SYMMETRIC_DEFAULT' && origin === 'AWS_KMS'),
        resource,
        'Properties.EnableKeyRotation',
        `a key of ${spec} and ${origin}`,
        `a key of ${spec} and ${origin} cannot be rotated by KMS`,
      );
    }),
};
