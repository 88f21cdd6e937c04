import { type Mutant, set } from '../mutant.ts';
import { account, changed, given, settings } from './role-edits.ts';

const written = 'policies-name-actions-and-resources';

const ofPolicies: readonly Mutant[] = [
  given(written, 'a role may do everything', { Action: '*', Resource: '*' }),
  given(written, 'a role may do everything in a service', { Action: 'glue:*', Resource: '*' }, settings),
  given(
    written,
    'a role may do what begins with a word',
    { Action: 's3:Get*', Resource: 'arn:aws:s3:::tre-x/*' },
    settings,
  ),
  given(written, 'a role may do everything but one thing', { NotAction: 'iam:*', Resource: '*' }, settings),
  given(
    written,
    'a role may do it everywhere but in one place',
    { Action: 's3:GetObject', NotResource: 'arn:aws:s3:::x/*' },
    settings,
  ),
  given(written, 'a role may read every object', { Action: 's3:GetObject', Resource: '*' }, settings),
  given(written, 'a role may read every bucket', { Action: 's3:GetObject', Resource: 'arn:aws:s3:::*' }, settings),
  given(
    written,
    'a role may use every key of the account',
    { Action: 'kms:Decrypt', Resource: `arn:aws:kms:eu-west-2:${account}:key/*` },
    settings,
  ),
  given(
    written,
    'a role may read a table of every account',
    { Action: 'dynamodb:GetItem', Resource: 'arn:aws:dynamodb:eu-west-2:*:table/register' },
    settings,
  ),
  given(written, 'a role may pass every role', { Action: 'iam:PassRole', Resource: '*' }, settings),
  given(
    written,
    'a role may make a role of every service',
    { Action: 'iam:CreateServiceLinkedRole', Resource: '*' },
    settings,
  ),
  given(
    written,
    'what a role may do is decided at deployment',
    { Action: { Ref: 'Unknown' }, Resource: '*' },
    settings,
  ),
  changed(written, 'a policy is a document from elsewhere', (body) =>
    set(body, 'Policies', [{ PolicyName: 'x', PolicyDocument: { Ref: 'Unknown' } }]),
  ),
  {
    rule: written,
    name: 'a policy beside the role says more',
    mutate: (templates) =>
      templates.add('project', 'More', {
        Type: 'AWS::IAM::Policy',
        Properties: {
          PolicyName: 'more',
          Roles: ['tre-gtr-manchester-project-foot-care'],
          PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] },
        },
      }),
  },
  {
    rule: written,
    name: 'a policy for anybody waits to be attached',
    mutate: (templates) =>
      templates.add('safe-people', 'Waiting', {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: { PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }] } },
      }),
  },
];

const itself = 'nobody-can-become-somebody-else';
const everyRole = `arn:aws:iam::${account}:role/*`;

const ofTakeovers: readonly Mutant[] = [
  ...[
    'iam:PutRolePolicy',
    'iam:UpdateAssumeRolePolicy',
    'iam:DeleteRolePermissionsBoundary',
    'iam:CreateAccessKey',
    'iam:Put*',
    'i*:*',
    'sts:AssumeRole',
    'sts:GetFederationToken',
    'organizations:LeaveOrganization',
    'lambda:UpdateFunctionCode',
    'lambda:Update*',
    'cloudformation:ExecuteChangeSet',
    'ssm:StartSession',
    'kms:PutKeyPolicy',
  ].map((action) => given(itself, `a function may ${action}`, { Action: action, Resource: everyRole }, settings)),
  given(itself, 'a function may do everything but look', { NotAction: ['iam:Get*', 'sts:*'], Resource: '*' }, settings),
  given(
    itself,
    "a function may pass the broker's role",
    {
      Action: 'iam:PassRole',
      Resource: `arn:aws:iam::${account}:role/tre-gtr-manchester-broker`,
      Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
    },
    settings,
  ),
  given(
    itself,
    'a function may pass a role to every service',
    {
      Action: 'iam:PassRole',
      Resource: `arn:aws:iam::${account}:role/tre-gtr-manchester-backup`,
    },
    settings,
  ),
  given(
    itself,
    'a function may pass roles by a pattern',
    {
      Action: 'iam:PassRole',
      Resource: `arn:aws:iam::${account}:role/tre-gtr-manchester-*`,
      Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
    },
    settings,
  ),
  given(
    itself,
    'a function may write where functions take their code',
    {
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::cdk-*/*',
    },
    settings,
  ),
  given(itself, 'a project may become another role', { Action: 'sts:AssumeRole', Resource: everyRole }),
  changed(
    itself,
    'a role has a policy of AWS that changes roles',
    (body) => set(body, 'ManagedPolicyArns', ['arn:aws:iam::aws:policy/IAMFullAccess']),
    settings,
  ),
  changed(
    itself,
    'a policy that cannot be seen bears the name of something else',
    (body) => set(body, 'ManagedPolicyArns', [`arn:aws:iam::${account}:policy/tre-gtr-manchester-audit`]),
    settings,
  ),
  changed(
    itself,
    'what a role may do is a document from elsewhere',
    (body) => set(body, 'Policies', [{ PolicyName: 'x', PolicyDocument: { Ref: 'Unknown' } }]),
    settings,
  ),
  {
    rule: itself,
    name: 'a right to change roles is attached to whom nobody knows',
    mutate: (templates) =>
      templates.add('safe-people', 'Waiting', {
        Type: 'AWS::IAM::RolePolicy',
        Properties: {
          RoleName: { Ref: 'Unknown' },
          PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'iam:AttachRolePolicy', Resource: everyRole }] },
        },
      }),
  },
  {
    rule: itself,
    name: "a right to change roles is attached by a name that is a workgroup's as well",
    mutate: (templates) =>
      templates.add('safe-people', 'Waiting', {
        Type: 'AWS::IAM::RolePolicy',
        Properties: {
          RoleName: 'tre-gtr-manchester-project-foot-care',
          PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'iam:AttachRolePolicy', Resource: everyRole }] },
        },
      }),
  },
  {
    rule: itself,
    name: 'a right to change roles waits to be attached',
    mutate: (templates) =>
      templates.add('safe-people', 'Waiting', {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: {
          PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'iam:AttachRolePolicy', Resource: everyRole }] },
        },
      }),
  },
];

export const rightMutants: readonly Mutant[] = [...ofPolicies, ...ofTakeovers];
