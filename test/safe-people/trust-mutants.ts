import type { MutableTemplates, Mutant } from '../mutant.ts';
import { authoriser, besides, having, may, of, operation, tablePolicy, without } from './gate-edits.ts';
import { named } from './role-edits.ts';

const api = 'AWS::ApiGateway::RestApi';
const stage = 'AWS::ApiGateway::Stage';
const pool = 'AWS::Cognito::UserPool';
const client = 'AWS::Cognito::UserPoolClient';
const risk = 'AWS::Cognito::UserPoolRiskConfigurationAttachment';
const lambda = 'AWS::Lambda::Function';
const eventRule = 'AWS::Events::Rule';

const asks = 'every-request-asks-the-authoriser';
const told = 'functions-are-told-whom-to-trust';
const factors = 'directory-demands-two-factors-and-signs-nobody-up';
const resets = 'credential-resets-suspend';
const glass = 'break-glass-demands-a-second-factor-and-raises-an-alarm';
const written = 'register-is-written-by-the-gate-only';

const variable = (name: string, id: string, key: string, value: unknown): Mutant =>
  having(told, name, lambda, `${id}Function`, `Environment.Variables.${key}`, value);

const variablesOf = (templates: MutableTemplates, id: string): Record<string, unknown> => {
  let found: Record<string, unknown> = {};
  templates.change(
    lambda,
    (body) => {
      found = (body.Properties.Environment as { Variables: Record<string, unknown> }).Variables;
      body.Properties.Description = 'changed';
    },
    named(`${id}Function`),
  );
  return found;
};

const everywhere = (name: string, ids: readonly string[], key: string, value: unknown): Mutant => ({
  rule: told,
  name,
  mutate: (templates) => {
    for (const id of ids) variablesOf(templates, id)[key] = value;
  },
});

const target = (name: string, key: string, value: unknown): Mutant =>
  of(resets, name, eventRule, 'IdentityWatchIdentities', (body) => {
    const [first] = body.Properties.Targets as Record<string, unknown>[];
    if (first === undefined) throw new Error('no target to change');
    first[key] = value;
  });

const foreign = 'https://cognito-idp.eu-west-2.amazonaws.com/eu-west-2_strangers';

export const trustMutants: readonly Mutant[] = [
  operation(asks, 'an operation says that nobody need be asked', 'PrivateApi', (one) => {
    one['x-amazon-apigateway-auth'] = { type: 'NONE' };
  }),
  authoriser(asks, 'the token is taken from another header', (_, one) => {
    one.identitySource = 'method.request.header.X-Other';
  }),
  of(asks, 'one operation asks a function that answers requests', api, 'PrivateApi', (body) => {
    const text = JSON.stringify(body.Properties.Body);
    body.Properties.Body = JSON.parse(text.replace('"AuthoriserPrivateFunction"', '"PeoplePrivateFunction"'));
  }),
  of(asks, 'a path refers to operations elsewhere', api, 'PublicApi', (body) => {
    const { paths } = body.Properties.Body as { paths: Record<string, unknown> };
    paths['/open'] = { $ref: '#/components/pathItems/open' };
  }),
  of(asks, 'the document brings a policy of its own', api, 'PublicApi', (body) => {
    (body.Properties.Body as Record<string, unknown>)['x-amazon-apigateway-policy'] = { Statement: [] };
  }),
  having(asks, 'an API begins as a copy of another', api, 'PublicApi', 'CloneFrom', 'abcdefghij'),
  having(asks, 'what a document no longer says is kept', api, 'PublicApi', 'Mode', 'merge'),
  having(asks, 'half the requests are answered by another deployment', stage, 'PrivateStage', 'CanarySetting', {
    DeploymentId: 'abc123',
    PercentTraffic: 50,
  }),
  having(asks, 'a stage serves a deployment made by hand', stage, 'PublicStage', 'DeploymentId', 'abc123'),

  variable('one door believes another directory', 'AuthoriserPublic', 'ISSUER', foreign),
  everywhere(
    'everybody believes another directory',
    ['AuthoriserPrivate', 'AuthoriserPublic', 'SigningKeys'],
    'ISSUER',
    foreign,
  ),
  everywhere(
    'tokens of the directory are taken for those of an organisation',
    ['AuthoriserPrivate', 'AuthoriserPublic', 'SigningKeys'],
    'TOKEN_KIND',
    'oidc',
  ),
  variable('the keys of the directory are fetched elsewhere', 'SigningKeys', 'KEYS_HOST', 'keys.example.org'),
  variable('a client that nobody made is believed', 'AuthoriserPrivate', 'AUDIENCE', 'abcdef'),
  {
    rule: told,
    name: 'each door takes the tokens of the other',
    mutate: (templates) => {
      const inside = variablesOf(templates, 'AuthoriserPrivate');
      const outside = variablesOf(templates, 'AuthoriserPublic');
      [inside.AUDIENCE, outside.AUDIENCE] = [outside.AUDIENCE, inside.AUDIENCE];
    },
  },
  variable('one door asks another table for the register', 'AuthoriserPublic', 'REGISTER_TABLE', 'tre-x-others'),
  everywhere('the recorder takes the register for both tables', ['Recorder'], 'QUERIES_TABLE', 'tre-x-register'),
  variable('records go into a bucket of somebody', 'Recorder', 'RECORDS_BUCKET', 'somebodys-bucket'),
  variable('texts go into a bucket of somebody', 'Broker', 'QUERY_TEXTS_BUCKET', 'somebodys-bucket'),
  variable('the sweeper looks after another deployment', 'Sweeper', 'DEPLOYMENT', 'nowhere'),
  variable('the broker demands less than the committee', 'Broker', 'DEMANDS', '[{"kind":"training"}]'),
  everywhere('nobody demands anything', ['Broker', 'PeoplePrivate', 'PeoplePublic', 'ProjectsPublic'], 'DEMANDS', '[]'),

  having(factors, 'a device stands for the second factor', pool, 'Directory', 'DeviceConfiguration', {
    ChallengeRequiredOnNewDevice: true,
  }),
  having(factors, 'a new password comes by mail', pool, 'Directory', 'AccountRecoverySetting', {
    RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }],
  }),
  having(factors, 'nobody says how a password is recovered', pool, 'Directory', 'AccountRecoverySetting', undefined),
  having(factors, 'passwords are sent by somebody else', pool, 'Directory', 'EmailConfiguration', {
    EmailSendingAccount: 'DEVELOPER',
    SourceArn: 'arn:aws:ses:eu-west-1:999988887777:identity/example.org',
  }),
  having(factors, 'who signs in is reported elsewhere', client, 'PublicClient', 'AnalyticsConfiguration', {
    ApplicationId: 'x',
  }),
  without(factors, 'nothing is done about a stolen password', risk, 'DirectoryRisk'),
  having(factors, 'one address is beyond suspicion', risk, 'DirectoryRisk', 'RiskExceptionConfiguration', {
    SkippedIPRangeList: ['0.0.0.0/0'],
  }),
  having(
    factors,
    'a stolen password is noted and taken',
    risk,
    'DirectoryRisk',
    'CompromisedCredentialsRiskConfiguration.Actions.EventAction',
    'NO_ACTION',
  ),

  target('the watch is told something else than what happened', 'Input', '{"detail":{}}'),
  target('the watch is told a part of what happened', 'InputPath', '$.version'),
  having(
    resets,
    'the watch listens where nothing is told',
    eventRule,
    'IdentityWatchIdentities',
    'EventBusName',
    'own',
  ),
  without(resets, 'the watch fails in silence', 'AWS::CloudWatch::Alarm', 'IdentityWatchErrorsAlarm'),
  having(resets, 'the watch cannot start', lambda, 'IdentityWatchFunction', 'ReservedConcurrentExecutions', 0),

  besides(glass, 'a clock founds the register', 'AWS::Lambda::Permission', {
    Action: 'lambda:InvokeFunction',
    FunctionName: { 'Fn::GetAtt': ['FoundingFunction', 'Arn'] },
    Principal: 'events.amazonaws.com',
    SourceArn: { 'Fn::GetAtt': ['BrokerClock', 'Arn'] },
  }),
  may(glass, 'the worker founds the register', 'Worker', {
    Action: 'lambda:InvokeFunction',
    Resource: { 'Fn::GetAtt': ['FoundingFunction', 'Arn'] },
  }),

  {
    rule: written,
    name: 'an authoriser writes the register',
    mutate: (templates) => {
      may(written, '', 'AuthoriserPublic', {
        Action: 'dynamodb:PutItem',
        Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/tre-*-register' },
      }).mutate(templates);
      tablePolicy(written, '', 'RegisterTable', (one) =>
        one.Sid === 'DenyWritingToOthers'
          ? JSON.parse(JSON.stringify(one).replace(/(role\/tre-[a-z-]+-)worker/, '$1authoriser-public'))
          : one,
      ).mutate(templates);
    },
  },
  tablePolicy(written, 'the list of queries refuses nobody to read', 'QueriesTable', (one) =>
    one.Sid === 'DenyReadingToOthers' ? undefined : one,
  ),
  tablePolicy(written, 'anybody may carry a copy away', 'QueriesTable', (one) =>
    one.Sid === 'DenyCopies' ? undefined : one,
  ),
  tablePolicy(written, 'anybody may change the policy of the register', 'RegisterTable', (one) =>
    one.Sid === 'DenyReconfiguration' ? undefined : one,
  ),
];
