import type { Template } from '../left-out/template.ts';
import { administratorRole } from '../table/who.ts';
import { deployingRole } from '../target/put-back.ts';
import type { Stage } from '../target/stage.ts';

export const broughtAlong = 'brought-along';

const statement = (Action: string | readonly string[], more: object = {}) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*', ...more }],
});

const trusting = (Principal: object) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }],
});

/**
 * What the account holds beside the deployment, as a template, so that both evaluators see the same: an administrator, the role that
 * deploys, the organisation's boundary, and the right that the broker is lent (target/prepare.ts, target/put-back.ts, table/).
 */
export function whatWasBrought({ deployment, account }: Stage): Template {
  const { permissionsBoundary } = deployment.aws;
  const administrator = ['arn', 'aws', 'iam', '', 'aws', 'policy/AdministratorAccess'].join(':');
  return {
    Resources: {
      Administrator: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: administratorRole,
          AssumeRolePolicyDocument: trusting({ AWS: account }),
          Policies: [{ PolicyName: 'everything', PolicyDocument: statement('*') }],
        },
      },
      Deployer: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: deployingRole(deployment.aws),
          AssumeRolePolicyDocument: trusting({ Service: 'cloudformation.amazonaws.com' }),
          ManagedPolicyArns: [administrator],
        },
      },
      LentToTheBroker: {
        Type: 'AWS::IAM::Policy',
        Properties: {
          PolicyName: 'lent-for-the-rehearsal',
          Roles: [`tre-${deployment.id}-broker`],
          PolicyDocument: statement(['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession']),
        },
      },
      ...(permissionsBoundary === undefined
        ? {}
        : {
            Boundary: {
              Type: 'AWS::IAM::ManagedPolicy',
              Properties: {
                ManagedPolicyName: permissionsBoundary,
                PolicyDocument: {
                  Version: '2012-10-17',
                  Statement: [
                    { Effect: 'Allow', Action: '*', Resource: '*' },
                    { Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' },
                  ],
                },
              },
            },
          }),
    },
  };
}
