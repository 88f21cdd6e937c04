import type { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { nameOf, type Tenancy } from '../tenancy.ts';
import { useThroughS3 } from './key-policy.ts';
import { ourRolesUseLogGroups } from './log-key-use.ts';
import { queryResultsStatements } from './query-results-key.ts';

/**
 * Who may use the key of the trail, the records and every log group.
 *
 * CloudTrail needs Decrypt besides GenerateDataKey, or creating a trail over a bucket with a Bucket Key fails.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 * CloudWatch Logs works partly as itself and partly with the rights of who writes or reads, through `kms:ViaService`.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function logsKeyStatements(stack: Stack, tenancy: Tenancy, trailArn: string): PolicyStatement[] {
  const logGroups = stack.formatArn({ service: 'logs', resource: `log-group:/tre/${tenancy.deployment}/*` });
  const cloudTrail = {
    effect: Effect.ALLOW,
    principals: [new ServicePrincipal('cloudtrail.amazonaws.com')],
    resources: ['*'],
  };
  return [
    new PolicyStatement({
      sid: 'CloudTrailEncrypts',
      ...cloudTrail,
      actions: ['kms:GenerateDataKey*', 'kms:Decrypt'],
      conditions: {
        StringEquals: { 'aws:SourceArn': trailArn },
        StringLike: {
          'kms:EncryptionContext:aws:cloudtrail:arn': stack.formatArn({
            service: 'cloudtrail',
            region: '*',
            resource: 'trail',
            resourceName: '*',
          }),
        },
      },
    }),
    new PolicyStatement({
      sid: 'CloudTrailUsesBucketKey',
      ...cloudTrail,
      actions: ['kms:GenerateDataKey*', 'kms:Decrypt', 'kms:DescribeKey'],
      conditions: { StringEquals: { 'aws:SourceArn': trailArn } },
    }),
    new PolicyStatement({
      sid: 'LogGroupsEncrypt',
      effect: Effect.ALLOW,
      principals: [new ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
      actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      resources: ['*'],
      conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logGroups } },
    }),
    ourRolesUseLogGroups(stack, tenancy),
    new PolicyStatement({
      sid: 'ConfigDelivers',
      effect: Effect.ALLOW,
      principals: [new ServicePrincipal('config.amazonaws.com')],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
      conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
    }),
    useThroughS3({
      stack,
      tenancy,
      sid: 'RecorderDelivers',
      roleNames: [nameOf(tenancy, 'config-recorder')],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    }),
    useThroughS3({
      stack,
      tenancy,
      sid: 'FunctionsAddToTheArchive',
      roleNames: ['recorder', 'closer'].map((name) => nameOf(tenancy, name)),
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    }),
    ...queryResultsStatements({ stack, workgroupName: nameOf(tenancy, 'audit'), roleName: nameOf(tenancy, 'auditor') }),
  ];
}
