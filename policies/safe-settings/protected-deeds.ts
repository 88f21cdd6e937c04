/** What a guardrail must keep from everybody in the account, administrators and the root user included. */
export interface ProtectedDeed {
  readonly what: string;
  readonly actions: readonly [string, ...string[]];
  /** How ARNs end that the guardrail must mean, `<id>` the deployment and `<q>` its qualifier. @default everything */
  readonly on?: readonly string[];
  /** Names of the roles that may still do it; undefined: nobody. */
  readonly but?: RegExp;
  /** The same, in a trial only, which is removed again. */
  readonly inTrials?: RegExp;
}

/** The role that CloudFormation works with, and roles that only the management account can become. */
const execution = /^cdk-[a-z0-9]{1,10}-cfn-exec-role-\d{12}-[a-z0-9-]+$/;
const orOrganisation =
  /^(cdk-[a-z0-9]{1,10}-cfn-exec-role-\d{12}-[a-z0-9-]+|AWSControlTowerExecution|OrganizationAccountAccessRole)$/;
const organisation = /^(AWSControlTowerExecution|OrganizationAccountAccessRole)$/;
const orOwn = (noun: string): RegExp => new RegExp(`${orOrganisation.source.slice(0, -2)}|tre-[a-z0-9-]+-${noun})$`);
const ofBootstrap = (noun: string): RegExp => new RegExp(`^cdk-[a-z0-9]{1,10}-${noun}-role-\\d{12}-[a-z0-9-]+$`);

export const protectedDeeds: readonly ProtectedDeed[] = [
  {
    what: 'the trail is stopped or deleted',
    on: [':trail/tre-<id>-*'],
    actions: ['cloudtrail:StopLogging', 'cloudtrail:DeleteTrail'],
    inTrials: execution,
  },
  {
    what: 'the trail records less',
    actions: ['cloudtrail:PutEventSelectors', 'cloudtrail:UpdateTrail'],
    but: orOrganisation,
  },
  {
    what: 'an archived object goes or is unlocked',
    on: [':tre-<id>-trail-*/*', ':tre-<id>-records-*/*'],
    actions: ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:BypassGovernanceRetention', 's3:PutObjectRetention'],
    inTrials: /^(cdk-[a-z0-9]{1,10}-cfn-exec-role-\d{12}-[a-z0-9-]+|tre-[a-z0-9-]+-purge-\*)$/,
  },
  {
    what: 'a bucket loses its policy, lock, versions or block, or gains a copy',
    on: [':tre-<id>-*'],
    actions: [
      ...(['s3:PutBucketPolicy', 's3:DeleteBucketPolicy', 's3:PutBucketObjectLockConfiguration'] as const),
      ...[
        's3:PutLifecycleConfiguration',
        's3:PutBucketVersioning',
        's3:PutReplicationConfiguration',
        's3:DeleteBucket',
      ],
    ],
    but: orOwn('(malware-scan|backup|restore)'),
  },
  {
    what: 'a backup is deleted or shortened',
    actions: ['backup:DeleteRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle'],
    inTrials: execution,
  },
  { what: 'a backup is copied away', actions: ['backup:StartCopyJob'], inTrials: execution },
  {
    what: 'a vault is deleted or unlocked, or a plan ended',
    actions: [
      'backup:DeleteBackupVault',
      'backup:DeleteBackupVaultLockConfiguration',
      'backup:PutBackupVaultAccessPolicy',
      'backup:DeleteBackupPlan',
    ],
    but: execution,
  },
  {
    what: 'a key policy changes, or a key ends',
    actions: ['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:DisableKey'],
    but: orOrganisation,
  },
  {
    what: 'detection is switched off',
    actions: [
      'guardduty:DeleteDetector',
      'securityhub:DisableSecurityHub',
      'config:StopConfigurationRecorder',
      'logs:DeleteLogGroup',
      'cloudwatch:DeleteAlarms',
      'events:DisableRule',
    ],
    but: orOwn('(malware-scan|backup|restore)'),
  },
  {
    what: 'a user or a long-lived key appears',
    actions: ['iam:CreateUser', 'iam:CreateAccessKey', 'iam:CreateLoginProfile'],
  },
  {
    what: 'a role changes',
    on: [':role/tre-<id>-*', ':policy/tre-<id>-*'],
    actions: [
      'iam:PutRolePolicy',
      'iam:AttachRolePolicy',
      'iam:UpdateAssumeRolePolicy',
      'iam:CreatePolicyVersion',
      'iam:SetDefaultPolicyVersion',
      'iam:DeleteRolePermissionsBoundary',
    ],
    but: execution,
  },
  {
    what: 'the bootstrap changes',
    on: [':role/cdk-<q>-*', ':policy/cdk-<q>-*'],
    actions: ['iam:PutRolePolicy', 'iam:UpdateAssumeRolePolicy'],
    but: organisation,
  },
  {
    what: 'the code of a function changes',
    actions: [
      'lambda:UpdateFunctionCode',
      'lambda:UpdateFunctionConfiguration',
      'lambda:PublishLayerVersion',
      'lambda:CreateFunctionUrlConfig',
      'lambda:AddPermission',
    ],
    but: orOrganisation,
  },
  {
    what: 'a stack changes',
    on: [':stack/tre-<id>-*'],
    actions: [
      'cloudformation:CreateChangeSet',
      'cloudformation:ExecuteChangeSet',
      'cloudformation:UpdateStack',
      'cloudformation:DeleteStack',
    ],
    but: ofBootstrap('deploy'),
  },
  {
    what: 'waiting code is replaced',
    on: [':cdk-<q>-assets-<account>-<region>/*'],
    actions: ['s3:PutObject'],
    but: ofBootstrap('file-publishing'),
  },
  {
    what: 'a way out of the network is made',
    actions: [
      'ec2:CreateInternetGateway',
      'ec2:CreateNatGateway',
      'ec2:CreateVpcPeeringConnection',
      'ec2:CreateTransitGateway',
      'ec2:CreateVpnConnection',
      'ec2:CreateVpcBlockPublicAccessExclusion',
      'route53resolver:CreateResolverEndpoint',
    ],
  },
  {
    what: 'the network changes',
    actions: ['ec2:CreateVpcEndpoint', 'ec2:ModifyVpcEndpoint', 'ec2:CreateRoute', 'ec2:AuthorizeSecurityGroupEgress'],
    but: execution,
  },
  {
    what: 'a block on public access goes',
    actions: [
      'ec2:ModifyVpcBlockPublicAccessOptions',
      'ec2:DisableSnapshotBlockPublicAccess',
      's3:PutAccountPublicAccessBlock',
    ],
    but: orOwn('account-settings'),
  },
  {
    what: 'the DNS firewall changes',
    actions: [
      'route53resolver:UpdateFirewallRule',
      'route53resolver:DeleteFirewallRule',
      'route53resolver:DisassociateFirewallRuleGroup',
      'route53resolver:UpdateFirewallConfig',
    ],
    but: execution,
  },
  {
    what: 'a snapshot, an image or a resource is shared',
    actions: ['ec2:ModifySnapshotAttribute', 'ec2:ModifyImageAttribute', 'ram:CreateResourceShare'],
  },
  {
    what: 'bytes are delivered to another place',
    actions: [
      'logs:PutSubscriptionFilter',
      's3:CreateAccessPoint',
      'events:CreateApiDestination',
      'datasync:CreateTask',
    ],
  },
  {
    what: 'a new provider signs people in',
    actions: ['iam:CreateSAMLProvider', 'iam:CreateOpenIDConnectProvider'],
    but: organisation,
  },
  {
    what: 'the execution role is handed to CloudFormation',
    on: [':role/cdk-<q>-*'],
    actions: ['iam:PassRole'],
    but: ofBootstrap('deploy'),
  },
  { what: 'the account leaves or is closed', actions: ['organizations:LeaveOrganization', 'account:CloseAccount'] },
  {
    what: 'the catalogue is granted by Lake Formation',
    actions: ['lakeformation:GrantPermissions', 'lakeformation:PutDataLakeSettings', 'glue:PutResourcePolicy'],
    but: organisation,
  },
];
