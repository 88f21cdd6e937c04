// Long because it is one table: every deed that a guardrail keeps from the account, and who is excepted.
import { of } from './exact-statements.ts';

/** What a guardrail must keep from everybody in the account, administrators and the root user included. */
export interface ProtectedDeed {
  readonly what: string;
  readonly actions: readonly string[];
  /** ARNs after the partition that the guardrail must mean, as of `arnWith`. @default everything */
  readonly on?: readonly string[];
  /** Names of the roles that may still do it; undefined: nobody. */
  readonly but?: RegExp;
  /** The same, in a trial only, which is removed again. */
  readonly inTrials?: RegExp;
  /** Demanded of production alone. */
  readonly inProduction?: true;
}

/** The role that CloudFormation works with, and roles that only the management account can become. */
const execution = /^cdk-[a-z0-9]{1,10}-cfn-exec-role-\d{12}-[a-z0-9-]+$/;
const orOrganisation =
  /^(cdk-[a-z0-9]{1,10}-cfn-exec-role-\d{12}-[a-z0-9-]+|AWSControlTowerExecution|OrganizationAccountAccessRole)$/;
const organisation = /^(AWSControlTowerExecution|OrganizationAccountAccessRole)$/;
const orOwn = (noun: string): RegExp => new RegExp(`${orOrganisation.source.slice(0, -2)}|tre-[a-z0-9-]+-${noun})$`);
const ofBootstrap = (noun: string): RegExp => new RegExp(`^cdk-[a-z0-9]{1,10}-${noun}-role-\\d{12}-[a-z0-9-]+$`);

const roleEdits = of(
  'iam',
  `AttachRolePolicy CreatePolicyVersion CreateRole DeletePolicy DeletePolicyVersion DeleteRole DeleteRolePermissionsBoundary
   DeleteRolePolicy DetachRolePolicy PutRolePermissionsBoundary PutRolePolicy SetDefaultPolicyVersion UpdateAssumeRolePolicy
   UpdateRole`,
);

export const protectedDeeds: readonly ProtectedDeed[] = [
  {
    what: 'the trail is stopped or deleted',
    on: ['cloudtrail:<region>:<account>:trail/tre-<id>-*'],
    actions: of('cloudtrail', 'StopLogging DeleteTrail'),
    inTrials: execution,
  },
  {
    what: 'the trail records less',
    actions: of('cloudtrail', 'PutEventSelectors PutInsightSelectors UpdateTrail'),
    but: orOrganisation,
  },
  {
    what: 'an archived object goes or is unlocked',
    on: ['trail', 'records', 'config', 'access-logs', 'asset-access-logs'].map((noun) => `s3:::tre-<id>-${noun}-*/*`),
    actions: of(
      's3',
      'DeleteObject DeleteObjectVersion BypassGovernanceRetention PutObjectLegalHold PutObjectRetention',
    ),
    inTrials: /^(cdk-[a-z0-9]{1,10}-cfn-exec-role-\d{12}-[a-z0-9-]+|tre-[a-z0-9-]+-purge-\*)$/,
  },
  {
    what: 'a bucket loses its policy, lock, versions or block, or gains a copy',
    on: ['s3:::tre-<id>-*'],
    actions: of(
      's3',
      `DeleteBucket DeleteBucketPolicy PutAnalyticsConfiguration PutBucketAcl PutBucketLogging PutBucketNotification
       PutBucketObjectLockConfiguration PutBucketOwnershipControls PutBucketPolicy PutBucketPublicAccessBlock
       PutBucketVersioning PutEncryptionConfiguration PutInventoryConfiguration PutLifecycleConfiguration
       PutReplicationConfiguration`,
    ),
    but: orOwn('(malware-scan|backup|restore)'),
  },
  {
    what: 'a backup is deleted or shortened',
    actions: of('backup', 'DeleteRecoveryPoint DisassociateRecoveryPoint UpdateRecoveryPointLifecycle'),
    inTrials: execution,
  },
  { what: 'a backup is copied away', actions: of('backup', 'StartCopyJob'), inTrials: execution },
  {
    what: 'a vault is deleted or unlocked, or a plan ended',
    actions: of(
      'backup',
      `DeleteBackupPlan DeleteBackupSelection DeleteBackupVault DeleteBackupVaultAccessPolicy
       DeleteBackupVaultLockConfiguration PutBackupVaultAccessPolicy PutBackupVaultLockConfiguration StopBackupJob
       UpdateBackupPlan UpdateGlobalSettings`,
    ),
    but: execution,
  },
  {
    what: 'a key policy changes, or a key is disabled',
    actions: of(
      'kms',
      `DeleteAlias DeleteImportedKeyMaterial DisableKey DisableKeyRotation PutKeyPolicy ReplicateKey UpdateAlias
       UpdatePrimaryRegion`,
    ),
    but: orOrganisation,
  },
  // The close of a project ends its key; closer-deletes-unread says that it can end no other.
  { what: 'a key ends', actions: of('kms', 'ScheduleKeyDeletion'), but: orOwn('closer') },
  {
    what: 'a key over records is deleted by whoever deploys',
    on: ['kms:<region>:<account>:key/*'],
    actions: of('kms', 'ScheduleKeyDeletion DeleteImportedKeyMaterial'),
    but: /^tre-[a-z0-9-]+-closer$/,
    inProduction: true,
  },
  {
    what: 'detection is switched off',
    actions: [
      ...of('access-analyzer', 'CreateArchiveRule DeleteAnalyzer'),
      ...of('cloudwatch', 'DeleteAlarms DisableAlarmActions PutMetricAlarm SetAlarmState'),
      ...of('config', 'Delete* PutConfigurationRecorder PutDeliveryChannel StopConfigurationRecorder'),
      ...of('events', 'DeleteRule DisableRule PutRule RemoveTargets'),
      ...of('guardduty', 'CreateFilter CreateIPSet Delete* Disassociate* UpdateDetector UpdateM*'),
      ...of('inspector2', 'CreateFilter Disable'),
      ...of('logs', 'Delete* DisassociateKmsKey PutRetentionPolicy'),
      ...of('macie2', 'DisableMacie UpdateMacieSession'),
      ...of('securityhub', 'BatchDisableStandards DisableSecurityHub Disassociate*'),
      ...of('sns', 'DeleteTopic SetTopicAttributes Unsubscribe'),
    ],
    but: orOwn('(malware-scan|backup)'),
  },
  {
    what: 'a user or a long-lived key appears',
    actions: of(
      'iam',
      `AddUserToGroup AttachGroupPolicy AttachUserPolicy CreateAccessKey CreateLoginProfile CreateServiceSpecificCredential
       CreateUser PutGroupPolicy PutUserPolicy UpdateAccessKey UpdateLoginProfile UploadSSHPublicKey
       UploadSigningCertificate`,
    ),
  },
  {
    what: 'a role changes',
    on: ['iam::<account>:role/tre-<id>-*', 'iam::<account>:policy/tre-<id>-*'],
    actions: roleEdits,
    but: execution,
  },
  {
    what: 'the bootstrap changes',
    on: ['iam::<account>:role/cdk-<q>-*', 'iam::<account>:policy/cdk-<q>-*'],
    actions: roleEdits,
    but: organisation,
  },
  {
    what: 'the code of a function changes',
    actions: of(
      'lambda',
      `AddLayerVersionPermission AddPermission CreateCodeSigningConfig CreateEventSourceMapping CreateFunction
       CreateFunctionUrlConfig DeleteFunction DeleteFunctionCodeSigningConfig GetFunction PublishLayerVersion PublishVersion
       PutFunctionCodeSigningConfig PutFunctionEventInvokeConfig PutRuntimeManagementConfig UpdateAlias
       UpdateCodeSigningConfig UpdateEventSourceMapping UpdateFunctionCode UpdateFunctionConfiguration
       UpdateFunctionUrlConfig`,
    ),
    but: orOrganisation,
  },
  {
    what: 'a stack changes',
    on: ['cloudformation:<region>:<account>:stack/tre-<id>-*'],
    actions: of(
      'cloudformation',
      `CreateChangeSet CreateStack DeleteStack ExecuteChangeSet RollbackStack SetStackPolicy UpdateStack
       UpdateTerminationProtection`,
    ),
    but: ofBootstrap('deploy'),
  },
  {
    what: 'waiting code is replaced',
    on: ['s3:::cdk-<q>-assets-<account>-<region>/*'],
    actions: of('s3', 'DeleteObject DeleteObjectVersion PutObject PutObjectAcl PutObjectTagging ReplicateObject'),
    but: ofBootstrap('file-publishing'),
  },
  {
    what: 'the bucket of waiting code is opened to others, or goes',
    on: ['s3:::cdk-<q>-assets-<account>-<region>'],
    actions: of('s3', 'DeleteBucket DeleteBucketPolicy PutBucketAcl PutBucketPolicy PutReplicationConfiguration'),
    but: organisation,
  },
  {
    what: 'a way out of the network is made',
    actions: [
      ...of('directconnect', 'Accept* Allocate* Associate* Create*'),
      ...of(
        'ec2',
        `Accept* AllocateAddress AssociateAddress AttachInternetGateway AttachVpnGateway CreateCarrierGateway CreateClientVpn*
         CreateCustomerGateway CreateDefaultVpc CreateEgressOnlyInternetGateway CreateInstanceConnectEndpoint
         CreateInternetGateway CreateLocalGateway* CreateNatGateway CreateTransitGateway* CreateVerifiedAccess*
         CreateVpcBlockPublicAccessExclusion CreateVpcEndpointServiceConfiguration CreateVpcPeeringConnection
         CreateVpnConnection CreateVpnGateway EnableAddressTransfer ModifyVpcBlockPublicAccessExclusion
         ModifyVpcEndpointServicePermissions ProvisionByoipCidr`,
      ),
      ...of('globalaccelerator', 'Create* Update*'),
      ...of('networkmanager', 'Create* Register* StartRouteAnalysis'),
      ...of('route53', 'AssociateVPCWithHostedZone CreateVPCAssociationAuthorization'),
      ...of('route53resolver', 'AssociateResolverRule CreateOutpostResolver CreateResolverEndpoint CreateResolverRule'),
      ...of('vpc-lattice', 'Create* Put* Update*'),
    ],
  },
  {
    what: 'the network changes',
    actions: of(
      'ec2',
      `AssociateDhcpOptions AssociateRouteTable AssociateSubnetCidrBlock AssociateVpcCidrBlock AuthorizeSecurityGroupEgress
       AuthorizeSecurityGroupIngress CreateNetworkAcl* CreateRoute CreateSecurityGroup CreateSubnet CreateVpc
       CreateVpcEndpoint DeleteFlowLogs DeleteRoute* DeleteVpcEndpoints ModifySecurityGroupRules ModifySubnetAttribute
       ModifyVpcAttribute ModifyVpcEndpoint ReplaceNetworkAcl* ReplaceRoute ReplaceRouteTableAssociation`,
    ),
    but: execution,
  },
  {
    what: 'a block on public access goes',
    actions: [
      ...of(
        'ec2',
        `DisableEbsEncryptionByDefault DisableImageBlockPublicAccess DisableSnapshotBlockPublicAccess EnableSerialConsoleAccess
         ModifyInstanceMetadataDefaults ModifyVpcBlockPublicAccessOptions`,
      ),
      ...of('s3', 'PutAccountPublicAccessBlock'),
    ],
    but: orOwn('account-settings'),
  },
  {
    what: 'the DNS firewall changes',
    actions: of(
      'route53resolver',
      `AssociateFirewallRuleGroup CreateFirewallRule DeleteFirewall* DeleteResolverQueryLogConfig
       DisassociateFirewallRuleGroup DisassociateResolverQueryLogConfig ImportFirewallDomains PutFirewallRuleGroupPolicy
       PutResolverQueryLogConfigPolicy UpdateFirewall* UpdateResolver*`,
    ),
    but: execution,
  },
  {
    what: 'a snapshot, an image or a resource is shared',
    actions: [
      ...of('ec2', 'CopyImage CopySnapshot CreateInstanceExportTask CreateNetworkInterfacePermission'),
      ...of('ec2', 'CreateStoreImageTask ExportImage ModifyImageAttribute ModifySnapshotAttribute'),
      ...of('ecr', 'PutRegistryPolicy PutReplicationConfiguration SetRepositoryPolicy'),
      ...of('ecr-public', '*'),
      ...of('oam', 'CreateLink UpdateLink'),
      ...of('ram', 'AcceptResourceShareInvitation AssociateResourceShare* CreateResourceShare UpdateResourceShare'),
      ...of('rds', 'ModifyDBClusterSnapshotAttribute ModifyDBSnapshotAttribute StartExportTask'),
      ...of('redshift', 'Authorize* PutResourcePolicy'),
      ...of('redshift-serverless', 'PutResourcePolicy'),
      ...of('servicecatalog', 'CreatePortfolioShare'),
      ...of('ssm', 'ModifyDocumentPermission PutResourcePolicy'),
    ],
  },
  {
    what: 'bytes are delivered to another place',
    actions: [
      ...of('appflow', 'Create*'),
      ...of('athena', 'CreateDataCatalog UpdateDataCatalog'),
      ...of('datasync', 'Create* StartTaskExecution'),
      ...of('dms', 'Create* Start*'),
      ...of('dynamodb', 'CreateGlobalTable ExportTableToPointInTime UpdateGlobalTable*'),
      ...of('events', 'CreateApiDestination CreateConnection CreateEndpoint PutPermission'),
      ...of('firehose', 'CreateDeliveryStream UpdateDestination'),
      ...of('glue', 'CreateConnection CreateIntegration UpdateConnection'),
      ...of('logs', 'CreateExportTask PutAccountPolicy PutDestination* PutSubscriptionFilter'),
      ...of('pipes', 'CreatePipe UpdatePipe'),
      ...of('s3', 'CreateAccessPoint* CreateJob CreateMultiRegionAccessPoint PutAccessPoint*'),
      ...of('states', 'HTTPEndpoint InvokeHTTPEndpoint'),
      ...of('storagegateway', '*'),
      ...of('transfer', 'Create* Start*'),
    ],
  },
  {
    what: 'a table is opened by a policy of its own',
    actions: of('dynamodb', 'DeleteResourcePolicy PutResourcePolicy'),
    but: execution,
  },
  {
    what: 'a new provider signs people in',
    actions: [
      ...of('iam', 'AddClientIDToOpenIDConnectProvider CreateOpenIDConnectProvider CreateSAMLProvider'),
      ...of('iam', 'UpdateOpenIDConnectProviderThumbprint UpdateSAMLProvider'),
      ...of('rolesanywhere', 'Create* Update*'),
    ],
    but: organisation,
  },
  {
    what: 'the execution role is handed to CloudFormation',
    on: ['iam::<account>:role/cdk-<q>-*'],
    actions: of('iam', 'PassRole'),
    but: ofBootstrap('deploy'),
  },
  {
    what: 'the account leaves, is closed or changes hands',
    actions: [
      ...of('organizations', 'LeaveOrganization'),
      ...of('account', 'CloseAccount EnableRegion PutAlternateContact StartPrimaryEmailUpdate'),
    ],
  },
  {
    what: 'the catalogue is granted by Lake Formation',
    actions: [
      ...of('glue', 'PutResourcePolicy'),
      ...of('lakeformation', 'BatchGrantPermissions CreateLakeFormationOptIn GrantPermissions PutDataLakeSettings'),
      ...of('lakeformation', 'RegisterResource UpdateResource'),
    ],
    but: organisation,
  },
];
