import type { Estate, Json, Resource } from './estate.ts';
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
  const byResource = new Map(roles(estate).map((role) => [role.resource, role]));
  const roleAt = (reference: Json | undefined) => {
    const resource = estate.find(reference);
    return resource && byResource.get(resource);
  };
  return estate.ofType('AWS::Lambda::Function').map((resource) => ({
    resource,
    inVpc: list(at(resource, 'VpcConfig.SubnetIds')).length > 0,
    role: roleAt(resource.properties.Role),
  }));
}
