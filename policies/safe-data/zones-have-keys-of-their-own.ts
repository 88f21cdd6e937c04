import { buckets } from '../estate/stores.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { dataBuckets } from './data-buckets.ts';

/** Type -> where it names its key: a right to read logs or backups must open no zone either. */
const others: Readonly<Record<string, string>> = {
  'AWS::Backup::BackupVault': 'EncryptionKeyArn',
  'AWS::CloudTrail::Trail': 'KMSKeyId',
  'AWS::Logs::LogGroup': 'KmsKeyId',
  'AWS::SNS::Topic': 'KmsMasterKeyId',
  'AWS::SQS::Queue': 'KmsMasterKeyId',
};

export const zonesHaveKeysOfTheirOwn: Rule = {
  id: 'zones-have-keys-of-their-own',
  safe: 'data',
  controls: ['TRE-X01', '2.8.05', 'TRE-X18'],
  severity: 'fatal',
  why: 'A right to decrypt de-identified data must never decrypt identifiable data, nor one project the data of another.',
  fix: 'give each data bucket a key that no other bucket, backup or log uses',
  check: (estate) => {
    const users = [
      ...buckets(estate).map(({ resource, key }) => ({ resource, key })),
      ...Object.entries(others).flatMap(([type, property]) =>
        estate.ofType(type).map((resource) => ({ resource, key: estate.find(resource.properties[property]) })),
      ),
    ];
    return dataBuckets(estate).map(({ resource, key }) => {
      const sharers = users.filter((other) => other.resource !== resource && key !== undefined && other.key === key);
      return judged(
        key !== undefined && sharers.length === 0,
        resource,
        'Properties.BucketEncryption',
        `nothing else is under ${key?.address ?? ''}`,
        key === undefined
          ? 'its key is unknown'
          : `shares its key with ${sharers.map((sharer) => sharer.resource.address).join(', ')}`,
      );
    });
  },
};
