import { arnsOf, type GuardrailScope, type GuardrailStatement, of } from './guardrail-scope.ts';

/** Of the services whose resources know a resource control policy, those that the blueprint keeps something in, or could. */
const stores = ['s3:*', 'sqs:*', 'kms:*', 'secretsmanager:*', 'dynamodb:*', 'ecr:*'];

const isNoService = { 'aws:PrincipalIsAWSService': 'false' };

/**
 * Whatever a bucket policy, key policy or trust policy comes to say: a stranger gets nothing. A resource control policy can only deny, knows
 * no principal but `*`, and leaves service-linked roles and keys that AWS manages alone.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 */
export function resourcesGuardrail(scope: GuardrailScope): readonly GuardrailStatement[] {
  const { stack, tenancy, pipelineRole, organisation } = scope;
  const { iam } = arnsOf(scope);
  const everybody = { Effect: 'Deny', Principal: '*', Resource: '*' } as const;
  return [
    {
      // The account, not the organisation: one TRE is one account. `IfExists`, for a call that nobody signed has no account.
      Sid: 'RecordsForThisAccountOnly',
      ...everybody,
      Action: stores,
      Condition: { StringNotEqualsIfExists: { 'aws:PrincipalAccount': stack.account }, BoolIfExists: isNoService },
    },
    {
      // Federated callers belong to no organisation yet, so the two AssumeRoleWith… are not in it.
      Sid: 'RolesForTheOrganisationOnly',
      ...everybody,
      Action: of('sts', 'AssumeRole', 'GetFederationToken', 'GetServiceBearerToken', 'GetSessionToken', 'SetContext'),
      Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': organisation }, BoolIfExists: isNoService },
    },
    {
      // A service control policy binds the callers of this account; this one also those of every other.
      Sid: 'OnlyThePipelineDeploys',
      ...everybody,
      Action: of('sts', 'AssumeRole'),
      Resource: iam('role', `cdk-${tenancy.qualifier}-*`),
      Condition: { ArnNotEqualsIfExists: { 'aws:PrincipalArn': pipelineRole }, BoolIfExists: isNoService },
    },
    {
      // Only where the service says for whom it works: `Null`, for many do not, and would be stopped.
      Sid: 'ServicesForTheOrganisationOnly',
      ...everybody,
      Action: ['s3:*', 'sqs:*', 'kms:*', 'secretsmanager:*', 'sts:*'],
      Condition: {
        StringNotEqualsIfExists: { 'aws:SourceOrgID': organisation },
        Null: { 'aws:SourceAccount': 'false' },
        Bool: { 'aws:PrincipalIsAWSService': 'true' },
      },
    },
    {
      Sid: 'EncryptedInTransit',
      ...everybody,
      Action: ['s3:*', 'sqs:*', 'kms:*', 'secretsmanager:*', 'sts:*', 'dynamodb:*', 'ecr:*'],
      Condition: { BoolIfExists: { 'aws:SecureTransport': 'false' } },
    },
  ];
}
