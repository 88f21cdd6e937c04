import type { Mutant } from '../mutant.ts';
import { besides, having, may, of, operation, tablePolicy } from '../safe-people/gate-edits.ts';

const reaches = 'nothing-behind-the-public-door-reaches-data';
const inside = 'text-typed-inside-stays-inside';
const logs = 'no-log-holds-data';
const table = 'AWS::DynamoDB::Table';

const arn = (service: string, what: string) => ({
  'Fn::Sub': `arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${what}`,
});
const bucket = (noun: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:s3:::tre-*-${noun}-*/*` });

type Origins = Record<string, unknown>;
const originsOf = (one: Record<string, unknown>): Origins => one['x-tre-origins'] as Origins;

export const publicDoorMutants: readonly Mutant[] = [
  may(reaches, 'the committee reads curated records', 'ProjectsPublic', {
    Action: 's3:GetObject',
    Resource: bucket('curated'),
  }),
  may(reaches, 'the committee lists an extract', 'ProjectsPublic', {
    Action: 's3:ListBucket',
    Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::tre-*-p-*' },
  }),
  may(reaches, 'people outside read the locked archive', 'PeoplePublic', {
    Action: 's3:GetObject',
    Resource: bucket('records'),
  }),
  may(reaches, 'people outside become a project', 'PeoplePublic', {
    Action: 'sts:AssumeRole',
    Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/tre-*-project-*' },
  }),
  may(reaches, 'people outside see results of queries', 'PeoplePublic', {
    Action: 'athena:GetQueryResults',
    Resource: arn('athena', 'workgroup/tre-*'),
  }),
  may(reaches, 'people outside see the text of queries', 'PeoplePublic', {
    Action: 'athena:GetQueryExecution',
    Resource: arn('athena', 'workgroup/tre-*'),
  }),
  {
    rule: reaches,
    name: 'the outer authoriser opens what lies in the curated zone',
    mutate: (templates) => {
      may(reaches, '', 'AuthoriserPublic', { Action: 'kms:Decrypt', Resource: arn('kms', 'key/*') }).mutate(templates);
      of(reaches, '', 'AWS::KMS::Key', 'CuratedKey', (body) => {
        const { Statement } = body.Properties.KeyPolicy as { Statement: Record<string, unknown>[] };
        Statement.push({
          Effect: 'Allow',
          Principal: { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } },
          Action: 'kms:Decrypt',
          Resource: '*',
        });
      }).mutate(templates);
    },
  },
  may(reaches, 'people outside read logs', 'PeoplePublic', {
    Action: 'logs:FilterLogEvents',
    Resource: arn('logs', 'log-group:*'),
  }),
  may(reaches, 'people outside call the broker', 'PeoplePublic', {
    Action: 'lambda:InvokeFunction',
    Resource: arn('lambda', 'function:tre-*-broker'),
  }),
  may(reaches, 'the committee looks tables up', 'ProjectsPublic', { Action: 'glue:GetTable', Resource: '*' }),
  {
    rule: reaches,
    name: 'the stream of the register carries what was written to a function that reads records',
    mutate: (templates) => {
      const from = may(reaches, '', 'Sweeper', { Action: 's3:GetObject', Resource: bucket('curated') });
      from.mutate(templates);
      having(reaches, '', table, 'RegisterTable', 'StreamSpecification.StreamViewType', 'NEW_IMAGE').mutate(templates);
    },
  },
  having(
    reaches,
    'nobody knows as whom the committee acts',
    'AWS::Lambda::Function',
    'ProjectsPublicFunction',
    'Role',
    'arn:aws:iam::999988887777:role/x',
  ),

  {
    rule: inside,
    name: 'people outside read the list of queries',
    mutate: (templates) => {
      may(inside, '', 'PeoplePublic', {
        Action: 'dynamodb:Query',
        Resource: arn('dynamodb', 'table/tre-*-queries'),
      }).mutate(templates);
      tablePolicy(inside, '', 'QueriesTable', (one) => (one.Sid === 'DenyReadingToOthers' ? undefined : one)).mutate(
        templates,
      );
    },
  },
  {
    rule: inside,
    name: 'what is typed inside is written into the register',
    mutate: (templates) => {
      may(inside, '', 'PeoplePrivate', {
        Action: 'dynamodb:PutItem',
        Resource: arn('dynamodb', 'table/tre-*-register'),
      }).mutate(templates);
      tablePolicy(inside, '', 'RegisterTable', (one) => (one.Sid === 'DenyWritingToOthers' ? undefined : one)).mutate(
        templates,
      );
    },
  },
  of(inside, 'the sweeper may write where people stand', 'AWS::IAM::Role', 'SweeperRole', (body) => {
    body.Properties.Policies = JSON.parse(
      JSON.stringify(body.Properties.Policies).replace(
        '"dynamodb:LeadingKeys":["person","project"]',
        '"dynamodb:LeadingKeys":["nobody"]',
      ),
    );
  }),
  of(inside, 'the recorder may write where projects stand', 'AWS::IAM::Role', 'RecorderRole', (body) => {
    body.Properties.Policies = JSON.parse(
      JSON.stringify(body.Properties.Policies).replace(
        '"dynamodb:LeadingKeys":["person","project"]',
        '"dynamodb:LeadingKeys":["person"]',
      ),
    );
  }),
  of(inside, 'the closer may write where people stand', 'AWS::IAM::Role', 'CloserRole', (body) => {
    body.Properties.Policies = JSON.parse(
      JSON.stringify(body.Properties.Policies).replace(
        /"dynamodb:LeadingKeys":(\["person"\]|"person")/,
        '"dynamodb:LeadingKeys":"x"',
      ),
    );
  }),
  operation(inside, 'a field of the public door was typed inside', 'PublicApi', (one) => {
    originsOf(one).note = 'typed-inside';
  }),
  operation(inside, 'a field of the public door is data', 'PublicApi', (one) => {
    originsOf(one).rows = 'data';
  }),
  operation(inside, 'a field has no origin that anybody knows', 'PrivateApi', (one) => {
    originsOf(one).note = 'somewhere';
  }),
  operation(inside, 'an operation does not say where its fields come from', 'PublicApi', (one) => {
    delete one['x-tre-origins'];
  }),
  operation(inside, 'an operation of the inside stands outside', 'PublicApi', (one) => {
    one['x-tre-doors'] = ['private'];
  }),
  operation(inside, 'an operation does not say at which doors it may stand', 'PrivateApi', (one) => {
    delete one['x-tre-doors'];
  }),
  operation(inside, 'an answer has a field of which nothing is said', 'PublicApi', (one) => {
    one.responses = {
      200: {
        content: { 'application/json': { schema: { type: 'object', properties: { note: { type: 'string' } } } } },
      },
    };
  }),
  operation(inside, 'an answer may have any field', 'PublicApi', (one) => {
    one.responses = {
      200: { content: { 'application/json': { schema: { type: 'object', additionalProperties: true } } } },
    };
  }),
  may(inside, 'somebody who writes what all see reads the archive of queries', 'Worker', {
    Action: 's3:GetObject',
    Resource: bucket('records'),
  }),
  may(inside, 'the committee is told by stream whose queries there are', 'ProjectsPublic', {
    Action: ['dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
    Resource: arn('dynamodb', 'table/tre-*-queries/stream/*'),
  }),

  having(
    logs,
    'the firewall keeps samples of requests',
    'AWS::WAFv2::WebACL',
    'PublicFirewall',
    'VisibilityConfig.SampledRequestsEnabled',
    true,
  ),
  having(logs, 'a door keeps what it answers', 'AWS::ApiGateway::Stage', 'PrivateStage', 'CacheClusterEnabled', true),
  having(
    logs,
    'a door traces what it answers',
    'AWS::ApiGateway::Stage',
    'PublicStage',
    'MethodSettings.0.DataTraceEnabled',
    true,
  ),
  besides('every-kind-of-resource-is-known', 'a register is shared with other regions', 'AWS::DynamoDB::GlobalTable', {
    TableName: 'tre-x-register',
    Replicas: [{ Region: 'eu-west-1' }, { Region: 'eu-west-2' }],
  }),
  having(
    'nothing-carries-data-away',
    'changes of the register are streamed away',
    table,
    'RegisterTable',
    'KinesisStreamSpecification',
    {
      StreamArn: 'arn:aws:kinesis:eu-west-2:999988887777:stream/x',
    },
  ),
];
