import { isTrue } from '../estate/values.ts';
import { judged, notApplicable } from '../outcome.ts';
import type { Rule } from '../rule.ts';

export const keysRotate: Rule = {
  id: 'keys-rotate',
  safe: 'settings',
  controls: ['2.8.05', '2.8.04'],
  severity: 'error',
  why: 'New data every year under new key material bounds what one lost key could open.',
  fix: 'set EnableKeyRotation',
  source: 'https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html',
  check: (estate) =>
    estate.ofType('AWS::KMS::Key').map((key) => {
      const { KeySpec = 'SYMMETRIC_DEFAULT', EnableKeyRotation, Origin = 'AWS_KMS' } = key.properties;
      if (typeof KeySpec === 'string' && KeySpec !== 'SYMMETRIC_DEFAULT') {
        return notApplicable(key, 'Properties.KeySpec', `KMS cannot rotate ${KeySpec}`);
      }
      return judged(
        isTrue(EnableKeyRotation) && Origin === 'AWS_KMS' && typeof KeySpec === 'string',
        key,
        'Properties.EnableKeyRotation',
        'KMS makes new key material every year',
        Origin === 'AWS_KMS' ? 'is not rotated' : 'its material comes from elsewhere and cannot be rotated',
      );
    }),
};
