import type { Stack } from 'aws-cdk-lib';
import { AccountRootPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';

/** What Cognito does with the key of a user pool. No grant. */
export const directoryKeyUse = [
  'kms:Decrypt',
  'kms:Encrypt',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

export const throughDirectory = (stack: Stack) => ({
  'kms:CallerAccount': stack.account,
  'kms:ViaService': `cognito-idp.${stack.region}.amazonaws.com`,
});

/** The pool's id is not known before the pool, nor the pool made before its key: pools of this account and region. */
export const anyPool = (stack: Stack): string =>
  stack.formatArn({ service: 'cognito-idp', resource: 'userpool', resourceName: '*' });

/**
 * Cognito uses the key as itself when somebody signs in, for such a call is not signed; it does so under two names, its own and that of the identity
 * store below it. Where an administrator calls, it uses the key with the administrator's rights, so that statement lets the account's
 * IAM policies grant, through Cognito alone and for user pools alone.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/data-protection.html
 */
export function directoryKeyStatements(stack: Stack): PolicyStatement[] {
  const pools = { 'kms:EncryptionContext:aws:cognito-idp:userpool-arn': anyPool(stack) };
  const services = ['cognito-idp', 'identitystore'].map((name) => new ServicePrincipal(`${name}.amazonaws.com`));
  const ours = {
    StringEquals: { 'aws:SourceAccount': stack.account },
    ArnLike: { 'aws:SourceArn': anyPool(stack) },
  };
  return [
    new PolicyStatement({
      sid: 'DirectoryEncrypts',
      effect: Effect.ALLOW,
      principals: services,
      actions: [...directoryKeyUse],
      resources: ['*'],
      conditions: { ...ours, StringLike: pools },
    }),
    new PolicyStatement({
      sid: 'DirectoryLooks',
      effect: Effect.ALLOW,
      principals: services,
      actions: ['kms:DescribeKey'],
      resources: ['*'],
      conditions: ours,
    }),
    new PolicyStatement({
      sid: 'AdministratorsThroughTheDirectory',
      effect: Effect.ALLOW,
      principals: [new AccountRootPrincipal()],
      actions: [...directoryKeyUse],
      resources: ['*'],
      conditions: { StringEquals: throughDirectory(stack), StringLike: pools },
    }),
  ];
}
