import { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { nameOf, roleArn, type Tenancy } from '../tenancy.ts';
import { LogBucket } from './log-bucket.ts';
import { Purge, purgeRoleName } from './purge.ts';

export interface LogArchiveProps {
  readonly tenancy: Tenancy;
  readonly auditYears: number;
  /** ARN of the key of the trail, the records and the log groups. */
  readonly logKey: string;
  /** ARN of the only trail that may write; a fixed name, for the trail in turn needs the bucket. */
  readonly trailArn: string;
  /** Whether AWS Config delivers here; elsewhere the organisation has its history. */
  readonly recordsConfiguration: boolean;
}

/**
 * Separate stores, because one cannot take every log: CloudTrail and our own records under Object Lock; AWS Config and S3 access
 * logs, neither of which can be delivered into a locked bucket. https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export class LogArchive extends Construct {
  /** CloudTrail, locked. */
  readonly trail: LogBucket;
  /** Our own events, releases and hashes, locked. */
  readonly records: LogBucket;
  readonly accessLogs: LogBucket;
  /** History of AWS Config; undefined where the organisation records it. */
  readonly configuration: LogBucket | undefined;
  /** Empties them when a trial is removed; whatever delivers here must go first. */
  readonly purge: Purge | undefined;

  constructor(
    scope: Construct,
    id: string,
    { tenancy, auditYears, logKey, trailArn, recordsConfiguration }: LogArchiveProps,
  ) {
    super(scope, id);
    const stack = Stack.of(this);
    const trial = tenancy.stage === 'trial';
    const purgeRoleArns = trial ? [roleArn(stack, purgeRoleName(tenancy, 'safe-settings'))] : [];
    const keepDays = trial ? 30 : auditYears * 366 + 30;
    const common = { tenancy, purgeRoleArns, keepDays };

    this.accessLogs = new LogBucket(this, 'AccessLogs', {
      ...common,
      noun: 'access-logs',
      keyArn: undefined,
      lockYears: undefined,
      accessLogsBucketName: undefined,
      statements: (arn) => [
        new PolicyStatement({
          sid: 'AccessLogDelivery',
          effect: Effect.ALLOW,
          principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
          actions: ['s3:PutObject'],
          resources: [`${arn}/*`],
          conditions: {
            StringEquals: { 'aws:SourceAccount': stack.account },
            ArnLike: {
              'aws:SourceArn': stack.formatArn({
                service: 's3',
                region: '',
                account: '',
                resource: nameOf(tenancy, '*'),
              }),
            },
          },
        }),
      ],
    });
    const accessLogsBucketName = this.accessLogs.bucket.ref;

    this.trail = new LogBucket(this, 'Trail', {
      ...common,
      noun: 'trail',
      keyArn: logKey,
      lockYears: auditYears,
      accessLogsBucketName,
      statements: (arn) => cloudTrailDelivery(stack, arn, trailArn),
    });
    this.records = new LogBucket(this, 'Records', {
      ...common,
      noun: 'records',
      keyArn: logKey,
      lockYears: auditYears,
      accessLogsBucketName,
      statements: () => [],
    });
    this.configuration = recordsConfiguration
      ? new LogBucket(this, 'Configuration', {
          ...common,
          noun: 'config',
          keyArn: logKey,
          lockYears: undefined,
          accessLogsBucketName,
          statements: (arn) => configDelivery(stack, arn),
        })
      : undefined;
    const configuration = this.configuration === undefined ? [] : [this.configuration];
    for (const logged of [this.trail, this.records, ...configuration])
      logged.bucket.addResourceDependency(this.accessLogs.policy);

    const buckets = [this.accessLogs, this.trail, this.records, ...configuration];
    this.purge = trial ? new Purge(this, 'Purge', { tenancy, stackNoun: 'safe-settings', buckets, logKey }) : undefined;
  }
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
const cloudTrailDelivery = (stack: Stack, bucketArn: string, trailArn: string): PolicyStatement[] => {
  const service = { effect: Effect.ALLOW, principals: [new ServicePrincipal('cloudtrail.amazonaws.com')] };
  return [
    new PolicyStatement({
      sid: 'CloudTrailLooks',
      ...service,
      actions: ['s3:GetBucketAcl'],
      resources: [bucketArn],
      conditions: { StringEquals: { 'aws:SourceArn': trailArn } },
    }),
    new PolicyStatement({
      sid: 'CloudTrailWrites',
      ...service,
      actions: ['s3:PutObject'],
      resources: [`${bucketArn}/AWSLogs/${stack.account}/*`],
      conditions: { StringEquals: { 'aws:SourceArn': trailArn, 's3:x-amz-acl': 'bucket-owner-full-control' } },
    }),
  ];
};

/** https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html */
const configDelivery = (stack: Stack, bucketArn: string): PolicyStatement[] => {
  const service = { effect: Effect.ALLOW, principals: [new ServicePrincipal('config.amazonaws.com')] };
  const ours = { 'aws:SourceAccount': stack.account };
  return [
    new PolicyStatement({
      sid: 'ConfigLooks',
      ...service,
      actions: ['s3:GetBucketAcl', 's3:ListBucket'],
      resources: [bucketArn],
      conditions: { StringEquals: ours },
    }),
    new PolicyStatement({
      sid: 'ConfigWrites',
      ...service,
      actions: ['s3:PutObject'],
      resources: [`${bucketArn}/AWSLogs/${stack.account}/Config/*`],
      conditions: { StringEquals: { ...ours, 's3:x-amz-acl': 'bucket-owner-full-control' } },
    }),
  ];
};
