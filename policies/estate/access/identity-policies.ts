import type { Estate, Json, Resource } from '../estate.ts';
import { isRecord, list } from '../values.ts';
import { grouped, oncePerEstate } from '../views.ts';
import { awsManaged } from './aws-managed.ts';
import { readerOf } from './canonical.ts';
import { type PolicyStatement, plain, readDocument, uncertain, unreadableStatement } from './documents.ts';
import { physicalName } from './physical-names.ts';
import type { Policies } from './request.ts';
import { holdsOpen } from './symbols.ts';

const kinds = ['AWS::IAM::Role', 'AWS::IAM::User'] as const;

/** Properties by which a policy resource names those to whom it is attached. */
const attaching: Readonly<Record<string, readonly string[]>> = {
  'AWS::IAM::Role': ['Roles', 'RoleName'],
  'AWS::IAM::User': ['Users', 'UserName'],
  'AWS::IAM::Group': ['Groups', 'GroupName'],
};

const policyTypes = [
  'AWS::IAM::Policy',
  'AWS::IAM::RolePolicy',
  'AWS::IAM::UserPolicy',
  'AWS::IAM::GroupPolicy',
  'AWS::IAM::ManagedPolicy',
];

/** Policy resources by the canonical name of the role, user or group to which they are attached. */
const attached: (estate: Estate) => ReadonlyMap<string, readonly Resource[]> = oncePerEstate((estate) =>
  grouped(estate.ofType(...policyTypes), (policy) =>
    Object.entries(attaching).flatMap(([type, properties]) =>
      properties.flatMap((property) =>
        list(policy.properties[property]).map(
          (name) => `${type} ${nameOf(estate, readerOf(estate, policy.stack)(name))}`,
        ),
      ),
    ),
  ),
);

const ownNames: (estate: Estate) => ReadonlySet<string> = oncePerEstate(
  (estate) => new Set(estate.ofType(...Object.keys(attaching)).map((one) => physicalName(estate, one).name)),
);

/** Attached by what only a deployment decides, and not by reference to one of the templates, a policy may be anybody's. */
const nameOf = (estate: Estate, name: string | undefined): string =>
  name === undefined || (holdsOpen(name) && !ownNames(estate).has(name)) ? 'unreadable' : name;

export const isIdentity = ({ type }: Resource): boolean => (kinds as readonly string[]).includes(type);

const made: (estate: Estate) => WeakMap<Resource, Pick<Policies, 'identity' | 'boundary'>> = oncePerEstate(
  () => new WeakMap(),
);

/** Identity policies and boundary of a role or user of the estate. What is attached from outside the templates may say anything. */
export function identityPolicies(estate: Estate, identity: Resource): Pick<Policies, 'identity' | 'boundary'> {
  const known = made(estate).get(identity);
  if (known !== undefined) return known;
  const { PermissionsBoundary: boundary } = identity.properties;
  const policies = {
    identity: [
      ...ownPolicies(estate, identity),
      ...groupsOf(estate, identity).flatMap((group) => ownPolicies(estate, group)),
    ],
    ...(boundary === undefined
      ? {}
      : { boundary: managedPolicy(estate, identity, boundary, 'Properties.PermissionsBoundary') }),
  };
  made(estate).set(identity, policies);
  return policies;
}

function ownPolicies(estate: Estate, identity: Resource): readonly PolicyStatement[] {
  const read = readerOf(estate, identity.stack);
  const inline = list(identity.properties.Policies).flatMap((policy, index) => {
    const path = `Properties.Policies.${index}.PolicyDocument`;
    return isRecord(policy) && 'PolicyDocument' in policy
      ? readDocument(policy.PolicyDocument, identity.address, path, read)
      : [unreadableStatement(identity.address, path)];
  });
  const name = physicalName(estate, identity).name;
  const statementsIn = (policy: Resource): readonly PolicyStatement[] => {
    const { properties, address, stack, condition } = policy;
    const statements = readDocument(
      properties.PolicyDocument,
      address,
      'Properties.PolicyDocument',
      readerOf(estate, stack),
    );
    return condition === undefined ? statements : uncertain(statements);
  };
  const beside = (attached(estate).get(`${identity.type} ${name}`) ?? []).flatMap(statementsIn);
  const perhaps = (attached(estate).get(`${identity.type} unreadable`) ?? []).flatMap(statementsIn);
  const managed = list(identity.properties.ManagedPolicyArns).flatMap((arn, index) =>
    managedPolicy(estate, identity, arn, `Properties.ManagedPolicyArns.${index}`),
  );
  return [
    ...(identity.condition === undefined ? inline : uncertain(inline)),
    ...beside,
    ...uncertain(perhaps),
    ...managed,
  ];
}

/** Groups of a user, named by the user or by a resource that adds it. */
function groupsOf(estate: Estate, identity: Resource): readonly Resource[] {
  if (identity.type !== 'AWS::IAM::User') return [];
  const { name } = physicalName(estate, identity);
  const added = estate
    .ofType('AWS::IAM::UserToGroupAddition')
    .filter((one) => list(one.properties.Users).some((user) => readerOf(estate, one.stack)(user) === name))
    .map((one) => readerOf(estate, one.stack)(one.properties.GroupName ?? null));
  const own = list(identity.properties.Groups).map((group) => readerOf(estate, identity.stack)(group));
  const names = new Set([...own, ...added]);
  return estate.ofType('AWS::IAM::Group').filter((group) => names.has(physicalName(estate, group).name));
}

/** Statements of a managed policy by its ARN: of the estate, of AWS, or of somebody who is not seen here. */
function managedPolicy(estate: Estate, holder: Resource, arn: Json, path: string): readonly PolicyStatement[] {
  const name = readerOf(estate, holder.stack)(arn);
  const own = estate.ofType('AWS::IAM::ManagedPolicy').find((policy) => physicalName(estate, policy).arn === name);
  if (own !== undefined)
    return readDocument(
      own.properties.PolicyDocument,
      own.address,
      'Properties.PolicyDocument',
      readerOf(estate, own.stack),
    );
  const [, awsName] = /^arn:[^:]*:iam::aws:policy\/(?:.*\/)?([^/]+)$/.exec(name ?? '') ?? [];
  return ofAws(awsName) ?? [unreadableStatement(holder.address, path)];
}

/** Of AWS, by name: the same in every estate, so that it is read once. */
const readOfAws = new Map<string, readonly PolicyStatement[]>();

function ofAws(name: string | undefined): readonly PolicyStatement[] | undefined {
  const document = name === undefined ? undefined : awsManaged.get(name);
  if (name === undefined || document === undefined) return undefined;
  const known = readOfAws.get(name) ?? readDocument(document, `${name}, managed by AWS`, '', plain);
  readOfAws.set(name, known);
  return known;
}
