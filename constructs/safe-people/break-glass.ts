import { Stack } from 'aws-cdk-lib';
import { ArnPrincipal, CfnRole, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { nameOf, type Tenancy } from '../tenancy.ts';
import { breakGlassRoleName } from './gate-names.ts';

export interface BreakGlassProps {
  readonly tenancy: Tenancy;
  /** ARN of the one identity that may become it, from the deployment file. */
  readonly trusted: string;
}

/** The session tag that says why. */
export const reasonTag = 'tre:reason';

/** Seconds since the second factor was proved: whoever breaks the glass has the token in hand. */
const factorAgeAtMost = '900';

/**
 * For the day on which nobody is in the register who could let anybody in. It invokes the function that founds the register, once in the life of
 * an environment, and nothing else: it reads no register, no record and no log, so that a stolen session founds nothing a second time.
 * Becoming it raises an alarm. Who (`SourceIdentity`) and why (the tag) are demanded, recorded by CloudTrail and cannot be changed later.
 *
 * `aws:MultiFactorAuthPresent` is there only where STS itself saw the factor: in sessions of an IAM user, from GetSessionToken or with the code in
 * AssumeRole. A role that assumes this one, from Identity Center too, brings no such key and is refused, however it was signed in;
 * which is why the deployment file names a user, as AWS advises for emergencies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
export class BreakGlass extends Construct {
  constructor(scope: Construct, id: string, { tenancy, trusted }: BreakGlassProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const factor = {
      Bool: { 'aws:MultiFactorAuthPresent': 'true' },
      NumericLessThan: { 'aws:MultiFactorAuthAge': factorAgeAtMost },
    };
    const named = { 'sts:SourceIdentity': '?*' };
    const reason = { [`aws:RequestTag/${reasonTag}`]: '????????*' };
    const oneTag = { 'ForAllValues:StringEquals': { 'aws:TagKeys': [reasonTag] } };
    const may = (sid: string, action: string, conditions: Record<string, object>) =>
      new PolicyStatement({
        sid,
        effect: Effect.ALLOW,
        principals: [new ArnPrincipal(trusted)],
        actions: [action],
        conditions: { ...factor, ...conditions },
      });
    const role = new CfnRole(this, 'Role', {
      roleName: breakGlassRoleName(tenancy),
      description: 'Founds the register with its first two officers, in an emergency, by name and with a reason',
      maxSessionDuration: 3600,
      assumeRolePolicyDocument: new PolicyDocument({
        statements: [
          may('WithASecondFactor', 'sts:AssumeRole', { StringLike: { ...named, ...reason }, ...oneTag }),
          may('InAPersonsName', 'sts:SetSourceIdentity', { StringLike: named }),
          may('WithAReason', 'sts:TagSession', { StringLike: reason, ...oneTag }),
        ],
      }),
      policies: [
        {
          policyName: 'founding',
          policyDocument: new PolicyDocument({
            statements: [
              new PolicyStatement({
                sid: 'FoundTheRegister',
                effect: Effect.ALLOW,
                actions: ['lambda:InvokeFunction'],
                resources: [
                  stack.formatArn({ service: 'lambda', resource: `function:${nameOf(tenancy, 'founding')}` }),
                ],
              }),
            ],
          }),
        },
      ],
    });
    role.overrideLogicalId('BreakGlassRole');
  }
}
