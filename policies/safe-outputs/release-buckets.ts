import type { Estate, Resource } from '../estate/estate.ts';
import { list, record, text } from '../estate/values.ts';
import { oncePerEstate } from '../estate/views.ts';

const saysRelease = (name: string): boolean => /(^|-)releases?d?(-|$)/i.test(name);

/** What a tag of the estate calls a deployment. */
export const deploymentsOf: (estate: Estate) => readonly string[] = oncePerEstate((estate) => [
  ...new Set(
    estate.resources.flatMap(({ properties }) =>
      list(properties.Tags)
        .map(record)
        .flatMap(({ Key, Value }) => (Key === 'tre:deployment' ? (text(Value) ?? []) : [])),
    ),
  ),
]);

/** Buckets out of which people outside are served: by name, by logical id, or by the tag of a zone. */
export const releaseBuckets = (estate: Estate): readonly Resource[] =>
  estate.ofType('AWS::S3::Bucket').filter(({ logicalId, properties }) => {
    const { BucketName, BucketNamePrefix, Tags } = properties;
    const zone = list(Tags)
      .map(record)
      .find(({ Key }) => Key === 'tre:zone')?.Value;
    return (
      saysRelease(text(BucketName) ?? text(BucketNamePrefix) ?? '') ||
      /^Releases?d?(Bucket)?([0-9A-F]{8})?$/.test(logicalId) ||
      (text(zone) !== undefined && saysRelease(text(zone) ?? ''))
    );
  });

/** Whether the ARN of an object names a bucket that would be one. */
export const namesARelease = (arn: string): boolean => saysRelease(arn.split(':').at(-1)?.split('/')[0] ?? '');
