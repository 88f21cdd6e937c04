import { type Mutant, set } from '../mutant.ts';
import {
  account,
  addToKey,
  addToPolicy,
  bucketArn,
  bucketName,
  deployerArn,
  grant,
  inProduction,
  mutantsOf,
  objectsOf,
  onBucket,
  onRole,
  rename,
  roleArn,
  type Statement,
} from './changes.ts';

const project = 'project-copd-winter';

const personal = mutantsOf('identifiable-zones-admit-no-person');
const reads = (name: string, role: string, statement: Statement): Mutant =>
  personal(name, (templates) => grant(templates, role, statement));
const opens = (name: string, statement: Statement, key = 'VaultKey'): Mutant =>
  personal(name, (templates) => addToKey(templates, key, { Effect: 'Allow', Resource: '*', ...statement }));
const decrypt = { Action: 'kms:Decrypt' };
const vaultObjects = `${bucketArn('vault')}/*`;

export const personMutants: readonly Mutant[] = [
  reads('a project reads the vault', project, { Action: 's3:GetObject', Resource: vaultObjects }),
  reads('a project reads what is delivered', project, {
    Action: 's3:GetObjectVersion',
    Resource: `${bucketArn('landing')}/*`,
  }),
  reads('a project reads every bucket of the deployment', project, {
    Action: 's3:Get*',
    Resource: 'arn:aws:s3:::tre-thames-valley-*/*',
  }),
  reads('a project may do everything but delete', project, { NotAction: 's3:Delete*', Resource: '*' }),
  reads('the auditor reads the quarantine', 'auditor', {
    Action: 's3:GetObject',
    Resource: `${bucketArn('quarantine')}/*`,
  }),
  reads('the broker reads the vault', 'broker', { Action: ['s3:GetObject'], Resource: vaultObjects }),
  reads('whoever restores reads the vault', 'restore', { Action: 's3:GetObject', Resource: vaultObjects }),
  reads('the scanner reads the vault', 'malware-scan', { Action: 's3:GetObject', Resource: objectsOf('VaultBucket') }),
  reads('nobody knows what a project reads', project, { Action: 's3:GetObject', Resource: { Ref: 'Unknown' } }),
  personal('a policy of AWS that cannot be seen is attached to a project', (templates) =>
    onRole(templates, project, (body) => set(body, 'ManagedPolicyArns', ['arn:aws:iam::aws:policy/ReadOnlyAccess'])),
  ),
  personal('a policy of its own lets the broker read the vault', (templates) =>
    templates.add('thames-valley-safe-data', 'Added', {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: 'more',
        Roles: ['tre-thames-valley-broker'],
        PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: objectsOf('VaultBucket') }] },
      },
    }),
  ),
  personal('the policy of the vault lets a project read', (templates) =>
    addToPolicy(templates, 'VaultBucketPolicy', {
      Effect: 'Allow',
      Principal: { AWS: roleArn(`tre-thames-valley-${project}`) },
      Action: 's3:GetObject',
      Resource: objectsOf('VaultBucket'),
    }),
  ),
  personal('a person may take on the role of the backup', (templates) =>
    onRole(templates, 'backup', (body) =>
      set(body, 'AssumeRolePolicyDocument.Statement', [
        { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'backup.amazonaws.com' } },
        { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: roleArn('Administrator') } },
      ]),
    ),
  ),
  opens('the key of the vault opens for a project', {
    ...decrypt,
    Principal: { AWS: roleArn(`tre-thames-valley-${project}`) },
  }),
  opens('the key of the vault opens for a service', { ...decrypt, Principal: { Service: 'athena.amazonaws.com' } }),
  personal('the key of the vault opens for the deployer', (templates) =>
    addToKey(templates, 'VaultKey', {
      Effect: 'Allow',
      Resource: '*',
      ...decrypt,
      Principal: { AWS: deployerArn(templates) },
    }),
  ),
  opens('the key of the vault opens for a role of the same name elsewhere', {
    ...decrypt,
    Principal: { AWS: roleArn('tre-thames-valley-backup', '999999999999') },
  }),
  opens('the key of the vault opens for every role of a pattern', {
    ...decrypt,
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Condition: { ArnLike: { 'aws:PrincipalArn': roleArn('tre-thames-valley-*') } },
  }),
  opens('the key of the vault may be granted on', {
    Action: 'kms:CreateGrant',
    Principal: { AWS: roleArn(`tre-thames-valley-${project}`) },
  }),
  opens(
    'the key of the landing zone opens for the scanner',
    { ...decrypt, Principal: { AWS: roleArn('tre-thames-valley-malware-scan') } },
    'LandingKey',
  ),
  personal('the vault takes another name, and a project reads it', (templates) => {
    rename(templates, 'VaultBucket', 'store');
    grant(templates, project, { Action: 's3:GetObject', Resource: `${bucketArn('store')}/*` });
  }),
  personal('the vault is catalogued and loses its tags, and a project reads it', (templates) => {
    onBucket(templates, 'VaultBucket', (body) => set(body, 'Tags', [{ Key: 'tre:project', Value: 'copd-winter' }]));
    templates.change(
      'AWS::Glue::Table',
      (body) => set(body, 'TableInput.StorageDescriptor.Location', `s3://${bucketName('vault')}/spells/`),
      inProduction('TableAdmittedCareSpells', project),
    );
    grant(templates, project, { Action: 's3:GetObject', Resource: vaultObjects });
  }),
];
