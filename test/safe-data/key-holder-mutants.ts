import type { MutableTemplates, Mutant } from '../mutant.ts';
import { account, addToKey } from './changes.ts';

const opens = (name: string, statement: Record<string, unknown>): Mutant => ({
  rule: 'keys-of-records-open-for-named-roles-only',
  name,
  mutate: (templates: MutableTemplates) =>
    addToKey(templates, 'CuratedKey', { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*', ...statement }),
});
const arn = (name: string) => `arn:aws:iam::${account}:${name}`;

export const keyHolderMutants: readonly Mutant[] = [
  opens('a role that nobody here holds may read', { Principal: { AWS: arn('role/PowerUser') } }),
  opens('a user may read', { Principal: { AWS: arn('user/eve') } }),
  opens('roles of a pattern may read', {
    Principal: { AWS: '*' },
    Condition: { ArnLike: { 'aws:PrincipalArn': arn('role/Power*') } },
  }),
  opens('the account may read in the name of a stranger', {
    Principal: { AWS: arn('root') },
    Condition: { ArnEquals: { 'aws:PrincipalArn': arn('role/PowerUser') } },
  }),
  opens('another service may read', { Principal: { Service: 'states.amazonaws.com' } }),
  opens('machines may be started with a grant', {
    Principal: { AWS: arn('role/PowerUser') },
    Action: 'kms:CreateGrant',
  }),
  opens('whoever is not named may read', { NotPrincipal: { AWS: arn('role/nobody') } }),
  {
    rule: 'buckets-have-one-policy',
    name: 'a second policy takes the guards away',
    mutate: (templates) =>
      templates.add('thames-valley-safe-data', 'Second', {
        Type: 'AWS::S3::BucketPolicy',
        Properties: {
          Bucket: { Ref: 'VaultBucket' },
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:PutBucketAcl', Resource: '*' }],
          },
        },
      }),
  },
  {
    rule: 'buckets-have-one-policy',
    name: 'a bucket has lost its policy',
    mutate: (templates) => templates.remove('AWS::S3::BucketPolicy', (_, id) => id === 'VaultBucketPolicy'),
  },
];
