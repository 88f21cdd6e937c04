import { outlivesItsStack } from '../estate/kept.ts';
import { isTrial } from '../estate/trial.ts';
import { fail, judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';

const leastDays = 365;

export const logGroupsAreEncryptedAndKept: Rule = {
  id: 'log-groups-are-encrypted-and-kept',
  safe: 'settings',
  controls: ['2.8.01', '2.5.03'],
  severity: 'error',
  why: 'Logs tell who worked on what and are asked for months later; a line in them can hold what a program should not have printed.',
  fix: `set KmsKeyId to a key of the estate and RetentionInDays to at least ${leastDays}, and retain the group`,
  check: (estate) =>
    estate.ofType('AWS::Logs::LogGroup').map((group) => {
      const { KmsKeyId, RetentionInDays } = group.properties;
      const key = estate.find(KmsKeyId);
      if (!isTrial(estate) && !outlivesItsStack(group)) return fail(group, 'DeletionPolicy', 'goes with its stack');
      const encrypted = key?.type === 'AWS::KMS::Key';
      const kept =
        RetentionInDays === undefined || (typeof RetentionInDays === 'number' && RetentionInDays >= leastDays);
      return judged(
        encrypted && kept,
        group,
        encrypted ? 'Properties.RetentionInDays' : 'Properties.KmsKeyId',
        `kept for ${typeof RetentionInDays === 'number' ? `${RetentionInDays} days` : 'ever'} under ${key?.logicalId}`,
        encrypted ? `kept for ${JSON.stringify(RetentionInDays)} days only` : 'not under a key of the estate',
      );
    }),
};
