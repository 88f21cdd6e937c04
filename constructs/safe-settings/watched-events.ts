import { brokerRoleName, nameOf, type Tenancy } from '../tenancy.ts';

export interface Watched {
  /** Names the metric and the alarm. */
  readonly id: string;
  readonly description: string;
  /** CloudWatch Logs filter over CloudTrail records, at most 1,024 characters. */
  readonly pattern: string;
  /** `management` events are in our trail only where no organisation trail has them. */
  readonly category: 'management' | 'data';
}

const named = (...events: string[]): string =>
  `{ ${events.map((event) => `($.eventName = "${event}")`).join(' || ')} }`;

/** What raises an alarm. A metric filter takes no list, hence the chains of alternatives. */
export const watchedEvents = (tenancy: Tenancy): readonly Watched[] => [
  {
    id: 'RefusedAtAnEndpoint',
    description: 'A VPC endpoint refused a call: foreign credentials or a foreign resource inside the network',
    pattern: '{ $.errorCode = "VpceAccessDenied" }',
    category: 'data',
  },
  {
    id: 'RefusedAtData',
    description: 'Somebody was refused at an object, a function, a table or a catalogue entry',
    pattern: '{ ($.errorCode = "AccessDenied*") && ($.managementEvent IS FALSE) }',
    category: 'data',
  },
  {
    id: 'RootUsed',
    description: 'The root user of the account did something',
    pattern:
      '{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != "AwsServiceEvent") }',
    category: 'management',
  },
  {
    id: 'SignInWithoutMfa',
    description: 'Somebody signed in to the console without a second factor',
    pattern: '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }',
    category: 'management',
  },
  {
    id: 'SignInFailed',
    description: 'A console sign-in failed',
    pattern: '{ ($.eventName = "ConsoleLogin") && ($.errorMessage = "Failed authentication") }',
    category: 'management',
  },
  {
    id: 'RightsChanged',
    description: 'Somebody changed a role, a policy or a user',
    pattern: named(
      'PutRolePolicy',
      'AttachRolePolicy',
      'DeleteRolePolicy',
      'DetachRolePolicy',
      'UpdateAssumeRolePolicy',
      'PutRolePermissionsBoundary',
      'DeleteRolePermissionsBoundary',
      'CreatePolicyVersion',
      'SetDefaultPolicyVersion',
      'CreateRole',
      'CreateUser',
      'CreateAccessKey',
    ),
    category: 'management',
  },
  {
    id: 'KeyChanged',
    description: 'Somebody changed who may use a key, disabled one or asked for its deletion',
    pattern: named(
      'PutKeyPolicy',
      'CreateGrant',
      'DisableKey',
      'ScheduleKeyDeletion',
      'CancelKeyDeletion',
      'DisableKeyRotation',
    ),
    category: 'management',
  },
  {
    id: 'TrailChanged',
    description: 'Somebody touched the audit trail or a log group',
    pattern: named(
      'StopLogging',
      'DeleteTrail',
      'UpdateTrail',
      'PutEventSelectors',
      'DeleteLogGroup',
      'DeleteLogStream',
      'PutRetentionPolicy',
      'DisassociateKmsKey',
    ),
    category: 'management',
  },
  {
    id: 'BucketChanged',
    description: 'Somebody changed who may reach a bucket or how it keeps its objects',
    pattern: named(
      'PutBucketPolicy',
      'DeleteBucketPolicy',
      'PutBucketAcl',
      'PutBucketPublicAccessBlock',
      'DeleteBucketPublicAccessBlock',
      'PutBucketReplication',
      'PutBucketLifecycle',
      'PutObjectLockConfiguration',
      'PutBucketVersioning',
      'DeleteBucket',
    ),
    category: 'management',
  },
  {
    id: 'NetworkChanged',
    description: 'Somebody changed a way in or out of the network',
    pattern: named(
      'CreateInternetGateway',
      'AttachInternetGateway',
      'CreateNatGateway',
      'CreateVpcPeeringConnection',
      'AcceptVpcPeeringConnection',
      'CreateTransitGatewayVpcAttachment',
      'CreateRoute',
      'ReplaceRoute',
      'CreateVpcEndpoint',
      'ModifyVpcEndpoint',
      'AuthorizeSecurityGroupEgress',
      'AuthorizeSecurityGroupIngress',
      'DisassociateFirewallRuleGroup',
      'UpdateFirewallRule',
      'DeleteFlowLogs',
    ),
    category: 'management',
  },
  {
    id: 'GuardedRoleAssumed',
    description: 'The restore role, or the broker outside its function, was assumed',
    pattern: `{ ($.eventName = "AssumeRole*") && (($.requestParameters.roleArn = "*${nameOf(tenancy, 'restore')}") || (($.requestParameters.roleArn = "*${brokerRoleName(tenancy)}") && ($.userIdentity.invokedBy != "lambda.amazonaws.com"))) }`,
    category: 'management',
  },
];
