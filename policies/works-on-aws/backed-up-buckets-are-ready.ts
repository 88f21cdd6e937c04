import { at, isTrue, list, record } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

/** Recovery points of S3 cannot go to cold storage either. */
export const backedUpBucketsAreReady: WorksOnAwsRule = {
  id: 'backed-up-buckets-are-ready',
  severity: 'error',
  why: 'AWS Backup backs up only buckets with versioning, follows them by EventBridge, and keeps nothing of S3 in cold storage.',
  fix: 'enable versioning and EventBridge on the bucket, and leave MoveToColdStorageAfterDays out of the plan',
  source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html',
  check: (estate) =>
    estate.ofType('AWS::Backup::BackupSelection').flatMap((selection) => {
      const plan = estate.find(selection.properties.BackupPlanId);
      const cools = (plan === undefined ? [] : list(at(plan, 'BackupPlan.BackupPlanRule'))).some(
        (rule) => record(record(rule).Lifecycle).MoveToColdStorageAfterDays !== undefined,
      );
      return list(at(selection, 'BackupSelection.Resources')).flatMap((chosen) => {
        const bucket = estate.find(chosen);
        if (bucket?.type !== 'AWS::S3::Bucket') return [];
        const troubles = [
          ...(at(bucket, 'VersioningConfiguration.Status') === 'Enabled' ? [] : ['no versioning']),
          ...(isTrue(at(bucket, 'NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled'))
            ? []
            : ['no events']),
          ...(cools ? ['a plan that moves it to cold storage'] : []),
        ];
        return judged(
          troubles.length === 0,
          bucket,
          'Properties.VersioningConfiguration',
          'versions and events, as AWS Backup needs',
          `is backed up and has ${troubles.join(', ')}`,
        );
      });
    }),
};
