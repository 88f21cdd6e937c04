import { Stack, Validations } from 'aws-cdk-lib';
import type { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { IConstruct } from 'constructs';

/**
 * Says why a resource pattern in a policy of `holder` is as narrow as it can be; the reason reaches the evidence. Each pattern needs
 * a reason of its own, and a pattern that nobody finds any more is an error of the compliance run.
 */
export const acknowledgeWildcard = (holder: IConstruct, resource: string, reason: string): void =>
  Validations.of(holder).acknowledge({ id: `AwsSolutions::AwsSolutions-IAM5[Resource::${resource}]`, reason });

/** How cdk-nag writes the ARN of a bucket of the same stack; its logical id must be fixed already. */
export const arnInFindings = (bucket: CfnBucket): string => `<${Stack.of(bucket).resolve(bucket.logicalId)}.Arn>`;
