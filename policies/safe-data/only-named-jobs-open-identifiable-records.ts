import { physicalName } from '../estate/access/physical-names.ts';
import { type Actor, actors } from '../estate/actors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { firstThatMay, sentenceOf } from '../estate/may.ts';
import { type Role, roles } from '../estate/principals.ts';
import type { Bucket } from '../estate/stores.ts';
import { fail, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { identifiable } from './identifiable.ts';
import { isOnlyFor } from './named-roles.ts';
import { backup, rolesAtWork } from './services-at-work.ts';

/** Reads what is in an object, or has S3 read it for somebody. */
const reading = [
  's3:GetObject',
  's3:GetObjectVersion',
  's3:GetObjectTorrent',
  's3:GetObjectVersionTorrent',
  's3:GetObjectVersionForReplication',
  's3:InitiateReplication',
  's3:ObjectOwnerOverrideToBucketOwner',
  's3:PutObjectAcl',
  's3:PutObjectVersionAcl',
];

/** Opens a bucket for others, or sends what is in it elsewhere. */
const bucketDoors = [
  's3:CreateAccessPoint',
  's3:DeleteBucketPolicy',
  's3:PutBucketAcl',
  's3:PutBucketLogging',
  's3:PutBucketOwnershipControls',
  's3:PutBucketPolicy',
  's3:PutBucketPublicAccessBlock',
  's3:PutBucketWebsite',
  's3:PutEncryptionConfiguration',
  's3:PutReplicationConfiguration',
];

/** What scanning and backing up ask for beside reading: an inventory and events of the bucket, in our own account by its policy. */
const workOnBucket = ['s3:PutBucketNotification', 's3:PutInventoryConfiguration'];

const opening = ['kms:Decrypt', 'kms:ReEncryptFrom', 'kms:DeriveSharedSecret'];
const keyDoors = ['kms:CreateGrant', 'kms:PutKeyPolicy', 'kms:ReplicateKey'];

/** The roles that may open what is here, and what for; everybody else is asked about and must be denied. */
interface Store {
  readonly resource: Resource;
  readonly questions: readonly (readonly [
    actions: readonly string[],
    targets: readonly string[],
    jobs: readonly Role[],
  ])[];
}

function bucketOf(estate: Estate, { resource }: Bucket): Store {
  const { arn } = physicalName(estate, resource);
  const atWork = rolesAtWork(estate, resource);
  return {
    resource,
    questions: [
      [reading, [`${arn}/x`], atWork],
      [workOnBucket, [arn], atWork],
      [bucketDoors, [arn], []],
    ],
  };
}

/** The key also opens for the role that restores: what it writes lies under the key, and it reads no bucket of records. */
function keyUnder(estate: Estate, key: Resource, above: readonly Bucket[]): Store {
  const jobs = above.flatMap(({ resource }) => rolesAtWork(estate, resource));
  const restoring = roles(estate).filter((role) => isOnlyFor(role, backup));
  const { arn } = physicalName(estate, key);
  return {
    resource: key,
    questions: [
      [opening, [arn], [...jobs, ...restoring]],
      [keyDoors, [arn], []],
    ],
  };
}

function judge(estate: Estate, everybody: readonly Actor[], { resource, questions }: Store): readonly Outcome[] {
  const failures = everybody.flatMap((actor) =>
    questions
      .filter(([, , jobs]) => !jobs.some((role) => role.resource === actor.resource))
      .flatMap(([actions, targets]) => {
        const first = firstThatMay(estate, actor, actions, targets);
        return first === undefined ? [] : [fail(resource, 'Type', `${actor.name} ${sentenceOf(first)}`)];
      }),
  );
  if (failures.length > 0) return failures;
  const named = new Set(questions.flatMap(([, , jobs]) => jobs.map((role) => role.resource.logicalId)));
  const whom = named.size === 0 ? 'nobody' : `nobody but ${[...named].join(' and ')}`;
  return [pass(resource, 'Type', `of ${everybody.length} who act or could, ${whom} may open it`)];
}

/** By asking for everybody that acts, and in every way: what each policy says alone, other rules judge. */
export const onlyNamedJobsOpenIdentifiableRecords: Rule = {
  id: 'only-named-jobs-open-identifiable-records',
  safe: 'data',
  controls: ['TRE-X01', '3.2.03', 'TRE-X13'],
  severity: 'fatal',
  why: 'Names and addresses lie here; whoever can read the objects, open the key, or open a door to either is counted, one by one.',
  fix: 'take the right that the outcome names out of the policy it stands in; a new job has to be added to the roles at work, with its reason',
  source: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html',
  check: (estate) => {
    const zones = identifiable(estate);
    const everybody = actors(estate);
    const keys = [...new Set(zones.flatMap(({ key }) => key ?? []))];
    return [
      ...zones.map((bucket) => bucketOf(estate, bucket)),
      ...keys.map((key) =>
        keyUnder(
          estate,
          key,
          zones.filter((bucket) => bucket.key === key),
        ),
      ),
    ].flatMap((store) => judge(estate, everybody, store));
  },
};
