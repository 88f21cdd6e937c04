import { isAssetStore } from '../estate/bootstrap.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { type Bucket, buckets, isLogDestination } from '../estate/stores.ts';
import { at, isTrue } from '../estate/values.ts';
import { oncePerEstate } from '../estate/views.ts';
import { isOfProject, zoneOf } from './zones.ts';

/** Type -> where it names the bucket that its log goes to. */
const logSources: Readonly<Record<string, string>> = {
  'AWS::CloudTrail::Trail': 'S3BucketName',
  'AWS::Config::DeliveryChannel': 'S3BucketName',
  'AWS::EC2::FlowLog': 'LogDestination',
  'AWS::Route53Resolver::ResolverQueryLoggingConfig': 'DestinationArn',
  'AWS::WAFv2::LoggingConfiguration': 'LogDestinationConfigs.0',
  'AWS::WorkSpacesWeb::SessionLogger': 'LogConfiguration.S3.Bucket',
};

/** Type -> where it names the key that log records are under. */
const logKeys: Readonly<Record<string, string>> = {
  'AWS::CloudTrail::Trail': 'KMSKeyId',
  'AWS::Logs::LogGroup': 'KmsKeyId',
  'AWS::WorkSpacesWeb::SessionLogger': 'CustomerManagedKey',
};

const named = (estate: Estate, places: Readonly<Record<string, string>>): ReadonlySet<Resource | undefined> =>
  new Set(
    Object.entries(places).flatMap(([type, path]) =>
      estate.ofType(type).map((resource) => estate.find(at(resource, path))),
    ),
  );

/**
 * Buckets that hold records. A bucket is a store of logs only by what the estate does with it: a log source of the estate writes it, or
 * it is locked, and it is under a key of logs. Nothing that its own policy says, and no lock on it, takes a bucket of records out; a zone's or a project's never
 * leaves. Nor is the bootstrap's bucket of code one, under the one name that the CDK looks for.
 */
export const dataBuckets: (estate: Estate) => readonly Bucket[] = oncePerEstate((estate) => {
  const written = named(estate, logSources);
  const keys = named(estate, logKeys);
  return buckets(estate).filter(({ resource, key, algorithm, isAccessLogTarget }) => {
    const isAccessLog =
      isAccessLogTarget && algorithm === 'AES256' && resource.properties.LoggingConfiguration === undefined;
    const isLog =
      (written.has(resource) || isTrue(resource.properties.ObjectLockEnabled)) && key !== undefined && keys.has(key);
    return (
      zoneOf(estate, resource) !== undefined ||
      isOfProject(resource) ||
      !(isAccessLog || isLog || isAssetStore(estate, resource))
    );
  });
});

const logStores = oncePerEstate((estate) => {
  const data = new Set(dataBuckets(estate));
  return new Set(buckets(estate).filter((bucket) => isLogDestination(bucket) && !data.has(bucket)));
});

/** Written by a log service, and nothing makes it a bucket of records. Our own locked archive is neither. */
export const isLogStore = (estate: Estate, bucket: Bucket): boolean => logStores(estate).has(bucket);
