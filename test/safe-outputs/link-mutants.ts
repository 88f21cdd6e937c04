import type { Mutant } from '../mutant.ts';
import { addToPolicy, mutantsOf, onBucket, onStatement, type Statement } from '../safe-data/changes.ts';

const rule = mutantsOf('no-bucket-opens-by-a-signed-link');
const authTypes = (...types: string[]) => ({ StringEquals: { 's3:authType': types } });

const saying = (name: string, edit: (statement: Statement) => Statement | undefined, policy = 'CuratedBucketPolicy') =>
  rule(name, (templates) => onStatement(templates, policy, 'DenySignedLinks', edit));

export const linkMutants: readonly Mutant[] = [
  saying('the curated zone opens by a link', () => undefined),
  saying('the vault opens by a link', () => undefined, 'VaultBucketPolicy'),
  saying('the texts of queries open by a link', () => undefined, 'QueryTextsBucketPolicy'),
  saying('links are refused in addresses, not in forms', (one) => ({
    ...one,
    Condition: authTypes('REST-QUERY-STRING'),
  })),
  saying('a word is misspelt', (one) => ({ ...one, Condition: authTypes('rest-query-string', 'POST') })),
  saying('links are refused where something else holds too', (one) => ({
    ...one,
    Condition: { ...authTypes('REST-QUERY-STRING', 'POST'), Bool: { 'aws:SecureTransport': 'false' } },
  })),
  saying('links are refused to all but a role', (one) => ({
    ...one,
    Condition: {
      ...authTypes('REST-QUERY-STRING', 'POST'),
      ArnNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/somebody' },
    },
  })),
  saying('links are refused if they are old', (one) => ({
    ...one,
    Condition: { NumericGreaterThan: { 's3:signatureAge': '600000' } },
  })),
  saying('links may write', (one) => ({ ...one, Action: 's3:GetObject*' })),
  saying('links may list', (one) => ({ ...one, Resource: [one.Resource].flat().slice(1) })),
  saying('links are refused to one account', (one) => ({
    ...one,
    Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  })),
  rule('the statement speaks of another bucket', (templates) => {
    let other: unknown;
    onStatement(templates, 'VaultBucketPolicy', 'DenySignedLinks', (one) => {
      other = one;
      return undefined;
    });
    addToPolicy(templates, 'CuratedBucketPolicy', other as Statement);
  }),
  rule('a bucket of data has no policy at all', (templates) => {
    onBucket(templates, 'VaultBucket', (body) => {
      body.Properties.BucketName = 'tre-thames-valley-vault-2-111122223333-eu-west-2-an';
    });
    templates.remove('AWS::S3::BucketPolicy', (_, id, stack) => id === 'VaultBucketPolicy' && stack.includes('thames'));
  }),
];
