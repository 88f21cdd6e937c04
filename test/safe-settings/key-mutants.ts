import { type Body, editStatements, type Mutant, set } from '../mutant.ts';

const key = 'AWS::KMS::Key';
const production = (_: Body, __: string, stack: string): boolean => stack.includes('thames-valley');
const ofData = (_: Body, id: string): boolean => id === 'VaultKey';

const changed = (
  rule: string,
  name: string,
  edit: (body: Body) => void,
  pick?: (body: Body, id: string, stack: string) => boolean,
): Mutant => ({
  rule,
  name,
  mutate: (templates) => templates.change(key, edit, pick),
});

type Statement = Record<string, unknown>;

const add = (body: Body, statement: Statement): void => {
  const document = body.Properties.KeyPolicy as { Statement: Statement[] };
  document.Statement.push(statement);
};

const root = { AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::111122223333:root']] } };

const outside = (body: Body): boolean =>
  JSON.stringify(body.Properties.AssumeRolePolicyDocument).includes('lambda.amazonaws.com') &&
  JSON.stringify(body.Properties.RoleName).includes('settings');

/** Adds a right to the role of a function that makes settings. */
const right = (name: string, statement: Statement): Mutant => ({
  rule: 'functions-outside-the-vpc-reach-no-data',
  name,
  mutate: (templates) =>
    templates.change(
      'AWS::IAM::Role',
      (body) => {
        const [policy] = body.Properties.Policies as { PolicyDocument: { Statement: Statement[] } }[];
        policy?.PolicyDocument.Statement.push({ Effect: 'Allow', ...statement });
      },
      outside,
    ),
});

export const keyMutants: readonly Mutant[] = [
  changed('keys-rotate', 'a key is not rotated', (body) => set(body, 'EnableKeyRotation', false)),
  changed('keys-rotate', 'nothing says that a key is rotated', (body) => set(body, 'EnableKeyRotation', undefined)),
  changed('keys-give-the-account-no-use', "a key gets AWS's default policy", (body) =>
    set(body, 'KeyPolicy', { Statement: [{ Effect: 'Allow', Principal: root, Action: 'kms:*', Resource: '*' }] }),
  ),
  changed('keys-give-the-account-no-use', 'the account may decrypt', (body) =>
    add(body, { Effect: 'Allow', Principal: root, Action: 'kms:Decrypt', Resource: '*' }),
  ),
  changed(
    'keys-give-the-account-no-use',
    'any role may decrypt through S3',
    (body) =>
      add(body, {
        Effect: 'Allow',
        Principal: root,
        Action: 'kms:Decrypt',
        Resource: '*',
        Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-2.amazonaws.com' } },
      }),
    ofData,
  ),
  changed('keys-give-the-account-no-use', 'every role is named by a pattern', (body) =>
    add(body, {
      Effect: 'Allow',
      Principal: '*',
      Action: 'kms:Decrypt',
      Resource: '*',
      Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } },
    }),
  ),
  changed('keys-split-administration-from-use', 'the administrator may decrypt', (body) =>
    editStatements(body, 'KeyPolicy', (statement) =>
      JSON.stringify(statement.Action).includes('kms:PutKeyPolicy')
        ? { ...statement, Action: [...(statement.Action as string[]), 'kms:Decrypt'] }
        : statement,
    ),
  ),
  changed('keys-split-administration-from-use', 'the administrator may hand out grants', (body) =>
    editStatements(body, 'KeyPolicy', (statement) =>
      JSON.stringify(statement.Action).includes('kms:PutKeyPolicy')
        ? { ...statement, Action: [...(statement.Action as string[]), 'kms:CreateGrant'] }
        : statement,
    ),
  ),
  {
    rule: 'keys-split-administration-from-use',
    name: 'the curated bucket no longer refuses records to the deployer',
    mutate: (templates) =>
      templates.change(
        'AWS::S3::BucketPolicy',
        (body) =>
          editStatements(body, 'PolicyDocument', (statement) =>
            statement.NotResource === undefined ? statement : undefined,
          ),
        (body) => JSON.stringify(body).includes('NotResource'),
      ),
  },
  changed('keys-wait-before-deletion', 'a key waits a week', (body) => set(body, 'PendingWindowInDays', 7), production),
  changed(
    'keys-wait-before-deletion',
    'nobody knows how long a key waits',
    (body) => set(body, 'PendingWindowInDays', { Ref: 'Unknown' }),
    production,
  ),
  changed(
    'keys-are-kept',
    'a key goes with its stack',
    (body) => {
      body.DeletionPolicy = 'Delete';
    },
    production,
  ),
  changed(
    'keys-are-kept',
    'a replaced key is deleted',
    (body) => {
      delete body.UpdateReplacePolicy;
    },
    production,
  ),
  changed(
    'keys-are-kept',
    'a key in production claims to be of a trial',
    (body) => {
      body.DeletionPolicy = 'Delete';
      set(body, 'Tags', [{ Key: 'tre:stage', Value: 'trial' }]);
    },
    production,
  ),
  {
    rule: 'keys-are-kept',
    name: 'a whole production is tagged as a trial, and its keys go with it',
    mutate: (templates) => {
      for (const type of ['AWS::S3::Bucket', 'AWS::KMS::Key', 'AWS::IAM::Role', 'AWS::Lambda::Function']) {
        templates.change(
          type,
          (body) => {
            const tags = (body.Properties.Tags ?? []) as { Key: string; Value: string }[];
            for (const tag of tags) if (tag.Key === 'tre:stage') tag.Value = 'trial';
            if (type === 'AWS::KMS::Key') body.DeletionPolicy = 'Delete';
            else body.DeletionPolicy = 'RetainExceptOnCreate';
            set(body, 'Retagged', true);
          },
          production,
          true,
        );
      }
    },
  },
  right('it may read every object', { Action: 's3:Get*', Resource: '*' }),
  right('it may assume roles', { Action: 'sts:AssumeRole', Resource: '*' }),
  right('it may do everything but IAM', { NotAction: 'iam:*', Resource: '*' }),
  right('it may decrypt with the key of the vault', { Action: 'kms:Decrypt', Resource: '*' }),
  right('it may change functions', { Action: 'lambda:UpdateFunctionCode', Resource: '*' }),
  {
    rule: 'functions-outside-the-vpc-reach-no-data',
    name: 'a policy that cannot be seen is attached',
    mutate: (templates) =>
      templates.change(
        'AWS::IAM::Role',
        (body) => set(body, 'ManagedPolicyArns', ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess']),
        outside,
      ),
  },
  {
    rule: 'functions-outside-the-vpc-reach-no-data',
    name: 'a purge may delete what is kept',
    mutate: (templates) =>
      templates.change(
        'AWS::S3::Bucket',
        (body) => {
          body.DeletionPolicy = 'Retain';
        },
        (_, id) => id === 'TrailBucket',
      ),
  },
];
