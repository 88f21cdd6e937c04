import { ListWorkGroupsCommand, UpdateWorkGroupCommand } from '@aws-sdk/client-athena';
import { PutRolePermissionsBoundaryCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { resultsBucket } from './results-bucket.ts';
import type { Stage } from './stage.ts';
import { physicalIds } from './stored.ts';

/** Sets by API the permissions boundaries that the emulator's CloudFormation drops. Then it heeds them. */
export async function putBoundaries({ clients, deployed }: Stage): Promise<number> {
  let put = 0;
  for (const [stack, { Resources }] of deployed) {
    const roles = Object.entries(Resources).filter(
      ([, { Type, Properties = {} }]) => Type === 'AWS::IAM::Role' && Properties.PermissionsBoundary !== undefined,
    );
    if (roles.length === 0) continue;
    const ids = await physicalIds(clients, stack);
    for (const [id, { Properties = {} }] of roles) {
      const boundary = Properties.PermissionsBoundary;
      if (typeof boundary !== 'string') throw new Error(`${stack}/${id}: a boundary that is not a plain ARN`);
      await clients.iam.send(
        new PutRolePermissionsBoundaryCommand({ RoleName: ids.get(id), PermissionsBoundary: boundary }),
      );
      put += 1;
    }
  }
  return put;
}

/** The emulator's CloudFormation loses the policy of the role that deploys: `AdministratorAccess`, which `cdk bootstrap` attaches. */
export const giveTheDeployerItsRights = ({
  clients: { iam },
  deployment: { aws },
}: Pick<Stage, 'clients' | 'deployment'>): Promise<unknown> =>
  iam.send(
    new PutRolePolicyCommand({
      RoleName: deployingRole(aws),
      PolicyName: 'administrator-access',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
      }),
    }),
  );

/** Name of the role with which CloudFormation deploys. */
export const deployingRole = ({ account, region, bootstrapQualifier }: Stage['deployment']['aws']): string =>
  `cdk-${bootstrapQualifier}-cfn-exec-role-${account}-${region}`;

/**
 * On AWS a trust policy that names a role of its own account is enough for that role to assume it; the emulator also wants the right in
 * the role's own policies. It is lent for the rehearsal.
 */
export const lendTheBrokerItsRight = ({ clients: { iam }, deployment }: Stage): Promise<unknown> =>
  iam.send(
    new PutRolePolicyCommand({
      RoleName: `tre-${deployment.id}-broker`,
      PolicyName: 'lent-for-the-rehearsal',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'], Resource: '*' },
        ],
      }),
    }),
  );

/** The broker names no place for results, as managed ones have none; the emulator takes the workgroup's. */
export async function giveProjectsAPlaceForResults({ clients: { athena }, deployment }: Stage): Promise<number> {
  const { WorkGroups = [] } = await athena.send(new ListWorkGroupsCommand({}));
  const ours = WorkGroups.filter(({ Name = '' }) => Name.startsWith(`tre-${deployment.id}-project-`));
  for (const { Name } of ours) {
    const OutputLocation = `s3://${resultsBucket}/`;
    await athena.send(
      new UpdateWorkGroupCommand({
        WorkGroup: Name,
        ConfigurationUpdates: { ResultConfigurationUpdates: { OutputLocation } },
      }),
    );
  }
  return ours.length;
}
