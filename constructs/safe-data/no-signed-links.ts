import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/**
 * Nobody reads or writes by a link that somebody else signed, in an address or in a form: a link is good for whoever holds it, for up to seven days, and
 * the register is not asked. AWS's own services sign in the header, and where one sends no such key at all the statement does not meet it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html
 */
export const noSignedLinks = (bucketArn: string): PolicyStatement =>
  new PolicyStatement({
    sid: 'DenySignedLinks',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['s3:*'],
    resources: [bucketArn, `${bucketArn}/*`],
    conditions: { StringEquals: { 's3:authType': ['REST-QUERY-STRING', 'POST'] } },
  });
