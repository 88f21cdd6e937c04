import type { Estate, Resource } from '../estate/estate.ts';
import type { Bucket } from '../estate/stores.ts';
import { isTrial } from '../estate/trial.ts';
import { at, isTrue } from '../estate/values.ts';
import { fail, notApplicable, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { airlockNounOf } from '../safe-outputs/airlock-stores.ts';
import { isDaily, planRules, selectionsOf, vaultOf } from './backups.ts';
import { dataBuckets } from './data-buckets.ts';
import { isExtract } from './extracts.ts';
import { endsSomeObjects, expiresAfter } from './lifecycles.ts';
import { isOnlyFor, namedRole } from './named-roles.ts';
import { backup, hindrance } from './services-at-work.ts';
import { isTextStore } from './text-stores.ts';
import { type Zone, zoneOf } from './zones.ts';

/** Vault and curated zone hold the only copy. What passes through goes by itself, and its sender still has it. */
const onlyCopies: readonly (Zone | undefined)[] = ['vault', 'curated'];
const longestPassage = 90;

/** Why a selection would not bring the bucket into a vault every day; undefined when it does. */
function trouble(estate: Estate, bucket: Bucket, selection: Resource): string | undefined {
  const { resource } = bucket;
  const plan = estate.find(selection.properties.BackupPlanId);
  const isDailyPlan =
    plan?.type === 'AWS::Backup::BackupPlan' &&
    planRules(plan).some((rule) => isDaily(rule) && vaultOf(estate, rule) !== undefined);
  if (!isDailyPlan) return 'no plan copies it into a vault of this estate every day';
  if (at(resource, 'VersioningConfiguration.Status') !== 'Enabled')
    return 'AWS Backup refuses a bucket without versions';
  if (!isTrue(at(resource, 'NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled'))) {
    return 'AWS Backup is not told of changes';
  }
  const role = namedRole(estate, String(at(selection, 'BackupSelection.IamRoleArn')));
  if (role === undefined || !isOnlyFor(role, backup)) return 'the role is not one for AWS Backup alone';
  return hindrance(estate, role, bucket);
}

/** Why a store of the airlock is in no vault; undefined for every other bucket, and for one that keeps without an end what is not locked. */
function restsInTheAirlock(estate: Estate, bucket: Resource): string | undefined {
  const noun = airlockNounOf(estate, bucket);
  if (noun === 'release')
    return isTrue(bucket.properties.ObjectLockEnabled)
      ? 'locked for its years: nobody can lose it, and a copy could be restored where no revocation reaches it'
      : undefined;
  return noun === undefined || expiresAfter(bucket) === undefined
    ? undefined
    : 'passes through the airlock and goes; whoever sent it has it still';
}

function judge(estate: Estate, bucket: Bucket): Outcome {
  const { resource } = bucket;
  const selections = selectionsOf(estate, resource);
  if (selections.length === 0) {
    return isTrial(estate)
      ? notApplicable(resource, 'Type', 'a trial: synthetic data can be made again')
      : fail(resource, 'Type', 'is in no backup selection, and cannot be made again');
  }
  if (endsSomeObjects(resource)) {
    return fail(resource, 'Properties.LifecycleConfiguration', 'a lifecycle rule ends what cannot be made again');
  }
  const troubles = selections.map((selection) => trouble(estate, bucket, selection));
  const worst = troubles.every((one) => one !== undefined) ? troubles[0] : undefined;
  return worst === undefined
    ? pass(resource, 'Type', 'is copied into a vault every day')
    : fail(resource, 'Type', worst);
}

export const backupsCoverWhatCannotBeRemade: Rule = {
  id: 'backups-cover-what-cannot-be-remade',
  safe: 'data',
  controls: ['2.6.01', '2.6.02'],
  severity: 'error',
  why: 'A record that is lost and cannot be delivered again is lost to every later study.',
  fix: 'name the bucket in a backup selection with a daily plan, let its role read and decrypt everything, and turn versions and EventBridge on',
  source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html',
  check: (estate) =>
    dataBuckets(estate).map((bucket) => {
      const { resource } = bucket;
      if (onlyCopies.includes(zoneOf(estate, resource))) return judge(estate, bucket);
      if (isExtract(estate, resource)) {
        return notApplicable(resource, 'Type', "a project's extract, which is cut again from the curated zone");
      }
      if (isTextStore(estate, bucket))
        return notApplicable(resource, 'Type', 'texts that must end: a copy would outlive them, and their hashes stay');
      const resting = restsInTheAirlock(estate, resource);
      if (resting !== undefined) return notApplicable(resource, 'Type', resting);
      const days = expiresAfter(resource);
      return days !== undefined && days <= longestPassage
        ? notApplicable(resource, 'Properties.LifecycleConfiguration', `what passes through goes after ${days} days`)
        : judge(estate, bucket);
    }),
};
