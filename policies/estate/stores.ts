import type { Estate, Resource } from './estate.ts';
import { whenAsked } from './sightings.ts';
import { type Statement, statementsAt } from './statements.ts';
import { at, isRecord, list } from './values.ts';
import { grouped, oncePerEstate } from './views.ts';

export interface Bucket {
  readonly resource: Resource;
  readonly policies: readonly Resource[];
  readonly statements: readonly Statement[];
  /** The KMS key of default encryption, when it is a resource of the estate. */
  readonly key: Resource | undefined;
  readonly algorithm: string | undefined;
  /** Delivers other buckets' access logs. */
  readonly isAccessLogTarget: boolean;
}

export const buckets: (estate: Estate) => readonly Bucket[] = oncePerEstate((estate) => {
  const all = estate.ofType('AWS::S3::Bucket');
  const policies = grouped(estate.ofType('AWS::S3::BucketPolicy'), (policy) => [estate.find(policy.properties.Bucket)]);
  const targets = new Set(all.map((bucket) => estate.find(at(bucket, 'LoggingConfiguration.DestinationBucketName'))));
  return all.map((resource) => {
    const own = policies.get(resource) ?? [];
    const encryption = at(
      resource,
      'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault',
    );
    const byDefault = isRecord(encryption) ? encryption : {};
    const statements = whenAsked(() => own.flatMap((policy) => statementsAt(policy, 'PolicyDocument')));
    return {
      resource,
      policies: own,
      get statements() {
        return statements();
      },
      key: estate.find(byDefault.KMSMasterKeyID),
      algorithm: typeof byDefault.SSEAlgorithm === 'string' ? byDefault.SSEAlgorithm : undefined,
      isAccessLogTarget: targets.has(resource),
    };
  });
});

export interface Key {
  readonly resource: Resource;
  readonly statements: readonly Statement[];
}

export const keys: (estate: Estate) => readonly Key[] = oncePerEstate((estate) =>
  estate.ofType('AWS::KMS::Key').map((resource) => {
    const statements = whenAsked(() => statementsAt(resource, 'KeyPolicy'));
    return {
      resource,
      get statements() {
        return statements();
      },
    };
  }),
);

/** Services that write logs into a bucket, by which a log destination is told from a data store. */
const logWriters = [
  'cloudtrail.amazonaws.com',
  'config.amazonaws.com',
  'logging.s3.amazonaws.com',
  'delivery.logs.amazonaws.com',
  'workspaces-web.amazonaws.com',
];

/** Receives logs of an AWS service, by its own policy. */
export const isLogDestination = (bucket: Bucket): boolean =>
  bucket.isAccessLogTarget ||
  bucket.statements.some(
    ({ effect, principals }) =>
      effect === 'Allow' && list(principals?.Service?.slice()).some((service) => logWriters.includes(String(service))),
  );
