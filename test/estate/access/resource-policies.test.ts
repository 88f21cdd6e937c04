import type { JsonObject } from '../../../policies/estate/estate.ts';
import {
  account,
  allow,
  arn,
  att,
  bare,
  decisionOf,
  deny,
  document,
  foreign,
  type Resources,
  ref,
  role,
} from './small-estate.ts';

const toReader = (Action: string, more: JsonObject = {}): JsonObject =>
  allow(Action, { Principal: { AWS: att('Reader') }, ...more });
const fromReader = (Action: string): JsonObject => deny(Action, { Principal: { AWS: att('Reader') } });

interface Kind {
  readonly kind: string;
  readonly action: string;
  /** The resource, with a policy of one statement. */
  readonly with: (statement: JsonObject) => Resources;
  readonly suffix?: string;
}

/** Every kind of resource whose policy the evaluator reads. */
const kinds: readonly Kind[] = [
  {
    kind: 'bucket',
    action: 's3:GetObject',
    suffix: '/a.csv',
    with: (statement) => ({
      It: { Type: 'AWS::S3::Bucket' },
      Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: ref('It'), PolicyDocument: document(statement) } },
    }),
  },
  {
    kind: 'topic',
    action: 'sns:Publish',
    with: (statement) => ({
      It: { Type: 'AWS::SNS::Topic' },
      Policy: {
        Type: 'AWS::SNS::TopicPolicy',
        Properties: { Topics: [ref('It')], PolicyDocument: document(statement) },
      },
    }),
  },
  {
    kind: 'topic with an inline policy',
    action: 'sns:Publish',
    with: (statement) => ({
      It: { Type: 'AWS::SNS::Topic' },
      Policy: {
        Type: 'AWS::SNS::TopicInlinePolicy',
        Properties: { TopicArn: ref('It'), PolicyDocument: document(statement) },
      },
    }),
  },
  {
    kind: 'queue',
    action: 'sqs:SendMessage',
    with: (statement) => ({
      It: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'inbox' } },
      Policy: {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: { Queues: [ref('It')], PolicyDocument: document(statement) },
      },
    }),
  },
  {
    kind: 'queue that its policy names by URL',
    action: 'sqs:SendMessage',
    with: (statement) => ({
      It: { Type: 'AWS::SQS::Queue' },
      Policy: {
        Type: 'AWS::SQS::QueueInlinePolicy',
        Properties: { Queue: ref('It'), PolicyDocument: document(statement) },
      },
    }),
  },
  {
    kind: 'secret',
    action: 'secretsmanager:GetSecretValue',
    with: (statement) => ({
      It: { Type: 'AWS::SecretsManager::Secret' },
      Policy: {
        Type: 'AWS::SecretsManager::ResourcePolicy',
        Properties: { SecretId: ref('It'), ResourcePolicy: document(statement) },
      },
    }),
  },
  {
    kind: 'repository',
    action: 'ecr:BatchGetImage',
    with: (statement) => ({
      It: { Type: 'AWS::ECR::Repository', Properties: { RepositoryPolicyText: document(statement) } },
    }),
  },
  {
    kind: 'table',
    action: 'dynamodb:GetItem',
    with: (statement) => ({
      It: { Type: 'AWS::DynamoDB::Table', Properties: { ResourcePolicy: { PolicyDocument: document(statement) } } },
    }),
  },
  {
    kind: 'backup vault',
    action: 'backup:StartRestoreJob',
    with: (statement) => ({
      It: {
        Type: 'AWS::Backup::BackupVault',
        Properties: { BackupVaultName: 'kept', AccessPolicy: document(statement) },
      },
    }),
  },
  {
    kind: 'event bus',
    action: 'events:PutEvents',
    with: (statement) => ({
      It: { Type: 'AWS::Events::EventBus', Properties: { Name: 'bus' } },
      Policy: {
        Type: 'AWS::Events::EventBusPolicy',
        Properties: { EventBusName: ref('It'), StatementId: 'one', Statement: statement },
      },
    }),
  },
  {
    kind: 'log group',
    action: 'logs:PutLogEvents',
    with: (statement) => ({
      It: { Type: 'AWS::Logs::LogGroup' },
      Policy: {
        Type: 'AWS::Logs::ResourcePolicy',
        Properties: { PolicyName: 'p', PolicyDocument: JSON.stringify(document({ ...statement, Principal: '*' })) },
      },
    }),
  },
  {
    kind: 'stream',
    action: 'kinesis:GetRecords',
    with: (statement) => ({
      It: { Type: 'AWS::Kinesis::Stream', Properties: { Name: 'stream' } },
      Policy: {
        Type: 'AWS::Kinesis::ResourcePolicy',
        Properties: { ResourceArn: att('It'), ResourcePolicy: document(statement) },
      },
    }),
  },
  {
    kind: 'event data store',
    action: 'cloudtrail:StartQuery',
    with: (statement) => ({
      It: {
        Type: 'AWS::CloudTrail::EventDataStore',
        Properties: { ResourcePolicy: JSON.stringify(document({ ...statement, Principal: '*' })) },
      },
    }),
  },
  {
    kind: 'search domain',
    action: 'es:ESHttpGet',
    with: (statement) => ({
      It: {
        Type: 'AWS::OpenSearchService::Domain',
        Properties: { DomainName: 'search', AccessPolicies: document(statement) },
      },
    }),
  },
  {
    kind: 'key',
    action: 'kms:Decrypt',
    with: (statement) => ({ It: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: document(statement) } } }),
  },
];

describe.each(kinds)('the policy of a $kind', ({ action, suffix = '', with: made }) => {
  const asked = { who: 'Reader', action, to: { resource: 'app/It', suffix } };

  test('lets in the role that it names, without a right of the role’s own', () => {
    expect(decisionOf({ Reader: bare(), ...made(toReader(action)) }, asked)).toBe('allowed');
  });

  test('keeps out the role that it denies, whatever the role’s own policy says', () => {
    expect(decisionOf({ Reader: role('*'), ...made(fromReader(action)) }, asked)).toBe('denied');
  });

  test('lets nobody in for another action', () => {
    const other = action.replace(/:.*/, ':SomethingElse');
    expect(decisionOf({ Reader: bare(), ...made(toReader(other)) }, asked)).toBe('denied');
  });
});

describe('a key', () => {
  const asked = { who: 'Reader', action: 'kms:Decrypt', to: { resource: 'app/Key' } };
  const key = (policy?: JsonObject): Resources => ({
    Key: { Type: 'AWS::KMS::Key', Properties: policy === undefined ? {} : { KeyPolicy: policy } },
  });

  test('without a policy in its template gets the default one, which leaves it to the account’s own policies', () => {
    expect(decisionOf({ Reader: role('kms:Decrypt'), ...key() }, asked)).toBe('allowed');
    expect(decisionOf({ Reader: bare(), ...key() }, asked)).toBe('denied');
  });

  test('opens for nobody whom its policy does not name, though the role may do everything', () => {
    expect(decisionOf({ Reader: role('*'), ...key(document()) }, asked)).toBe('denied');
  });

  test('that names the account root opens for whoever has the right', () => {
    const toAccount = document(
      allow('kms:*', {
        Principal: { AWS: { 'Fn::Sub': ['arn', 'aws', 'iam', '', '${AWS::AccountId}', 'root'].join(':') } },
      }),
    );
    expect(decisionOf({ Reader: role('kms:Decrypt'), ...key(toAccount) }, asked)).toBe('allowed');
    expect(decisionOf({ Reader: bare(), ...key(toAccount) }, asked)).toBe('denied');
  });
});

describe('a function', () => {
  const made = (permission: JsonObject): Resources => ({
    Reader: bare(),
    It: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'check', Role: att('Reader') } },
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: { FunctionName: ref('It'), Action: 'lambda:InvokeFunction', ...permission },
    },
  });
  const asked = { who: 's3.amazonaws.com', action: 'lambda:InvokeFunction', to: { resource: 'app/It' } };

  test('is invoked by the service of its permission', () => {
    expect(decisionOf(made({ Principal: 's3.amazonaws.com' }), asked)).toBe('allowed');
    expect(decisionOf(made({ Principal: 'sns.amazonaws.com' }), asked)).toBe('denied');
  });

  test('is invoked only for the source and the account that the permission names', () => {
    const narrow = made({ Principal: 's3.amazonaws.com', SourceAccount: account, SourceArn: arn('s3', '', 'landing') });
    expect(decisionOf(narrow, asked)).toBe('conditional');
    expect(
      decisionOf(narrow, {
        ...asked,
        facts: { 'aws:sourceaccount': [account], 'aws:sourcearn': [arn('s3', '', 'landing')] },
      }),
    ).toBe('allowed');
    expect(decisionOf(narrow, { ...asked, facts: { 'aws:sourceaccount': [foreign] } })).toBe('denied');
  });
});

describe('who can become a role', () => {
  const trusted = (statement: JsonObject): Resources => ({
    Broker: bare(),
    Project: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: document(statement) } },
  });
  const trust = { Effect: 'Allow', Principal: { AWS: att('Broker') }, Action: 'sts:AssumeRole' };
  const asked = { who: 'Broker', action: 'sts:AssumeRole', to: { resource: 'app/Project' } };

  test('is whoever its trust policy names', () => {
    expect(decisionOf(trusted(trust), asked)).toBe('allowed');
    expect(decisionOf(trusted({ ...trust, Principal: { Service: 'lambda.amazonaws.com' } }), asked)).toBe('denied');
  });

  test('is nobody else of the account, though he may assume every role', () => {
    const resources = { ...trusted(trust), Administrator: role('*') };
    expect(decisionOf(resources, { ...asked, who: 'Administrator' })).toBe('denied');
  });

  test('depends on the tag and the name that its trust policy demands', () => {
    const narrow = trusted({
      ...trust,
      Condition: { StringEquals: { 'aws:RequestTag/project': 'copd' }, StringLike: { 'sts:SourceIdentity': '?*' } },
    });
    expect(decisionOf(narrow, asked)).toBe('conditional');
    const facts = { 'aws:requesttag/project': ['copd'], 'sts:sourceidentity': ['somebody'] };
    expect(decisionOf(narrow, { ...asked, facts })).toBe('allowed');
    expect(decisionOf(narrow, { ...asked, facts: { ...facts, 'sts:sourceidentity': null } })).toBe('denied');
  });

  test('in a foreign account is whoever that account lets, once the role trusts the account', () => {
    const toForeign = trusted({ ...trust, Principal: { AWS: foreign } });
    expect(decisionOf(toForeign, { ...asked, who: arn('iam', foreign, 'role/stranger') })).toBe('allowed');
    expect(decisionOf(trusted(trust), { ...asked, who: arn('iam', foreign, 'role/stranger') })).toBe('denied');
  });
});

describe('beyond the account', () => {
  const bucket: Resources = { It: { Type: 'AWS::S3::Bucket' } };
  const stranger = arn('iam', foreign, 'role/stranger');

  test('a foreign role reads a bucket only if the bucket lets it', () => {
    const asked = { who: stranger, action: 's3:GetObject', to: { resource: 'app/It', suffix: '/x' } };
    expect(decisionOf(bucket, asked)).toBe('denied');
    const open = {
      ...bucket,
      Policy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: {
          Bucket: ref('It'),
          PolicyDocument: document(allow('s3:GetObject', { Principal: { AWS: foreign } })),
        },
      },
    };
    expect(decisionOf(open, asked)).toBe('allowed');
  });

  test('anybody without credentials reads a bucket that is open to everybody', () => {
    const asked = { who: '*', action: 's3:GetObject', to: { resource: 'app/It', suffix: '/x' } };
    expect(decisionOf(bucket, asked)).toBe('denied');
    const open = {
      ...bucket,
      Policy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: { Bucket: ref('It'), PolicyDocument: document(allow('s3:GetObject', { Principal: '*' })) },
      },
    };
    expect(decisionOf(open, asked)).toBe('allowed');
  });

  test('into somebody else’s bucket, which its owner may open, the role’s own policy alone decides', () => {
    const asked = { who: 'Reader', action: 's3:PutObject', to: arn('s3', '', 'somebody-elses/x') };
    expect(decisionOf({ Reader: bare() }, asked)).toBe('denied');
    expect(decisionOf({ Reader: role('s3:PutObject') }, asked)).not.toBe('denied');
  });

  test('a role of our account that no template holds may do anything, for all that is known', () => {
    const asked = {
      who: arn('iam', account, 'role/unseen'),
      action: 's3:GetObject',
      to: { resource: 'app/It', suffix: '/x' },
    };
    expect(decisionOf(bucket, asked)).toBe('unknown');
  });
});
