import { placeOf } from '../estate/arns.ts';
import { roleAt } from '../estate/role-rights.ts';
import { buckets } from '../estate/stores.ts';
import { at, list } from '../estate/values.ts';
import { fail, judged } from '../outcome.ts';
import { opensKey } from './opened-keys.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

export const keysOfBackedUpBucketsAdmitTheBackup: WorksOnAwsRule = {
  id: 'keys-of-backed-up-buckets-admit-the-backup',
  severity: 'error',
  why: 'AWS Backup reads a bucket as the role of the selection; without the key every job fails.',
  fix: 'allow kms:Decrypt through S3 to the backup role, in its policy and in the policy of the key',
  source: 'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSBackupServiceRolePolicyForS3Backup.html',
  check: (estate) =>
    estate.ofType('AWS::Backup::BackupSelection').flatMap((selection) => {
      const chosen = list(at(selection, 'BackupSelection.Resources')).map((resource) => estate.find(resource));
      const role = roleAt(estate, at(selection, 'BackupSelection.IamRoleArn'));
      return buckets(estate)
        .filter(({ resource }) => chosen.includes(resource))
        .flatMap(({ resource, key }) => {
          const path = 'Properties.BackupSelection.IamRoleArn';
          if (key === undefined) return [];
          if (role === undefined) return fail(selection, path, 'the backup role is not of these templates');
          const context = { 'kms:viaservice': [`s3.${placeOf(estate, selection).region}.amazonaws.com`] };
          return judged(
            opensKey(estate, role, key, 'kms:Decrypt', context),
            selection,
            path,
            `${role.resource.logicalId} may decrypt ${resource.logicalId}`,
            `${role.resource.logicalId} may not decrypt ${resource.logicalId} with ${key.logicalId}`,
          );
        });
    }),
};
