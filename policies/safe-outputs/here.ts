import { arnsOf } from '../estate/arns.ts';
import type { Estate, Json, Resource } from '../estate/estate.ts';
import { text } from '../estate/values.ts';
import { oncePerEstate } from '../estate/views.ts';
import { parseArn } from '../safe-people/arn.ts';
import { accountOf } from '../safe-people/role-names.ts';
import { bucketName } from '../safe-projects/physical-names.ts';

/** Last key of a property that takes a plain name -> the kind of resource that is meant by it. */
const kinds: Readonly<Record<string, string>> = {
  Bucket: 'AWS::S3::Bucket',
  DeliveryS3Bucket: 'AWS::S3::Bucket',
  DestinationBucketName: 'AWS::S3::Bucket',
  LogGroup: 'AWS::Logs::LogGroup',
  LogGroupName: 'AWS::Logs::LogGroup',
  S3BucketName: 'AWS::S3::Bucket',
  SnsTopicName: 'AWS::SNS::Topic',
  TargetBackupVault: 'AWS::Backup::BackupVault',
};

const names: Readonly<Record<string, string>> = {
  'AWS::Backup::BackupVault': 'BackupVaultName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::SNS::Topic': 'TopicName',
};

const bears = (estate: Estate, resource: Resource, name: string): boolean =>
  resource.type === 'AWS::S3::Bucket'
    ? bucketName(estate, resource) === name
    : text(resource.properties[names[resource.type] ?? '']) === name;

const byArn: (estate: Estate) => ReadonlyMap<string, Resource> = oncePerEstate(
  (estate) => new Map(estate.resources.flatMap((one) => arnsOf(estate, one).map((arn) => [arn, one] as const))),
);

/** A reference, after a type as ARNs have it, and before what ARNs of log groups end in. */
const alone = /^(?:[a-z-]+[/:])?\$\{([^}/]+\/[^}.]+)(?:\.[^}]*)?\}(?::\*)?$/;

/**
 * The resource of the estate that a destination means. Names are the account's, or the world's: a name that another kind of resource
 * bears here, and an ARN of another account or region that ends in a name of ours, mean somebody else's.
 */
export function resourceHere(estate: Estate, property: string, value: Json | undefined): Resource | undefined {
  if (typeof value !== 'string') return undefined;
  const arn = parseArn(value);
  const [, address] = alone.exec(arn?.name ?? value) ?? [];
  const referred = address === undefined ? undefined : estate.at(address);
  if (referred !== undefined) {
    return arn === undefined || arn.account === '' || arn.account === accountOf(estate, referred)
      ? referred
      : undefined;
  }
  if (arn !== undefined) return byArn(estate).get(value.replace(/:\*$/, ''));
  return estate.ofType(kinds[property] ?? '').find((one) => bears(estate, one, value));
}
