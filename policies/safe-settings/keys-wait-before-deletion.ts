import { judged, notApplicable } from '../outcome.ts';
import type { Rule } from '../rule.ts';

export const keysWaitBeforeDeletion: Rule = {
  id: 'keys-wait-before-deletion',
  safe: 'settings',
  controls: ['2.8.05'],
  severity: 'error',
  why: 'A deleted key cannot be brought back, nor can anything under it; thirty days are time to notice.',
  fix: 'set PendingWindowInDays to 30',
  source: 'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html',
  check: (estate) =>
    estate.ofType('AWS::KMS::Key', 'AWS::KMS::ReplicaKey').map((key) => {
      const { PendingWindowInDays = 30 } = key.properties;
      if (key.deletionPolicy === 'Delete') {
        return notApplicable(key, 'DeletionPolicy', 'goes with its stack, which keys-are-kept reports');
      }
      return judged(
        PendingWindowInDays === 30,
        key,
        'Properties.PendingWindowInDays',
        'can be saved for 30 days',
        `can be saved for ${JSON.stringify(PendingWindowInDays)} days only`,
      );
    }),
};
