import type { Estate, Resource } from './estate.ts';
import { type Statement, statementsAt, statementsOf } from './statements.ts';
import { list, record } from './values.ts';
import { grouped, oncePerEstate } from './views.ts';

/** A role with every policy the templates give it. */
export interface Role {
  readonly resource: Resource;
  readonly trust: readonly Statement[];
  /** Inline, attached as `AWS::IAM::Policy` / `RolePolicy`, and managed policies of the estate. */
  readonly statements: readonly (Statement & { readonly holder: Resource })[];
  /** ARNs of managed policies that the estate does not hold: unknown rights. */
  readonly foreignPolicies: readonly string[];
  readonly boundary: Resource | undefined;
  /** The boundary as written; its resource may be outside the estate. */
  readonly boundaryArn: string | undefined;
}

export const roles: (estate: Estate) => readonly Role[] = oncePerEstate((estate) => {
  const attached = grouped(
    estate.ofType('AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy'),
    ({ properties }) =>
      [...list(properties.Roles), ...list(properties.RoleName)].map((role) => estate.find(role, 'AWS::IAM::Role')),
  );
  return estate.ofType('AWS::IAM::Role').map((role) => roleOf(estate, role, attached.get(role) ?? []));
});

function roleOf(estate: Estate, resource: Resource, attached: readonly Resource[]): Role {
  const inline = list(resource.properties.Policies).flatMap((policy, index) =>
    statementsOf(record(policy).PolicyDocument, `Properties.Policies.${index}.PolicyDocument`).map((statement) => ({
      ...statement,
      holder: resource,
    })),
  );
  const managed = list(resource.properties.ManagedPolicyArns).map((arn) => ({
    arn,
    policy: estate.find(arn, 'AWS::IAM::ManagedPolicy'),
  }));
  const boundary = resource.properties.PermissionsBoundary;
  return {
    resource,
    trust: statementsAt(resource, 'AssumeRolePolicyDocument'),
    statements: [
      ...inline,
      ...attached.flatMap(held),
      ...managed.flatMap(({ policy }) => (policy === undefined ? [] : held(policy))),
    ],
    foreignPolicies: managed.flatMap(({ arn, policy }) => (policy === undefined ? [JSON.stringify(arn)] : [])),
    boundary: estate.find(boundary, 'AWS::IAM::ManagedPolicy'),
    boundaryArn: boundary === undefined ? undefined : String(boundary),
  };
}

const held = (policy: Resource) =>
  statementsAt(policy, 'PolicyDocument').map((statement) => ({ ...statement, holder: policy }));
