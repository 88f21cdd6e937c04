import type { Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, ArnPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { deployerRoleArn, roleArn, type Tenancy } from '../tenancy.ts';

export interface TableKeyUsers {
  readonly stack: Stack;
  readonly tenancy: Tenancy;
  /** Names of roles, which need not exist yet: the condition names them, not the principal. */
  readonly readers: readonly string[];
  readonly writers: readonly string[];
}

/** What DynamoDB does with the key for a caller who reads, and beyond it for one who writes. */
export const readsUnderKey = ['kms:Decrypt', 'kms:DescribeKey'];
export const writesUnderKey = [
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

export const throughDynamoDb = (stack: Stack) => ({
  'kms:CallerAccount': stack.account,
  'kms:ViaService': `dynamodb.${stack.region}.amazonaws.com`,
});

/**
 * Who uses the key of a table, and only through DynamoDB. The service keeps the table's own key open for five minutes for each caller, with the
 * caller's rights, so every function that reads needs Decrypt; what it does in the background it does by grants. Those the maker of the
 * table creates, which is why the deployer may: for AWS services alone (`kms:GrantIsForAWSResource`), never for an identity. That it may also
 * decrypt by way of DynamoDB opens no item to it: its own policies, and the table's, refuse it every read.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */
export function tableKeyStatements({ stack, tenancy, readers, writers }: TableKeyUsers): PolicyStatement[] {
  const via = throughDynamoDb(stack);
  const roles = (names: readonly string[]) => names.map((name) => roleArn(stack, name));
  const deployer = [new ArnPrincipal(deployerRoleArn(stack, tenancy))];
  const named = (sid: string, names: readonly string[], actions: readonly string[]) =>
    new PolicyStatement({
      sid,
      effect: Effect.ALLOW,
      principals: [new AccountRootPrincipal()],
      actions: [...actions],
      resources: ['*'],
      conditions: { StringEquals: via, ArnEquals: { 'aws:PrincipalArn': roles(names) } },
    });
  return [
    named('FunctionsRead', [...readers, ...writers], readsUnderKey),
    named('FunctionsWrite', writers, writesUnderKey),
    new PolicyStatement({
      sid: 'DeployerMakesTheTable',
      effect: Effect.ALLOW,
      principals: deployer,
      actions: [...readsUnderKey, ...writesUnderKey],
      resources: ['*'],
      conditions: { StringEquals: via },
    }),
    new PolicyStatement({
      sid: 'GrantsForTheTableOnly',
      effect: Effect.ALLOW,
      principals: deployer,
      actions: ['kms:CreateGrant'],
      resources: ['*'],
      conditions: { StringEquals: via, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    }),
  ];
}
