import { nameOf } from '../tenancy.ts';
import { arnsOf, butFor, type GuardrailScope, type GuardrailStatement, of } from './guardrail-scope.ts';

/** Nobody becomes a role, a function or a deployer in another way than through the pipeline. */
export function identityGuardrail(scope: GuardrailScope): readonly GuardrailStatement[] {
  const { tenancy, pipelineRole } = scope;
  const { execution, deploy, organisation, iam, named } = arnsOf(scope);
  const bootstrap = iam('role', `cdk-${tenancy.qualifier}-*`);
  const bootstrapPolicies = iam('policy', `cdk-${tenancy.qualifier}-*`);
  const roleEdits = of(
    'iam',
    ...['AttachRolePolicy', 'CreatePolicyVersion', 'CreateRole', 'DeletePolicy', 'DeletePolicyVersion', 'DeleteRole'],
    ...['DeleteRolePermissionsBoundary', 'DeleteRolePolicy', 'DetachRolePolicy', 'PutRolePermissionsBoundary'],
    ...['PutRolePolicy', 'SetDefaultPolicyVersion', 'UpdateAssumeRolePolicy', 'UpdateRole'],
  );
  return [
    {
      Sid: 'NoUsersNoLongLivedKeys',
      Effect: 'Deny',
      Action: of(
        'iam',
        ...['AddUserToGroup', 'AttachGroupPolicy', 'AttachUserPolicy', 'CreateAccessKey', 'CreateLoginProfile'],
        ...['CreateServiceSpecificCredential', 'CreateUser', 'PutGroupPolicy', 'PutUserPolicy', 'UpdateAccessKey'],
        ...['UpdateLoginProfile', 'UploadSSHPublicKey', 'UploadSigningCertificate'],
      ),
      Resource: '*',
    },
    {
      // The root user of a member account is under service control policies; only that of the management account is not.
      Sid: 'NoRootUser',
      Effect: 'Deny',
      Action: ['*'],
      Resource: '*',
      Condition: { ArnLike: { 'aws:PrincipalArn': iam('', '').replace(/[:/]+$/, ':root') } },
    },
    {
      Sid: 'RolesByThePipelineOnly',
      Effect: 'Deny',
      Action: roleEdits,
      Resource: [iam('role', nameOf(tenancy, '*')), iam('policy', nameOf(tenancy, '*'))],
      Condition: butFor(execution),
    },
    {
      // Whoever restores hands AWS Backup the restore role; every other role goes where the templates put it.
      Sid: 'RolesArePassedByThePipelineOnly',
      Effect: 'Deny',
      Action: of('iam', 'PassRole'),
      Resource: iam('role', nameOf(tenancy, '*')),
      Condition: {
        ...butFor(execution),
        StringNotEqualsIfExists: { 'iam:PassedToService': 'backup.amazonaws.com' },
      },
    },
    {
      Sid: 'BootstrapByTheOrganisationOnly',
      Effect: 'Deny',
      Action: roleEdits,
      Resource: [bootstrap, bootstrapPolicies],
      Condition: butFor(...organisation),
    },
    {
      Sid: 'OnlyThePipelineDeploys',
      Effect: 'Deny',
      Action: of('sts', 'AssumeRole'),
      Resource: bootstrap,
      Condition: butFor(pipelineRole),
    },
    {
      Sid: 'ExecutionRoleIsPassedByTheDeployRole',
      Effect: 'Deny',
      Action: of('iam', 'PassRole'),
      Resource: bootstrap,
      Condition: butFor(deploy),
    },
    {
      // GetFunction gives a URL of the code that works from anywhere.
      Sid: 'CodeByThePipelineOnly',
      Effect: 'Deny',
      Action: of(
        'lambda',
        ...['AddLayerVersionPermission', 'AddPermission', 'CreateCodeSigningConfig', 'CreateEventSourceMapping'],
        ...['CreateFunction', 'CreateFunctionUrlConfig', 'DeleteFunction', 'DeleteFunctionCodeSigningConfig'],
        ...['GetFunction', 'PublishLayerVersion', 'PublishVersion', 'PutFunctionCodeSigningConfig'],
        ...['PutFunctionEventInvokeConfig', 'PutRuntimeManagementConfig', 'UpdateAlias', 'UpdateCodeSigningConfig'],
        ...['UpdateEventSourceMapping', 'UpdateFunctionCode', 'UpdateFunctionConfiguration', 'UpdateFunctionUrlConfig'],
      ),
      Resource: '*',
      Condition: butFor(execution, ...organisation),
    },
    {
      Sid: 'StacksByThePipelineOnly',
      Effect: 'Deny',
      Action: of(
        'cloudformation',
        ...['CreateChangeSet', 'CreateStack', 'DeleteStack', 'ExecuteChangeSet', 'RollbackStack', 'SetStackPolicy'],
        ...['UpdateStack', 'UpdateTerminationProtection'],
      ),
      Resource: named('cloudformation', `stack/${nameOf(tenancy, '*')}`),
      Condition: butFor(deploy),
    },
  ];
}
