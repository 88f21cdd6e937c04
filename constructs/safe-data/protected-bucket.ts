import { Stack } from 'aws-cdk-lib';
import { PolicyDocument, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { CfnBucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { keptInProduction } from '../kept.ts';
import { purgeRoleName } from '../safe-settings/purge.ts';
import { secureTransport } from '../safe-settings/secure-transport.ts';
import { bucketNameOf, type Tenancy } from '../tenancy.ts';
import { perimeterStatements } from './bucket-perimeter.ts';
import { noSignedLinks } from './no-signed-links.ts';

export interface ProtectedBucketProps {
  readonly tenancy: Tenancy;
  /** The bucket is named `tre-<deployment>-<nouns>` plus account and region: decision 003. */
  readonly nouns: readonly string[];
  readonly keyArn: string;
  readonly vpcId: string;
  readonly accessLogsBucketName: string;
  /** Last part of the stack's name, by which its purge function is called in a trial. */
  readonly stackNoun: string;
  readonly lifecycle: readonly CfnBucket.RuleProperty[];
  /** Whether S3 tells EventBridge of every change: malware protection and AWS Backup want it. */
  readonly tellsEventBridge: boolean;
  /** Roles that act from AWS's network, not ours. @default none */
  readonly outsideRoleNames?: readonly string[];
  /** Roles besides the deployer that may set notifications or inventories. @default none */
  readonly configuringRoleNames?: readonly string[];
  /** Whether CloudFormation itself writes something here, from outside the network; `statements` must say what. @default false */
  readonly deployerWrites?: boolean;
  /** Years during which nobody, root included, deletes or overwrites a version; a day that can be lifted in a trial. @default - nothing is locked */
  readonly lockYears?: number;
  /** Statements of this zone alone, by the bucket's ARN. @default none */
  readonly statements?: (bucketArn: string) => readonly PolicyStatement[];
}

/** Of a bucket's name, with the account and region that S3 adds. */
const longestName = 63;

/**
 * A store of data that nobody reaches from outside the network, without TLS, under another key, or by changing its settings. Every
 * version is kept until its lifecycle ends it, and every access is logged.
 */
export class ProtectedBucket extends Construct {
  readonly bucket: CfnBucket;
  readonly policy: CfnBucketPolicy;

  constructor(scope: Construct, id: string, props: ProtectedBucketProps) {
    super(scope, id);
    const { tenancy, nouns, keyArn, vpcId, accessLogsBucketName, stackNoun, lifecycle, tellsEventBridge } = props;
    const { outsideRoleNames = [], configuringRoleNames = [], deployerWrites = false, statements = () => [] } = props;
    const { lockYears } = props;
    const stack = Stack.of(this);
    const trial = tenancy.stage === 'trial';
    const name = bucketNameOf(stack, tenancy, ...nouns);
    if (name.length > longestName) {
      throw new Error(`${name} is longer than ${longestName} characters; shorten the project or deployment id`);
    }

    this.bucket = new CfnBucket(this, 'Bucket', {
      bucketName: name,
      bucketNamespace: 'account-regional',
      bucketEncryption: {
        serverSideEncryptionConfiguration: [
          {
            bucketKeyEnabled: true,
            serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: keyArn },
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
      ...(lockYears === undefined ? {} : locked(trial, lockYears)),
      loggingConfiguration: { destinationBucketName: accessLogsBucketName, logFilePrefix: `${nouns.join('-')}/` },
      lifecycleConfiguration: {
        rules: [
          { id: 'abandoned-uploads', status: 'Enabled', abortIncompleteMultipartUpload: { daysAfterInitiation: 1 } },
          ...lifecycle,
        ],
      },
      ...(tellsEventBridge
        ? { notificationConfiguration: { eventBridgeConfiguration: { eventBridgeEnabled: true } } }
        : {}),
    });
    this.bucket.overrideLogicalId(`${id}Bucket`);

    const bucketArn = this.bucket.attrArn;
    const purging = trial ? [purgeRoleName(tenancy, stackNoun)] : [];
    this.policy = new CfnBucketPolicy(this, 'Policy', {
      bucket: this.bucket.ref,
      policyDocument: new PolicyDocument({
        statements: [
          ...secureTransport(bucketArn),
          noSignedLinks(bucketArn),
          ...perimeterStatements({
            stack,
            tenancy,
            bucketArn,
            keyArn,
            vpcId,
            outsideRoleNames: [...outsideRoleNames, ...purging],
            configuringRoleNames,
            deployerWrites,
          }),
          ...statements(bucketArn),
        ],
      }),
    });
    this.policy.overrideLogicalId(`${id}BucketPolicy`);
    keptInProduction(tenancy, this.bucket, this.policy);
  }
}

/** What an upload does not say for itself. A trial's day can be lifted, by whoever purges it. */
const locked = (trial: boolean, years: number) => ({
  objectLockEnabled: true,
  objectLockConfiguration: {
    objectLockEnabled: 'Enabled',
    rule: { defaultRetention: trial ? { mode: 'GOVERNANCE', days: 1 } : { mode: 'COMPLIANCE', years } },
  },
});
