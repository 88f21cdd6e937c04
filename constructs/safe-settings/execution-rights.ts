import type { Stack } from 'aws-cdk-lib';
import { Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { nameOf, type Tenancy } from '../tenancy.ts';
import { bootstrapVersionName } from './bootstrap-names.ts';
import { gateStatements } from './execution-gate.ts';
import { everywhere, onOurNames } from './execution-services.ts';

export interface ExecutionRights {
  readonly stack: Stack;
  readonly tenancy: Tenancy;
  readonly assetBucketArn: string;
  readonly boundary: string | undefined;
}

/** Services to which a role of this blueprint is passed; each role trusts one of them alone. */
const passedTo = ['backup', 'cloudtrail', 'config', 'lambda', 'malware-protection-plan.guardduty', 'vpc-flow-logs'];

/** Services that make a role of their own in the account, once, when the blueprint first uses them. */
const linkedRoles = [
  ...['access-analyzer', 'agentless.inspector2', 'backup', 'config', 'delivery.logs', 'guardduty', 'inspector2'],
  ...['macie', 'malware-protection.guardduty', 'ops.apigateway', 'route53resolver', 'securityhub', 'workspaces-web'],
];

/** AWS's own policies that a role of the blueprint holds; no other may be attached. */
const attachable = ['service-role/AWS_ConfigRole'];

/** AWS services that encrypt with the rights of whoever sets them up; the key policies say for which keys. */
const throughServices = ['backup', 'cognito-idp', 'dynamodb', 's3', 'workspaces-web'];

/** What a service does with a key for its caller; DynamoDB and Cognito ask for more than a data key. */
const keyUse = [
  'kms:Decrypt',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
];

const allow = (sid: string, actions: readonly string[], resources: readonly string[], conditions = {}) =>
  new PolicyStatement({ sid, effect: Effect.ALLOW, actions: [...actions], resources: [...resources], conditions });

const deny = (sid: string, actions: readonly string[], resources: readonly string[], conditions = {}) =>
  new PolicyStatement({ sid, effect: Effect.DENY, actions: [...actions], resources: [...resources], conditions });

/**
 * What CloudFormation may do: make what the blueprint is made of, under its names, and nothing else. It reads no record, opens no data key
 * but through the service that it sets up, makes no user, and hands its roles to the services that they trust only.
 */
export function executionPolicies(rights: ExecutionRights): Readonly<Record<string, PolicyDocument>> {
  return {
    identity: new PolicyDocument({ statements: identity(rights) }),
    refusals: new PolicyDocument({ statements: refusals(rights) }),
  };
}

/** Three managed policies, for a role's own policies may have 10,240 characters together and a managed one 6,144. */
export const executionManagedPolicies = (rights: ExecutionRights): Readonly<Record<string, PolicyDocument>> => ({
  gate: new PolicyDocument({ statements: gateStatements(rights.stack, rights.tenancy) }),
  named: new PolicyDocument({ statements: resources(rights) }),
  settings: new PolicyDocument({ statements: [allow('Settings', everywhere(rights.tenancy), ['*'])] }),
});

function resources({ stack, tenancy, assetBucketArn }: ExecutionRights): PolicyStatement[] {
  const version = stack.formatArn({ service: 'ssm', resource: `parameter${bootstrapVersionName(tenancy)}` });
  const metadata = `${stack.formatArn({ service: 's3', region: '', account: '', resource: nameOf(tenancy, 'curated') })}-*/*/metadata/*`;
  return [
    ...onOurNames(stack, tenancy).map(({ sid, actions, arns }) => allow(sid, actions, arns)),
    allow('FetchCode', ['s3:GetObject', 's3:GetObjectVersion'], [`${assetBucketArn}/*`]),
    allow('ReadVersion', ['ssm:GetParameter', 'ssm:GetParameters'], [version]),
    // Glue writes the first metadata of an Iceberg table with the rights of whoever makes the table.
    allow('TableMetadata', ['s3:GetObject', 's3:PutObject'], [metadata]),
    allow('KeysThroughServices', keyUse, ['*'], {
      StringEquals: { 'kms:ViaService': throughServices.map((service) => `${service}.${stack.region}.amazonaws.com`) },
    }),
    allow('GrantsForServices', ['kms:CreateGrant'], ['*'], { Bool: { 'kms:GrantIsForAWSResource': 'true' } }),
  ];
}

function identity({ stack, tenancy, boundary }: ExecutionRights): PolicyStatement[] {
  const iam = (resource: string, name: string, account = stack.account) =>
    stack.formatArn({ service: 'iam', region: '', account, resource, resourceName: name });
  const role = iam('role', nameOf(tenancy, '*'));
  const policy = iam('policy', nameOf(tenancy, '*'));
  const bounded =
    boundary === undefined ? {} : { StringEquals: { 'iam:PermissionsBoundary': iam('policy', boundary) } };
  return [
    allow('MakeRoles', ['iam:CreateRole', 'iam:PutRolePermissionsBoundary'], [role], bounded),
    allow(
      'KeepRoles',
      [
        ...[
          'DeleteRole',
          'DeleteRolePolicy',
          'DetachRolePolicy',
          'GetRole',
          'GetRolePolicy',
          'ListAttachedRolePolicies',
        ],
        ...['ListInstanceProfilesForRole', 'ListRolePolicies', 'ListRoleTags', 'PutRolePolicy', 'TagRole', 'UntagRole'],
        ...['UpdateAssumeRolePolicy', 'UpdateRole', 'UpdateRoleDescription'],
      ].map((action) => `iam:${action}`),
      [role],
    ),
    allow('AttachNamedPolicies', ['iam:AttachRolePolicy'], [role], {
      ArnLike: { 'iam:PolicyARN': [policy, ...attachable.map((name) => iam('policy', name, 'aws'))] },
    }),
    allow(
      'KeepPolicies',
      [
        ...[
          'CreatePolicy',
          'CreatePolicyVersion',
          'DeletePolicy',
          'DeletePolicyVersion',
          'GetPolicy',
          'GetPolicyVersion',
        ],
        ...['ListPolicyVersions', 'TagPolicy', 'UntagPolicy'],
      ].map((action) => `iam:${action}`),
      [policy],
    ),
    allow('PassRoles', ['iam:PassRole'], [role], {
      StringEquals: { 'iam:PassedToService': passedTo.map((service) => `${service}.amazonaws.com`) },
    }),
    allow('RolesOfServices', ['iam:CreateServiceLinkedRole'], [iam('role', 'aws-service-role/*')], {
      StringEquals: { 'iam:AWSServiceName': linkedRoles.map((service) => `${service}.amazonaws.com`) },
    }),
  ];
}

/** What no later Allow may bring back, whoever writes it. */
const refusals = ({ stack, tenancy, assetBucketArn }: ExecutionRights): PolicyStatement[] => [
  new PolicyStatement({
    sid: 'NoRecord',
    effect: Effect.DENY,
    actions: ['s3:GetObject*', 's3:PutObject*', 's3:DeleteObject*', 's3:ReplicateObject', 's3:RestoreObject'],
    notResources: [
      `${assetBucketArn}/*`,
      `${stack.formatArn({ service: 's3', region: '', account: '', resource: nameOf(tenancy, 'curated') })}-*/*/metadata/*`,
    ],
  }),
  deny(
    'NoRowNoLogNoSecret',
    [
      ...['athena:GetQueryResults*', 'athena:StartQueryExecution', 'backup:StartCopyJob', 'backup:StartRestoreJob'],
      ...['dynamodb:BatchGetItem', 'dynamodb:ExportTableToPointInTime', 'dynamodb:GetItem', 'dynamodb:GetRecords'],
      ...[
        'dynamodb:PartiQL*',
        'dynamodb:Query',
        'dynamodb:Scan',
        'lakeformation:GetDataAccess',
        'logs:FilterLogEvents',
      ],
      ...['logs:GetLogEvents', 'logs:GetQueryResults', 'logs:StartQuery', 'secretsmanager:GetSecretValue'],
      ...['sqs:ReceiveMessage', 'ssm:GetParameterHistory', 'states:GetExecutionHistory'],
    ],
    ['*'],
  ),
  deny(
    'NoKeyInTheHand',
    ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:GenerateMac', 'kms:ReEncrypt*'],
    ['*'],
    {
      StringNotEqualsIfExists: {
        'kms:ViaService': throughServices.map((service) => `${service}.${stack.region}.amazonaws.com`),
      },
    },
  ),
  deny('NoKeyLostToItself', ['kms:CreateKey', 'kms:PutKeyPolicy'], ['*'], {
    Bool: { 'kms:BypassPolicyLockoutSafetyCheck': 'true' },
  }),
  deny(
    'NoOtherSelf',
    [
      ...[
        'iam:AttachUserPolicy',
        'iam:CreateAccessKey',
        'iam:CreateLoginProfile',
        'iam:CreateUser',
        'iam:PutUserPolicy',
      ],
      ...['iam:DeleteRolePermissionsBoundary', 'iam:SetDefaultPolicyVersion', 'organizations:*', 'sts:AssumeRole*'],
    ],
    ['*'],
  ),
  deny(
    'NotTheBootstrap',
    ['iam:*'],
    [stack.formatArn({ service: 'iam', region: '', resource: 'role', resourceName: 'cdk-*' })],
  ),
];
