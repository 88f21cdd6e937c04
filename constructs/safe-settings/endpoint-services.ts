import type { Stack } from 'aws-cdk-lib';
import { nameOf, type Tenancy } from '../tenancy.ts';
import type { Tier } from './network-ranges.ts';

export interface EndpointService {
  /** Last part of the service name, `com.amazonaws.<region>.<service>`; also the construct id. */
  readonly service: string;
  /** Security group of `NetworkSecurityGroups` that stands before it; gateway endpoints have route tables instead. */
  readonly door: 'endpoints' | 'api' | 'signIn' | 'gateway';
  /** Tiers that may call it. */
  readonly tiers: readonly Tier[];
  /** What in this network calls it, and so what it would take to remove it. */
  readonly why: string;
  /**
   * Callers prove who they are by an AWS signature, or (`unsigned`) by a token or a password that AWS policies cannot see.
   * An endpoint policy judges an unsigned call as anonymous: `aws:PrincipalAccount` is absent and would refuse it.
   */
  readonly callers: 'our-account' | 'unsigned';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Calls signed by our account that a statement of its own lets through, for their resources differ. @default none */
  readonly besides?: {
    readonly sid: string;
    readonly actions: readonly string[];
    readonly resources: readonly string[];
  };
}

/**
 * Every AWS service that code in the network may call, and no other. Names are pinned by the prefix of the deployment, never
 * by project, so that a project more changes nothing here. Unlisted on purpose:
 *
 * - `logs`: Lambda writes a function's log from its own network, https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
 * - AWS's public buckets (container layers, package repositories, CloudFormation answers): nothing in the network pulls
 *   images or packages, and functions for settings run outside it. Whoever adds such compute must add its buckets.
 */
export function endpointServices(stack: Stack, tenancy: Tenancy): readonly EndpointService[] {
  const ours = nameOf(tenancy, '*');
  const arn = (service: string, resource: string, resourceName: string) =>
    stack.formatArn({ service, resource, resourceName });
  const database = nameOf(tenancy).replaceAll('-', '_');
  return [
    {
      service: 's3',
      door: 'gateway',
      tiers: ['services', 'compute'],
      why: 'ingest, airlock and release functions read and write our buckets; the close of a project deletes its versions',
      callers: 'our-account',
      actions: [
        's3:ListBucket',
        's3:ListBucketVersions',
        's3:ListBucketMultipartUploads',
        's3:GetObject',
        's3:GetObjectVersion',
        's3:PutObject',
        's3:AbortMultipartUpload',
        's3:DeleteObject',
        's3:DeleteObjectVersion',
      ],
      resources: [ours, `${ours}/*`].map((resource) =>
        stack.formatArn({ service: 's3', region: '', account: '', resource }),
      ),
    },
    {
      service: 'dynamodb',
      door: 'gateway',
      tiers: ['services'],
      why: 'gate, broker and workflows keep the register and the requests in tables',
      callers: 'our-account',
      actions: [
        'dynamodb:GetItem',
        'dynamodb:BatchGetItem',
        'dynamodb:Query',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'dynamodb:ConditionCheckItem', // a transaction is authorised as the writes and checks in it
        'dynamodb:DeleteItem',
        'dynamodb:DescribeTable', // a table restored under the old name is known by its id alone
      ],
      resources: [arn('dynamodb', 'table', ours)],
    },
    {
      service: 'athena',
      door: 'endpoints',
      tiers: ['services', 'compute'],
      why: 'the broker runs queries in the workgroup of the project and returns their rows; the sweeper stops them; the airlock asks by which profile',
      callers: 'our-account',
      actions: [
        'athena:BatchGetQueryExecution',
        'athena:ListQueryExecutions',
        'athena:UpdateWorkGroup',
        'athena:StartQueryExecution',
        'athena:StopQueryExecution',
        'athena:GetQueryExecution',
        'athena:GetQueryResults',
        'athena:GetQueryResultsStream',
        'athena:GetWorkGroup',
        'athena:ListNamedQueries',
        'athena:GetNamedQuery',
        'athena:BatchGetNamedQuery',
        'athena:ListTagsForResource', // the airlock reads the profile of a project off its workgroup
      ],
      resources: [arn('athena', 'workgroup', ours)],
      besides: { sid: 'OurAccountListsWorkgroups', actions: ['athena:ListWorkGroups'], resources: ['*'] }, // a list knows no resource
    },
    {
      service: 'glue',
      door: 'endpoints',
      tiers: ['services', 'compute'],
      why: 'the broker shows people which tables and columns their project has',
      callers: 'our-account',
      actions: ['glue:GetDatabase', 'glue:GetTable', 'glue:GetTables', 'glue:GetPartitions'],
      resources: [
        stack.formatArn({ service: 'glue', resource: 'catalog' }),
        ...[ours, `${database}_*`].flatMap((name) => [
          arn('glue', 'database', name),
          arn('glue', 'table', `${name}/*`),
        ]),
      ],
    },
    {
      service: 'kms',
      door: 'endpoints',
      tiers: ['services', 'compute'],
      why: 'pseudonymisation derives the key of a job from the HMAC key of the project; the close of a project ends its key',
      callers: 'our-account',
      actions: ['kms:GenerateMac', 'kms:ScheduleKeyDeletion'],
      resources: [arn('kms', 'key', '*')], // keys have no names of their own; their aliases do
      conditions: { 'ForAnyValue:StringLike': { 'kms:ResourceAliases': `alias/${ours}` } },
      // A key that is gone has no alias any more, and the close of a project asks whether it is gone.
      besides: {
        sid: 'OurAccountSeesWhetherKeysAreGone',
        actions: ['kms:DescribeKey'],
        resources: [arn('kms', 'key', '*')],
      },
    },
    {
      service: 'sts',
      door: 'endpoints',
      tiers: ['services', 'compute'],
      why: 'the broker assumes the role of the project, naming the person and the project',
      callers: 'our-account',
      actions: ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'],
      resources: [stack.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: ours })],
    },
    {
      service: 'execute-api',
      door: 'api',
      tiers: ['browser'],
      why: 'the secure browser opens the private page and its API; the authoriser of the API checks the token',
      callers: 'unsigned',
      actions: ['execute-api:Invoke'],
      resources: [stack.formatArn({ service: 'execute-api', resource: '*' })],
    },
    {
      service: 'cognito-idp',
      door: 'signIn',
      tiers: ['browser', 'services'],
      why: 'people sign in with the SDK; a user pool with a domain refuses every call through an endpoint',
      callers: 'unsigned',
      actions: [
        'cognito-idp:InitiateAuth',
        'cognito-idp:RespondToAuthChallenge',
        'cognito-idp:AssociateSoftwareToken',
        'cognito-idp:VerifySoftwareToken',
        'cognito-idp:RevokeToken',
        'cognito-idp:GlobalSignOut',
      ],
      resources: [arn('cognito-idp', 'userpool', '*')], // pool ids carry no name; the account is the pin
      besides: {
        sid: 'OurAccountSignsPeopleOut',
        actions: ['cognito-idp:AdminUserGlobalSignOut'],
        resources: [arn('cognito-idp', 'userpool', '*')],
      },
    },
    {
      service: 'workspaces-web',
      door: 'endpoints',
      tiers: ['services'],
      why: 'the sweeper ends sessions of the secure browser of whoever lost access',
      callers: 'our-account',
      actions: ['workspaces-web:ExpireSession', 'workspaces-web:ListSessions'],
      resources: [arn('workspaces-web', 'portal', '*')], // portal ids carry no name either
      besides: { sid: 'OurAccountFindsItsPortal', actions: ['workspaces-web:ListPortals'], resources: ['*'] },
    },
  ];
}
