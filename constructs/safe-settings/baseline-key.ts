import type { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Tenancy } from '../tenancy.ts';
import { ourRolesUseLogGroups } from './log-key-use.ts';

/** Only the log group of the settings function lies under it. No record of a patient does. */
export const baselineKeyStatements = (stack: Stack, tenancy: Tenancy): PolicyStatement[] => [
  new PolicyStatement({
    sid: 'LogGroupsEncrypt',
    effect: Effect.ALLOW,
    principals: [new ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
    actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    resources: ['*'],
    conditions: {
      ArnLike: {
        'kms:EncryptionContext:aws:logs:arn': stack.formatArn({
          service: 'logs',
          resource: `log-group:/tre/${tenancy.deployment}/*`,
        }),
      },
    },
  }),
  ourRolesUseLogGroups(stack, tenancy),
];
