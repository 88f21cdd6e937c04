import { at, list, record } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const backupWindowsAreLegal: WorksOnAwsRule = {
  id: 'backup-windows-are-legal',
  severity: 'error',
  why: 'A start window is 60 minutes at least, and what goes to cold storage stays there 90 days: AWS Backup refuses a plan that says otherwise.',
  fix: 'lengthen StartWindowMinutes, and delete 90 days after MoveToColdStorageAfterDays',
  source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRule.html',
  check: (estate) =>
    estate.ofType('AWS::Backup::BackupPlan').flatMap((plan) =>
      list(at(plan, 'BackupPlan.BackupPlanRule')).map((one, index) => {
        const rule = record(one);
        const lifecycle = record(rule.Lifecycle);
        const start = Number(rule.StartWindowMinutes ?? 480);
        const cold = lifecycle.MoveToColdStorageAfterDays;
        const kept = Number(lifecycle.DeleteAfterDays ?? Number.POSITIVE_INFINITY);
        const legal = start >= 60 && (cold === undefined || kept >= Number(cold) + 90);
        return judged(
          legal,
          plan,
          `Properties.BackupPlan.BackupPlanRule.${index}`,
          `starts within ${start} minutes`,
          `AWS Backup refuses to start within ${start} minutes and to delete after ${kept} days`,
        );
      }),
    ),
};
