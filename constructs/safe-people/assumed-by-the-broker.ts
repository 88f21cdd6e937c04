import type { Stack } from 'aws-cdk-lib';
import { ArnPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { brokerRoleName, roleArn, type Tenancy } from '../tenancy.ts';

/** The session tag by which a session says for which project it was made. */
export const projectTag = 'tre:project';

/**
 * Only the broker, only in a person's name, only for this project. All three actions happen in one call, and the conditions hold for
 * each: a session without SourceIdentity or with another tag is refused.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
export const assumedByTheBroker = (stack: Stack, tenancy: Tenancy, project: string): PolicyDocument =>
  new PolicyDocument({
    statements: [
      new PolicyStatement({
        sid: 'BrokerForAPerson',
        effect: Effect.ALLOW,
        principals: [new ArnPrincipal(roleArn(stack, brokerRoleName(tenancy)))],
        actions: ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'],
        conditions: {
          StringLike: { 'sts:SourceIdentity': '?*' },
          StringEquals: { [`aws:RequestTag/${projectTag}`]: project },
          'ForAllValues:StringEquals': { 'aws:TagKeys': [projectTag] },
        },
      }),
    ],
  });
