import { arnsOf, placeOf } from '../estate/arns.ts';
import { serviceMay } from '../estate/calls.ts';
import { keys } from '../estate/stores.ts';
import { judged, notApplicable } from '../outcome.ts';
import type { WorksOnAwsRule } from './works-on-aws-rule.ts';

const actions = [
  'kms:Encrypt',
  'kms:Decrypt',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
  'kms:GenerateDataKey',
  'kms:DescribeKey',
];

/** The service principal carries the region, and the encryption context is the ARN of the log group. */
export const keysOfLogGroupsAdmitCloudwatchLogs: WorksOnAwsRule = {
  id: 'keys-of-log-groups-admit-cloudwatch-logs',
  severity: 'error',
  why: 'CloudWatch Logs refuses to create a log group under a key that it may not use for that very log group.',
  fix: 'let logs.<region>.amazonaws.com encrypt, decrypt, re-encrypt, make data keys and describe, for an aws:logs:arn that matches the log group',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html',
  check: (estate) =>
    estate.ofType('AWS::Logs::LogGroup').map((group) => {
      const path = 'Properties.KmsKeyId';
      const key = keys(estate).find(({ resource }) => resource === estate.find(group.properties.KmsKeyId));
      if (key === undefined) return notApplicable(group, path, 'its key, if it has one, is not of these templates');
      const { region } = placeOf(estate, group);
      const context = { 'kms:encryptioncontext:aws:logs:arn': arnsOf(estate, group) };
      const missing = actions.filter(
        (action) => !serviceMay(key.statements, `logs.${region}.amazonaws.com`, action, context),
      );
      return judged(
        missing.length === 0,
        group,
        path,
        `${key.resource.logicalId} admits CloudWatch Logs for this log group`,
        `${key.resource.logicalId} does not let logs.${region}.amazonaws.com use ${missing.join(', ')} for this log group`,
      );
    }),
};
