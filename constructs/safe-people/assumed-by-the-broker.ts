import type { Stack } from 'aws-cdk-lib';
import { ArnPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { brokerRoleName, roleArn, type Tenancy } from '../tenancy.ts';

/** The session tag by which a session says for which project it was made. */
export const projectTag = 'tre:project';

/**
 * Only the broker, only in a person's name, only for this project. All three actions happen in one call, each judged with the condition
 * keys that STS documents for it: a session without SourceIdentity, without the tag or with another is refused.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
export const assumedByTheBroker = (stack: Stack, tenancy: Tenancy, project: string): PolicyDocument => {
  const named = { StringLike: { 'sts:SourceIdentity': '?*' } };
  const tagged = {
    StringEquals: { [`aws:RequestTag/${projectTag}`]: project },
    'ForAllValues:StringEquals': { 'aws:TagKeys': [projectTag] },
  };
  const broker = (sid: string, action: string, conditions: Record<string, object>) =>
    new PolicyStatement({
      sid,
      effect: Effect.ALLOW,
      principals: [new ArnPrincipal(roleArn(stack, brokerRoleName(tenancy)))],
      actions: [action],
      conditions,
    });
  return new PolicyDocument({
    statements: [
      broker('BrokerForAPerson', 'sts:AssumeRole', { ...named, ...tagged }),
      broker('InAPersonsName', 'sts:SetSourceIdentity', named),
      broker('ForThisProject', 'sts:TagSession', tagged),
    ],
  });
};
