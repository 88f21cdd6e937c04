import { type Body, type Mutant, set } from '../mutant.ts';
import { account, inProduction, mutantsOf, type Statement } from '../safe-data/changes.ts';

const rule = mutantsOf('endpoints-lead-to-nothing-of-strangers');
const stranger = '999988887777';

const on = (name: string, id: string, edit: (statements: Statement[], body: Body) => void): Mutant =>
  rule(name, (templates) =>
    templates.change(
      'AWS::EC2::VPCEndpoint',
      (body) => edit((body.Properties.PolicyDocument as { Statement: Statement[] }).Statement, body),
      inProduction(id),
    ),
  );

const conditioned = (name: string, id: string, Condition: unknown): Mutant =>
  on(name, id, ([first]) => {
    if (first !== undefined) first.Condition = Condition;
  });

const reaching = (name: string, id: string, Resource: unknown): Mutant =>
  on(name, id, ([first]) => {
    if (first !== undefined) first.Resource = Resource;
  });

export const endpointMutants: readonly Mutant[] = [
  conditioned('our identities reach buckets of strangers under our prefix', 'S3Endpoint', {
    StringEquals: { 'aws:PrincipalAccount': account },
  }),
  conditioned('buckets of a second account are reached', 'S3Endpoint', {
    StringEquals: { 'aws:PrincipalAccount': account, 'aws:ResourceAccount': [account, stranger] },
  }),
  conditioned('buckets of whichever organisation is the caller’s are reached', 'S3Endpoint', {
    StringEquals: { 'aws:ResourceOrgID': '${aws:PrincipalOrgID}' },
  }),
  conditioned('buckets of all accounts but one are reached', 'S3Endpoint', {
    StringNotEquals: { 'aws:ResourceAccount': stranger },
  }),
  reaching('somebody signs in at the pool of a stranger', 'CognitoIdpEndpoint', '*'),
  reaching('a pool of a named stranger is reached', 'CognitoIdpEndpoint', [
    `arn:aws:cognito-idp:eu-west-2:${account}:userpool/*`,
    `arn:aws:cognito-idp:eu-west-2:${stranger}:userpool/eu-west-2_AbCdEfGhI`,
  ]),
  reaching('pages of any account are opened', 'ExecuteApiEndpoint', 'arn:aws:execute-api:eu-west-2:*:*'),
  on('the role of a stranger is assumed', 'StsEndpoint', (statements) =>
    statements.push({
      Effect: 'Allow',
      Principal: '*',
      Action: 'sts:AssumeRole',
      Resource: 'arn:aws:iam::*:role/tre-thames-valley-*',
    }),
  ),
  on('one bucket more is written', 'S3Endpoint', (statements) =>
    statements.push({
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${account}:root` },
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::evil-bucket/*',
    }),
  ),
  on('a Deny keeps strangers from reading, and not from writing', 'S3Endpoint', (statements) => {
    const [first] = statements;
    if (first !== undefined) first.Condition = {};
    statements.push({
      Effect: 'Deny',
      Principal: '*',
      Action: ['s3:AbortMultipartUpload', 's3:Get*', 's3:ListBucket'],
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:ResourceAccount': account } },
    });
  }),
  on('an endpoint has the policy that AWS gives', 'AthenaEndpoint', (_, body) =>
    set(body, 'PolicyDocument', undefined),
  ),
];
