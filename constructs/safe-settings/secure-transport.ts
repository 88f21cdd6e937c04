import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** Nobody reaches the bucket without TLS 1.2, whoever they are. Two statements, for conditions of one are joined by "and". */
export const secureTransport = (bucketArn: string): PolicyStatement[] => {
  const everything = { principals: [new AnyPrincipal()], actions: ['s3:*'], resources: [bucketArn, `${bucketArn}/*`] };
  return [
    new PolicyStatement({
      sid: 'DenyWithoutTls',
      effect: Effect.DENY,
      ...everything,
      conditions: { Bool: { 'aws:SecureTransport': 'false' } },
    }),
    new PolicyStatement({
      sid: 'DenyOldTls',
      effect: Effect.DENY,
      ...everything,
      conditions: { NumericLessThan: { 's3:TlsVersion': '1.2' } },
    }),
  ];
};
