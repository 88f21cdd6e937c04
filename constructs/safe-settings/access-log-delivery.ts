import type { Stack } from 'aws-cdk-lib';
import { Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';

/** S3 may deliver the access logs of buckets of this account that bear one of these names or patterns, and of no other. */
export const accessLogDelivery = (stack: Stack, bucketArn: string, sources: readonly string[]): PolicyStatement =>
  new PolicyStatement({
    sid: 'AccessLogDelivery',
    effect: Effect.ALLOW,
    principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
    actions: ['s3:PutObject'],
    resources: [`${bucketArn}/*`],
    conditions: {
      StringEquals: { 'aws:SourceAccount': stack.account },
      ArnLike: {
        'aws:SourceArn': sources.map((resource) =>
          stack.formatArn({ service: 's3', region: '', account: '', resource }),
        ),
      },
    },
  });
