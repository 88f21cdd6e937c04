import { type Body, set } from '../mutant.ts';
import { changed, outsidersDenied, push, small, statementsWith, type Trap } from './trap.ts';

const bucket = 'AWS::S3::Bucket';
const policy = 'AWS::S3::BucketPolicy';
const is =
  (wanted: string) =>
  (_: Body, id: string): boolean =>
    id === wanted;

const lock = (id: string) =>
  changed(
    bucket,
    (body) => {
      set(body, 'ObjectLockEnabled', true);
    },
    is(id),
  );

/** Removes from the policy of a bucket what mentions the text. */
const without = (id: string, mentioned: string) =>
  changed(policy, (body) => statementsWith(body, 'PolicyDocument', mentioned, () => undefined), is(id));

const denied = (id: string, statement: Record<string, unknown>) =>
  changed(
    policy,
    (body) =>
      push(body, 'PolicyDocument', { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', ...statement }),
    is(id),
  );

export const logBucketTraps: readonly Trap[] = [
  {
    rule: 'configuration-bucket-has-no-object-lock',
    mutants: { 'the bucket of Config is locked': lock('ConfigurationBucket') },
  },
  {
    rule: 'access-log-bucket-has-no-object-lock',
    mutants: { 'the bucket of access logs is locked': lock('AccessLogsBucket') },
  },
  {
    rule: 'access-log-bucket-is-not-logged',
    mutants: {
      'the bucket of access logs logs to itself': changed(
        bucket,
        (body) => set(body, 'LoggingConfiguration', { DestinationBucketName: { Ref: 'AccessLogsBucket' } }),
        is('AccessLogsBucket'),
      ),
    },
  },
  {
    rule: 'access-log-bucket-stands-beside-its-sources',
    small: [
      small({ Logs: { Type: bucket, Properties: { BucketName: 'tre-logs' } } }, 'logs'),
      small({ Data: { Type: bucket, Properties: { LoggingConfiguration: { DestinationBucketName: 'tre-logs' } } } }),
    ],
    mutants: {
      'the bucket of logs stands in another region': (templates) =>
        Object.assign(templates.templates[0] ?? {}, { region: 'eu-west-1' }),
      'the bucket of logs stands in another account': (templates) =>
        Object.assign(templates.templates[0] ?? {}, { account: '444455556666' }),
    },
  },
  {
    rule: 'access-log-bucket-admits-the-logger',
    mutants: {
      'a Deny spares the organisation only, and the logger is of none': denied(
        'AccessLogsBucketPolicy',
        outsidersDenied('s3:PutObject'),
      ),
      'a Deny stops everybody': denied('AccessLogsBucketPolicy', { Action: 's3:PutObject' }),

      'the logger may not write': without('AccessLogsBucketPolicy', 'logging.s3.amazonaws.com'),
      'the logger may write for other buckets only': changed(
        policy,
        (body) =>
          statementsWith(body, 'PolicyDocument', 'logging.s3.amazonaws.com', (statement) => ({
            ...statement,
            Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::another-*' } },
          })),
        is('AccessLogsBucketPolicy'),
      ),
      'the bucket is under a key that the logger may not use': changed(
        bucket,
        (body) =>
          set(body, 'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault', {
            SSEAlgorithm: 'aws:kms',
            KMSMasterKeyID: { 'Fn::GetAtt': ['LogsKey', 'Arn'] },
          }),
        is('AccessLogsBucket'),
      ),
    },
  },
  {
    rule: 'trail-bucket-admits-cloudtrail',
    mutants: {
      'CloudTrail may not read the ACL': without('TrailBucketPolicy', 's3:GetBucketAcl'),
      'CloudTrail may not write': without('TrailBucketPolicy', 'CloudTrailWrites'),
      'foreign encryption headers are denied': denied('TrailBucketPolicy', {
        Action: 's3:PutObject',
        Condition: {
          StringNotEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': { 'Fn::GetAtt': ['LogsKey', 'Arn'] } },
        },
      }),
      'everything outside the VPC is denied': denied('TrailBucketPolicy', {
        Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-0123456789abcdef0' } },
      }),
    },
  },
  {
    rule: 'configuration-bucket-admits-config',
    mutants: {
      'Config may not look': without('ConfigurationBucketPolicy', 'ConfigLooks'),
      'Config may write for another account only': changed(
        policy,
        (body) =>
          statementsWith(body, 'PolicyDocument', 'ConfigWrites', (statement) => ({
            ...statement,
            Condition: { StringEquals: { 'aws:SourceAccount': '999999999999' } },
          })),
        is('ConfigurationBucketPolicy'),
      ),
      'everything outside the VPC is denied': denied('ConfigurationBucketPolicy', {
        Condition: { StringNotEqualsIfExists: { 'aws:SourceVpc': 'vpc-0123456789abcdef0' } },
      }),
    },
  },
  {
    rule: 'log-sources-wait-for-the-bucket-policy',
    mutants: {
      'the trail does not wait': changed('AWS::CloudTrail::Trail', (body) => {
        body.DependsOn = [];
      }),
      'a logged bucket does not wait': changed(
        bucket,
        (body) => {
          delete body.DependsOn;
        },
        is('TrailBucket'),
      ),
      'flow logs go to a bucket without a policy': (templates) => {
        templates.add('safe-settings', 'Flows', { Type: bucket });
        templates.add('safe-settings', 'ToBucket', {
          Type: 'AWS::EC2::FlowLog',
          Properties: { LogDestinationType: 's3', LogDestination: { 'Fn::GetAtt': ['Flows', 'Arn'] } },
        });
      },
    },
  },
];
