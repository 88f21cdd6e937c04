import { editStatements, type Mutant, set } from '../mutant.ts';
import { account, broker, changed, given, type Statement } from './role-edits.ts';

const assumes = (Resource: unknown, more: Statement = {}): Statement => ({
  Action: ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'],
  Resource,
  ...more,
});

const onlyAssumes = 'broker-does-nothing-but-assume';

export const brokerMutants: readonly Mutant[] = [
  {
    rule: onlyAssumes,
    name: 'a bucket lets the broker write',
    mutate: (templates) =>
      templates.change('AWS::S3::BucketPolicy', (body) =>
        editStatements(body, 'PolicyDocument', (one) =>
          one.Sid === 'DenyOldTls'
            ? { ...one, Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:role/tre-gtr-manchester-broker` } }
            : one,
        ),
      ),
  },
  given(onlyAssumes, 'the broker may assume every role', assumes('*'), broker),
  given(
    onlyAssumes,
    'the broker may assume every role of the account',
    assumes(`arn:aws:iam::${account}:role/*`),
    broker,
  ),
  given(
    onlyAssumes,
    'the broker may assume roles of another account',
    assumes('arn:aws:iam::999988887777:role/tre-x'),
    broker,
  ),
  given(
    onlyAssumes,
    "the broker may assume a role that is no person's",
    assumes(`arn:aws:iam::${account}:role/tre-gtr-manchester-b*`),
    broker,
  ),
  given(
    onlyAssumes,
    'the broker may read objects',
    { Action: 's3:GetObject', Resource: 'arn:aws:s3:::tre-gtr-manchester-p-x/*' },
    broker,
  ),
  given(onlyAssumes, 'the broker may invoke functions', { Action: 'lambda:InvokeFunction', Resource: '*' }, broker),
  given(onlyAssumes, 'the broker may do everything but one thing', { NotAction: 'iam:*', Resource: '*' }, broker),
  given(
    onlyAssumes,
    'the broker may write every log of the account',
    { Action: 'logs:PutLogEvents', Resource: `arn:aws:logs:eu-west-2:${account}:log-group:*` },
    broker,
  ),
  changed(
    onlyAssumes,
    'the broker has a policy that cannot be seen',
    (body) => set(body, 'ManagedPolicyArns', ['arn:aws:iam::aws:policy/job-function/ViewOnlyAccess']),
    broker,
  ),
  changed(
    onlyAssumes,
    'an instance may be the broker',
    (body) =>
      editStatements(body, 'AssumeRolePolicyDocument', (one) => ({
        ...one,
        Principal: { Service: ['lambda.amazonaws.com', 'ec2.amazonaws.com'] },
      })),
    broker,
  ),
  changed(
    onlyAssumes,
    'another role may be the broker',
    (body) =>
      editStatements(body, 'AssumeRolePolicyDocument', (one) => ({
        ...one,
        Principal: { Service: 'lambda.amazonaws.com', AWS: `arn:aws:iam::${account}:role/tre-gtr-manchester-backup` },
      })),
    broker,
  ),
  {
    rule: onlyAssumes,
    name: 'the broker serves a function outside the network',
    mutate: (templates) =>
      templates.add('safe-people', 'Loose', {
        Type: 'AWS::Lambda::Function',
        Properties: { Role: { 'Fn::GetAtt': ['BrokerRole', 'Arn'] } },
      }),
  },
  {
    rule: onlyAssumes,
    name: 'the broker serves two functions',
    mutate: (templates) => {
      for (const id of ['One', 'Two'])
        templates.add('safe-people', id, {
          Type: 'AWS::Lambda::Function',
          Properties: {
            Role: { 'Fn::GetAtt': ['BrokerRole', 'Arn'] },
            VpcConfig: { SubnetIds: ['subnet-0123456789abcdef0'] },
          },
        });
    },
  },
];
