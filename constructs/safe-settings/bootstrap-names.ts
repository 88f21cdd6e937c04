import type { Stack } from 'aws-cdk-lib';
import { deployerRoleArn, roleArn, type Tenancy } from '../tenancy.ts';

/** What the CDK's synthesiser calls the roles of a bootstrap. Nothing else would be found. */
export type DeploymentRole = 'deploy' | 'file-publishing' | 'lookup' | 'cfn-exec';

export const bootstrapRoleName = (stack: Stack, tenancy: Tenancy, role: DeploymentRole): string =>
  `cdk-${tenancy.qualifier}-${role}-role-${stack.account}-${stack.region}`;

export const bootstrapRoleArn = (stack: Stack, tenancy: Tenancy, role: Exclude<DeploymentRole, 'cfn-exec'>): string =>
  roleArn(stack, bootstrapRoleName(stack, tenancy, role));

export const executionRoleArn = deployerRoleArn;

/** Where synthesis says that functions take their code. */
export const assetBucketName = (stack: Stack, { qualifier }: Tenancy): string =>
  `cdk-${qualifier}-assets-${stack.account}-${stack.region}`;

export const bootstrapVersionName = ({ qualifier }: Tenancy): string => `/cdk-bootstrap/${qualifier}/version`;

/** The account's one stack of this name is what `cdk bootstrap` writes; another qualifier stands beside it. */
export const toolkitStackName = ({ qualifier }: Tenancy): string =>
  qualifier === 'hnb659fds' ? 'CDKToolkit' : `CDKToolkit-${qualifier}`;
