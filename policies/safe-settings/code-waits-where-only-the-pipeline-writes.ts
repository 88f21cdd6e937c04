import { arnsOf } from '../estate/arns.ts';
import { bootstrapRoleKind, isAssetStore } from '../estate/bootstrap.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { outlivesItsStack } from '../estate/kept.ts';
import { deploymentRoles } from '../estate/principals.ts';
import { conditionValues, coversAction, type Statement, statementsAt } from '../estate/statements.ts';
import { type Bucket, buckets } from '../estate/stores.ts';
import { at, list, record } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { deniesEveryone } from '../safe-data/everyone.ts';
import { coversBucket, coversObjects } from '../safe-data/own-arn.ts';
import { permitsUse } from './key-use.ts';

/** Days for which one can still read what a later deployment replaced, and who fetched it. */
const leastDays = { replaced: 90, accesses: 365 };

/** What changes an object, or whose it is. */
const writing = ['s3:PutObject', 's3:PutObjectAcl', 's3:PutObjectTagging', 's3:UpdateObjectEncryption'];
const deleting = ['s3:DeleteObject', 's3:DeleteObjectVersion'];

const named = (estate: Estate, ...kinds: readonly string[]): readonly string[] =>
  deploymentRoles(estate)
    .filter(({ resource }) => kinds.includes(bootstrapRoleKind(estate, resource) ?? ''))
    .flatMap(({ resource }) => arnsOf(estate, resource));

const rulesOf = (bucket: Resource) => list(at(bucket, 'LifecycleConfiguration.Rules')).map(record);

/** Whoever uses the key is a role of the bootstrap, through S3: one writes with it, and three read. The account only administers it. */
function opensFor(estate: Estate, one: Statement): boolean {
  if (!permitsUse(one)) return true;
  const does = (...admitted: readonly string[]) => one.actions?.every((action) => admitted.includes(action)) === true;
  const reading = does('kms:Decrypt') ? named(estate, 'deploy', 'cfn-exec') : [];
  const users = does('kms:Decrypt', 'kms:GenerateDataKey') ? [...named(estate, 'file-publishing'), ...reading] : [];
  const through = conditionValues(one, ['StringEquals'], 'kms:ViaService');
  return (
    !one.unresolved &&
    Object.keys(one.principals ?? {}).join() === 'AWS' &&
    one.principals?.AWS?.every((arn) => users.includes(arn)) === true &&
    through.length > 0 &&
    through.every((service) => /^s3\.[a-z0-9-]+\.amazonaws\.com$/.test(service))
  );
}

function troublesOf(estate: Estate, { resource, policies, statements, key }: Bucket): readonly string[] {
  const publishing = named(estate, 'file-publishing');
  const denies = (action: string, reaches: (one: Statement) => boolean, isSure: (one: Statement) => boolean): boolean =>
    statements.some((one) => deniesEveryone(one) && coversAction(one, action) && reaches(one) && isSure(one));
  const onObjects = (one: Statement) => coversObjects(estate, resource, one);
  const onItself = (one: Statement) => coversBucket(estate, resource, one);
  const always = ({ conditions }: Statement) => Object.keys(conditions).length === 0;
  const butForPublishing = (one: Statement) => {
    const except = conditionValues(one, ['ArnNotEquals'], 'aws:PrincipalArn');
    const keys = Object.values(one.conditions).flatMap((asked) => Object.keys(asked));
    return keys.length === 1 && except.length > 0 && except.every((arn) => publishing.includes(arn));
  };
  const replaced = rulesOf(resource);
  const log = buckets(estate).find(
    (one) => one.resource === estate.find(at(resource, 'LoggingConfiguration.DestinationBucketName')),
  );
  const kept = [resource, ...policies, ...(key === undefined ? [] : [key])].filter((one) => !outlivesItsStack(one));
  return [
    writing.every((action) => denies(action, onObjects, butForPublishing))
      ? ''
      : 'others than the publishing role may write there',
    deleting.every((action) => denies(action, onObjects, always)) ? '' : 'a version can be deleted',
    denies('s3:PutReplicationConfiguration', onItself, always) ? '' : 'it can be copied to another place',
    statements.some(({ effect }) => effect === 'Allow') ? 'its policy admits somebody' : '',
    replaced.some((one) => one.ExpirationInDays !== undefined || one.ExpirationDate !== undefined)
      ? 'waiting code is deleted by a lifecycle'
      : '',
    replaced.some(
      ({ NoncurrentVersionExpiration: old }) =>
        old !== undefined && !(Number(record(old).NoncurrentDays) >= leastDays.replaced),
    )
      ? 'replaced code is deleted too soon'
      : '',
    log === undefined || rulesOf(log.resource).some(({ ExpirationInDays: days }) => Number(days) < leastDays.accesses)
      ? `who fetched it is not kept for ${leastDays.accesses} days`
      : '',
    key === undefined ? 'it is under no key of its own' : '',
    key !== undefined && !statementsAt(key, 'KeyPolicy').every((one) => opensFor(estate, one))
      ? 'its key opens for others than the roles of the bootstrap through S3'
      : '',
    kept.length > 0 ? `${kept.map(({ logicalId }) => logicalId).join()} goes with its stack` : '',
  ].filter(Boolean);
}

export const codeWaitsWhereOnlyThePipelineWrites: Rule = {
  id: 'code-waits-where-only-the-pipeline-writes',
  safe: 'settings',
  controls: ['TRE-X12', '3.1.12'],
  severity: 'fatal',
  why: 'Who writes the bucket of code is every function at its next deployment; who deletes from it takes the proof of what was deployed.',
  fix: 'deny everybody but the publishing role s3:PutObject there, and everybody s3:DeleteObject and s3:DeleteObjectVersion; retain it and its key',
  source: 'https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html',
  check: (estate) =>
    buckets(estate)
      .filter(({ resource }) => isAssetStore(estate, resource))
      .map((bucket) => {
        const troubles = troublesOf(estate, bucket);
        return judged(
          troubles.length === 0,
          bucket.policies[0] ?? bucket.resource,
          'Properties.PolicyDocument',
          'the publishing role alone writes, nobody deletes, under a key of its own',
          troubles.join(', and '),
        );
      }),
};
