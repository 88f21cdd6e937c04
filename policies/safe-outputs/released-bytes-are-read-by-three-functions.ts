import { physicalName } from '../estate/access/physical-names.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { sentenceOf } from '../estate/may.ts';
import { buckets } from '../estate/stores.ts';
import { fail, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { checkerOf, releaserOf } from './airlock-functions.ts';
import { partsOfTheAirlock } from './airlock-stores.ts';
import { doorOf, gettingObjects, type Hand, handsOn, objectIn, openToTheAccount } from './hands.ts';
import { releaseBuckets } from './release-buckets.ts';

/** What a release consists of, but the tables of it. */
const released = ['x/x/x', 'x/x/record.json', 'x/x/ro-crate-metadata.json'];
const tables = 'x/x/tables.json';

const opening = ['kms:Decrypt', 'kms:ReEncryptFrom', 'kms:CreateGrant', 'kms:DeriveSharedSecret'];

function faults(estate: Estate, bucket: Resource): readonly string[] {
  const [checker, releaser] = [checkerOf(estate), releaserOf(estate)];
  const reading = handsOn(
    estate,
    gettingObjects,
    released.map((key) => objectIn(estate, bucket, key)),
  );
  const readingTables = handsOn(estate, gettingObjects, [objectIn(estate, bucket, tables)]);
  const key = buckets(estate).find(({ resource }) => resource === bucket)?.key;
  const openers = key === undefined ? [] : handsOn(estate, opening, [physicalName(estate, key).arn]);
  const said = ({ actor, access }: Hand): string => `${actor.name} ${sentenceOf(access)}`;
  const outside = reading.filter(({ lambda }) => doorOf(estate, lambda) === 'public');
  const is = (lambda: Resource | undefined, ...those: readonly (Resource | undefined)[]): boolean =>
    lambda !== undefined && those.includes(lambda);
  const open = openToTheAccount(estate, bucket, gettingObjects, [objectIn(estate, bucket, 'x/x/x')]);
  return [
    ...(open === undefined ? [] : [`its own policy does not refuse ${open}`]),
    ...(releaser === undefined ? ['nobody is known to release alone'] : []),
    ...(outside.length > 1 ? [`more than one function carries it out: ${outside.map(said).join('; ')}`] : []),
    ...reading.filter((one) => !outside.includes(one) && !is(one.lambda, releaser)).map(said),
    ...readingTables.filter((one) => !is(one.lambda, releaser, checker, outside[0]?.lambda)).map(said),
    ...openers.filter((one) => !is(one.lambda, releaser, checker, outside[0]?.lambda)).map(said),
  ];
}

function judge(estate: Estate, bucket: Resource): readonly Outcome[] {
  const found = faults(estate, bucket);
  return found.length > 0
    ? found.map((fault) => fail(bucket, 'Type', fault))
    : [
        pass(
          bucket,
          'Type',
          'is read by the function that releases and by one behind the public door, its tables by the checker too, and by nobody else',
        ),
      ];
}

/** That the function at the door asks the register and counts before the first byte is its code, and tested. */
export const releasedBytesAreReadByThreeFunctions: Rule = {
  id: 'released-bytes-are-read-by-three-functions',
  safe: 'outputs',
  controls: ['3.1.05', '3.1.06'],
  severity: 'fatal',
  why: 'A release is for the members of a project: whoever reads the bucket past the door is not asked who they are, and no count tells of it.',
  fix: 'let one function behind the public door read it and open its key, the function that releases, and the checker the tables alone',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html',
  check: (estate) => {
    const releases = releaseBuckets(estate);
    const [first] = partsOfTheAirlock(estate);
    if (releases.length === 0 && first !== undefined)
      return [fail(first, 'Type', 'belongs to an airlock whose releases have no bucket')];
    return releases.flatMap((bucket) => judge(estate, bucket));
  },
};
