import { record } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const vaultLocksAreLegal: WorksOnAwsRule = {
  id: 'vault-locks-are-legal',
  severity: 'error',
  why: 'A vault lock in compliance mode waits three days at least before it can never be changed again, and keeps between 1 and 36,500 days.',
  fix: 'set ChangeableForDays to 3 or more, or leave it out for governance, and MinRetentionDays no longer than MaxRetentionDays',
  source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html',
  check: (estate) =>
    estate
      .ofType('AWS::Backup::BackupVault')
      .filter(({ properties }) => properties.LockConfiguration !== undefined)
      .map((vault) => {
        const lock = record(vault.properties.LockConfiguration);
        const [min, max] = [Number(lock.MinRetentionDays ?? 1), Number(lock.MaxRetentionDays ?? 36_500)];
        const changeable = Number(lock.ChangeableForDays ?? 3);
        return judged(
          changeable >= 3 && min >= 1 && max <= 36_500 && min <= max,
          vault,
          'Properties.LockConfiguration',
          `keeps ${min} to ${max} days`,
          `AWS refuses a lock that can be changed for ${changeable} days and keeps ${min} to ${max} days`,
        );
      }),
};
