import { isTrial } from '../estate/trial.ts';
import { isTrue } from '../estate/values.ts';
import { fail, judged, notApplicable } from '../outcome.ts';
import type { Rule } from '../rule.ts';

export const keysAreKept: Rule = {
  id: 'keys-are-kept',
  safe: 'settings',
  controls: ['2.8.05', '2.6.01'],
  severity: 'error',
  why: 'With its key a retained bucket or backup is lost too, and a stack is removed by one command.',
  fix: 'leave the key enabled, and set DeletionPolicy and UpdateReplacePolicy to Retain',
  check: (estate) =>
    estate.ofType('AWS::KMS::Key', 'AWS::KMS::ReplicaKey').map((key) => {
      if (!isTrue(key.properties.Enabled ?? true))
        return fail(key, 'Properties.Enabled', 'is switched off: nothing under it can be read or written');
      if (key.deletionPolicy === 'Delete' && isTrial(estate)) {
        return notApplicable(key, 'DeletionPolicy', 'a trial: the key goes with the synthetic data under it');
      }
      return judged(
        key.deletionPolicy === 'Retain' && key.updateReplacePolicy === 'Retain',
        key,
        key.deletionPolicy === 'Retain' ? 'UpdateReplacePolicy' : 'DeletionPolicy',
        'outlives its stack',
        'is deleted or replaced with its stack',
      );
    }),
};
