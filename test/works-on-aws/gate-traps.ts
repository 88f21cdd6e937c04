import { type Body, set } from '../mutant.ts';
import { changed, small, type Trap } from './trap.ts';

const ref = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const table = 'arn:aws:dynamodb:eu-west-2:111122223333:table/people';

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } }],
};

const reading = (...Action: string[]) => [
  {
    PolicyName: 'stream',
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action, Resource: `${table}/stream/*` }],
    },
  },
];

const told = small({
  People: {
    Type: 'AWS::DynamoDB::Table',
    Properties: { TableName: 'people', StreamSpecification: { StreamViewType: 'KEYS_ONLY' } },
  },
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: trust,
      Policies: reading(
        'dynamodb:DescribeStream',
        'dynamodb:GetRecords',
        'dynamodb:GetShardIterator',
        'dynamodb:ListStreams',
      ),
    },
  },
  Listener: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'listener', Role: ref('Role') } },
  Told: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: { FunctionName: { Ref: 'Listener' }, EventSourceArn: { 'Fn::GetAtt': ['People', 'StreamArn'] } },
  },
  Clock: {
    Type: 'AWS::Events::Rule',
    Properties: { ScheduleExpression: 'rate(5 minutes)', Targets: [{ Id: 'one', Arn: ref('Listener') }] },
  },
  Permission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      FunctionName: ref('Listener'),
      Action: 'lambda:InvokeFunction',
      Principal: 'events.amazonaws.com',
      SourceArn: ref('Clock'),
    },
  },
});

const door = small({
  Api: {
    Type: 'AWS::ApiGateway::RestApi',
    Properties: {
      Body: { paths: { '/me': { get: { 'x-amazon-apigateway-integration': { timeoutInMillis: 29_000 } } } } },
    },
  },
  Deployment0a1b2c3d4e: { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: { Ref: 'Api' } } },
});

/** What answers by a stream, and is called so. */
const streaming = small(
  {
    Bytes: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'bytes', Role: ref('Role') } },
    Api: {
      Type: 'AWS::ApiGateway::RestApi',
      Properties: {
        Body: {
          paths: {
            '/bytes': {
              get: {
                'x-amazon-apigateway-integration': {
                  type: 'aws_proxy',
                  responseTransferMode: 'STREAM',
                  timeoutInMillis: 300_000,
                  uri: {
                    'Fn::Join': [
                      '',
                      [
                        'arn:aws:apigateway:eu-west-2:lambda:path/2021-11-15/functions/',
                        ref('Bytes'),
                        '/response-streaming-invocations',
                      ],
                    ],
                  },
                },
              },
            },
          },
        },
      },
    },
  },
  'streaming',
);

/** Takes long texts, and stands behind a firewall that knows it. */
const guarded = small({
  Api: {
    Type: 'AWS::ApiGateway::RestApi',
    Properties: {
      Body: {
        paths: {
          '/parts': {
            post: {
              requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Part' } } } },
              'x-amazon-apigateway-integration': {},
            },
          },
        },
        components: {
          schemas: { Part: { type: 'object', properties: { bytes: { type: 'string', maxLength: 4_000_000 } } } },
        },
      },
    },
  },
  Acl: {
    Type: 'AWS::WAFv2::WebACL',
    Properties: {
      Rules: [
        {
          Name: 'common',
          OverrideAction: { None: {} },
          Statement: {
            ManagedRuleGroupStatement: {
              Name: 'AWSManagedRulesCommonRuleSet',
              RuleActionOverrides: [{ Name: 'SizeRestrictions_BODY', ActionToUse: { Count: {} } }],
            },
          },
        },
      ],
    },
  },
  Association: {
    Type: 'AWS::WAFv2::WebACLAssociation',
    Properties: {
      WebACLArn: ref('Acl'),
      ResourceArn: {
        'Fn::Join': ['', ['arn:aws:apigateway:eu-west-2::/restapis/', { Ref: 'Api' }, '/stages/v1']],
      },
    },
  },
});

const integrating = (edit: (integration: Record<string, unknown>) => void) =>
  changed('AWS::ApiGateway::RestApi', (body) => {
    const { paths } = body.Properties.Body as { paths: Record<string, { get: Record<string, unknown> }> };
    for (const { get } of Object.values(paths)) edit(get['x-amazon-apigateway-integration'] as Record<string, unknown>);
  });

const people = small({
  Pool: {
    Type: 'AWS::Cognito::UserPool',
    Properties: { MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] },
  },
  Client: {
    Type: 'AWS::Cognito::UserPoolClient',
    Properties: {
      UserPoolId: { Ref: 'Pool' },
      AccessTokenValidity: 15,
      RefreshTokenValidity: 8,
      TokenValidityUnits: { AccessToken: 'minutes', RefreshToken: 'hours' },
    },
  },
});

const group = (FirewallRules: unknown[]) => ({
  Type: 'AWS::Route53Resolver::FirewallRuleGroup',
  Properties: { FirewallRules },
});
const association = (id: string, Priority: number) => ({
  Type: 'AWS::Route53Resolver::FirewallRuleGroupAssociation',
  Properties: { FirewallRuleGroupId: { Ref: id }, VpcId: 'vpc-1', Priority },
});

const names = small({
  All: { Type: 'AWS::Route53Resolver::FirewallDomainList', Properties: { Domains: ['*'] } },
  Ours: { Type: 'AWS::Route53Resolver::FirewallDomainList', Properties: { Domains: ['a.example'] } },
  Last: group([{ Action: 'BLOCK', Priority: 1, FirewallDomainListId: { Ref: 'All' } }]),
  First: group([{ Action: 'ALLOW', Priority: 1, FirewallDomainListId: { Ref: 'Ours' } }]),
  AtLast: association('Last', 200),
  AtFirst: association('First', 101),
});

const priority = (id: string, value: number) =>
  changed(
    'AWS::Route53Resolver::FirewallRuleGroupAssociation',
    (body) => set(body, 'Priority', value),
    (_, one) => one === id,
  );

const wait = (body: Body, value: unknown): void => {
  const { paths } = body.Properties.Body as { paths: Record<string, { get: Record<string, unknown> }> };
  for (const { get } of Object.values(paths)) get['x-amazon-apigateway-integration'] = { timeoutInMillis: value };
};

const client = 'AWS::Cognito::UserPoolClient';

/** Doors, the directory, and what starts functions. */
export const gateTraps: readonly Trap[] = [
  {
    rule: 'apis-deploy-again-when-they-change',
    small: [door],
    mutants: {
      'a deployment keeps its name': (templates) => {
        templates.remove('AWS::ApiGateway::Deployment');
        templates.add('small', 'Deployment', {
          Type: 'AWS::ApiGateway::Deployment',
          Properties: { RestApiId: { Ref: 'Api' } },
        });
      },
    },
  },
  {
    rule: 'doors-answer-within-the-quota',
    small: [door, streaming],
    mutants: {
      'a stream is waited for an hour': (templates) =>
        templates.change(
          'AWS::ApiGateway::RestApi',
          (body) => {
            const { paths } = body.Properties.Body as { paths: Record<string, { get: Record<string, unknown> }> };
            for (const { get } of Object.values(paths))
              (get['x-amazon-apigateway-integration'] as Record<string, unknown>).timeoutInMillis = 3_600_000;
          },
          (body) => JSON.stringify(body).includes('STREAM'),
        ),
      'an answer is waited for a minute': changed('AWS::ApiGateway::RestApi', (body) => wait(body, 60_000)),
      'nobody knows how long an answer is waited for': changed('AWS::ApiGateway::RestApi', (body) =>
        wait(body, { Ref: 'Unknown' }),
      ),
    },
  },
  {
    rule: 'dns-firewall-asks-allowing-groups-first',
    small: [names],
    mutants: {
      'what allows comes after what blocks': priority('AtFirst', 300),
      'two groups have one priority': priority('AtFirst', 200),
      'a priority is kept for AWS': priority('AtFirst', 100),
    },
  },
  {
    rule: 'event-targets-admit-their-rules',
    small: [told],
    mutants: {
      'a function does not let its clock call': (templates) => templates.remove('AWS::Lambda::Permission'),
      'a function lets another service call': changed('AWS::Lambda::Permission', (body) =>
        set(body, 'Principal', 's3.amazonaws.com'),
      ),
    },
  },
  {
    rule: 'firewalls-let-the-bodies-of-their-door-through',
    small: [guarded],
    mutants: {
      'the common rules block what the door takes': changed('AWS::WAFv2::WebACL', (body) =>
        set(body, 'Rules.0.Statement.ManagedRuleGroupStatement.RuleActionOverrides', undefined),
      ),
      'a rule of ours blocks what the door takes': changed('AWS::WAFv2::WebACL', (body) => {
        (body.Properties.Rules as unknown[]).push({
          Name: 'body-size',
          Action: { Block: {} },
          Statement: {
            SizeConstraintStatement: { FieldToMatch: { Body: {} }, ComparisonOperator: 'GT', Size: 16_384 },
          },
        });
      }),
    },
  },
  {
    rule: 'stream-readers-may-read',
    small: [told],
    mutants: {
      'a function may not look at the stream': changed('AWS::IAM::Role', (body) =>
        set(body, 'Policies', reading('dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams')),
      ),
      'a function may do nothing': changed('AWS::IAM::Role', (body) => set(body, 'Policies', [])),
    },
  },
  {
    rule: 'streams-are-called-as-streams',
    small: [streaming],
    mutants: {
      'a function that streams is awaited whole': integrating((one) => {
        delete one.responseTransferMode;
      }),
      'a mode is misspelt': integrating((one) => {
        one.responseTransferMode = 'Stream';
      }),
      'a stream is called by the address of what answers whole': integrating((one) => {
        one.uri = JSON.parse(
          JSON.stringify(one.uri)
            .replace('response-streaming-invocations', 'invocations')
            .replace('2021-11-15', '2015-03-31'),
        );
      }),
      'a stream is called by the version of what answers whole': integrating((one) => {
        one.uri = JSON.parse(JSON.stringify(one.uri).replace('2021-11-15', '2015-03-31'));
      }),
      'a stream comes by another kind of integration': integrating((one) => {
        one.type = 'aws';
      }),
    },
  },
  {
    rule: 'streams-have-two-readers-at-most',
    small: [told],
    mutants: {
      'three functions are told of one table': (templates) => {
        for (const id of ['Second', 'Third'])
          templates.add('small', id, {
            Type: 'AWS::Lambda::EventSourceMapping',
            Properties: {
              FunctionName: { Ref: 'Listener' },
              EventSourceArn: { 'Fn::GetAtt': ['People', 'StreamArn'] },
            },
          });
      },
    },
  },
  {
    rule: 'token-lives-are-legal',
    small: [people],
    mutants: {
      'an access token lives for 15 days': changed(client, (body) =>
        set(body, 'TokenValidityUnits.AccessToken', 'days'),
      ),
      'a refresh token lives for 8 minutes': changed(client, (body) =>
        set(body, 'TokenValidityUnits.RefreshToken', 'minutes'),
      ),
      'nobody knows how long a token lives': changed(client, (body) =>
        set(body, 'AccessTokenValidity', { Ref: 'Unknown' }),
      ),
    },
  },
  {
    rule: 'user-pools-with-factors-name-one',
    small: [people],
    mutants: {
      'a pool asks for a factor that nobody has': changed('AWS::Cognito::UserPool', (body) =>
        set(body, 'EnabledMfas', undefined),
      ),
    },
  },
];
