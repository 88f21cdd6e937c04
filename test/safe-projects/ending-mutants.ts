import { type Body, editStatements, type Mutant } from '../mutant.ts';
import { having, may, of, roleOf } from '../safe-people/gate-edits.ts';
import { changed } from '../safe-people/role-edits.ts';

const sweeps = 'the-sweeper-ends-and-grants-nothing';
const closes = 'closer-deletes-unread';
const texts = 'query-texts-have-a-key-and-an-end';
const lambda = 'AWS::Lambda::Function';
const bucket = 'AWS::S3::Bucket';

const arn = (service: string, what: string) => ({
  'Fn::Sub': `arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${what}`,
});
const inRole = (rule: string, name: string, who: string, from: string | RegExp, to: string): Mutant =>
  changed(
    rule,
    name,
    (body) => {
      body.Properties.Policies = JSON.parse(JSON.stringify(body.Properties.Policies).replaceAll(from, to));
    },
    roleOf(who),
  );

const lifecycleOf = (body: Body): Record<string, unknown>[] =>
  (body.Properties.LifecycleConfiguration as { Rules: Record<string, unknown>[] }).Rules;

export const endingMutants: readonly Mutant[] = [
  may(sweeps, 'the sweeper writes policies', 'Sweeper', {
    Action: 'iam:PutRolePolicy',
    Resource: arn('iam', 'role/tre-*'),
  }),
  may(sweeps, 'the sweeper starts queries', 'Sweeper', {
    Action: 'athena:StartQueryExecution',
    Resource: arn('athena', 'workgroup/tre-x-project-*'),
  }),
  may(sweeps, 'the sweeper sees results', 'Sweeper', {
    Action: 'athena:GetQueryResults',
    Resource: arn('athena', 'workgroup/tre-x-project-*'),
  }),
  may(sweeps, 'the sweeper sets passwords', 'Sweeper', {
    Action: 'cognito-idp:AdminSetUserPassword',
    Resource: arn('cognito-idp', 'userpool/*'),
  }),
  may(sweeps, 'the sweeper changes workgroups of everybody', 'Sweeper', {
    Action: 'athena:UpdateWorkGroup',
    Resource: arn('athena', 'workgroup/*'),
  }),
  may(sweeps, 'the sweeper may do everything but one thing', 'Sweeper', { NotAction: 'iam:*', Resource: '*' }),
  having(sweeps, 'the sweeper leaves the network', lambda, 'SweeperFunction', 'VpcConfig', undefined),
  having(sweeps, 'another function sweeps with the same role', lambda, 'WorkerFunction', 'Role', {
    'Fn::GetAtt': ['SweeperRole', 'Arn'],
  }),
  may(sweeps, 'what answers the committee disables workgroups', 'ProjectsPublic', {
    Action: 'athena:UpdateWorkGroup',
    Resource: arn('athena', 'workgroup/tre-x-project-*'),
  }),

  may(closes, 'the closer reads extracts', 'Closer', {
    Action: 's3:GetObject',
    Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::tre-*-p-*/*' },
  }),
  inRole(closes, 'the closer deletes in every bucket', 'Closer', /-p-\*\/\*/g, '-*/*'),
  inRole(closes, 'the closer ends every key', 'Closer', /alias\/tre-([a-z-]+)-project-\*/g, 'alias/tre-$1-*'),
  inRole(closes, 'the closer ends keys by no name', 'Closer', 'kms:ResourceAliases', 'aws:PrincipalTag/x'),
  may(closes, 'the closer takes tables out of the catalogue', 'Closer', {
    Action: 'glue:DeleteTable',
    Resource: arn('glue', 'table/tre_thames_valley_project_copd_winter/*'),
  }),
  may(closes, 'the closer opens ciphertext', 'Closer', { Action: 'kms:Decrypt', Resource: arn('kms', 'key/*') }),
  may(closes, 'the worker ends keys', 'Worker', { Action: 'kms:ScheduleKeyDeletion', Resource: arn('kms', 'key/*') }),
  having(closes, 'the closer leaves the network', lambda, 'CloserFunction', 'VpcConfig', undefined),

  having(texts, 'texts stay for ever', bucket, 'QueryTextsBucket', 'LifecycleConfiguration', undefined),
  of(texts, 'texts stay for ten years', bucket, 'QueryTextsBucket', (body) => {
    for (const one of lifecycleOf(body)) if (one.ExpirationInDays !== undefined) one.ExpirationInDays = 3660;
  }),
  of(texts, 'what was deleted stays', bucket, 'QueryTextsBucket', (body) => {
    for (const one of lifecycleOf(body)) delete one.NoncurrentVersionExpiration;
  }),
  {
    rule: texts,
    name: 'texts lie under the key of the register',
    mutate: (templates) =>
      having(
        texts,
        '',
        bucket,
        'QueryTextsBucket',
        'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.KMSMasterKeyID',
        { 'Fn::GetAtt': ['RegisterKey', 'Arn'] },
      ).mutate(templates),
  },
  {
    rule: texts,
    name: 'the sweeper reads texts back',
    mutate: (templates) => {
      may(texts, '', 'Sweeper', {
        Action: 's3:GetObject',
        Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::tre-*-query-texts-*/*' },
      }).mutate(templates);
      of(texts, '', 'AWS::S3::BucketPolicy', 'QueryTextsBucketPolicy', (body) =>
        editStatements(body, 'PolicyDocument', (one) => (one.Sid === 'DenyReadingToOthers' ? undefined : one)),
      ).mutate(templates);
    },
  },
];
