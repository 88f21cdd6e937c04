import { ask } from '../../../policies/estate/access/ask.ts';
import { aimed } from '../../../policies/estate/access/references.ts';
import type { JsonObject } from '../../../policies/estate/estate.ts';
import { estateOf } from '../../../policies/estate/model.ts';

const account = '123456789012';
const role = `arn:aws:iam::${account}:role/reader`;
const object = 'arn:aws:s3:::records/a';

const templates = (...more: readonly (readonly [string, JsonObject])[]) =>
  estateOf([
    {
      name: 's',
      templateFile: 's.json',
      account,
      region: 'eu-west-2',
      template: {
        Parameters: { Name: { Type: 'String' } },
        Resources: {
          Records: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'records' } },
          Reader: {
            Type: 'AWS::IAM::Role',
            Properties: { RoleName: 'reader', AssumeRolePolicyDocument: { Statement: [] } },
          },
          ...Object.fromEntries(more),
        },
      },
    },
  ]);

const document = (Effect: string): JsonObject => ({
  Version: '2012-10-17',
  Statement: [{ Effect, Action: 's3:GetObject', Resource: `${object.slice(0, -1)}*` }],
});
const policy = (Effect: string, Roles: JsonObject | string, more: JsonObject = {}): JsonObject => ({
  Type: 'AWS::IAM::Policy',
  Properties: { PolicyName: 'p', PolicyDocument: document(Effect), Roles: [Roles] },
  ...more,
});
const decision = (...more: readonly (readonly [string, JsonObject])[]) =>
  ask(templates(...more), { who: role, action: 's3:GetObject', to: object }).decision;

describe('what only a deployment decides neither allows nor denies', () => {
  test('a policy that is always made allows', () => {
    expect(decision(['P', policy('Allow', { Ref: 'Reader' })])).toBe('allowed');
  });

  test('a policy under a condition may be there or not', () => {
    expect(decision(['P', policy('Allow', { Ref: 'Reader' }, { Condition: 'C' })])).toBe('unknown');
    const always = ['A', policy('Allow', { Ref: 'Reader' })] as const;
    expect(decision(always, ['P', policy('Deny', { Ref: 'Reader' }, { Condition: 'C' })])).toBe('unknown');
  });

  test('a policy that is attached by a parameter may be anybody’s', () => {
    expect(decision(['P', policy('Allow', { Ref: 'Name' })])).toBe('unknown');
  });

  test('a Deny of a bucket policy under a condition is no protection', () => {
    const closed: JsonObject = {
      Type: 'AWS::S3::BucketPolicy',
      Condition: 'C',
      Properties: {
        Bucket: { Ref: 'Records' },
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: `${object.slice(0, -1)}*` }],
        },
      },
    };
    expect(decision(['A', policy('Allow', { Ref: 'Reader' })], ['B', closed])).toBe('unknown');
  });
});

test('nobody takes a role as the root user, or without a signature', () => {
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }] };
  const open = templates([
    'Open',
    { Type: 'AWS::IAM::Role', Properties: { RoleName: 'open', AssumeRolePolicyDocument: trust } },
  ]);
  for (const who of [`arn:aws:iam::${account}:root`, '*'])
    expect(ask(open, { who, action: 'sts:AssumeRole', to: `arn:aws:iam::${account}:role/open` }).decision).toBe(
      'denied',
    );
});

test('a bucket without a key means any of its objects, a log group any of its streams', () => {
  expect(aimed('s3:GetObject', 'arn:aws:s3:::records')).not.toBe('arn:aws:s3:::records');
  expect(aimed('s3:ListBucket', 'arn:aws:s3:::records')).toBe('arn:aws:s3:::records');
  expect(aimed('s3:GetBucketObjectLockConfiguration', 'arn:aws:s3:::records')).toBe('arn:aws:s3:::records');
  expect(aimed('logs:PutLogEvents', `arn:aws:logs:eu-west-2:${account}:log-group:x:*`)).toMatch(
    /:log-group:x:log-stream:/,
  );
});

test('a pattern of many stars is matched in the time of its length', () => {
  const stars = `arn:aws:s3:::${'*a'.repeat(30)}`;
  const estate = templates([
    'P',
    {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: 'p',
        Roles: [{ Ref: 'Reader' }],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: stars }],
        },
      },
    },
  ]);
  const answer = ask(estate, { who: role, action: 's3:GetObject', to: `arn:aws:s3:::${'a'.repeat(60)}b` });
  expect(answer.decision).toBe('denied');
});
