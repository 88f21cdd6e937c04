import type { Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { deployerRoleArn, roleArn, type Tenancy } from '../tenancy.ts';

export interface Perimeter {
  readonly stack: Stack;
  readonly tenancy: Tenancy;
  readonly bucketArn: string;
  readonly keyArn: string;
  readonly vpcId: string;
  /** Roles that act from AWS's own network, so neither from ours nor as a forwarding service. */
  readonly outsideRoleNames: readonly string[];
  /** Roles besides the deployer that a service makes change the bucket's notifications or inventory. */
  readonly configuringRoleNames: readonly string[];
  /** Whether the deployer writes objects; another statement must then say which. */
  readonly deployerWrites: boolean;
}

/** Everything that reads, writes, lists or deletes what is in the bucket. */
const dataActions = [
  's3:AbortMultipartUpload',
  's3:BypassGovernanceRetention',
  's3:DeleteObject*',
  's3:GetObject*',
  's3:ListBucketMultipartUploads',
  's3:ListBucketVersions',
  's3:ListMultipartUploadParts',
  's3:PutObject*',
  's3:ReplicateDelete',
  's3:ReplicateObject',
  's3:RestoreObject',
  's3:UpdateObjectEncryption',
];

/** Everything that could open the bucket, copy it away or let it forget. */
const configurationActions = [
  's3:CreateBucketMetadataTableConfiguration',
  's3:DeleteBucket',
  's3:DeleteBucketPolicy',
  's3:PutAccelerateConfiguration',
  's3:PutAnalyticsConfiguration',
  's3:PutBucket*',
  's3:PutEncryptionConfiguration',
  's3:PutIntelligentTieringConfiguration',
  's3:PutInventoryConfiguration',
  's3:PutLifecycleConfiguration',
  's3:PutMetricsConfiguration',
  's3:PutReplicationConfiguration',
  's3:UpdateBucketMetadata*',
];

/**
 * Who may come from where. The condition keys of one statement are joined by "and": data is denied only to a call that is neither from
 * our VPC, nor forwarded by a service for a caller who has the right (Athena reads that way, from its own network), nor
 * made by a service, nor by one of the named roles.
 * https://docs.aws.amazon.com/athena/latest/ug/s3-permissions.html
 */
export function perimeterStatements(perimeter: Perimeter): PolicyStatement[] {
  const { stack, tenancy, bucketArn, keyArn, vpcId, outsideRoleNames, configuringRoleNames } = perimeter;
  const deployer = deployerRoleArn(stack, tenancy);
  const everybody = [new AnyPrincipal()];
  const both = [bucketArn, `${bucketArn}/*`];
  const outsiders = outsideRoleNames.map((name) => roleArn(stack, name));
  const writing = perimeter.deployerWrites ? [deployer, ...outsiders] : outsiders;
  const configuring = [deployer, ...configuringRoleNames.map((name) => roleArn(stack, name))];
  return [
    new PolicyStatement({
      sid: 'DenyOtherNetworks',
      effect: Effect.DENY,
      principals: everybody,
      actions: dataActions,
      resources: both,
      conditions: fromElsewhere(vpcId, writing),
    }),
    // CloudFormation asks whether a bucket is there (HeadBucket) whenever it reads or changes it.
    new PolicyStatement({
      sid: 'DenyListingElsewhere',
      effect: Effect.DENY,
      principals: everybody,
      actions: ['s3:ListBucket'],
      resources: both,
      conditions: fromElsewhere(vpcId, [deployer, ...outsiders]),
    }),
    new PolicyStatement({
      sid: 'DenyReconfiguration',
      effect: Effect.DENY,
      principals: everybody,
      actions: configurationActions,
      resources: [bucketArn],
      conditions: { ArnNotLike: { 'aws:PrincipalArn': configuring } },
    }),
    // An upload may name no key, for the bucket's default is the right one; what it names must be that one.
    new PolicyStatement({
      sid: 'DenyOtherKeys',
      effect: Effect.DENY,
      principals: everybody,
      actions: ['s3:PutObject', 's3:UpdateObjectEncryption'],
      resources: [`${bucketArn}/*`],
      conditions: {
        StringNotEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': keyArn },
        Null: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'false' },
      },
    }),
    // Asked for aws:kms without a key, S3 takes the key that AWS manages for the account, not the default of the bucket.
    new PolicyStatement({
      sid: 'DenyUnnamedKey',
      effect: Effect.DENY,
      principals: everybody,
      actions: ['s3:PutObject'],
      resources: [`${bucketArn}/*`],
      conditions: {
        StringEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' },
        Null: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'true' },
      },
    }),
    new PolicyStatement({
      sid: 'DenyOtherEncryption',
      effect: Effect.DENY,
      principals: everybody,
      actions: ['s3:PutObject'],
      resources: [`${bucketArn}/*`],
      conditions: {
        StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' },
        Null: { 's3:x-amz-server-side-encryption': 'false' },
      },
    }),
  ];
}

/** Neither from our VPC, nor forwarded or made by a service, nor by a role that is named. */
const fromElsewhere = (vpcId: string, exempt: readonly string[]) => ({
  StringNotEqualsIfExists: { 'aws:SourceVpc': vpcId },
  BoolIfExists: { 'aws:ViaAWSService': 'false', 'aws:PrincipalIsAWSService': 'false' },
  ...(exempt.length === 0 ? {} : { ArnNotLikeIfExists: { 'aws:PrincipalArn': [...exempt] } }),
});
