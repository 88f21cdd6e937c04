import { type CfnResource, RemovalPolicy } from 'aws-cdk-lib';
import type { Tenancy } from './tenancy.ts';

/**
 * Outlives its stack in production and goes with it in a trial. A first deployment that fails takes back even in production what it
 * just made: plain `Retain` would leave it, under the very name that the next attempt needs.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
 */
export const keptInProduction = ({ stage }: Tenancy, ...resources: readonly CfnResource[]): void => {
  const policy = stage === 'production' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
  for (const resource of resources) resource.applyRemovalPolicy(policy);
};
