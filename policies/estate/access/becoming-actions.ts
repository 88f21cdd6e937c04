// Long because it is one table: every way of becoming somebody, one row each.
import type { Facts } from './circumstances.ts';

/** What an action is done to: a kind of thing in the templates, or `anything` that the account holds or will hold. */
export type Victim = 'role' | 'user' | 'policy' | 'function' | 'key' | 'code' | 'anything';

/** One published way of becoming somebody or something else. */
export interface Takeover {
  readonly id: string;
  /** What it comes to, in one sentence that begins with who does it. */
  readonly route: string;
  /** Service -> names of its actions, with blanks between: whoever may do one of them, may do it all. */
  readonly actions: Readonly<Record<string, string>>;
  readonly of: Victim;
  /** The circumstances in which it does harm, where there are others in which it cannot. */
  readonly facts?: Facts;
  readonly source: string;
}

const iam = 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_';
const escalations = 'https://github.com/RhinoSecurityLabs/AWS-IAM-Privilege-Escalation';
const passing = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html';

/**
 * The published routes by which one principal becomes another. `iam:CreateServiceLinkedRole` is none: AWS writes what such a role may do,
 * and lends it to its own service alone. Starting what somebody else has written is none either: it does what it was written for. Nor are
 * `events:PutTargets` and the remediations of AWS Config: a role in them needs `iam:PassRole`, and a function must itself admit the rule.
 */
export const takeovers: readonly Takeover[] = [
  {
    id: 'assume',
    route: 'it takes the credentials of the role',
    actions: { sts: 'AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity' },
    of: 'role',
    source: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html',
  },
  {
    id: 'trust-edit',
    route: 'it writes itself into the trust policy, and takes the credentials of the role',
    actions: { iam: 'UpdateAssumeRolePolicy' },
    of: 'role',
    source: `${iam}UpdateAssumeRolePolicy.html`,
  },
  {
    id: 'role-policy-edit',
    route: 'it gives the role whatever rights it likes, or takes away what limits it',
    actions: {
      iam: 'PutRolePolicy AttachRolePolicy DetachRolePolicy DeleteRolePolicy DeleteRolePermissionsBoundary PutRolePermissionsBoundary UpdateRole',
    },
    of: 'role',
    source: `${iam}PutRolePolicy.html`,
  },
  {
    id: 'pass-role',
    route: 'it hands the role to code, a machine or a job of its own, which then acts as the role',
    actions: { iam: 'PassRole' },
    of: 'role',
    source: passing,
  },
  {
    id: 'user-credentials',
    route: 'it makes a key, a password or a second factor for the user, and signs in as the user',
    actions: {
      iam: 'CreateAccessKey UpdateAccessKey CreateLoginProfile UpdateLoginProfile ChangePassword CreateServiceSpecificCredential ResetServiceSpecificCredential UploadSigningCertificate UploadSSHPublicKey DeactivateMFADevice EnableMFADevice ResyncMFADevice CreateVirtualMFADevice',
    },
    of: 'user',
    source: escalations,
  },
  {
    id: 'user-policy-edit',
    route: 'it gives the user whatever rights it likes, or takes away what limits it',
    actions: {
      iam: 'PutUserPolicy AttachUserPolicy DetachUserPolicy DeleteUserPolicy DeleteUserPermissionsBoundary PutUserPermissionsBoundary',
    },
    of: 'user',
    source: escalations,
  },
  {
    id: 'policy-version',
    route: 'it rewrites a policy, or puts an older and wider version of it in force, for everybody who has it',
    actions: { iam: 'CreatePolicyVersion SetDefaultPolicyVersion DeletePolicyVersion' },
    of: 'policy',
    source: `${iam}SetDefaultPolicyVersion.html`,
  },
  {
    id: 'identities',
    route: 'it makes or joins an identity, a group or a provider of identities that others trust',
    actions: {
      iam: 'CreateUser CreateRole CreateGroup AddUserToGroup PutGroupPolicy AttachGroupPolicy CreatePolicy CreateInstanceProfile AddRoleToInstanceProfile CreateSAMLProvider UpdateSAMLProvider CreateOpenIDConnectProvider UpdateOpenIDConnectProviderThumbprint AddClientIDToOpenIDConnectProvider UpdateAccountPasswordPolicy CreateDelegationRequest AcceptDelegationRequest SendDelegationToken',
      sts: 'GetFederationToken AssumeRoot GetDelegatedAccessToken',
      rolesanywhere:
        'CreateTrustAnchor UpdateTrustAnchor EnableTrustAnchor CreateProfile UpdateProfile EnableProfile ImportCrl DisableCrl DeleteCrl',
      sso: 'CreateAccountAssignment CreatePermissionSet PutInlinePolicyToPermissionSet AttachManagedPolicyToPermissionSet AttachCustomerManagedPolicyReferenceToPermissionSet ProvisionPermissionSet PutPermissionsPolicy CreateTrustedTokenIssuer UpdateTrustedTokenIssuer DeletePermissionsBoundaryFromPermissionSet',
      'sso-directory':
        'CreateUser UpdateUser UpdatePassword AddMemberToGroup CreateExternalIdPConfigurationForDirectory',
      identitystore: 'CreateUser UpdateUser CreateGroupMembership',
      organizations:
        'LeaveOrganization AcceptHandshake DetachPolicy UpdatePolicy DeletePolicy DisablePolicyType RegisterDelegatedAdministrator MoveAccount EnableAWSServiceAccess',
      account: 'StartPrimaryEmailUpdate AcceptPrimaryEmailUpdate EnableRegion',
      'cognito-identity':
        'SetIdentityPoolRoles CreateIdentityPool UpdateIdentityPool GetOpenIdTokenForDeveloperIdentity',
      'cognito-idp':
        'AdminSetUserPassword AdminCreateUser AdminUpdateUserAttributes AdminAddUserToGroup AdminSetUserMFAPreference AdminConfirmSignUp AdminLinkProviderForUser UpdateUserPool UpdateUserPoolClient CreateIdentityProvider UpdateIdentityProvider SetUserPoolMfaConfig UpdateGroup',
    },
    of: 'anything',
    source:
      'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html',
  },
  {
    id: 'function-code',
    route: "it puts code, a layer, a setting or another version into the function, and acts with the function's role",
    actions: {
      lambda:
        'UpdateFunctionCode UpdateFunctionConfiguration UpdateAlias PublishVersion AddPermission PutRuntimeManagementConfig DeleteFunctionCodeSigningConfig PutFunctionCodeSigningConfig CreateFunctionUrlConfig UpdateFunctionUrlConfig',
    },
    of: 'function',
    source: 'https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html',
  },
  {
    id: 'functions',
    route: 'it makes a function, a layer or a source of events, whose code acts with the role that it is given',
    actions: {
      lambda:
        'CreateFunction PublishLayerVersion AddLayerVersionPermission CreateEventSourceMapping UpdateEventSourceMapping UpdateCodeSigningConfig EnableReplication CreateCapacityProvider UpdateCapacityProvider',
    },
    of: 'anything',
    source: escalations,
  },
  {
    id: 'code-bucket',
    route: 'it writes the code that a function takes at its next deployment',
    actions: {
      s3: 'PutObject ReplicateObject PutBucketPolicy PutReplicationConfiguration PutObjectAcl PutBucketAcl DeleteBucketPolicy',
    },
    of: 'code',
    source: 'https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html',
  },
  {
    id: 'key-policy',
    route: 'it writes itself into the key policy, and decrypts what the key protects',
    actions: { kms: 'PutKeyPolicy ImportKeyMaterial ReplicateKey UpdatePrimaryRegion' },
    of: 'key',
    source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html',
  },
  {
    id: 'key-grant',
    route: 'it grants the use of the key to whomever it likes',
    actions: { kms: 'CreateGrant' },
    of: 'key',
    // A grant that a service makes for a resource of its own serves that resource alone.
    facts: { 'kms:grantisforawsresource': ['false'] },
    source:
      'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-grant-is-for-aws-resource',
  },
  {
    id: 'stacks',
    route: 'it deploys a stack that does whatever the role of the stack may',
    actions: {
      cloudformation:
        'CreateStack UpdateStack CreateChangeSet ExecuteChangeSet CreateStackSet UpdateStackSet CreateStackInstances UpdateStackInstances SetStackPolicy CreateResource UpdateResource RegisterType ActivateType SetTypeConfiguration SetTypeDefaultVersion ContinueUpdateRollback RollbackStack ImportStacksToStackSet',
      servicecatalog:
        'ProvisionProduct UpdateProvisionedProduct CreateConstraint AssociatePrincipalWithPortfolio CreateProvisioningArtifact ExecuteProvisionedProductServiceAction',
      proton: 'CreateEnvironment UpdateEnvironment UpdateAccountSettings CreateService',
      amplify: 'CreateApp UpdateApp StartJob StartDeployment',
      codecommit: 'GitPush PutFile CreateCommit MergePullRequestByFastForward',
      codepipeline: 'CreatePipeline UpdatePipeline PutApprovalResult',
      codestar: 'CreateProject AssociateTeamMember UpdateTeamMember',
      codedeploy: 'CreateDeployment CreateDeploymentGroup UpdateDeploymentGroup',
    },
    of: 'anything',
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-iam-servicerole.html',
  },
  {
    id: 'machines',
    route: 'it starts, enters or changes a machine or a container, and acts with its role',
    actions: {
      ec2: 'RunInstances RequestSpotInstances RequestSpotFleet CreateFleet CreateLaunchTemplate CreateLaunchTemplateVersion ModifyLaunchTemplate ModifyInstanceAttribute ModifyInstanceMetadataOptions AssociateIamInstanceProfile ReplaceIamInstanceProfileAssociation GetPasswordData CreateReplaceRootVolumeTask AttachVolume DetachVolume',
      'ec2-instance-connect': 'SendSSHPublicKey SendSerialConsoleSSHPublicKey OpenTunnel',
      ssm: 'SendCommand StartSession ResumeSession StartAutomationExecution CreateAssociation UpdateAssociation UpdateAssociationStatus CreateDocument UpdateDocument UpdateDocumentDefaultVersion ModifyDocumentPermission CreateActivation CreateMaintenanceWindow RegisterTaskWithMaintenanceWindow UpdateMaintenanceWindowTask StartAccessRequest GetAccessToken',
      'ssm-guiconnect': 'StartConnection',
      ssmmessages: 'OpenControlChannel OpenDataChannel CreateControlChannel CreateDataChannel',
      autoscaling: 'CreateAutoScalingGroup UpdateAutoScalingGroup CreateLaunchConfiguration',
      ecs: 'RunTask StartTask RegisterTaskDefinition UpdateService CreateService ExecuteCommand CreateTaskSet RegisterContainerInstance CreateExpressGatewayService',
      ecr: 'PutImage BatchImportUpstreamImage SetRepositoryPolicy',
      eks: 'CreateAccessEntry AssociateAccessPolicy UpdateClusterConfig UpdateAccessEntry CreatePodIdentityAssociation UpdatePodIdentityAssociation CreateNodegroup AccessKubernetesApi',
      batch: 'SubmitJob RegisterJobDefinition CreateComputeEnvironment UpdateComputeEnvironment',
      imagebuilder:
        'CreateComponent CreateInfrastructureConfiguration UpdateInfrastructureConfiguration CreateImage UpdateImagePipeline',
      lightsail: 'CreateInstances GetInstanceAccessDetails DownloadDefaultKeyPair',
      apprunner: 'CreateService UpdateService',
      gamelift: 'CreateFleet GetComputeAccess GetInstanceAccess',
      elasticbeanstalk: 'CreateEnvironment UpdateEnvironment CreateApplicationVersion',
      cloud9: 'CreateEnvironmentEC2 CreateEnvironmentMembership CreateEnvironmentToken',
      cloudshell: 'CreateSession PutCredentials',
      greengrass: 'CreateDeployment AssociateServiceRoleToAccount',
      iot: 'CreateRoleAlias UpdateRoleAlias CreateProvisioningTemplate AttachPolicy CreatePolicyVersion SetDefaultPolicyVersion CreateTopicRule ReplaceTopicRule',
    },
    of: 'anything',
    source: 'https://github.com/BishopFox/iam-vulnerable',
  },
  {
    id: 'jobs',
    route: 'it writes a job, a build, a notebook or a workflow, which acts with its role',
    actions: {
      codebuild:
        'CreateProject UpdateProject StartBuild StartBuildBatch RetryBuild StartSandbox StartSandboxConnection BatchGetSandboxes ImportSourceCredentials UpdateWebhook CreateWebhook PutResourcePolicy',
      glue: 'CreateJob UpdateJob StartJobRun CreateDevEndpoint UpdateDevEndpoint CreateSession RunStatement CreateTrigger UpdateTrigger GlueNotebookAuthorize GlueNotebookRefreshCredentials StartNotebook UpdateJobFromSourceControl',
      databrew: 'CreateRecipeJob UpdateRecipeJob CreateProfileJob UpdateProfileJob',
      sagemaker:
        'CreateNotebookInstance UpdateNotebookInstance CreateNotebookInstanceLifecycleConfig UpdateNotebookInstanceLifecycleConfig CreateStudioLifecycleConfig CreatePresignedNotebookInstanceUrl CreatePresignedDomainUrl CreateDomain UpdateDomain CreateUserProfile UpdateUserProfile CreateSpace UpdateSpace CreateTrainingJob CreateProcessingJob CreateModel CreatePipeline UpdatePipeline CreateAutoMLJob CreateHyperParameterTuningJob CreateTransformJob StartSession CreateApp',
      elasticmapreduce:
        'RunJobFlow AddJobFlowSteps GetClusterSessionCredentials CreateStudio CreateEditor GetOnClusterAppUIPresignedURL',
      'emr-serverless': 'StartJobRun UpdateApplication AccessInteractiveEndpoints AccessLivyEndpoints',
      'emr-containers': 'StartJobRun GetManagedEndpointSessionCredentials',
      datapipeline: 'CreatePipeline PutPipelineDefinition ActivatePipeline',
      states: 'CreateStateMachine UpdateStateMachine UpdateStateMachineAlias TestState',
      scheduler: 'CreateSchedule UpdateSchedule',
      pipes: 'CreatePipe UpdatePipe',
      events: 'PutPermission CreateConnection UpdateConnection',
      airflow: 'CreateEnvironment UpdateEnvironment CreateWebLoginToken CreateCliToken',
      athena:
        'StartSession StartCalculationExecution CreatePresignedNotebookUrl GetSessionEndpoint UpdateNotebook ImportNotebook',
      bedrock:
        'CreateAgent UpdateAgent CreateAgentActionGroup UpdateAgentActionGroup CreateFlow UpdateFlow CreateKnowledgeBase UpdateKnowledgeBase CreateDataSource InvokeInlineAgent',
      'bedrock-agentcore':
        'CreateAgentRuntime UpdateAgentRuntime CreateCodeInterpreter StartCodeInterpreterSession InvokeCodeInterpreter CreateBrowser StartBrowserSession CreateGateway UpdateGateway CreateGatewayTarget UpdateGatewayTarget GetWorkloadAccessToken GetResourceOauth2Token',
      apigateway: 'PUT PATCH UpdateRestApiPolicy',
      appsync: 'CreateDataSource UpdateDataSource CreateFunction UpdateFunction CreateResolver UpdateResolver',
      budgets: 'CreateBudgetAction UpdateBudgetAction ExecuteBudgetAction',
      fis: 'CreateExperimentTemplate UpdateExperimentTemplate StartExperiment',
      'resource-groups': 'StartTagSyncTask',
      synthetics: 'CreateCanary UpdateCanary StartCanaryDryRun',
      kinesisanalytics: 'CreateApplication UpdateApplication CreateApplicationPresignedUrl',
      transfer: 'CreateUser UpdateUser ImportSshPublicKey UpdateServer CreateAccess',
      redshift: 'ModifyClusterIamRoles GetClusterCredentials GetClusterCredentialsWithIAM CreateClusterUser JoinGroup',
      rds: 'AddRoleToDBCluster AddRoleToDBInstance',
      omics: 'StartRun CreateWorkflow',
      signer: 'AddProfilePermission PutSigningProfile',
    },
    of: 'anything',
    source: escalations,
  },
  {
    id: 'secrets',
    route: 'it reads a password, a token or a connection, or opens it to somebody, and signs in with it',
    actions: {
      secretsmanager: 'GetSecretValue BatchGetSecretValue PutResourcePolicy PutSecretValue UpdateSecret RotateSecret',
      glue: 'GetConnection GetConnections',
      codeconnections: 'GetConnectionToken UseConnection',
      'codestar-connections': 'GetConnectionToken UseConnection',
      codeartifact: 'PublishPackageVersion PutDomainPermissionsPolicy',
      datazone: 'GetEnvironmentCredentials AssociateEnvironmentRole',
      s3: 'GetDataAccess',
      lakeformation: 'GetDataAccess PutDataLakeSettings GrantPermissions BatchGrantPermissions RegisterResource',
    },
    of: 'anything',
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access.html',
  },
];

/** The actions of a way in full: `iam:PassRole`. */
export const actionsIn = ({ actions }: Pick<Takeover, 'actions'>): readonly string[] =>
  Object.entries(actions).flatMap(([service, names]) => names.split(' ').map((name) => `${service}:${name}`));
