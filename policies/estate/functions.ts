import type { Estate, Resource } from './estate.ts';
import { type Role, roles } from './principals.ts';
import { at, list } from './values.ts';

export interface LambdaFunction {
  readonly resource: Resource;
  /** Runs in subnets of a VPC. Otherwise in AWS's network, with the internet. */
  readonly inVpc: boolean;
  /** The role, when it is a resource of the estate. */
  readonly role: Role | undefined;
}

export function functions(estate: Estate): readonly LambdaFunction[] {
  const all = roles(estate);
  return estate.ofType('AWS::Lambda::Function').map((resource) => ({
    resource,
    inVpc: list(at(resource, 'VpcConfig.SubnetIds')).length > 0,
    role: all.find((role) => role.resource === estate.find(resource.properties.Role)),
  }));
}
