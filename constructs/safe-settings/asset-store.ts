import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import {
  AccountRootPrincipal,
  AnyPrincipal,
  ArnPrincipal,
  Effect,
  PolicyDocument,
  PolicyStatement,
} from 'aws-cdk-lib/aws-iam';
import { CfnAlias, CfnKey } from 'aws-cdk-lib/aws-kms';
import { CfnBucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { nameOf, type Tenancy } from '../tenancy.ts';
import { accessLogDelivery } from './access-log-delivery.ts';
import { assetBucketName } from './bootstrap-names.ts';
import { LogBucket } from './log-bucket.ts';
import { secureTransport } from './secure-transport.ts';

export interface AssetStoreProps {
  readonly tenancy: Tenancy;
  /** ARNs of the roles that publish, and of those that only fetch. */
  readonly writer: string;
  readonly readers: readonly string[];
}

/**
 * Where templates and the code of functions wait for their deployment: one role writes, under a key of its own, and nobody deletes a
 * version, so that an assessor still finds what was deployed. Its access is logged here, for the bootstrap comes before every other stack.
 */
export class AssetStore extends Construct {
  readonly bucket: CfnBucket;
  readonly keyArn: string;
  readonly key: CfnKey;

  constructor(scope: Construct, id: string, { tenancy, writer, readers }: AssetStoreProps) {
    super(scope, id);
    const stack = Stack.of(this);
    this.key = new CfnKey(this, 'Key', {
      description: `Templates and code that wait for the deployment of ${nameOf(tenancy)}`,
      enableKeyRotation: true,
      pendingWindowInDays: 30,
      keyPolicy: keyPolicy(stack, writer, readers),
    });
    this.key.overrideLogicalId('AssetKey');
    this.key.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.keyArn = this.key.attrArn;
    new CfnAlias(this, 'Alias', {
      aliasName: `alias/${nameOf(tenancy, 'assets')}`,
      targetKeyId: this.key.attrKeyId,
    }).overrideLogicalId('AssetKeyAlias');

    const logs = new LogBucket(this, 'AssetAccessLogs', {
      tenancy,
      noun: 'asset-access-logs',
      keyArn: undefined,
      lockYears: undefined,
      keepDays: 400,
      accessLogsBucketName: undefined,
      purgeRoleArns: [],
      statements: (arn) => [accessLogDelivery(stack, arn, [assetBucketName(stack, tenancy)])],
    });

    this.bucket = new CfnBucket(this, 'Bucket', {
      bucketName: assetBucketName(stack, tenancy),
      bucketEncryption: {
        serverSideEncryptionConfiguration: [
          {
            bucketKeyEnabled: true,
            serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: this.keyArn },
            blockedEncryptionTypes: { encryptionType: ['SSE-C'] },
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
      loggingConfiguration: { destinationBucketName: logs.bucket.ref, logFilePrefix: 'assets/' },
      lifecycleConfiguration: {
        rules: [
          {
            id: 'superseded-versions',
            status: 'Enabled',
            noncurrentVersionExpiration: { noncurrentDays: 90 },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
          },
        ],
      },
    });
    this.bucket.overrideLogicalId('StagingBucket');
    this.bucket.addResourceDependency(logs.policy);
    const policy = new CfnBucketPolicy(this, 'Policy', {
      bucket: this.bucket.ref,
      policyDocument: bucketPolicy(this.bucket.attrArn, writer),
    });
    policy.overrideLogicalId('StagingBucketPolicy');
    for (const kept of [this.bucket, policy]) kept.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  }
}

const bucketPolicy = (bucketArn: string, writer: string): PolicyDocument =>
  new PolicyDocument({
    statements: [
      ...secureTransport(bucketArn),
      new PolicyStatement({
        sid: 'OnlyThePipelinePublishes',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:PutObject', 's3:PutObjectAcl', 's3:PutObjectTagging', 's3:UpdateObjectEncryption'],
        resources: [`${bucketArn}/*`],
        conditions: { ArnNotEquals: { 'aws:PrincipalArn': writer } },
      }),
      new PolicyStatement({
        sid: 'NobodyDeletes',
        effect: Effect.DENY,
        principals: [new AnyPrincipal()],
        actions: ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:PutReplicationConfiguration'],
        resources: [bucketArn, `${bucketArn}/*`],
      }),
    ],
  });

/**
 * The account administers it, unlike every other key: whoever bootstraps makes it, before any role stands that could, and KMS demands that
 * a key's maker can still write its policy. It opens code and templates, never a record.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html
 */
function keyPolicy(stack: Stack, writer: string, readers: readonly string[]): PolicyDocument {
  const through = {
    StringEquals: { 'kms:CallerAccount': stack.account, 'kms:ViaService': `s3.${stack.region}.amazonaws.com` },
  };
  return new PolicyDocument({
    statements: [
      new PolicyStatement({
        sid: 'AccountAdministers',
        effect: Effect.ALLOW,
        principals: [new AccountRootPrincipal()],
        actions: [
          ...[
            'CancelKeyDeletion',
            'CreateAlias',
            'DeleteAlias',
            'DescribeKey',
            'DisableKeyRotation',
            'EnableKeyRotation',
          ],
          ...[
            'GetKeyPolicy',
            'GetKeyRotationStatus',
            'ListGrants',
            'ListKeyPolicies',
            'ListResourceTags',
            'PutKeyPolicy',
          ],
          ...[
            'RevokeGrant',
            'ScheduleKeyDeletion',
            'TagResource',
            'UntagResource',
            'UpdateAlias',
            'UpdateKeyDescription',
          ],
        ].map((action) => `kms:${action}`),
        resources: ['*'],
      }),
      new PolicyStatement({
        sid: 'PublishesThroughS3',
        effect: Effect.ALLOW,
        principals: [new ArnPrincipal(writer)],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        conditions: through,
      }),
      new PolicyStatement({
        sid: 'FetchThroughS3',
        effect: Effect.ALLOW,
        principals: readers.map((arn) => new ArnPrincipal(arn)),
        actions: ['kms:Decrypt'],
        resources: ['*'],
        conditions: through,
      }),
    ],
  });
}
