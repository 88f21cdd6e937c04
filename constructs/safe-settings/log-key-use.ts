import type { Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { nameOf, roleArn, type Tenancy } from '../tenancy.ts';

const use = ['kms:Decrypt', 'kms:GenerateDataKey'];
const throughLogs = (stack: Stack) => ({ 'kms:ViaService': `logs.${stack.region}.amazonaws.com` });

/**
 * CloudWatch Logs encrypts partly with the rights of whoever writes. A statement for the account in a key policy only lets IAM policies
 * grant, so both halves are needed: this one in the role that writes.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export const writeUnderLogKey = (stack: Stack, keyArn: string): PolicyStatement =>
  new PolicyStatement({
    sid: 'WriteUnderLogKey',
    effect: Effect.ALLOW,
    actions: [...use],
    resources: [keyArn],
    conditions: { StringEquals: throughLogs(stack) },
  });

/** And this one in the policy of the key: any role of the deployment, through CloudWatch Logs alone. */
export const ourRolesUseLogGroups = (stack: Stack, tenancy: Tenancy): PolicyStatement =>
  new PolicyStatement({
    sid: 'OurRolesUseLogGroups',
    effect: Effect.ALLOW,
    principals: [new AccountRootPrincipal()],
    actions: [...use],
    resources: ['*'],
    conditions: {
      StringEquals: { 'kms:CallerAccount': stack.account, ...throughLogs(stack) },
      ArnLike: { 'aws:PrincipalArn': roleArn(stack, nameOf(tenancy, '*')) },
    },
  });
