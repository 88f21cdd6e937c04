import type { JsonObject } from '../estate/estate.ts';
import { at, record } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { planRules, plans, vaultOf } from './backups.ts';

export const backupRetentionFitsItsVault: Rule = {
  id: 'backup-retention-fits-its-vault',
  safe: 'data',
  controls: ['2.6.01'],
  severity: 'error',
  why: 'A locked vault refuses every job whose retention is shorter or longer than the lock allows: the template deploys, and nothing is backed up.',
  fix: 'set Lifecycle.DeleteAfterDays of every rule between MinRetentionDays and MaxRetentionDays of its vault',
  source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html',
  check: (estate) =>
    plans(estate).map((plan) => {
      const fits = (rule: JsonObject): boolean => {
        const vault = vaultOf(estate, rule);
        const days = Number(record(rule.Lifecycle).DeleteAfterDays ?? Number.NaN);
        const least = vault && Number(at(vault, 'LockConfiguration.MinRetentionDays') ?? 1);
        const most = vault && Number(at(vault, 'LockConfiguration.MaxRetentionDays') ?? days);
        return least !== undefined && most !== undefined && days >= least && days <= most;
      };
      const rules = planRules(plan);
      return judged(
        rules.length > 0 && rules.every(fits),
        plan,
        'Properties.BackupPlan.BackupPlanRule',
        'every recovery point is kept as long as its vault demands',
        'a rule keeps recovery points shorter or longer than its vault takes them, or its vault is unknown',
      );
    }),
};
