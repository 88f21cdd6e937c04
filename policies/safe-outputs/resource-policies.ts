import type { Estate, Json, Resource } from '../estate/estate.ts';
import { type Statement, statementsOf } from '../estate/statements.ts';
import { isRecord } from '../estate/values.ts';
import { oncePerEstate } from '../estate/views.ts';

/** A policy that stands on a resource and says whom the resource admits. */
export interface ResourcePolicy {
  readonly resource: Resource;
  readonly path: string;
  /** Empty when it could not be read. */
  readonly statements: readonly Statement[];
}

/** Judged where people and networks are: who may become a role, and what an endpoint lets through. */
const elsewhere = /^AWS::(IAM::.*|EC2::VPCEndpoint)$/;

/** Properties in which a policy stands, so that one which cannot be read is still seen. */
const bearers =
  /^(Policy|PolicyDocument|PolicyText|ResourcePolicy|KeyPolicy|AccessPolicy|AccessPolicies|RepositoryPolicyText|FileSystemPolicy|DestinationPolicy|PermissionsPolicyDocument)$/;

const namesSomebody = ({ principals, notPrincipals }: Statement): boolean =>
  principals !== undefined || notPrincipals !== undefined;

const looksLikeOne = (value: Json): boolean =>
  (isRecord(value) && value.Statement !== undefined) || (typeof value === 'string' && /"Statement"\s*:/.test(value));

/**
 * Policies wherever they stand: a new kind of resource needs no entry here to be judged. A policy of SNS that masks texts has the same
 * shape and admits nobody.
 */
function policiesIn(resource: Resource, value: Json, path: string, property: string): readonly ResourcePolicy[] {
  if (property === 'DataProtectionPolicy') return [];
  if (looksLikeOne(value)) {
    const statements = statementsOf(value, path);
    return statements.length === 0 || statements.some(namesSomebody) ? [{ resource, path, statements }] : [];
  }
  if (bearers.test(property) && (typeof value === 'string' || (isRecord(value) && value.Unresolved !== undefined))) {
    return [{ resource, path, statements: [] }];
  }
  if (Array.isArray(value)) {
    return (value as readonly Json[]).flatMap((item, index) => policiesIn(resource, item, `${path}.${index}`, ''));
  }
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => policiesIn(resource, item, `${path}.${key}`, key));
}

export const resourcePolicies: (estate: Estate) => readonly ResourcePolicy[] = oncePerEstate((estate) =>
  estate.resources
    .filter(({ type }) => !elsewhere.test(type))
    .flatMap((resource) => policiesIn(resource, resource.properties, 'Properties', '')),
);
