import type { Mutant } from '../mutant.ts';
import {
  account,
  addToKey,
  addToPolicy,
  bucketArn,
  grant,
  mutantsOf,
  objectsOf,
  roleArn,
} from '../safe-data/changes.ts';

const rule = mutantsOf('functions-with-the-internet-are-denied-all-data');
const sessions = `arn:aws:sts::${account}:assumed-role/tre-thames-valley-network-settings`;

export const internetMutants: readonly Mutant[] = [
  rule('a bucket lets it in by a pattern of roles', (templates) =>
    addToPolicy(templates, 'CuratedBucketPolicy', {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: objectsOf('CuratedBucket'),
      Condition: { ArnLike: { 'aws:PrincipalArn': roleArn('tre-thames-valley-network-*') } },
    }),
  ),
  rule('a key lets it in by the name of its session', (templates) =>
    addToKey(templates, 'CuratedKey', {
      Effect: 'Allow',
      Principal: { AWS: `${sessions}/tre-thames-valley-network-settings` },
      Action: 'kms:Decrypt',
      Resource: '*',
    }),
  ),
  rule('a key lets the account use it, and its role may use keys', (templates) => {
    addToKey(templates, 'CuratedKey', {
      Effect: 'Allow',
      Principal: { AWS: account },
      Action: 'kms:*',
      Resource: '*',
    });
    grant(templates, 'network-settings', { Action: 'kms:Decrypt', Resource: '*' });
  }),
  rule('it writes into the vault', (templates) =>
    grant(templates, 'network-settings', { Action: 's3:Put*', Resource: `${bucketArn('vault')}/*` }),
  ),
  rule('it fetches the results of queries', (templates) =>
    grant(templates, 'network-settings', {
      Action: 'athena:Get*',
      Resource: `arn:aws:athena:eu-west-2:${account}:workgroup/*`,
    }),
  ),
  rule('it has a copy restored', (templates) =>
    grant(templates, 'network-settings', { Action: 'backup:Start*', Resource: '*' }),
  ),
];
