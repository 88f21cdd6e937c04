import type { Estate, Resource } from '../estate/estate.ts';
import { coversAction, type Statement } from '../estate/statements.ts';
import type { Bucket } from '../estate/stores.ts';
import { type ConditionTest, conditionTests } from './condition-tests.ts';
import { deniesEveryone } from './everyone.ts';
import { coversBucket, coversObjects } from './own-arn.ts';

/** Everything that reads, writes, lists or deletes what is in a bucket. */
export const dataActions = [
  's3:AbortMultipartUpload',
  's3:BypassGovernanceRetention',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:GetObject',
  's3:GetObjectAttributes',
  's3:GetObjectTagging',
  's3:GetObjectVersion',
  's3:GetObjectVersionForReplication',
  's3:ListBucket',
  's3:ListBucketMultipartUploads',
  's3:ListBucketVersions',
  's3:ListMultipartUploadParts',
  's3:PutObject',
  's3:PutObjectAcl',
  's3:PutObjectTagging',
  's3:PutObjectVersionTagging',
  's3:ReplicateDelete',
  's3:ReplicateObject',
  's3:RestoreObject',
  's3:UpdateObjectEncryption',
];

const network = ['StringNotEqualsIfExists', 'StringNotEquals'];
const exemption = ['ArnNotLikeIfExists', 'ArnNotEqualsIfExists', 'ArnNotLike', 'ArnNotEquals'];

const isOurVpc = (estate: Estate, { operator, key, values }: ConditionTest): boolean =>
  network.includes(operator) &&
  key === 'aws:sourcevpc' &&
  values.length === 1 &&
  /^\$\{[^}.]+\}$/.test(values[0] ?? '') &&
  estate.find(values[0])?.type === 'AWS::EC2::VPC';

/** `IfExists`, for a call that carries no such key is no call of a service. */
const isNot = ({ operator, key, values }: ConditionTest, wanted: string): boolean =>
  operator === 'BoolIfExists' && key === wanted && values.join() === 'false';

const exempts = ({ operator, key }: ConditionTest): boolean =>
  exemption.includes(operator) && key === 'aws:principalarn';

/** Roles that the statement lets in from any network; undefined when it keeps no network out. */
function exemptBy(estate: Estate, bucket: Resource, statement: Statement): readonly string[] | undefined {
  const tests = conditionTests(statement);
  const rest = tests.filter((test) => !exempts(test));
  const isPerimeter =
    deniesEveryone(statement) &&
    coversBucket(estate, bucket, statement) &&
    coversObjects(estate, bucket, statement) &&
    rest.length === 3 &&
    tests.length - rest.length <= 1 &&
    rest.some((test) => isOurVpc(estate, test)) &&
    rest.some((test) => isNot(test, 'aws:viaawsservice')) &&
    rest.some((test) => isNot(test, 'aws:principalisawsservice'));
  return isPerimeter ? tests.filter(exempts).flatMap(({ values }) => values) : undefined;
}

/**
 * Who may do something to the data of a bucket from outside our network: ARNs that every statement about the action exempts.
 * Undefined when no statement is about it: then everybody may. The one form that counts keeps strangers out and lets Athena in,
 * which calls S3 from its own network.
 */
export function exemptFromPerimeter(
  estate: Estate,
  { resource, statements }: Bucket,
  action: string,
): readonly string[] | undefined {
  const [first, ...others] = statements
    .filter((statement) => coversAction(statement, action))
    .flatMap((statement) => {
      const exempt = exemptBy(estate, resource, statement);
      return exempt === undefined ? [] : [exempt];
    });
  return first?.filter((arn) => others.every((list) => list.includes(arn)));
}
