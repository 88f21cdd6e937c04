import { physicalName } from '../estate/access/physical-names.ts';
import { actors } from '../estate/actors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { firstThatMay, sentenceOf } from '../estate/may.ts';
import { buckets } from '../estate/stores.ts';
import { isTrial } from '../estate/trial.ts';
import { at, isTrue, list, record } from '../estate/values.ts';
import { fail, judged } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { partsOfTheAirlock } from './airlock-stores.ts';
import { endingObjects, objectIn } from './hands.ts';
import { mayPurge } from './purging.ts';
import { releaseBuckets } from './release-buckets.ts';

const leastYears = 6;

/** Takes a lock away, makes it another, or has objects end before it does. */
const unlocking = ['s3:BypassGovernanceRetention', 's3:PutObjectLegalHold', 's3:PutObjectRetention'];
const unsettling = ['s3:PutBucketObjectLockConfiguration', 's3:PutBucketVersioning', 's3:PutLifecycleConfiguration'];

const retention = 'ObjectLockConfiguration.Rule.DefaultRetention';

/** Days for which the default locks what is put; nothing that cannot be read counts. */
function lockedDays(bucket: Resource): number {
  const { Days: days, Years: years } = record(at(bucket, retention));
  const found = typeof years === 'number' ? years * 365 : typeof days === 'number' ? days : 0;
  return days !== undefined && years !== undefined ? 0 : found;
}

function lockFault(estate: Estate, bucket: Resource): string | undefined {
  if (!isTrue(bucket.properties.ObjectLockEnabled)) return 'is not locked';
  if (at(bucket, 'VersioningConfiguration.Status') !== 'Enabled') return 'keeps no versions';
  const mode = at(bucket, `${retention}.Mode`);
  const days = lockedDays(bucket);
  if (mode === 'COMPLIANCE')
    return days >= leastYears * 365 ? undefined : `locks what was released for ${days} days only`;
  if (mode !== 'GOVERNANCE' || !isTrial(estate)) return 'is locked so that somebody can lift it';
  return days >= 1 ? undefined : 'is locked for no time that can be read';
}

/** A lifecycle that comes before the lock ends lays a marker over what was released, and readers find nothing. */
function lifecycleFault(bucket: Resource): string | undefined {
  const days = lockedDays(bucket);
  const early = list(at(bucket, 'LifecycleConfiguration.Rules'))
    .map(record)
    .find(
      ({ Status, ExpirationDate, ExpirationInDays: after }) =>
        Status !== 'Disabled' && (ExpirationDate !== undefined || (after !== undefined && !(Number(after) >= days))),
    );
  return early === undefined ? undefined : 'is emptied by a lifecycle before the lock ends';
}

function keyFault(estate: Estate, bucket: Resource): string | undefined {
  const key = buckets(estate).find(({ resource }) => resource === bucket)?.key;
  if (key === undefined) return 'is under no key of the estate';
  const other =
    buckets(estate).find((one) => one.key === key && one.resource !== bucket)?.resource ??
    estate
      .ofType('AWS::DynamoDB::Table')
      .find((table) => estate.find(at(table, 'SSESpecification.KMSMasterKeyId')) === key);
  return other === undefined ? undefined : `shares its key with ${other.logicalId}`;
}

/** Nobody of the estate, whatever lets them; the purge of a trial may delete, and the lock is then one that it may lift. */
function handFault(estate: Estate, bucket: Resource): string | undefined {
  const { arn } = physicalName(estate, bucket);
  for (const actor of actors(estate)) {
    const purges = mayPurge(estate, actor, bucket);
    const access =
      (purges
        ? undefined
        : firstThatMay(estate, actor, [...endingObjects, ...unlocking], [objectIn(estate, bucket, 'x/x/x')])) ??
      firstThatMay(estate, actor, unsettling, [arn]);
    if (access !== undefined) return `${actor.name} ${sentenceOf(access)}`;
  }
  return undefined;
}

function judge(estate: Estate, bucket: Resource): Outcome {
  const fault =
    lockFault(estate, bucket) ?? lifecycleFault(bucket) ?? keyFault(estate, bucket) ?? handFault(estate, bucket);
  return judged(
    fault === undefined,
    bucket,
    'Properties.ObjectLockConfiguration',
    `locks every version for ${lockedDays(bucket)} days, under a key of its own, and nobody may end one or lift a lock`,
    fault ?? '',
  );
}

export const releasesAreLockedAndKept: Rule = {
  id: 'releases-are-locked-and-kept',
  safe: 'outputs',
  controls: ['3.1.05', '3.3.09', '3.1.14'],
  severity: 'fatal',
  why: 'What left, and the record of why it was allowed to, must be there when somebody asks years later, as it was.',
  fix: `create the bucket with Object Lock, versions and a default retention of ${leastYears} years or more in COMPLIANCE mode (a trial: GOVERNANCE), a key of its own, and let nobody delete, unlock or reconfigure`,
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
  check: (estate) => {
    const releases = releaseBuckets(estate);
    const [first] = partsOfTheAirlock(estate);
    if (releases.length === 0 && first !== undefined)
      return [fail(first, 'Type', 'belongs to an airlock whose releases have no bucket')];
    return releases.map((bucket) => judge(estate, bucket));
  },
};
