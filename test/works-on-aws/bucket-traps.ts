import { type Body, set } from '../mutant.ts';
import { account, added, changed, mentions, push, small, statementsWith, type Trap, times } from './trap.ts';

const bucket = 'AWS::S3::Bucket';
const policy = 'AWS::S3::BucketPolicy';
const is =
  (wanted: string) =>
  (_: Body, id: string): boolean =>
    id === wanted;

const inBucket = (id: string) => [
  { 'Fn::GetAtt': [id, 'Arn'] },
  { 'Fn::Join': ['', [{ 'Fn::GetAtt': [id, 'Arn'] }, '/*']] },
];

const denied = (id: string, statement: Record<string, unknown>) =>
  changed(
    policy,
    (body) =>
      push(body, 'PolicyDocument', { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', ...statement }),
    is(id),
  );

const scanner = small({
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: 'scanner',
      AssumeRolePolicyDocument: {
        Statement: [{ Effect: 'Allow', Principal: { Service: 'backup.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      },
      Policies: [
        {
          PolicyName: 'read',
          PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: inBucket('Data') }] },
        },
      ],
    },
  },
  Data: { Type: bucket, Properties: {} },
  DataPolicy: {
    Type: policy,
    Properties: {
      Bucket: { Ref: 'Data' },
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:GetObject',
            Resource: inBucket('Data'),
            Condition: {
              StringNotEqualsIfExists: { 'aws:SourceVpc': 'vpc-0123456789abcdef0' },
              ArnNotEquals: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/scanner` },
            },
          },
        ],
      },
    },
  },
});

export const bucketTraps: readonly Trap[] = [
  {
    rule: 'object-lock-stands-on-versioning',
    mutants: {
      'versioning is suspended under a lock': changed(
        bucket,
        (body) => set(body, 'VersioningConfiguration.Status', 'Suspended'),
        is('TrailBucket'),
      ),
      'a lock is configured where none was enabled': changed(
        bucket,
        (body) => set(body, 'ObjectLockEnabled', undefined),
        is('TrailBucket'),
      ),
      'a retention is in days and years': changed(
        bucket,
        (body) => set(body, 'ObjectLockConfiguration.Rule.DefaultRetention', { Mode: 'GOVERNANCE', Days: 1, Years: 1 }),
        is('TrailBucket'),
      ),
    },
  },
  {
    rule: 'lifecycle-outlasts-the-lock',
    mutants: {
      'a locked object expires too soon': changed(
        bucket,
        (body) => set(body, 'ObjectLockConfiguration.Rule.DefaultRetention', { Mode: 'COMPLIANCE', Years: 9 }),
        is('TrailBucket'),
      ),
    },
  },
  {
    rule: 'bucket-policies-fit',
    mutants: {
      'a policy names 300 roles': changed(policy, (body) =>
        push(body, 'PolicyDocument', {
          Effect: 'Allow',
          Principal: { AWS: times(300, (index) => `arn:aws:iam::${account}:role/tre-thames-valley-project-${index}`) },
          Action: 's3:GetObject',
          Resource: '*',
        }),
      ),
    },
  },
  {
    rule: 'bucket-denies-let-athena-through',
    mutants: {
      'the exemption for forwarded calls is gone': changed(
        policy,
        (body) =>
          statementsWith(body, 'PolicyDocument', 'aws:SourceVpc', (statement) => ({
            ...statement,
            Condition: { StringNotEqualsIfExists: { 'aws:SourceVpc': 'vpc-0123456789abcdef0' } },
          })),
        is('ExtractBucketPolicy'),
      ),
      'another network is denied by address': denied('ExtractBucketPolicy', {
        Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
      }),
    },
  },
  {
    rule: 'bucket-policies-leave-grants-alive',
    small: [scanner],
    mutants: {
      'the Deny spares another role': changed(policy, (body) =>
        statementsWith(body, 'PolicyDocument', 'aws:PrincipalArn', (statement) => ({
          ...statement,
          Condition: { ArnNotEquals: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/another` } },
        })),
      ),
      'the Deny spares services only, and a role of a service is none': changed(policy, (body) =>
        statementsWith(body, 'PolicyDocument', 'aws:PrincipalArn', (statement) => ({
          ...statement,
          Condition: { BoolIfExists: { 'aws:ViaAWSService': 'false', 'aws:PrincipalIsAWSService': 'false' } },
        })),
      ),
    },
  },
  {
    rule: 'bucket-names-are-legal',
    mutants: {
      'a prefix grows over 63 characters': added('safe-settings', 'Long', bucket, {
        BucketNamePrefix: 'tre-thames-valley-p-a-project-of-long-id',
        BucketNamespace: 'account-regional',
      }),
      'a name in the namespace of the account lacks its end': changed(
        bucket,
        (body) => set(body, 'BucketName', 'tre-thames-valley-trail'),
        mentions('account-regional'),
      ),
      'a name has capitals': added('safe-settings', 'Loud', bucket, { BucketName: 'TRE-Data' }),
      'a name could not be resolved': added('safe-settings', 'Dark', bucket, {
        BucketName: { 'Fn::Sub': '${Unknown}-x' },
      }),
    },
  },
];
