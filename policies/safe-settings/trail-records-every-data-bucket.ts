import { type Bucket, buckets } from '../estate/stores.ts';
import { coversBucket, type Selector, type Trail, trails } from '../estate/trails.ts';
import { text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { isLogStore } from '../safe-data/data-buckets.ts';

const fields = ['eventCategory', 'resources.type', 'resources.ARN', 'readOnly'];

/** Which calls on objects of the bucket a selector records: reads, writes, both or none. */
function recorded(selector: Selector, bucket: Bucket): readonly ('reads' | 'writes')[] {
  const arn = selector.get('resources.ARN');
  const readOnly = selector.get('readOnly')?.equals;
  const understood = [...selector].every(([name, field]) => fields.includes(name) && !field.other);
  const objects =
    selector.get('eventCategory')?.equals.includes('Data') === true &&
    selector.get('resources.type')?.equals.includes('AWS::S3::Object') === true;
  if (!understood || !objects) return [];
  const included =
    arn === undefined ||
    (arn.equals.length === 0 &&
      (arn.startsWith.length === 0 || arn.startsWith.some((begin) => coversBucket(begin, bucket))));
  const excluded = arn?.notStartsWith.some((begin) => mayTouch(begin, bucket)) === true;
  if (!included || excluded) return [];
  if (readOnly === undefined) return ['reads', 'writes'];
  return [
    ...(readOnly.includes('true') ? (['reads'] as const) : []),
    ...(readOnly.includes('false') ? (['writes'] as const) : []),
  ];
}

/** An exclusion that could reach the bucket counts: its generated name may go on as the exclusion does. */
function mayTouch(begin: string, bucket: Bucket): boolean {
  const { BucketName, BucketNamePrefix } = bucket.resource.properties;
  const name = text(BucketName) ?? text(BucketNamePrefix) ?? '';
  const excluded = begin.split(':').slice(5).join(':');
  return (
    coversBucket(begin, bucket) || excluded.includes('${') || (BucketName === undefined && excluded.startsWith(name))
  );
}

const both = (all: readonly Trail[], bucket: Bucket): readonly string[] =>
  (['reads', 'writes'] as const).filter((kind) =>
    all.some(
      ({ isLogging, selectors }) =>
        isLogging && selectors.some((selector) => recorded(selector, bucket).includes(kind)),
    ),
  );

export const trailRecordsEveryDataBucket: Rule = {
  id: 'trail-records-every-data-bucket',
  safe: 'settings',
  controls: ['2.2.14', '3.1.11', '2.5.03'],
  severity: 'error',
  why: 'Who read or changed which object of whose data is asked in every audit, and CloudTrail records objects only where told.',
  fix: 'add a data-event selector for AWS::S3::Object whose ARN prefix covers the bucket, for reads and writes',
  source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html',
  check: (estate) => {
    const all = trails(estate);
    return buckets(estate)
      .filter((bucket) => !isLogStore(estate, bucket))
      .map((bucket) => {
        const kinds = both(all, bucket);
        return judged(
          kinds.length === 2,
          bucket.resource,
          'Type',
          'reads and writes of its objects are recorded',
          kinds.length === 0 ? 'no trail records its objects' : `only ${kinds.join()} of its objects are recorded`,
        );
      });
  },
};
