import { type Body, editStatements, type Mutant, set } from '../mutant.ts';
import { added, changed, named, type Statement, saying } from './edits.ts';

const account = '444455556666';
const stranger = '999988887777';

const admit = 'policies-admit-this-account-only';
const vault = named('VaultBucketPolicy');
const get = { Action: 's3:GetObject', Resource: '*' };
const inVault = (name: string, statement: Statement): Mutant =>
  saying(admit, name, 'AWS::S3::BucketPolicy', 'PolicyDocument', { ...get, ...statement }, vault);

const buckets: readonly Mutant[] = [
  inVault('a bucket admits everybody', { Principal: '*' }),
  inVault('a bucket admits another account', { Principal: { AWS: `arn:aws:iam::${stranger}:root` } }),
  inVault('a bucket admits another account by its number', { Principal: { AWS: stranger } }),
  inVault('a bucket admits a role of another account that bears the name of ours', {
    Principal: { AWS: `arn:aws:iam::${stranger}:role/tre-gtr-manchester-backup` },
  }),
  inVault('a bucket admits everybody but one', { NotPrincipal: { AWS: `arn:aws:iam::${stranger}:root` } }),
  inVault('a bucket admits the whole organisation', {
    Principal: '*',
    Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-0123456789' } },
  }),
  inVault('a bucket admits everybody who comes through an endpoint', {
    Principal: '*',
    Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } },
  }),
  inVault('a bucket admits everybody of ours, if they say so', {
    Principal: '*',
    Condition: { StringEqualsIfExists: { 'aws:PrincipalAccount': account } },
  }),
  inVault('a bucket admits one of two accounts', {
    Principal: '*',
    Condition: { StringEquals: { 'aws:PrincipalAccount': [account, stranger] } },
  }),
  inVault('a bucket admits a role of that name in any account', {
    Principal: '*',
    Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/tre-gtr-manchester-backup' } },
  }),
  inVault('a bucket admits a network of caches', { Principal: { Service: 'cloudfront.amazonaws.com' } }),
  inVault('a bucket admits a service for another account', {
    Principal: { Service: 'logging.s3.amazonaws.com' },
    Condition: { StringEquals: { 'aws:SourceAccount': stranger } },
  }),
  inVault('a bucket admits a canonical user', { Principal: { CanonicalUser: '79a59df900b949e5' } }),
  inVault('a bucket admits an identity of a cache', {
    Principal: { AWS: 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1' },
  }),
  inVault('a bucket admits whoever is decided at deployment', { Principal: { AWS: { Ref: 'Unknown' } } }),
  changed(
    admit,
    'the policy of a bucket cannot be read',
    'AWS::S3::BucketPolicy',
    (body) => set(body, 'PolicyDocument', { Ref: 'Unknown' }),
    vault,
  ),
];

const others: readonly Mutant[] = [
  saying(
    admit,
    'a key admits another account',
    'AWS::KMS::Key',
    'KeyPolicy',
    {
      Principal: { AWS: `arn:aws:iam::${stranger}:root` },
      Action: 'kms:Decrypt',
      Resource: '*',
    },
    named('VaultKey'),
  ),
  saying(
    admit,
    'a key of records admits a service on behalf of anybody',
    'AWS::KMS::Key',
    'KeyPolicy',
    {
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'kms:Decrypt',
      Resource: '*',
    },
    named('VaultKey'),
  ),
  saying(admit, 'a topic admits everybody', 'AWS::SNS::TopicPolicy', 'PolicyDocument', {
    Principal: '*',
    Action: 'sns:Subscribe',
    Resource: '*',
  }),
  saying(admit, 'a topic lets a service of anybody subscribe', 'AWS::SNS::TopicPolicy', 'PolicyDocument', {
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sns:Subscribe',
    Resource: '*',
  }),
  changed(admit, 'a vault of backups admits another account', 'AWS::Backup::BackupVault', (body) =>
    set(body, 'AccessPolicy', {
      Statement: [
        { Effect: 'Allow', Principal: { AWS: stranger }, Action: 'backup:CopyIntoBackupVault', Resource: '*' },
      ],
    }),
  ),
  added(admit, 'a queue admits everybody', 'AWS::SQS::QueuePolicy', {
    Queues: ['x'],
    PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sqs:ReceiveMessage', Resource: '*' }] },
  }),
  added(admit, 'a secret admits another account', 'AWS::SecretsManager::ResourcePolicy', {
    ResourcePolicy: {
      Statement: [
        { Effect: 'Allow', Principal: { AWS: stranger }, Action: 'secretsmanager:GetSecretValue', Resource: '*' },
      ],
    },
  }),
  added(admit, 'a policy that is written as text admits another account', 'AWS::Logs::ResourcePolicy', {
    PolicyDocument: JSON.stringify({
      Statement: [{ Effect: 'Allow', Principal: { AWS: stranger }, Action: 'logs:GetLogEvents', Resource: '*' }],
    }),
  }),
  added(admit, 'a kind of store that nobody has used yet admits everybody', 'AWS::S3Tables::TableBucketPolicy', {
    ResourcePolicy: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3tables:*', Resource: '*' }] },
  }),
  added(admit, 'an API admits everybody from any network', 'AWS::ApiGateway::RestApi', {
    Policy: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'execute-api:Invoke', Resource: '*' }] },
  }),
  added(admit, 'an API admits everybody from a network of strangers', 'AWS::ApiGateway::RestApi', {
    Policy: {
      Statement: [
        {
          Effect: 'Allow',
          Principal: '*',
          Action: 'execute-api:Invoke',
          Resource: '*',
          Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } },
        },
      ],
    },
  }),
  added(admit, 'a function may be called by another account', 'AWS::Lambda::Permission', {
    FunctionName: 'x',
    Action: 'lambda:InvokeFunction',
    Principal: stranger,
  }),
  added(admit, 'a function may be called by a service for anybody', 'AWS::Lambda::Permission', {
    FunctionName: 'x',
    Action: 'lambda:InvokeFunction',
    Principal: 's3.amazonaws.com',
  }),
  added(admit, 'a function may be called by the whole organisation', 'AWS::Lambda::Permission', {
    FunctionName: 'x',
    Action: 'lambda:InvokeFunction',
    Principal: '*',
    PrincipalOrgID: 'o-0123456789',
  }),
  added(admit, 'a bus takes and gives events of everybody', 'AWS::Events::EventBusPolicy', {
    StatementId: 'x',
    Principal: '*',
    Action: 'events:PutRule',
  }),
  added(admit, 'a table is granted to another account', 'AWS::LakeFormation::PrincipalPermissions', {
    Principal: { DataLakePrincipalIdentifier: stranger },
    Permissions: ['SELECT'],
  }),
];

const names = 'resource-policies-name-whom-and-what';
const production = (id: string) => (_: Body, logicalId: string, stack: string) =>
  logicalId === id && stack.includes('thames-valley');
const widened = (name: string, type: string, id: string, sid: string, more: Record<string, unknown>): Mutant => ({
  rule: names,
  name,
  mutate: (templates) =>
    templates.change(
      type,
      (body) => editStatements(body, 'PolicyDocument', (one) => (one.Sid === sid ? { ...one, ...more } : one)),
      production(id),
    ),
});
const unpinned: Mutant = {
  rule: admit,
  name: 'alarms of every account are taken in',
  mutate: (templates) =>
    templates.change(
      'AWS::SNS::TopicPolicy',
      (body) =>
        editStatements(body, 'PolicyDocument', ({ Condition, ...one }) =>
          one.Sid === 'AlarmSourcesPublish' ? one : { ...one, ...(Condition !== undefined && { Condition }) },
        ),
      production('AlarmTopicPolicy'),
    ),
};

const whomAndWhat: readonly Mutant[] = [
  widened(
    'the log service does everything to the bucket',
    'AWS::S3::BucketPolicy',
    'AccessLogsBucketPolicy',
    'AccessLogDelivery',
    { Action: 's3:*' },
  ),
  widened(
    'alarm sources do everything to the topic',
    'AWS::SNS::TopicPolicy',
    'AlarmTopicPolicy',
    'AlarmSourcesPublish',
    { Action: 'sns:*' },
  ),
  widened('the whole account writes the trail', 'AWS::S3::BucketPolicy', 'TrailBucketPolicy', 'CloudTrailWrites', {
    Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  }),
];

export const sharingMutants: readonly Mutant[] = [...buckets, ...others, unpinned, ...whomAndWhat];
