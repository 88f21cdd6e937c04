// Long because it is one table: everything that the roles of a bootstrap may do.
import { of } from './exact-statements.ts';

/** One row of a closed list: these actions, on no more than these, and only when at least these questions are asked. */
export interface DeploymentRight {
  readonly actions: readonly string[];
  /** ARNs after the partition, as of `arnWith`; `*` where AWS names the resources itself, or knows none. */
  readonly on: readonly string[];
  /** Operator -> key -> values that may stand there; ARNs after the partition, as in `on`. */
  readonly asks?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** For what only a trial removes again. */
  readonly inTrials?: true;
}

const role = 'iam::<account>:role/tre-<id>-*';
const policy = 'iam::<account>:policy/tre-<id>-*';
const executionRole = 'iam::<account>:role/cdk-<q>-cfn-exec-role-<account>-<region>';
const code = 's3:::cdk-<q>-assets-<account>-<region>';
const stacks = 'cloudformation:<region>:<account>:stack/tre-<id>-*';
const toolkit = 'cloudformation:<region>:<account>:stack/<toolkit>/*';

/** What the CDK looks for before it does anything. */
const version: DeploymentRight = {
  actions: of('ssm', 'GetParameter GetParameters'),
  on: ['ssm:<region>:<account>:parameter/cdk-bootstrap/<q>/version'],
};

const looking: DeploymentRight = {
  actions: of(
    'cloudformation',
    `DescribeChangeSet DescribeEvents DescribeStackEvents DescribeStackResource DescribeStackResources DescribeStacks
     GetTemplate GetTemplateSummary ListChangeSets ListStackResources`,
  ),
  on: [stacks, toolkit],
};

const services = (names: string): readonly string[] => names.split(/\s+/).map((name) => `${name}.amazonaws.com`);

/** AWS services that encrypt with the rights of whoever sets them up; the key policies say for which keys. */
export const throughServices: readonly string[] = ['backup', 'cognito-idp', 'dynamodb', 's3', 'workspaces-web'].map(
  (service) => `${service}.<region>.amazonaws.com`,
);

const identity: readonly DeploymentRight[] = [
  {
    actions: of(
      'iam',
      `CreateRole DeleteRole DeleteRolePolicy DetachRolePolicy GetRole GetRolePolicy ListAttachedRolePolicies
       ListInstanceProfilesForRole ListRolePolicies ListRoleTags PutRolePermissionsBoundary PutRolePolicy TagRole UntagRole
       UpdateAssumeRolePolicy UpdateRole UpdateRoleDescription`,
    ),
    on: [role],
  },
  {
    actions: ['iam:AttachRolePolicy'],
    on: [role],
    asks: { ArnLike: { 'iam:PolicyARN': [policy, 'iam::aws:policy/service-role/AWS_ConfigRole'] } },
  },
  {
    actions: of(
      'iam',
      `CreatePolicy CreatePolicyVersion DeletePolicy DeletePolicyVersion GetPolicy GetPolicyVersion ListPolicyVersions
       TagPolicy UntagPolicy`,
    ),
    on: [policy],
  },
  {
    actions: ['iam:PassRole'],
    on: [role],
    asks: {
      StringEquals: {
        'iam:PassedToService': services(
          'backup cloudtrail config lambda malware-protection-plan.guardduty vpc-flow-logs',
        ),
      },
    },
  },
  {
    actions: ['iam:CreateServiceLinkedRole'],
    on: ['iam::<account>:role/aws-service-role/*'],
    asks: {
      StringEquals: {
        'iam:AWSServiceName': services(
          `access-analyzer agentless.inspector2 backup config delivery.logs guardduty inspector2 macie
           malware-protection.guardduty ops.apigateway route53resolver securityhub workspaces-web`,
        ),
      },
    },
  },
];

const onNames: readonly DeploymentRight[] = [
  {
    actions: of(
      's3',
      `CreateBucket DeleteBucketPolicy GetBucket* GetEncryptionConfiguration GetLifecycleConfiguration ListBucket
       ListTagsForResource PutBucket* PutEncryptionConfiguration PutLifecycleConfiguration`,
    ),
    on: ['s3:::tre-<id>-*'],
  },
  { actions: ['s3:DeleteBucket'], on: ['s3:::tre-<id>-*'], inTrials: true },
  {
    actions: of(
      'lambda',
      `CreateFunction DeleteFunction DeleteFunctionConcurrency GetFunction GetFunctionCodeSigningConfig
       GetFunctionConfiguration GetFunctionRecursionConfig GetRuntimeManagementConfig InvokeFunction ListTags
       PutFunctionConcurrency TagResource UntagResource UpdateFunctionCode UpdateFunctionConfiguration`,
    ),
    on: ['lambda:<region>:<account>:function:tre-<id>-*'],
  },
  {
    actions: of(
      'logs',
      `*Tag* AssociateKmsKey CreateLogGroup DeleteLogGroup DeleteMetricFilter DescribeLogGroups DescribeMetricFilters
       PutMetricFilter PutRetentionPolicy`,
    ),
    on: ['logs:<region>:<account>:log-group:/tre/<id>/*'],
  },
  {
    actions: of(
      'sns',
      '*Tag* CreateTopic DeleteTopic Get* List* SetSubscriptionAttributes SetTopicAttributes Subscribe Unsubscribe',
    ),
    on: ['sns:<region>:<account>:tre-<id>-*'],
  },
  {
    actions: of('events', '*Tag* DeleteRule DescribeRule ListTargetsByRule PutRule PutTargets RemoveTargets'),
    on: ['events:<region>:<account>:rule/tre-<id>-*'],
  },
  {
    actions: of(
      'athena',
      `*Tag* CreateNamedQuery CreateWorkGroup DeleteNamedQuery DeleteWorkGroup GetNamedQuery GetWorkGroup ListNamedQueries
       UpdateNamedQuery UpdateWorkGroup`,
    ),
    on: ['athena:<region>:<account>:workgroup/tre-<id>-*'],
  },
  {
    actions: of(
      'cloudtrail',
      `AddTags CreateTrail GetEventSelectors GetInsightSelectors GetTrail GetTrailStatus ListTags PutEventSelectors
       PutInsightSelectors RemoveTags StartLogging UpdateTrail`,
    ),
    on: ['cloudtrail:<region>:<account>:trail/tre-<id>-*'],
  },
  {
    actions: of('cloudtrail', 'DeleteTrail StopLogging'),
    on: ['cloudtrail:<region>:<account>:trail/tre-<id>-*'],
    inTrials: true,
  },
  {
    actions: of('cloudwatch', '*Tag* DeleteAlarms PutMetricAlarm'),
    on: ['cloudwatch:<region>:<account>:alarm:tre-<id>-*'],
  },
  { actions: of('s3', 'GetObject GetObjectVersion'), on: [`${code}/*`] },
  // Glue writes the first metadata of an Iceberg table with the rights of whoever makes the table.
  { actions: of('s3', 'GetObject PutObject'), on: ['s3:::tre-<id>-curated-*/*/metadata/*'] },
];

const table = 'dynamodb:<region>:<account>:table/tre-<id>-*';
const gateFunction = 'lambda:<region>:<account>:function:tre-<id>-*';

/** Tables, doors, the directory and what starts functions. None reads an item, a user or a request. */
const gate: readonly DeploymentRight[] = [
  {
    actions: of(
      'dynamodb',
      `CreateTable Describe* GetResourcePolicy ListTagsOfResource PutResourcePolicy TagResource UntagResource
       UpdateContinuousBackups UpdateTable`,
    ),
    on: [table],
  },
  { actions: of('dynamodb', 'DeleteResourcePolicy DeleteTable'), on: [table], inTrials: true },
  {
    actions: of('apigateway', 'DELETE GET PATCH POST PUT UpdateRestApiPolicy'),
    on: ['/restapis', '/restapis/*', '/tags/*'].map((path) => `apigateway:<region>::${path}`),
  },
  { actions: of('apigateway', 'SetWebACL'), on: ['apigateway:<region>::/restapis/*/stages/*'] },
  {
    actions: [
      ...of(
        'cognito-idp',
        `CreateUserPool CreateUserPoolClient DeleteUserPoolClient DescribeRiskConfiguration DescribeUserPool
         DescribeUserPoolClient GetUserPoolMfaConfig ListTagsForResource SetRiskConfiguration SetUserPoolMfaConfig
         TagResource UntagResource UpdateUserPool UpdateUserPoolClient`,
      ),
      ...of(
        'wafv2',
        `AssociateWebACL CreateWebACL DeleteWebACL DisassociateWebACL GetWebACL GetWebACLForResource ListTagsForResource
         TagResource UntagResource UpdateWebACL`,
      ),
    ],
    on: ['*'],
  },
  { actions: ['cognito-idp:DeleteUserPool'], on: ['*'], inTrials: true },
  {
    actions: ['lambda:AddPermission'],
    on: [gateFunction],
    asks: { StringEquals: { 'lambda:Principal': services('apigateway events') } },
  },
  { actions: of('lambda', 'GetPolicy RemovePermission'), on: [gateFunction] },
  {
    actions: of('lambda', 'CreateEventSourceMapping DeleteEventSourceMapping UpdateEventSourceMapping'),
    on: ['*'],
    asks: { ArnLike: { 'lambda:FunctionArn': [gateFunction] } },
  },
  {
    actions: of('lambda', 'GetEventSourceMapping ListTags TagResource UntagResource'),
    on: ['lambda:<region>:<account>:event-source-mapping:*'],
  },
];

const settings: readonly DeploymentRight[] = [
  {
    actions: [
      ...of('access-analyzer', '*Tag* CreateAnalyzer DeleteAnalyzer GetAnalyzer'),
      ...of(
        'backup',
        '*Tag* CreateBackupPlan CreateBackupSelection CreateBackupVault DeleteBackup* DescribeBackupVault',
      ),
      ...of('backup', 'GetBackup* PutBackupVault* UpdateBackupPlan'),
      ...of('backup-storage', 'MountCapsule'),
      ...of('budgets', '*Tag* ModifyBudget ViewBudget'),
      ...of('cloudtrail', 'DescribeTrails'),
      ...of('cloudwatch', 'DescribeAlarms'),
      ...of('config', 'Delete* Describe* Put* StartConfigurationRecorder StopConfigurationRecorder'),
      ...of(
        'ec2',
        `AssociateRouteTable AuthorizeSecurityGroup* CreateFlowLogs CreateNetworkInterface CreateRouteTable
         CreateSecurityGroup CreateSubnet CreateTags CreateVpc CreateVpcEndpoint DeleteFlowLogs DeleteNetworkInterface
         DeleteRouteTable DeleteSecurityGroup DeleteSubnet DeleteTags DeleteVpc DeleteVpcEndpoints Describe*
         DisassociateRouteTable EnableSnapshotBlockPublicAccess GetSnapshotBlockPublicAccessState ModifySubnetAttribute
         ModifyVpcAttribute ModifyVpcBlockPublicAccessOptions ModifyVpcEndpoint RevokeSecurityGroup*
         UpdateSecurityGroupRuleDescriptions*`,
      ),
      ...of(
        'glue',
        '*Tag* CreateDatabase CreateTable DeleteDatabase DeleteTable GetDatabase* GetTable* UpdateDatabase',
      ),
      ...of('glue', 'UpdateTable'),
      ...of('guardduty', '*Tag* CreateDetector CreateMalwareProtectionPlan DeleteMalwareProtectionPlan Get* List*'),
      ...of('guardduty', 'UpdateDetector UpdateMalwareProtectionPlan'),
      ...of(
        'kms',
        `CreateAlias CreateKey DeleteAlias DescribeKey DisableKeyRotation EnableKey EnableKeyRotation Get* List* PutKeyPolicy
         RetireGrant TagResource UntagResource UpdateAlias UpdateKeyDescription`,
      ),
      ...of('logs', 'CreateLogDelivery DeleteLogDelivery DescribeLogGroups DescribeResourcePolicies GetLogDelivery'),
      ...of('logs', 'ListLogDeliveries PutResourcePolicy UpdateLogDelivery'),
      ...of('macie2', 'EnableMacie GetMacieSession ListTagsForResource UpdateMacieSession'),
      ...of(
        'route53resolver',
        `*Tag* AssociateFirewallRuleGroup AssociateResolverQueryLogConfig CreateFirewall* CreateResolverQueryLogConfig
         DeleteFirewall* DeleteResolverQueryLogConfig DisassociateFirewallRuleGroup DisassociateResolverQueryLogConfig Get*
         List* UpdateFirewall*`,
      ),
      ...of('securityhub', '*Tag* BatchEnableStandards DescribeHub EnableSecurityHub GetEnabledStandards'),
      ...of('securityhub', 'UpdateSecurityHubConfiguration'),
      ...of('sso', 'CreateManagedApplicationInstance DeleteManagedApplicationInstance DescribeRegisteredRegions'),
      ...of('workspaces-web', '*Tag* Associate*Settings AssociateSessionLogger Create*Settings CreateIdentityProvider'),
      ...of('workspaces-web', 'CreatePortal CreateSessionLogger Delete*'),
      ...of('workspaces-web', 'Disassociate* Get* List* Update*'),
    ],
    on: ['*'],
  },
  { actions: ['kms:ScheduleKeyDeletion'], on: ['*'], inTrials: true },
  {
    actions: of('kms', 'Decrypt Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext ReEncryptFrom ReEncryptTo'),
    on: ['*'],
    asks: { StringEquals: { 'kms:ViaService': throughServices } },
  },
  { actions: ['kms:CreateGrant'], on: ['*'], asks: { Bool: { 'kms:GrantIsForAWSResource': ['true'] } } },
];

/** Role of the bootstrap -> all that it may do. A role that is not here may do nothing. */
export const deploymentRights: Readonly<Record<string, readonly DeploymentRight[]>> = {
  lookup: [looking, version],
  'file-publishing': [
    { actions: of('s3', 'GetBucketLocation GetEncryptionConfiguration ListBucket'), on: [code] },
    { actions: of('s3', 'AbortMultipartUpload GetObject PutObject'), on: [`${code}/*`] },
  ],
  deploy: [
    looking,
    version,
    {
      actions: of(
        'cloudformation',
        'ContinueUpdateRollback CreateChangeSet CreateStack DeleteStack RollbackStack UpdateStack',
      ),
      on: [stacks],
      asks: { StringEquals: { 'cloudformation:RoleArn': [executionRole] } },
    },
    { actions: of('cloudformation', 'DeleteChangeSet ExecuteChangeSet UpdateTerminationProtection'), on: [stacks] },
    {
      actions: ['iam:PassRole'],
      on: [executionRole],
      asks: { StringEquals: { 'iam:PassedToService': services('cloudformation') } },
    },
    { actions: of('s3', 'GetBucketLocation ListBucket'), on: [code] },
    { actions: ['s3:GetObject'], on: [`${code}/*`] },
  ],
  'cfn-exec': [...identity, ...onNames, ...gate, ...settings, version],
};
