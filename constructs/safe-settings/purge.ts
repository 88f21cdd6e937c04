import { Duration } from 'aws-cdk-lib';
import { Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { CfnBucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { nameOf, type Tenancy } from '../tenancy.ts';
import { acknowledgeWildcard, arnInFindings } from '../wildcards.ts';
import { SettingsFunction } from './settings-function.ts';

/** Bucket policies that keep strangers out must let this role list and delete. */
export const purgeRoleName = (tenancy: Tenancy, stackNoun: string): string => nameOf(tenancy, 'purge', stackNoun);

export interface PurgeProps {
  readonly tenancy: Tenancy;
  /** Last part of the stack's name. */
  readonly stackNoun: string;
  readonly buckets: readonly { readonly bucket: CfnBucket; readonly policy: CfnBucketPolicy }[];
  /** ARN of the key of the function's log group. */
  readonly logKey: string;
}

/**
 * Empties the buckets of a trial when their stack is removed, governance locks included, so that a failed first run leaves nothing
 * behind. It can list and delete, never read or write. Constructed in trials only.
 */
export class Purge extends Construct {
  constructor(scope: Construct, id: string, { tenancy, stackNoun, buckets, logKey }: PurgeProps) {
    super(scope, id);
    if (tenancy.stage !== 'trial')
      throw new Error(`${this.node.path} must not exist in production: nothing may purge real records`);
    const arns = buckets.map(({ bucket }) => bucket.attrArn);
    const purging = new SettingsFunction(this, 'Function', {
      tenancy,
      bundle: 'safe-settings/purge',
      name: `purge-${stackNoun}`,
      logKey,
      timeout: Duration.minutes(15),
      statements: [
        new PolicyStatement({ effect: Effect.ALLOW, actions: ['s3:ListBucketVersions'], resources: arns }),
        new PolicyStatement({
          effect: Effect.ALLOW,
          actions: ['s3:DeleteObject', 's3:DeleteObjectVersion', 's3:BypassGovernanceRetention'],
          resources: arns.map((arn) => `${arn}/*`),
        }),
      ],
    });
    buckets.forEach(({ bucket, policy }, index) => {
      acknowledgeWildcard(
        purging,
        `${arnInFindings(bucket)}/*`,
        `Emptying ${arnInFindings(bucket)} of a trial means every object in it; the role can neither read nor write one`,
      );
      const resource = purging.resource(`Bucket${index}`, { bucket: bucket.ref });
      // Removed before the policy, which lets the function in, and before the bucket.
      resource.node.addDependency(policy);
    });
  }
}
