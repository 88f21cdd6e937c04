import { type Body, editStatements, type Mutant } from '../mutant.ts';

const role = 'AWS::IAM::Role';
type Statement = Record<string, unknown>;
type Pick = (body: Body, id: string, stack: string) => boolean;

const account = '444455556666';
const aboutProject: Pick = (_, id) => id === 'ProjectRole';
const aboutAuditor: Pick = (_, id) => id === 'AuditorRole';

/** In the example with several projects. */
const ofStroke =
  (logicalId: string): Pick =>
  (_, id, stack) =>
    id === logicalId && stack.includes('stroke-path');

const has = (statement: Statement, action: string): boolean => JSON.stringify(statement.Action ?? '').includes(action);

/** Edits the statements of a person's role that allow an action. */
const allowing = (
  rule: string,
  name: string,
  action: string,
  edit: (statement: Statement) => Statement,
  pick: Pick = aboutProject,
): Mutant => ({
  rule,
  name,
  mutate: (templates) =>
    templates.change(
      role,
      (body) =>
        editStatements(body, 'Policies.0.PolicyDocument', (one) =>
          one.Effect === 'Allow' && has(one, action) ? edit(one) : one,
        ),
      pick,
    ),
});

const own = 'people-reach-only-their-own';
const leading = (name: string, action: string, Resource: unknown, pick: Pick = aboutProject): Mutant =>
  allowing(own, name, action, (one) => ({ ...one, Resource }), pick);

const elsewhere = 'arn:aws:athena:eu-west-2:111122223333:workgroup';

const reach: readonly Mutant[] = [
  leading('a project reads every object', 's3:GetObject', '*'),
  leading(
    'a project reads the curated zone',
    's3:GetObject',
    'arn:aws:s3:::tre-gtr-manchester-curated-444455556666-eu-west-2-an/*',
  ),
  leading('a project reads buckets whose names begin like its own', 's3:GetObject', {
    'Fn::Join': ['', [{ 'Fn::GetAtt': ['ExtractBucket', 'Arn'] }, '*']],
  }),
  leading('a project reads buckets by a pattern', 's3:GetObject', 'arn:aws:s3:::tre-gtr-manchester-p-foot-care*/*'),
  leading(
    'a project reads the audit trail',
    's3:GetObject',
    'arn:aws:s3:::tre-gtr-manchester-trail-444455556666-eu-west-2-an/*',
  ),
  leading(
    'a project asks in every workgroup',
    'athena:StartQueryExecution',
    `arn:aws:athena:eu-west-2:${account}:workgroup/*`,
  ),
  leading(
    'a project asks in a workgroup of that name in another account',
    'athena:StartQueryExecution',
    'arn:aws:athena:eu-west-2:999988887777:workgroup/tre-gtr-manchester-project-foot-care',
  ),
  leading(
    'a project reads every database of the catalogue',
    'glue:GetTable',
    `arn:aws:glue:eu-west-2:${account}:table/*`,
  ),
  leading(
    'a project reads tables of databases whose names begin like its own',
    'glue:GetTable',
    `arn:aws:glue:eu-west-2:${account}:table/tre_gtr_manchester_project_foot_care*/*`,
  ),
  leading('a project uses every key', 'kms:Decrypt', `arn:aws:kms:eu-west-2:${account}:key/*`),
  leading('a project reads what is decided at deployment', 's3:GetObject', { Ref: 'Unknown' }),
  allowing(own, 'a project reads all but one bucket', 's3:GetObject', ({ Resource: _, ...one }) => ({
    ...one,
    NotResource: 'arn:aws:s3:::x/*',
  })),
  leading(
    "a project asks in another's workgroup",
    'athena:StartQueryExecution',
    `${elsewhere}/tre-thames-valley-project-copd-winter`,
    ofStroke('ProjectRole'),
  ),
  leading(
    "a project reads another's database",
    'glue:GetTable',
    [
      'arn:aws:glue:eu-west-2:111122223333:catalog',
      'arn:aws:glue:eu-west-2:111122223333:table/tre_thames_valley_project_copd_winter/*',
    ],
    ofStroke('ProjectRole'),
  ),
  leading(
    "a project reads another's bucket",
    's3:GetObject',
    'arn:aws:s3:::tre-thames-valley-p-copd-winter-111122223333-eu-west-2-an/extract/*',
    ofStroke('ProjectRole'),
  ),
  leading(
    'the auditor reads the vault',
    's3:GetObject',
    'arn:aws:s3:::tre-gtr-manchester-vault-444455556666-eu-west-2-an/*',
    aboutAuditor,
  ),
  leading(
    'the auditor reads an extract',
    's3:GetObject',
    'arn:aws:s3:::tre-gtr-manchester-p-foot-care-444455556666-eu-west-2-an/extract/*',
    aboutAuditor,
  ),
  {
    rule: own,
    name: 'a policy beside the role leads elsewhere',
    mutate: (templates) =>
      templates.add('project', 'More', {
        Type: 'AWS::IAM::Policy',
        Properties: {
          Roles: [{ Ref: 'ProjectRole' }],
          PolicyDocument: {
            Statement: [
              { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::tre-gtr-manchester-vault-x/*' },
            ],
          },
        },
      }),
  },
];

const through = 'records-are-read-through-athena-alone';
const conditioned = (name: string, action: string, Condition: unknown): Mutant =>
  allowing(through, name, action, (one) => ({ ...one, Condition }));

const byAthena = { 'aws:CalledVia': 'athena.amazonaws.com' };

const calls: readonly Mutant[] = [
  conditioned('objects are read by hand', 's3:GetObject', {}),
  conditioned('objects are read by hand, from our network', 's3:GetObject', {
    StringEquals: { 'aws:SourceVpc': { 'Fn::ImportValue': 'tre-gtr-manchester-network:ExportsOutputRefVpc0040386A' } },
  }),
  conditioned('objects are read through Athena or by hand', 's3:GetObject', { 'ForAllValues:StringEquals': byAthena }),
  conditioned('objects are read through Athena if through anything', 's3:GetObject', {
    StringEqualsIfExists: byAthena,
  }),
  conditioned('objects are read through another service too', 's3:GetObject', {
    'ForAnyValue:StringEquals': { 'aws:CalledVia': ['athena.amazonaws.com', 'cloudformation.amazonaws.com'] },
  }),
  conditioned('objects are read through whatever service', 's3:GetObject', {
    'ForAnyValue:StringLike': { 'aws:CalledVia': '*' },
  }),
  conditioned('the key is used by hand', 'kms:Decrypt', {}),
  conditioned('partitions are looked at from anywhere', 'glue:GetPartition', {}),
  conditioned('Athena is asked from anywhere', 'athena:StartQueryExecution', {}),
  conditioned('Athena is asked from a network of strangers', 'athena:StartQueryExecution', {
    StringEquals: { 'aws:SourceVpc': 'vpc-0123456789abcdef0' },
  }),
  conditioned('Athena is asked from a network that need not be told', 'athena:StartQueryExecution', {
    StringEqualsIfExists: {
      'aws:SourceVpc': { 'Fn::ImportValue': 'tre-gtr-manchester-network:ExportsOutputRefVpc0040386A' },
    },
  }),
  conditioned('Athena is asked from one of two networks', 'athena:StartQueryExecution', {
    StringEquals: {
      'aws:SourceVpc': [
        { 'Fn::ImportValue': 'tre-gtr-manchester-network:ExportsOutputRefVpc0040386A' },
        'vpc-0123456789abcdef0',
      ],
    },
  }),
  allowing(through, 'rows are fetched from anywhere by a statement of their own', 'kms:Decrypt', (one) => ({
    ...one,
    Action: 'athena:GetQueryResults',
  })),
  allowing(through, 'whatever is not named may be read', 's3:GetObject', ({ Action: _, ...one }) => ({
    ...one,
    NotAction: 'iam:*',
  })),
];

export const reachMutants: readonly Mutant[] = [...reach, ...calls];
