import { brokerRoleName, nameOf, type Tenancy } from '../tenancy.ts';

export interface Watched {
  /** Names the metric and the alarm. */
  readonly id: string;
  readonly description: string;
  /** CloudWatch Logs filter over CloudTrail records, at most 1,024 characters. */
  readonly pattern: string;
  /** `management` events are in our trail only where no organisation trail has them. */
  readonly category: 'management' | 'data';
  /**
   * What EventBridge may watch instead where the organisation has the management events: services that record their calls in our own
   * region. Sign-in and IAM record theirs in us-east-1, so only the organisation can watch those.
   */
  readonly calls?: { readonly sources: readonly string[]; readonly detail: object };
}

const named = (...events: string[]): string =>
  `{ ${events.map((event) => `($.eventName = "${event}")`).join(' || ')} }`;

const calls = (sources: readonly string[], ...events: string[]) => ({
  pattern: named(...events),
  calls: { sources, detail: { eventName: events } },
});

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
    // Whoever signs in by federation proves the second factor to the provider, and CloudTrail then says "No" all the same.
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") && ($.additionalEventData.MFAUsed != "Yes") }',
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
    ...calls(
      ['aws.kms'],
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
    ...calls(
      ['aws.cloudtrail', 'aws.logs'],
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
    ...calls(
      ['aws.s3'],
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
    ...calls(
      ['aws.ec2', 'aws.route53resolver'],
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
    description: 'The restore or the break-glass role, or the broker outside its function, was assumed',
    pattern: `{ ($.eventName = "AssumeRole*") && (($.requestParameters.roleArn = "*${nameOf(tenancy, 'restore')}") || ($.requestParameters.roleArn = "*${nameOf(tenancy, 'break-glass')}") || (($.requestParameters.roleArn = "*${brokerRoleName(tenancy)}") && ($.userIdentity.invokedBy != "lambda.amazonaws.com"))) }`,
    calls: {
      sources: ['aws.sts'],
      detail: {
        eventName: [{ prefix: 'AssumeRole' }],
        requestParameters: {
          roleArn: ['restore', 'break-glass'].map((noun) => ({ suffix: `/${nameOf(tenancy, noun)}` })),
        },
      },
    },
    category: 'management',
  },
];
