import type { Estate, Json, Resource } from '../estate/estate.ts';
import type { Role } from '../estate/principals.ts';
import { type Statement, statementsAt, statementsOf } from '../estate/statements.ts';
import { list, record, text } from '../estate/values.ts';

/** A statement with the resource that holds it. */
export type Right = Statement & { readonly holder: Resource };

const policyTypes = ['AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy'];

/**
 * Policies that are attached to the role by what no reference shows: by its plain name, which another kind of resource may bear as
 * well, or by something that could not be resolved and may be anybody's name.
 */
function attachedByName(estate: Estate, { resource, statements }: Role): readonly Resource[] {
  const name = text(resource.properties.RoleName);
  const seen = new Set(statements.map(({ holder }) => holder));
  return estate.ofType(...policyTypes).filter((policy) => {
    const attached = [...list(policy.properties.Roles), ...list(policy.properties.RoleName)];
    return !seen.has(policy) && attached.some((one) => typeof one !== 'string' || one === name);
  });
}

/** Every statement that bears on the role. */
export const rightsOf = (estate: Estate, role: Role): readonly Right[] => [
  ...role.statements,
  ...attachedByName(estate, role).flatMap((policy) =>
    statementsAt(policy, 'PolicyDocument').map((statement) => ({ ...statement, holder: policy })),
  ),
];

const isReadable = (document: Json | undefined): boolean => statementsOf(document, '').length > 0;

/** Policies of the role that say nothing readable. */
export function unreadablePolicies(estate: Estate, role: Role): readonly string[] {
  const { ManagedPolicyArns: arns, Policies: inline } = role.resource.properties;
  const unreadable = list(inline).filter((policy) => !isReadable(record(policy).PolicyDocument));
  const beside = [...attachedByName(estate, role), ...list(arns).flatMap((arn) => estate.find(arn) ?? [])];
  return [
    ...unreadable.map((policy) => `the inline policy ${text(record(policy).PolicyName) ?? 'without a name'}`),
    ...beside.filter(({ properties }) => !isReadable(properties.PolicyDocument)).map(({ logicalId }) => logicalId),
  ];
}

/** Rights that nobody here can see: managed policies from outside the estate, as written, and what cannot be read. */
export const unseenPolicies = (estate: Estate, role: Role): readonly string[] => [
  ...list(role.resource.properties.ManagedPolicyArns)
    .filter((arn) => estate.find(arn)?.type !== 'AWS::IAM::ManagedPolicy')
    .map((arn) => (typeof arn === 'string' ? arn : JSON.stringify(arn))),
  ...unreadablePolicies(estate, role),
];
