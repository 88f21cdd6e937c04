import { isTrue } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

export const trailIsEncryptedAndLogging: Rule = {
  id: 'trail-is-encrypted-and-logging',
  safe: 'settings',
  controls: ['2.5.03', '2.8.01'],
  severity: 'error',
  why: 'A trail can exist and be switched off; and what it records tells who worked on whose data.',
  fix: 'set IsLogging, and KMSKeyId to a key of the estate',
  check: (estate) =>
    estate.ofType('AWS::CloudTrail::Trail').map((trail) => {
      const key = estate.find(trail.properties.KMSKeyId);
      const logging = isTrue(trail.properties.IsLogging);
      return judged(
        logging && key?.type === 'AWS::KMS::Key',
        trail,
        logging ? 'Properties.KMSKeyId' : 'Properties.IsLogging',
        `is on, and encrypted under ${key?.logicalId}`,
        logging ? 'is not encrypted under a known key' : 'is switched off, or may be',
      );
    }),
};
