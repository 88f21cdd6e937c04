import { bootstrapRoleKind } from './bootstrap.ts';
import type { Estate, Resource } from './estate.ts';
import { sight, whenAsked } from './sightings.ts';
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

/** Roles that the environment is made of. Who deploys it is not among them, but in `deploymentRoles`. */
export const roles: (estate: Estate) => readonly Role[] = oncePerEstate((estate) =>
  everyRole(estate).filter(({ resource }) => bootstrapRoleKind(estate, resource) === undefined),
);

/** Roles of the bootstrap, with all that the templates give them. */
export const deploymentRoles: (estate: Estate) => readonly Role[] = oncePerEstate((estate) =>
  everyRole(estate).filter(({ resource }) => bootstrapRoleKind(estate, resource) !== undefined),
);

const everyRole: (estate: Estate) => readonly Role[] = oncePerEstate((estate) => {
  const attached = whenAsked(() =>
    grouped(estate.ofType('AWS::IAM::Policy', 'AWS::IAM::RolePolicy', 'AWS::IAM::ManagedPolicy'), ({ properties }) =>
      [...list(properties.Roles), ...list(properties.RoleName)].map((role) => estate.find(role, 'AWS::IAM::Role')),
    ),
  );
  return estate.ofType('AWS::IAM::Role').map((role) => roleOf(estate, role, () => attached().get(role) ?? []));
});

/** AWS's policies for a service's own work, of which rules that ask for rights know what they allow. */
const familiar =
  /:iam::aws:policy\/service-role\/(AWS_ConfigRole|AWSLambdaBasicExecutionRole|AWSLambdaVPCAccessExecutionRole)"$/;

/** Each part is read when it is asked for: a rule about boundaries has not looked at policies. */
function roleOf(estate: Estate, resource: Resource, attached: () => readonly Resource[]): Role {
  const inline = () =>
    list(resource.properties.Policies).flatMap((policy, index) =>
      statementsOf(record(policy).PolicyDocument, `Properties.Policies.${index}.PolicyDocument`).map((statement) => ({
        ...statement,
        holder: resource,
      })),
    );
  const managed = whenAsked(() =>
    list(resource.properties.ManagedPolicyArns).map((arn) => ({
      arn,
      policy: estate.find(arn, 'AWS::IAM::ManagedPolicy'),
    })),
  );
  /** Rights of a policy that the templates do not hold, AWS's own among them. */
  const unseen = whenAsked(() => {
    const policies = managed().flatMap(({ arn, policy }) => (policy === undefined ? [JSON.stringify(arn)] : []));
    const strange = policies.filter((arn) => !familiar.test(arn));
    const what = `what ${strange.join(', ')} allows`;
    if (strange.length > 0) sight({ address: resource.address, path: 'Properties.ManagedPolicyArns', what });
    return policies;
  });
  const trust = whenAsked(() => statementsAt(resource, 'AssumeRolePolicyDocument'));
  const statements = whenAsked(() => {
    unseen();
    return [
      ...inline(),
      ...attached().flatMap(held),
      ...managed().flatMap(({ policy }) => (policy === undefined ? [] : held(policy))),
    ];
  });
  const boundary = whenAsked(() => resource.properties.PermissionsBoundary);
  return {
    resource,
    get trust() {
      return trust();
    },
    get statements() {
      return statements();
    },
    get foreignPolicies() {
      return unseen();
    },
    get boundary() {
      return estate.find(boundary(), 'AWS::IAM::ManagedPolicy');
    },
    get boundaryArn() {
      const written = boundary();
      return written === undefined ? undefined : String(written);
    },
  };
}

const held = (policy: Resource) =>
  statementsAt(policy, 'PolicyDocument').map((statement) => ({ ...statement, holder: policy }));
