import type { JsonObject } from '../../../policies/estate/estate.ts';
import {
  account,
  allow,
  answerOf,
  arn,
  bare,
  decisionOf,
  deny,
  document,
  foreign,
  type Resources,
  ref,
  role,
} from './small-estate.ts';

const bucket: Resources = { Bucket: { Type: 'AWS::S3::Bucket' }, Reader: role('s3:*') };
const asked = { who: 'Reader', action: 's3:GetObject', to: { resource: 'app/Bucket', suffix: '/x' } };

describe('the organisation’s policies in the templates', () => {
  const policy = (Type: string, TargetIds: readonly string[], ...statements: JsonObject[]): Resources => ({
    Guardrail: {
      Type: 'AWS::Organizations::Policy',
      Properties: { Name: 'guardrail', Type, TargetIds, Content: document(...statements) },
    },
  });

  test.each(['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'])(
    '%s denies, and is left out when it is asked without',
    (type) => {
      const principal = type.startsWith('RESOURCE') ? { Principal: '*' } : {};
      const guarded = { ...bucket, ...policy(type, ['ou-abcd-12345678'], deny('s3:*', principal)) };
      expect(decisionOf(bucket, asked)).toBe('allowed');
      expect(decisionOf(guarded, asked)).toBe('denied');
      expect(decisionOf(guarded, { ...asked, withoutGuardrails: true })).toBe('allowed');
    },
  );

  test('of another account do not reach ours', () => {
    expect(decisionOf({ ...bucket, ...policy('SERVICE_CONTROL_POLICY', [foreign], deny('s3:*')) }, asked)).toBe(
      'allowed',
    );
    expect(decisionOf({ ...bucket, ...policy('SERVICE_CONTROL_POLICY', [account], deny('s3:*')) }, asked)).toBe(
      'denied',
    );
  });

  test('on resources reach none of a service that they do not cover', () => {
    const guarded = {
      Reader: role('sns:*'),
      Topic: { Type: 'AWS::SNS::Topic' },
      ...policy('RESOURCE_CONTROL_POLICY', ['r-abcd'], deny('*', { Principal: '*' })),
    };
    expect(decisionOf(guarded, { ...asked, action: 'sns:Publish', to: { resource: 'app/Topic' } })).toBe('allowed');
  });
});

describe('a call through an endpoint', () => {
  const endpoint = (more: JsonObject = {}): Resources => ({
    Vpc: { Type: 'AWS::EC2::VPC' },
    Endpoint: {
      Type: 'AWS::EC2::VPCEndpoint',
      Properties: { VpcId: ref('Vpc'), ServiceName: 'com.amazonaws.eu-west-2.s3', ...more },
    },
  });
  const through = { ...asked, path: 'vpce' as const };
  const only = (Resource: string) => ({ PolicyDocument: document(allow('s3:*', { Principal: '*', Resource })) });

  test('without a policy goes through', () => {
    expect(decisionOf({ ...bucket, ...endpoint() }, through)).toBe('allowed');
  });

  test('goes where its policy lets it, and nowhere else', () => {
    expect(decisionOf({ ...bucket, ...endpoint(only('*')) }, through)).toBe('allowed');
    expect(decisionOf({ ...bucket, ...endpoint(only(arn('s3', '', 'another/*'))) }, through)).toBe('denied');
  });

  test('of which no template knows the endpoint is open', () => {
    expect(decisionOf(bucket, through)).toBe('unknown');
  });

  test('says of which network it comes; one that Athena forwards does not, and no endpoint policy sees it', () => {
    const elsewhere = {
      StringNotEqualsIfExists: { 'aws:SourceVpc': ref('Vpc') },
      BoolIfExists: { 'aws:ViaAWSService': 'false' },
    };
    const perimeter: Resources = {
      Policy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: {
          Bucket: ref('Bucket'),
          PolicyDocument: document(deny('s3:*', { Principal: '*', Condition: elsewhere })),
        },
      },
    };
    const opened = { ...bucket, ...perimeter, ...endpoint() };
    const closed = { ...bucket, ...perimeter, ...endpoint(only(arn('s3', '', 'another/*'))) };
    expect(decisionOf(opened, through)).toBe('allowed');
    expect(decisionOf(closed, through)).toBe('denied');
    expect(decisionOf(closed, { ...asked, path: 'athena' })).toBe('allowed');
    expect(decisionOf(opened, { ...asked, path: 'direct' })).toBe('denied');
  });
});

describe('what a template leaves open', () => {
  test.each<[string, Resources]>([
    [
      'the name of the bucket that a policy means',
      {
        Reader: bare({
          Policies: [
            {
              PolicyName: 'p',
              PolicyDocument: document(
                allow('s3:GetObject', {
                  Resource: {
                    'Fn::Sub': [['arn', 'aws', 's3', '', '', '${Which}/*'].join(':'), { Which: ref('WhichBucket') }],
                  },
                }),
              ),
            },
          ],
        }),
      },
    ],
    [
      'the action',
      { Reader: bare({ Policies: [{ PolicyName: 'p', PolicyDocument: document(allow(ref('WhichAction'))) }] }) },
    ],
    ['the whole document', { Reader: bare({ Policies: [{ PolicyName: 'p', PolicyDocument: ref('WhichDocument') }] }) }],
    [
      'whether it allows or denies',
      {
        Reader: bare({
          Policies: [{ PolicyName: 'p', PolicyDocument: document(allow('s3:*', { Effect: ref('WhichEffect') })) }],
        }),
      },
    ],
    [
      'the condition',
      {
        Reader: bare({
          Policies: [
            { PolicyName: 'p', PolicyDocument: document(allow('s3:*', { Condition: ref('WhichCondition') })) },
          ],
        }),
      },
    ],
  ])('makes the answer unknown: %s', (_, more) => {
    const { decision, residual } = answerOf({ ...bucket, ...more }, asked);
    expect([decision, residual === null]).toEqual(['unknown', false]);
  });

  test.each<[string, JsonObject]>([
    ['the account', { Principal: { AWS: { Ref: 'AWS::AccountId' } } }],
    ['the region', { Principal: '*', Condition: { StringEquals: { 'aws:RequestedRegion': { Ref: 'AWS::Region' } } } }],
  ])('and is the same wherever it is left open: %s', (_, statement) => {
    const resources: Resources = {
      Reader: role('sqs:*'),
      Queue: { Type: 'AWS::SQS::Queue' },
      Policy: {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: { Queues: [ref('Queue')], PolicyDocument: document(deny('sqs:*', statement)) },
      },
    };
    const question = { who: 'Reader', action: 'sqs:SendMessage', to: { resource: 'app/Queue' } };
    expect(decisionOf(resources, question, 'open')).toBe('denied');
    const without = { Reader: role('sqs:*'), Queue: { Type: 'AWS::SQS::Queue' } };
    expect(decisionOf(without, question, 'open')).toBe('allowed');
  });

  describe('of a resource’s policy', () => {
    const policy = (PolicyDocument: JsonObject): Resources => ({
      Bucket: { Type: 'AWS::S3::Bucket' },
      Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: ref('Bucket'), PolicyDocument } },
    });
    const stranger = { ...asked, who: arn('iam', foreign, 'role/stranger') };
    const anybody = { ...asked, who: '*' };

    test.each<[string, JsonObject]>([
      ['the whole document', ref('WhichDocument')],
      ['a statement', document(ref('WhichStatement'))],
      ['whether it allows or denies', document(allow('s3:*', { Effect: ref('WhichEffect'), Principal: '*' }))],
    ])('may let in a stranger, and keep out whoever has the right: %s', (_, unread) => {
      expect(decisionOf(policy(unread), stranger)).toBe('unknown');
      expect(decisionOf(policy(unread), anybody)).toBe('unknown');
      expect(decisionOf({ ...policy(unread), Reader: role('s3:*') }, asked)).toBe('unknown');
    });

    test('whether it allows or denies, of a role that NotPrincipal spares as an Allow and not as a Deny', () => {
      const unread = policy(
        document(allow('s3:*', { Principal: '*' }), {
          Effect: ref('WhichEffect'),
          NotPrincipal: { AWS: { 'Fn::GetAtt': ['Reader', 'Arn'] } },
          Action: 's3:*',
          Resource: '*',
        }),
      );
      expect(decisionOf({ ...unread, Reader: role('s3:*') }, asked)).toBe('unknown');
    });

    test('whom it lets in: a parameter may be anybody, in our account or without credentials', () => {
      const letting = policy(document(allow('s3:GetObject', { Principal: { AWS: ref('Whom') } })));
      for (const question of [stranger, anybody]) expect(decisionOf(letting, question)).toBe('unknown');
      expect(decisionOf({ ...letting, Reader: bare() }, asked)).toBe('unknown');
    });

    test('of which role it lets a session in: it may be any', () => {
      const session = { 'Fn::Sub': arn('sts', account, 'assumed-role/${WhichRole}/nightly') };
      const letting = policy(document(allow('s3:GetObject', { Principal: { AWS: session } })));
      expect(decisionOf({ ...letting, Reader: bare() }, asked)).toBe('unknown');
    });

    test('to which bucket it belongs: it may be any', () => {
      const somewhere = {
        Bucket: { Type: 'AWS::S3::Bucket' },
        Policy: {
          Type: 'AWS::S3::BucketPolicy',
          Properties: { Bucket: ref('WhichBucket'), PolicyDocument: document(allow('s3:*', { Principal: '*' })) },
        },
      };
      expect(decisionOf(somewhere, stranger)).toBe('unknown');
    });
  });

  test('a written account is perhaps the open one', () => {
    const resources: Resources = {
      Reader: bare(),
      Key: {
        Type: 'AWS::KMS::Key',
        Properties: { KeyPolicy: document(allow('kms:*', { Principal: { AWS: arn('iam', foreign, 'root') } })) },
      },
    };
    const question = { who: arn('iam', foreign, 'role/stranger'), action: 'kms:Decrypt', to: { resource: 'app/Key' } };
    expect(decisionOf(resources, question, 'open')).not.toBe('denied');
  });
});
