import { Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnBucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { keptInProduction } from '../kept.ts';
import { bucketNameOf, type Tenancy } from '../tenancy.ts';
import { secureTransport } from './secure-transport.ts';

export interface LogBucketProps {
  readonly tenancy: Tenancy;
  /** The bucket is named `tre-<deployment>-<noun>` plus account and region. */
  readonly noun: string;
  /** ARN of its key; `undefined` only for access logs, whose delivery is safest under S3's own key. */
  readonly keyArn: string | undefined;
  /** Years during which nobody, root included, can delete or overwrite a version. `undefined`: AWS refuses a lock there. */
  readonly lockYears: number | undefined;
  /** Days until an object may go, where nothing is locked. */
  readonly keepDays: number;
  /** Where its own access is logged. `undefined` for the access-log bucket itself: logging it would never end. */
  readonly accessLogsBucketName: string | undefined;
  /** ARNs of roles that may empty it; in trials only. */
  readonly purgeRoleArns: readonly string[];
  /** What its log source may do. */
  readonly statements: (bucketArn: string) => readonly PolicyStatement[];
}

/**
 * A store that services write and few read: versioned, closed to the public, TLS only, and nobody deletes.
 * Delete markers are not protected by Object Lock, hence the deny.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html
 */
export class LogBucket extends Construct {
  readonly bucket: CfnBucket;
  /** Log sources must depend on it: delivery that starts first writes a policy of its own, and ours then fails. */
  readonly policy: CfnBucketPolicy;

  constructor(scope: Construct, id: string, props: LogBucketProps) {
    super(scope, id);
    const { tenancy, noun, keyArn, lockYears, keepDays, accessLogsBucketName, purgeRoleArns, statements } = props;
    const production = tenancy.stage === 'production';

    this.bucket = new CfnBucket(this, 'Bucket', {
      bucketName: bucketNameOf(Stack.of(this), tenancy, noun),
      bucketNamespace: 'account-regional',
      bucketEncryption: {
        serverSideEncryptionConfiguration: [
          keyArn === undefined
            ? { serverSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }
            : {
                bucketKeyEnabled: true,
                serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: keyArn },
              },
        ],
      },
      publicAccessBlockConfiguration: {
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      ownershipControls: { rules: [{ objectOwnership: 'BucketOwnerEnforced' }] },
      versioningConfiguration: { status: 'Enabled' },
      ...(lockYears === undefined
        ? {}
        : {
            objectLockEnabled: true,
            objectLockConfiguration: {
              objectLockEnabled: 'Enabled',
              rule: {
                defaultRetention: production
                  ? { mode: 'COMPLIANCE', years: lockYears }
                  : { mode: 'GOVERNANCE', days: 1 },
              },
            },
          }),
      ...(accessLogsBucketName === undefined
        ? {}
        : { loggingConfiguration: { destinationBucketName: accessLogsBucketName, logFilePrefix: `${noun}/` } }),
      lifecycleConfiguration: {
        rules: [
          {
            id: 'expire-after-retention',
            status: 'Enabled',
            expirationInDays: keepDays,
            noncurrentVersionExpiration: { noncurrentDays: 30 },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
          },
        ],
      },
    });
    this.bucket.overrideLogicalId(`${id}Bucket`);

    const arn = this.bucket.attrArn;
    this.policy = new CfnBucketPolicy(this, 'Policy', {
      bucket: this.bucket.ref,
      policyDocument: new PolicyDocument({
        statements: [
          ...secureTransport(arn),
          new PolicyStatement({
            sid: 'DenyDeletion',
            effect: Effect.DENY,
            principals: [new AnyPrincipal()],
            actions: [
              's3:DeleteObject',
              's3:DeleteObjectVersion',
              's3:BypassGovernanceRetention',
              's3:PutBucketObjectLockConfiguration',
              's3:PutObjectLegalHold',
              's3:PutObjectRetention',
            ],
            resources: [arn, `${arn}/*`],
            ...(purgeRoleArns.length === 0
              ? {}
              : { conditions: { ArnNotEquals: { 'aws:PrincipalArn': [...purgeRoleArns] } } }),
          }),
          ...statements(arn),
        ],
      }),
    });
    this.policy.overrideLogicalId(`${id}BucketPolicy`);
    keptInProduction(tenancy, this.bucket, this.policy);
  }
}
