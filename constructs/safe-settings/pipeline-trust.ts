import { ArnPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/**
 * One role may become this one, in its own name. An external id means that somebody acts for somebody else, which a deployment never does.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export const onlyFrom = (roleArn: string): PolicyDocument =>
  new PolicyDocument({
    statements: [
      new PolicyStatement({
        sid: 'ThePipelineAlone',
        effect: Effect.ALLOW,
        principals: [new ArnPrincipal(roleArn)],
        actions: ['sts:AssumeRole'],
        conditions: { Null: { 'sts:ExternalId': 'true' } },
      }),
      new PolicyStatement({
        sid: 'WithTagsOfItsSession',
        effect: Effect.ALLOW,
        principals: [new ArnPrincipal(roleArn)],
        actions: ['sts:TagSession'],
      }),
    ],
  });
