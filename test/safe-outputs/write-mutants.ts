import { type Mutant, set } from '../mutant.ts';
import { added, changed, named, type Pick, type Statement, saying } from './edits.ts';

const account = '444455556666';
const vault = named('VaultBucketPolicy');

const nowhere = 'people-write-nowhere';

const toAPerson = (name: string, statement: Statement): Mutant =>
  changed(
    nowhere,
    name,
    'AWS::IAM::Role',
    (body) => {
      const [policy] = body.Properties.Policies as { PolicyDocument: { Statement: Statement[] } }[];
      policy?.PolicyDocument.Statement.push({ Effect: 'Allow', Resource: '*', ...statement });
    },
    named('ProjectRole'),
  );

const projectRole = `arn:aws:iam::${account}:role/tre-gtr-manchester-project-foot-care`;

const people: readonly Mutant[] = [
  ...[
    's3:PutObject',
    's3:Put*',
    's3:*Object',
    's3:DeleteObject',
    'glue:CreateTable',
    'sns:Publish',
    'sqs:SendMessage',
    'lambda:InvokeFunction',
    'events:PutEvents',
    'states:StartExecution',
    'ses:SendEmail',
    'logs:PutLogEvents',
    'dynamodb:PutItem',
    'athena:CreateNamedQuery',
    'athena:CreateDataCatalog',
    'athena:StartSession',
    'kms:Encrypt',
    'glue:GetConnection',
  ].map((Action) => toAPerson(`a person may ${Action}`, { Action })),
  toAPerson('a person may do everything but one thing', { NotAction: 'iam:*' }),
  toAPerson('what a person may do is decided at deployment', { Action: { Ref: 'Unknown' } }),
  changed(
    nowhere,
    'a person has a policy that cannot be seen',
    'AWS::IAM::Role',
    (body) => set(body, 'ManagedPolicyArns', ['arn:aws:iam::aws:policy/AmazonS3FullAccess']),
    named('ProjectRole'),
  ),
  added(nowhere, 'a policy beside the role lets a person write', 'AWS::IAM::Policy', {
    Roles: ['tre-gtr-manchester-project-foot-care'],
    PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:PutObject', Resource: '*' }] },
  }),
  saying(
    nowhere,
    'a bucket lets a person write',
    'AWS::S3::BucketPolicy',
    'PolicyDocument',
    {
      Principal: { AWS: projectRole },
      Action: 's3:PutObject',
      Resource: '*',
    },
    vault,
  ),
  saying(
    nowhere,
    'a bucket lets people write whose names match',
    'AWS::S3::BucketPolicy',
    'PolicyDocument',
    {
      Principal: '*',
      Action: 's3:PutObject',
      Resource: '*',
      Condition: { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/tre-*` } },
    },
    vault,
  ),
  saying(nowhere, 'a topic lets everybody of the account speak', 'AWS::SNS::TopicPolicy', 'PolicyDocument', {
    Principal: '*',
    Action: 'sns:Publish',
    Resource: '*',
    Condition: { StringEquals: { 'aws:PrincipalAccount': account } },
  }),
];

const share = 'functions-cannot-share-or-send';
const write = 'functions-write-into-the-estate-only';
const ours: Pick = (body) => JSON.stringify(body.Properties.RoleName ?? '').includes('network-settings');

const toAFunction = (rule: string, name: string, statement: Record<string, unknown>): Mutant =>
  changed(
    rule,
    name,
    'AWS::IAM::Role',
    (body) => {
      const [policy] = body.Properties.Policies as { PolicyDocument: { Statement: unknown[] } }[];
      policy?.PolicyDocument.Statement.push({ Effect: 'Allow', Resource: '*', ...statement });
    },
    ours,
  );

const ofFunctions: readonly Mutant[] = [
  ...[
    's3:PutBucketPolicy',
    's3:PutReplication*',
    's3:PutObjectAcl',
    'kms:CreateGrant',
    'ram:*',
    'ec2:ModifySnapshotAttribute',
    'lambda:CreateFunctionUrlConfig',
    'sns:Publish',
    'sns:Subscribe',
    'ses:Send*',
    'logs:PutSubscriptionFilter',
    'events:PutTargets',
    'backup:StartCopyJob',
    'athena:CreateDataCatalog',
    'ec2:AuthorizeSecurityGroupEgress',
    'route53resolver:UpdateFirewallRule',
  ].map((Action) => toAFunction(share, `a function may ${Action}`, { Action })),
  toAFunction(share, 'a function may do everything but one thing', { NotAction: 'iam:*' }),
  toAFunction(share, 'what a function may do is decided at deployment', { Action: { Ref: 'Unknown' } }),
  changed(
    share,
    'a function has a policy that cannot be seen',
    'AWS::IAM::Role',
    (body) => set(body, 'ManagedPolicyArns', ['arn:aws:iam::aws:policy/AmazonSESFullAccess']),
    ours,
  ),
  added(share, 'a role of a workflow may send', 'AWS::IAM::Role', {
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
    Policies: [
      { PolicyName: 'x', PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'ses:SendEmail', Resource: '*' }] } },
    ],
  }),
  toAFunction(write, 'a function may write every object', { Action: 's3:PutObject' }),
  toAFunction(write, 'a function may write to strangers', {
    Action: 's3:PutObject',
    Resource: 'arn:aws:s3:::strangers/*',
  }),
  toAFunction(write, 'a function may write to buckets whose names begin like ours', {
    Action: 's3:PutObject',
    Resource: 'arn:aws:s3:::tre-gtr-manchester-*/*',
  }),
  toAFunction(write, 'a function may put what begins with a word to strangers', {
    Action: 's3:Put*',
    Resource: 'arn:aws:s3:::strangers/*',
  }),
  toAFunction(write, 'a function may send to a queue of another account', {
    Action: 'sqs:SendMessage',
    Resource: 'arn:aws:sqs:eu-west-2:999988887777:x',
  }),
  toAFunction(write, 'a function may call a function of another account', {
    Action: 'lambda:InvokeFunction',
    Resource: 'arn:aws:lambda:eu-west-2:999988887777:function:x',
  }),
  toAFunction(write, 'a function may write to every table of every account', {
    Action: 'dynamodb:PutItem',
    Resource: 'arn:aws:dynamodb:eu-west-2:*:table/x',
  }),
  toAFunction(write, 'a function may write everywhere but in one place', {
    Action: 's3:PutObject',
    Resource: undefined,
    NotResource: 'arn:aws:s3:::x/*',
  }),
];

export const writeMutants: readonly Mutant[] = [...people, ...ofFunctions];
