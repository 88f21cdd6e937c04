import type { Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { roleArn } from '../tenancy.ts';

export interface QueryResultsKey {
  readonly stack: Stack;
  readonly workgroupName: string;
  /** The one role whose queries read and whose results are kept under the key. */
  readonly roleName: string;
}

/**
 * What a key needs so that one workgroup keeps managed results under it, and one role queries through Athena. The role holds the
 * key in no other way: every use carries Athena in `aws:CalledVia`, reading S3 too.
 * https://docs.aws.amazon.com/athena/latest/ug/managed-results.html
 * https://docs.aws.amazon.com/athena/latest/ug/security-iam-athena-calledvia.html
 */
export const queryResultsStatements = ({ stack, workgroupName, roleName }: QueryResultsKey): PolicyStatement[] => {
  const workgroup = stack.formatArn({ service: 'athena', resource: 'workgroup', resourceName: workgroupName });
  return [
    new PolicyStatement({
      sid: 'AthenaKeepsResults',
      effect: Effect.ALLOW,
      principals: [new ServicePrincipal('encryption.athena.amazonaws.com')],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:DescribeKey'],
      resources: ['*'],
      conditions: {
        ArnLike: { 'kms:EncryptionContext:aws:athena:arn': workgroup, 'aws:SourceArn': workgroup },
        StringEquals: { 'aws:SourceAccount': stack.account },
      },
    }),
    new PolicyStatement({
      sid: 'RoleThroughAthena',
      effect: Effect.ALLOW,
      principals: [new AccountRootPrincipal()],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: ['*'],
      conditions: {
        StringEquals: { 'kms:CallerAccount': stack.account },
        ArnEquals: { 'aws:PrincipalArn': roleArn(stack, roleName) },
        'ForAnyValue:StringEquals': { 'aws:CalledVia': 'athena.amazonaws.com' },
      },
    }),
  ];
};
