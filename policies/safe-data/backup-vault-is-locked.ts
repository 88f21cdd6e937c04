import type { Resource } from '../estate/estate.ts';
import { isTrial } from '../estate/trial.ts';
import { at } from '../estate/values.ts';
import { fail, judged, notApplicable } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { plans } from './backups.ts';

/** Longer than a month, for damage is often noticed with the month's figures. */
const shortestRetention = 35;

const lock = (vault: Resource, name: string): number => Number(at(vault, `LockConfiguration.${name}`) ?? Number.NaN);

export const backupVaultIsLocked: Rule = {
  id: 'backup-vault-is-locked',
  safe: 'data',
  controls: ['2.6.01', '3.1.14'],
  severity: 'error',
  why: 'Whoever holds the account to ransom deletes the backups first.',
  fix: `lock the vault with ChangeableForDays of at least 3, which makes the lock final, and MinRetentionDays of at least ${shortestRetention}, and retain it`,
  source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html',
  check: (estate) => {
    const trial = isTrial(estate);
    const vaults = estate.ofType('AWS::Backup::BackupVault');
    if (vaults.length === 0) return plans(estate).map((plan) => fail(plan, 'Type', 'has no vault in this estate'));
    return vaults.map((vault) => {
      const path = 'Properties.LockConfiguration';
      const grace = lock(vault, 'ChangeableForDays');
      const least = lock(vault, 'MinRetentionDays');
      if (trial && Number.isNaN(grace)) {
        return notApplicable(vault, path, 'a trial: a final lock on synthetic data could never be taken off');
      }
      const kept = /^Retain/.test(vault.deletionPolicy ?? '') && vault.updateReplacePolicy === 'Retain';
      return judged(
        grace >= 3 && least >= shortestRetention && kept,
        vault,
        kept ? path : 'DeletionPolicy',
        `after ${grace} days of grace nobody shortens ${least} days or empties the vault`,
        kept ? 'recovery points can be deleted before their time' : 'the vault goes with its stack',
      );
    });
  },
};
