import type { Body, MutableTemplates, Mutant } from '../mutant.ts';
import {
  account,
  arnOf,
  bucketArn,
  grant,
  inProduction,
  mutantsOf,
  roleArn,
  type Statement,
} from '../safe-data/changes.ts';

const region = 'eu-west-2';
const stranger = '999988887777';
const copd = 'project-copd-winter';
const stroke = 'project-stroke-path';

const toOthers = mutantsOf('one-project-is-denied-the-data-of-another');
const granted = (name: string, role: string, Action: unknown, Resource: unknown): Mutant =>
  toOthers(name, (templates) => grant(templates, role, { Action, Resource }));

const of = (templates: MutableTemplates, type: string, id: string, stack: string, edit: (body: Body) => void): void =>
  templates.change(type, edit, inProduction(id, stack));

const saying = (property: string, statement: Statement) => (body: Body) =>
  (body.Properties[property] as { Statement: Statement[] }).Statement.push({ Effect: 'Allow', ...statement });

const others: readonly Mutant[] = [
  granted('a project reads the objects of another', copd, 's3:GetObject', `${bucketArn('p-stroke-path')}/*`),
  granted('a project reads the buckets of every project', copd, ['s3:Get*'], 'arn:aws:s3:::tre-thames-valley-p-*'),
  granted(
    'a project fetches the results of every workgroup',
    copd,
    'athena:GetQueryResults',
    `arn:aws:athena:${region}:${account}:workgroup/tre-thames-valley-project-*`,
  ),
  granted(
    'a project starts queries anywhere',
    copd,
    'athena:StartQueryExecution',
    `arn:aws:athena:${region}:${account}:workgroup/*`,
  ),
  granted(
    'a project sees the tables of every project',
    copd,
    'glue:GetTables',
    `arn:aws:glue:${region}:${account}:table/tre_thames_valley_project_*/*`,
  ),
  granted('the auditor reads the objects of a project', 'auditor', 's3:GetObject', `${bucketArn('p-eol-place')}/*`),
  toOthers("a project's bucket admits another project's role", (templates) =>
    of(
      templates,
      'AWS::S3::BucketPolicy',
      'ExtractBucketPolicy',
      stroke,
      saying('PolicyDocument', {
        Principal: { AWS: roleArn(`tre-thames-valley-${copd}`) },
        Action: 's3:GetObject',
        Resource: { 'Fn::Join': ['', [arnOf('ExtractBucket'), '/*']] },
      }),
    ),
  ),
  toOthers("a project's key opens for the roles of all projects", (templates) =>
    of(
      templates,
      'AWS::KMS::Key',
      'ProjectDataKey',
      stroke,
      saying('KeyPolicy', {
        Principal: { AWS: '*' },
        Action: 'kms:Decrypt',
        Resource: '*',
        Condition: { ArnLike: { 'aws:PrincipalArn': roleArn('tre-thames-valley-project-*') } },
      }),
    ),
  ),
];

const becoming = mutantsOf('only-the-broker-becomes-a-project');
type Trust = { Statement: Statement[] };

const trusted = (name: string, edit: (trust: Trust) => void): Mutant =>
  becoming(name, (templates) =>
    of(templates, 'AWS::IAM::Role', 'ProjectRole', copd, (body) =>
      edit(body.Properties.AssumeRolePolicyDocument as Trust),
    ),
  );

/** Takes tests out of the conditions of the statement about an action. */
const relaxed = (name: string, action: string, operator: string): Mutant =>
  trusted(name, ({ Statement: statements }) => {
    const found = statements.find(({ Action }) => Action === action);
    const { [operator]: _, ...rest } = (found?.Condition ?? {}) as Record<string, unknown>;
    if (found !== undefined) found.Condition = rest;
  });

const admitting = (name: string, Principal: unknown, more: Statement = {}): Mutant =>
  trusted(name, ({ Statement: statements }) =>
    statements.push({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...more }),
  );

const becomers: readonly Mutant[] = [
  admitting('whoever backs up becomes a project', { AWS: roleArn('tre-thames-valley-backup') }),
  admitting('another account becomes a project', { AWS: `arn:aws:iam::${stranger}:root` }),
  admitting('anybody who names a person becomes a project', '*', {
    Condition: { StringLike: { 'sts:SourceIdentity': '?*' } },
  }),
  admitting('a machine that runs notebooks becomes a project', { Service: 'sagemaker.amazonaws.com' }),
  admitting(
    'whom an identity provider vouches for becomes a project',
    { Federated: `arn:aws:iam::${account}:oidc-provider/login.example.nhs.uk` },
    { Action: 'sts:AssumeRoleWithWebIdentity' },
  ),
  relaxed('the broker becomes a project without its tag', 'sts:AssumeRole', 'StringEquals'),
  relaxed('the broker tags a session as it likes', 'sts:TagSession', 'StringEquals'),
  relaxed("the broker becomes a project in nobody's name", 'sts:AssumeRole', 'StringLike'),
  becoming('whoever restores becomes a project, for the project trusts the account', (templates) => {
    grant(templates, 'restore', { Action: 'sts:AssumeRole', Resource: roleArn(`tre-thames-valley-${copd}`) });
    of(templates, 'AWS::IAM::Role', 'ProjectRole', copd, (body) =>
      (body.Properties.AssumeRolePolicyDocument as Trust).Statement.push({
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: 'sts:AssumeRole',
      }),
    );
  }),
];

export const isolationMutants: readonly Mutant[] = [...others, ...becomers];
