import { physicalName } from '../estate/access/physical-names.ts';
import { actors, identities } from '../estate/actors.ts';
import { functionsBehind } from '../estate/doors.ts';
import type { Estate } from '../estate/estate.ts';
import { firstThatMay, sentenceOf } from '../estate/may.ts';
import { type Bucket, buckets } from '../estate/stores.ts';
import { at } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { expiresAfter, oldVersionsExpireAfter } from '../safe-data/lifecycles.ts';
import { isTextStore } from '../safe-data/text-stores.ts';
import { airlockNounOf } from '../safe-outputs/airlock-stores.ts';
import { onlyFunctionOf, roleBehind } from '../safe-people/roles-of-one-function.ts';

/** Years of days that a text may stay. Its hash and its fingerprint are kept for as long as the archive. */
const longest = 3 * 366;

const reading = ['s3:GetObject', 's3:GetObjectVersion', 's3:GetObjectVersionForReplication'];
const writing = ['s3:PutObject', 's3:ReplicateObject'];

function faultOf(estate: Estate, { resource, key }: Bucket): string | undefined {
  const object = `${physicalName(estate, resource).arn}/x`;
  if (key === undefined) return 'is under no key of the estate';
  const shared = [
    ...buckets(estate)
      .filter((one) => one.key === key && one.resource !== resource)
      .map((one) => one.resource),
    ...estate
      .ofType('AWS::DynamoDB::Table')
      .filter((table) => estate.find(at(table, 'SSESpecification.KMSMasterKeyId')) === key),
  ];
  if (shared[0] !== undefined) return `shares its key with ${shared[0].logicalId}`;
  const days = expiresAfter(resource);
  if (days === undefined || days > longest) return 'keeps texts without an end, or for too long';
  if ((oldVersionsExpireAfter(resource) ?? longest) > 30) return 'keeps what it has deleted';
  const reader = actors(estate).map((actor) => ({ actor, access: firstThatMay(estate, actor, reading, [object]) }));
  const [writer] = actors(estate).filter((actor) => firstThatMay(estate, actor, writing, [object]) !== undefined);
  const read = reader.find(({ access, actor }) => access !== undefined && actor !== writer);
  if (read?.access !== undefined) return `is read back: ${read.actor.name} ${sentenceOf(read.access)}`;
  const writers = actors(estate).filter((actor) => firstThatMay(estate, actor, writing, [object]) !== undefined);
  const other = writers.find((actor) => onlyFunctionOf(estate, actor.resource) === undefined) ?? writers[1];
  return other === undefined ? undefined : `is written by ${other.name} as well`;
}

/**
 * What a function behind the private door puts away: words typed in sight of records, which can hold one. Who puts a text away may look at it
 * again, when a query that waited has its turn, and nobody else ever. Drafts of results are written there too, and judged by rules of the airlock.
 */
export const queryTextsHaveAKeyAndAnEnd: Rule = {
  id: 'query-texts-have-a-key-and-an-end',
  safe: 'projects',
  controls: ['2.8.01', '3.2.03'],
  severity: 'fatal',
  why: "The text of a query can hold a patient's values: whoever reads it back reads a record, past every gate of records.",
  fix: 'keep texts in a bucket of their own, under a key of its own, written and read by one function and nobody else of the estate, with a lifecycle that ends them',
  source: 'https://docs.aws.amazon.com/athena/latest/ug/monitor-with-cloudtrail.html',
  check: (estate) => {
    const inside = functionsBehind(estate, 'private')
      .map((lambda) => roleBehind(estate, lambda)?.resource)
      .flatMap((role) => identities(estate).find(({ resource }) => role !== undefined && resource === role) ?? []);
    return buckets(estate)
      .filter(
        (bucket) =>
          isTextStore(estate, bucket) ||
          (airlockNounOf(estate, bucket.resource) !== 'draft' &&
            inside.some(
              (actor) =>
                firstThatMay(estate, actor, writing, [`${physicalName(estate, bucket.resource).arn}/x`]) !== undefined,
            )),
      )
      .map((bucket) => {
        const fault = faultOf(estate, bucket);
        return judged(
          fault === undefined,
          bucket.resource,
          'Properties',
          `holds texts for ${expiresAfter(bucket.resource)} days under a key of its own, and nobody reads them but who put them there`,
          fault ?? '',
        );
      });
  },
};
