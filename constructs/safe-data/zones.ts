import { Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { purgeRoleName } from '../safe-settings/purge.ts';
import type { ZoneKeys } from '../safe-settings/zone-keys.ts';
import { deployerRoleArn, nameOf, roleArn, type Tenancy } from '../tenancy.ts';
import { ProtectedBucket } from './protected-bucket.ts';

export interface ZonesProps {
  readonly tenancy: Tenancy;
  readonly keys: ZoneKeys;
  readonly vpcId: string;
  readonly accessLogsBucketName: string;
}

const oldVersions = (noncurrentDays: number): CfnBucket.RuleProperty => ({
  id: 'old-versions',
  status: 'Enabled',
  noncurrentVersionExpiration: { noncurrentDays },
});

/** What waits to be checked goes by itself: a file nobody took on is not kept for want of a decision. */
const passing = (days: number): CfnBucket.RuleProperty[] => [
  { id: 'passing', status: 'Enabled', expirationInDays: days },
  oldVersions(7),
];

/**
 * The four places a record passes: landing (written, never read back), quarantine (scanned and checked), vault (identifiable, no human
 * reaches it), curated (de-identified tables). Each has a key of its own.
 */
export class Zones extends Construct {
  readonly landing: ProtectedBucket;
  readonly quarantine: ProtectedBucket;
  readonly vault: ProtectedBucket;
  readonly curated: ProtectedBucket;

  constructor(scope: Construct, id: string, { tenancy, keys, vpcId, accessLogsBucketName }: ZonesProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const common = { tenancy, vpcId, accessLogsBucketName, stackNoun: 'safe-data' };
    const backup = nameOf(tenancy, 'backup');
    const scan = nameOf(tenancy, 'malware-scan');
    const deployer = deployerRoleArn(stack, tenancy);
    const purging = tenancy.stage === 'trial' ? [roleArn(stack, purgeRoleName(tenancy, common.stackNoun))] : [];

    this.landing = new ProtectedBucket(this, 'Landing', {
      ...common,
      nouns: ['landing'],
      keyArn: keys.landing.arn,
      tellsEventBridge: true,
      lifecycle: passing(14),
      statements: (arn) => [writeOnly(arn, purging)],
    });
    this.quarantine = new ProtectedBucket(this, 'Quarantine', {
      ...common,
      nouns: ['quarantine'],
      keyArn: keys.quarantine.arn,
      tellsEventBridge: true,
      lifecycle: passing(30),
      outsideRoleNames: [scan],
      configuringRoleNames: [scan],
    });
    this.vault = new ProtectedBucket(this, 'Vault', {
      ...common,
      nouns: ['vault'],
      keyArn: keys.vault.arn,
      tellsEventBridge: true,
      lifecycle: [oldVersions(90)],
      outsideRoleNames: [backup],
      configuringRoleNames: [backup],
    });
    this.curated = new ProtectedBucket(this, 'Curated', {
      ...common,
      nouns: ['curated'],
      keyArn: keys.curated.arn,
      tellsEventBridge: true,
      lifecycle: [oldVersions(90)],
      outsideRoleNames: [backup],
      configuringRoleNames: [backup],
      deployerWrites: true,
      statements: (arn) => [metadataOnly(deployer, arn)],
    });
  }
}

/**
 * Whoever delivers a file cannot read one, not even their own. The ingest function that will is to be the one exception. Whoever empties
 * a trial lists versions, and reads none.
 */
const writeOnly = (bucketArn: string, mayList: readonly string[]): PolicyStatement =>
  new PolicyStatement({
    sid: 'DenyReadingBack',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['s3:GetObject*', 's3:ListBucket', 's3:ListBucketVersions'],
    resources: [bucketArn, `${bucketArn}/*`],
    conditions: {
      Bool: { 'aws:PrincipalIsAWSService': 'false' },
      ...(mayList.length === 0 ? {} : { ArnNotEquals: { 'aws:PrincipalArn': [...mayList] } }),
    },
  });

/**
 * Glue writes a table's metadata file with the deployer's rights, and the key of the zone cannot tell it from a record; this can.
 * Iceberg keeps metadata below `<table>/metadata/`, records below `<table>/data/`.
 */
const metadataOnly = (deployer: string, bucketArn: string): PolicyStatement =>
  new PolicyStatement({
    sid: 'DenyRecordsToDeployer',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['s3:GetObject*', 's3:PutObject*', 's3:DeleteObject*'],
    notResources: [`${bucketArn}/*/metadata/*`],
    conditions: { ArnEquals: { 'aws:PrincipalArn': deployer } },
  });
