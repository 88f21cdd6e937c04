import type { Estate } from '../estate/estate.ts';
import { coversAction, type Statement } from '../estate/statements.ts';
import { type Bucket, buckets } from '../estate/stores.ts';
import { isTrial } from '../estate/trial.ts';
import { at, list, record } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { isLogStore } from '../safe-data/data-buckets.ts';
import { deniesEveryone } from '../safe-data/everyone.ts';
import { coversObjects } from '../safe-data/own-arn.ts';
import { auditArchives } from './audit-archives.ts';

const leastDays = 365;
/** As long as somebody needs to notice that a log was overwritten. */
const leastOldDays = 30;

const deletions = ['s3:DeleteObject', 's3:DeleteObjectVersion'] as const;

/** A trial is purged by a role, which the Deny must let through. */
const isUnconditional = ({ conditions }: Statement, trial: boolean): boolean =>
  trial || Object.keys(conditions).length === 0;

function shortened({ resource }: Bucket, trial: boolean): string | undefined {
  const rules = list(at(resource, 'LifecycleConfiguration.Rules')).map(record);
  const soon = rules
    .filter(({ ExpirationInDays: days }) => days !== undefined)
    .some(({ ExpirationInDays: days }) => !(Number(days) >= (trial ? 1 : leastDays)));
  const hasty = rules
    .flatMap(({ NoncurrentVersionExpiration: old }) => (old === undefined ? [] : [record(old).NoncurrentDays]))
    .some((days) => !(Number(days) >= leastOldDays));
  if (soon || rules.some(({ ExpirationDate }) => ExpirationDate !== undefined)) return 'they are deleted too soon';
  if (hasty) return 'overwritten ones are deleted too soon';
  return undefined;
}

/** Whoever is not a service writes and reads here by the rights of its own role alone. */
const admitsSomebody = ({ effect, principals, notPrincipals }: Statement): boolean =>
  effect === 'Allow' &&
  (notPrincipals !== undefined || Object.keys(principals ?? {}).some((kind) => kind !== 'Service'));

function faultOf(estate: Estate, bucket: Bucket, isLocked: boolean): string | undefined {
  const trial = isTrial(estate);
  const { resource, statements } = bucket;
  if (statements.some(admitsSomebody)) return 'its policy admits others than services';
  if (isLocked) return shortened(bucket, trial);
  const open = deletions.filter(
    (action) =>
      !statements.some(
        (statement) =>
          deniesEveryone(statement) &&
          isUnconditional(statement, trial) &&
          coversAction(statement, action) &&
          coversObjects(estate, resource, statement),
      ),
  );
  if (open.length > 0) return `its policy does not deny everybody ${open.join(', ')}`;
  return shortened(bucket, trial);
}

export const accessLogsAreKept: Rule = {
  id: 'access-logs-are-kept',
  safe: 'settings',
  controls: ['2.5.03', '3.1.11'],
  severity: 'error',
  why: 'Logs that refuse Object Lock, of S3 and of Config, are guarded by their policy alone, and of locked ones a lifecycle hides what it may not delete.',
  fix: `deny everybody ${deletions.join(' and ')} on the objects, admit services alone, and expire nothing before ${leastDays} days`,
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html',
  check: (estate) => {
    const archives = new Set(auditArchives(estate).map(({ resource }) => resource));
    return buckets(estate)
      .filter((bucket) => isLogStore(estate, bucket) || archives.has(bucket.resource))
      .map((bucket) => {
        const fault = faultOf(estate, bucket, archives.has(bucket.resource));
        return judged(
          fault === undefined,
          bucket.resource,
          'Type',
          'services write it, and nobody deletes from it before its time',
          fault ?? '',
        );
      });
  },
};
