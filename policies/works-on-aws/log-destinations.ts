import type { Estate, Resource } from '../estate/estate.ts';
import { type Bucket, buckets } from '../estate/stores.ts';
import { at } from '../estate/values.ts';
import { oncePerEstate } from '../estate/views.ts';

/** Buckets that a resource of a type delivers into, with what delivers. */
const deliveredBy =
  (type: string, property: string): ((estate: Estate) => readonly (readonly [Resource, Bucket])[]) =>
  (estate) =>
    estate.ofType(type).flatMap((source) => {
      const bucket = buckets(estate).find(({ resource }) => resource === estate.find(at(source, property)));
      return bucket === undefined ? [] : [[source, bucket] as const];
    });

export const trailBuckets = oncePerEstate(deliveredBy('AWS::CloudTrail::Trail', 'S3BucketName'));
export const configurationBuckets = oncePerEstate(deliveredBy('AWS::Config::DeliveryChannel', 'S3BucketName'));
export const accessLogBuckets = oncePerEstate(
  deliveredBy('AWS::S3::Bucket', 'LoggingConfiguration.DestinationBucketName'),
);
export const flowLogBuckets = oncePerEstate(deliveredBy('AWS::EC2::FlowLog', 'LogDestination'));
export const queryLogBuckets = oncePerEstate(
  deliveredBy('AWS::Route53Resolver::ResolverQueryLoggingConfig', 'DestinationArn'),
);
export const sessionLogBuckets = oncePerEstate(
  deliveredBy('AWS::WorkSpacesWeb::SessionLogger', 'LogConfiguration.S3.Bucket'),
);
