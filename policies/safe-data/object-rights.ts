import type { Estate, Resource } from '../estate/estate.ts';
import type { Role } from '../estate/principals.ts';
import { coversAction, matchesResource, type Statement } from '../estate/statements.ts';
import type { Bucket } from '../estate/stores.ts';
import { text } from '../estate/values.ts';
import { namedRole } from './named-roles.ts';

export const reading = [
  's3:GetObject',
  's3:GetObjectVersion',
  's3:GetObjectVersionForReplication',
  's3:GetObjectTorrent',
  's3:GetObjectVersionTorrent',
];
export const writing = ['s3:PutObject', 's3:ReplicateObject', 's3:RestoreObject'];

/** Policies of AWS that the templates cannot show and that are known to reach no object. */
const harmless = /:policy\/service-role\/(AWS_ConfigRole|AWSLambdaBasicExecutionRole)/;

/** The name, or how it begins: S3 completes the prefix of a bucket in the account's own namespace in one known way. */
function nameOf(estate: Estate, { stack, properties }: Resource): { readonly name?: string; readonly prefix: string } {
  const { BucketName: name, BucketNamePrefix, BucketNamespace } = properties;
  const prefix = text(BucketNamePrefix) ?? '';
  const place = estate.stacks.find((one) => one.name === stack);
  if (typeof name === 'string') return { name, prefix: name };
  if (prefix === '' || BucketNamespace !== 'account-regional' || !place?.account || !place.region) return { prefix };
  return { name: `${prefix}-${place.account}-${place.region}-an`, prefix };
}

/** Whether a resource pattern of a role's policy may reach the bucket. What cannot be told may. */
export function mayMean(estate: Estate, pattern: string, bucket: Resource): boolean {
  if (pattern.includes('${')) {
    const found = estate.find(pattern);
    return found === undefined || found === bucket;
  }
  const [, , service = '*', , , path = '*'] = pattern.split(':');
  const [wanted = '*'] = path.split('/');
  const { name, prefix } = nameOf(estate, bucket);
  const [head = ''] = wanted.split(/[*?]/);
  const mayBegin = head === wanted ? head.startsWith(prefix) : head.startsWith(prefix) || prefix.startsWith(head);
  return matchesResource(service, 's3') && (name === undefined ? mayBegin : matchesResource(wanted, name));
}

const reaches = (estate: Estate, statement: Statement, actions: readonly string[], bucket: Resource): boolean =>
  statement.effect === 'Allow' &&
  (statement.unresolved ||
    (actions.some((action) => coversAction(statement, action)) &&
      (statement.resources ?? ['*']).some((pattern) => mayMean(estate, pattern, bucket))));

/** Whether a role may do any of this to objects of the bucket, by its own policies or by the bucket's. Denies are not counted. */
export function may(estate: Estate, role: Role, actions: readonly string[], bucket: Bucket): boolean {
  if (role.foreignPolicies.some((arn) => !harmless.test(arn))) return true;
  return (
    role.statements.some((statement) => reaches(estate, statement, actions, bucket.resource)) ||
    bucket.statements.some(
      (statement) =>
        reaches(estate, statement, actions, bucket.resource) &&
        (statement.principals?.AWS ?? []).some((arn) => namedRole(estate, arn) === role),
    )
  );
}
