import type { Stack } from 'aws-cdk-lib';
import { nameOf, type Tenancy } from '../tenancy.ts';

const of =
  (service: string) =>
  (...actions: string[]): string[] =>
    actions.map((action) => `${service}:${action}`);

/** `ListTagsForResource`, `TagResource`, `UntagResource`: written out everywhere, they alone fill what AWS grants a role. */
const tags = ['*Tag*'];

interface OnOurNames {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly arns: readonly string[];
}

/** Resources whose names the blueprint chooses: there a right ends where the name does. What only a trial deletes is not in production. */
export function onOurNames(stack: Stack, tenancy: Tenancy): readonly OnOurNames[] {
  const trial = tenancy.stage === 'trial';
  const ours = nameOf(tenancy, '*');
  const arn = (service: string, resource: string, name = ours) =>
    stack.formatArn({ service, resource, resourceName: name });
  const bucket = stack.formatArn({ service: 's3', region: '', account: '', resource: ours });
  const groups = stack.formatArn({ service: 'logs', resource: `log-group:/tre/${tenancy.deployment}/*` });
  const trail = arn('cloudtrail', 'trail');
  return [
    {
      sid: 'Buckets',
      actions: of('s3')(
        ...[
          'CreateBucket',
          'DeleteBucketPolicy',
          'GetBucket*',
          'GetEncryptionConfiguration',
          'GetLifecycleConfiguration',
        ],
        ...[
          'ListBucket',
          'ListTagsForResource',
          'PutBucket*',
          'PutEncryptionConfiguration',
          'PutLifecycleConfiguration',
        ],
        ...(trial ? ['DeleteBucket'] : []),
      ),
      arns: [bucket],
    },
    {
      sid: 'Functions',
      actions: of('lambda')(
        ...['CreateFunction', 'DeleteFunction', 'DeleteFunctionConcurrency', 'GetFunction', 'GetFunctionConfiguration'],
        ...[
          'GetFunctionCodeSigningConfig',
          'GetFunctionRecursionConfig',
          'GetRuntimeManagementConfig',
          'InvokeFunction',
        ],
        ...['ListTags', 'PutFunctionConcurrency', 'TagResource', 'UntagResource', 'UpdateFunctionCode'],
        ...['UpdateFunctionConfiguration'],
      ),
      arns: [stack.formatArn({ service: 'lambda', resource: `function:${ours}` })],
    },
    {
      sid: 'LogGroups',
      actions: of('logs')(
        ...['AssociateKmsKey', 'CreateLogGroup', 'DeleteLogGroup', 'DeleteMetricFilter', 'DescribeMetricFilters'],
        ...['DescribeLogGroups', 'PutMetricFilter', 'PutRetentionPolicy', ...tags],
      ),
      arns: [groups],
    },
    {
      sid: 'Topics',
      actions: of('sns')(
        ...['CreateTopic', 'DeleteTopic', 'Get*', 'List*', 'SetSubscriptionAttributes', 'SetTopicAttributes'],
        ...['Subscribe', 'Unsubscribe'],
        ...tags,
      ),
      arns: [stack.formatArn({ service: 'sns', resource: ours })],
    },
    {
      sid: 'EventRules',
      actions: of('events')(
        'DeleteRule',
        'DescribeRule',
        'ListTargetsByRule',
        'PutRule',
        'PutTargets',
        'RemoveTargets',
        ...tags,
      ),
      arns: [arn('events', 'rule')],
    },
    {
      sid: 'Workgroups',
      actions: of('athena')(
        ...[
          'CreateNamedQuery',
          'CreateWorkGroup',
          'DeleteNamedQuery',
          'DeleteWorkGroup',
          'GetNamedQuery',
          'GetWorkGroup',
        ],
        ...['ListNamedQueries', 'UpdateNamedQuery', 'UpdateWorkGroup', ...tags],
      ),
      arns: [arn('athena', 'workgroup')],
    },
    {
      sid: 'Trail',
      actions: of('cloudtrail')(
        ...[
          'AddTags',
          'CreateTrail',
          'GetEventSelectors',
          'GetInsightSelectors',
          'GetTrail',
          'GetTrailStatus',
          'ListTags',
        ],
        ...['PutEventSelectors', 'PutInsightSelectors', 'RemoveTags', 'StartLogging', 'UpdateTrail'],
        ...(trial ? ['DeleteTrail', 'StopLogging'] : []),
      ),
      arns: [trail],
    },
    {
      sid: 'Alarms',
      actions: of('cloudwatch')('DeleteAlarms', 'PutMetricAlarm', ...tags),
      arns: [stack.formatArn({ service: 'cloudwatch', resource: `alarm:${ours}` })],
    },
  ];
}

/** Resources that AWS names, or that stand once an account: the service is as narrow as it gets. Reading what lies inside is not among them. */
export const everywhere = ({ stage }: Tenancy): readonly string[] => [
  ...of('access-analyzer')('CreateAnalyzer', 'DeleteAnalyzer', 'GetAnalyzer', ...tags),
  ...of('backup')(
    ...['CreateBackupPlan', 'CreateBackupSelection', 'CreateBackupVault', 'DeleteBackup*', 'DescribeBackupVault'],
    ...['GetBackup*', 'PutBackupVault*', 'UpdateBackupPlan', ...tags],
  ),
  'backup-storage:MountCapsule',
  ...of('budgets')('ModifyBudget', 'ViewBudget', ...tags),
  'cloudtrail:DescribeTrails',
  'cloudwatch:DescribeAlarms',
  ...of('config')('Delete*', 'Describe*', 'Put*', 'StartConfigurationRecorder', 'StopConfigurationRecorder'),
  ...of('ec2')(
    ...[
      'AssociateRouteTable',
      'AuthorizeSecurityGroup*',
      'CreateFlowLogs',
      'CreateNetworkInterface',
      'CreateRouteTable',
    ],
    ...['CreateSecurityGroup', 'CreateSubnet', 'CreateTags', 'CreateVpc', 'CreateVpcEndpoint', 'DeleteFlowLogs'],
    ...['DeleteNetworkInterface', 'DeleteRouteTable', 'DeleteSecurityGroup', 'DeleteSubnet', 'DeleteTags', 'DeleteVpc'],
    ...['DeleteVpcEndpoints', 'Describe*', 'DisassociateRouteTable', 'EnableSnapshotBlockPublicAccess'],
    ...[
      'GetSnapshotBlockPublicAccessState',
      'ModifySubnetAttribute',
      'ModifyVpcAttribute',
      'ModifyVpcBlockPublicAccessOptions',
    ],
    ...['ModifyVpcEndpoint', 'RevokeSecurityGroup*', 'UpdateSecurityGroupRuleDescriptions*'],
  ),
  ...of('glue')(
    ...[
      'CreateDatabase',
      'CreateTable',
      'DeleteDatabase',
      'DeleteTable',
      'GetDatabase*',
      'GetTable*',
      'UpdateDatabase',
    ],
    ...['UpdateTable', ...tags],
  ),
  ...of('guardduty')(
    ...['CreateDetector', 'CreateMalwareProtectionPlan', 'DeleteMalwareProtectionPlan', 'Get*', 'List*', ...tags],
    ...['UpdateDetector', 'UpdateMalwareProtectionPlan'],
  ),
  ...of('kms')(
    ...[
      'CreateAlias',
      'CreateKey',
      'DeleteAlias',
      'DescribeKey',
      'DisableKeyRotation',
      'EnableKey',
      'EnableKeyRotation',
    ],
    ...['Get*', 'List*', 'PutKeyPolicy', 'RetireGrant', 'TagResource', 'UntagResource', 'UpdateAlias'],
    ...['UpdateKeyDescription'],
    ...(stage === 'trial' ? ['ScheduleKeyDeletion'] : []),
  ),
  ...of('logs')(
    'CreateLogDelivery',
    'DeleteLogDelivery',
    'DescribeLogGroups',
    'DescribeResourcePolicies',
    'GetLogDelivery',
  ),
  ...of('logs')('ListLogDeliveries', 'PutResourcePolicy', 'UpdateLogDelivery'),
  ...of('macie2')('EnableMacie', 'GetMacieSession', 'ListTagsForResource', 'UpdateMacieSession'),
  ...of('route53resolver')(
    ...[
      'AssociateFirewallRuleGroup',
      'AssociateResolverQueryLogConfig',
      'CreateFirewall*',
      'CreateResolverQueryLogConfig',
    ],
    ...['DeleteFirewall*', 'DeleteResolverQueryLogConfig', 'DisassociateFirewallRuleGroup'],
    ...['DisassociateResolverQueryLogConfig', 'Get*', 'List*', 'UpdateFirewall*', ...tags],
  ),
  ...of('securityhub')('BatchEnableStandards', 'DescribeHub', 'EnableSecurityHub', 'GetEnabledStandards', ...tags),
  ...of('securityhub')('UpdateSecurityHubConfiguration'),
  ...of('workspaces-web')(
    ...['Associate*Settings', 'AssociateSessionLogger', 'Create*Settings', 'CreateIdentityProvider', 'CreatePortal'],
    ...['CreateSessionLogger', 'Delete*', 'Disassociate*'],
    ...['Get*', 'List*', 'Update*', ...tags],
  ),
  // Identity Center keeps the portal as one of its applications.
  ...of('sso')('CreateManagedApplicationInstance', 'DeleteManagedApplicationInstance', 'DescribeRegisteredRegions'),
];
