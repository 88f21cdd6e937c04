import { at, list, record } from '../estate/values.ts';
import { judged, notApplicable } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const backupPlansFitTheirVault: WorksOnAwsRule = {
  id: 'backup-plans-fit-their-vault',
  severity: 'error',
  why: 'A locked vault fails every job whose retention is shorter than its minimum or longer than its maximum; for ever is longer.',
  fix: 'set Lifecycle.DeleteAfterDays within the lock of the vault',
  source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html',
  check: (estate) =>
    estate.ofType('AWS::Backup::BackupPlan').flatMap((plan) =>
      list(at(plan, 'BackupPlan.BackupPlanRule')).map((rule, index) => {
        const path = `Properties.BackupPlan.BackupPlanRule.${index}`;
        const vault = estate.find(record(rule).TargetBackupVault);
        if (vault?.properties.LockConfiguration === undefined)
          return notApplicable(plan, path, 'its vault has no lock of these templates');
        const lock = record(vault.properties.LockConfiguration);
        const kept = Number(record(record(rule).Lifecycle).DeleteAfterDays ?? Number.POSITIVE_INFINITY);
        const [min, max] = [
          Number(lock.MinRetentionDays ?? 1),
          Number(lock.MaxRetentionDays ?? Number.POSITIVE_INFINITY),
        ];
        return judged(
          kept >= min && kept <= max,
          plan,
          path,
          `kept ${kept} days in a vault of ${min} to ${max}`,
          `kept ${kept} days, and ${vault.logicalId} takes ${min} to ${max}`,
        );
      }),
    ),
};
