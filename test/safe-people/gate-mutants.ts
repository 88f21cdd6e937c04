import { editStatements, type Mutant } from '../mutant.ts';
import { authoriser, besides, having, may, of, operation, roleOf, tablePolicy, without } from './gate-edits.ts';
import { changed, named, type Statement, trusting } from './role-edits.ts';

const table = 'AWS::DynamoDB::Table';
const api = 'AWS::ApiGateway::RestApi';
const pool = 'AWS::Cognito::UserPool';
const client = 'AWS::Cognito::UserPoolClient';
const lambda = 'AWS::Lambda::Function';
const permission = 'AWS::Lambda::Permission';
const eventRule = 'AWS::Events::Rule';

const written = 'register-is-written-by-the-gate-only';
const asks = 'every-request-asks-the-authoriser';
const apart = 'doors-share-nothing';
const factors = 'directory-demands-two-factors-and-signs-nobody-up';
const resets = 'credential-resets-suspend';
const glass = 'break-glass-demands-a-second-factor-and-raises-an-alarm';

const onRegister = (Action: unknown): Statement => ({
  Action,
  Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/tre-*-register' },
});

const isRefusalOfWriting = ({ Sid }: Statement): boolean => Sid === 'DenyWritingToOthers';
const conditionOf = (one: Statement): string => JSON.stringify(one.Condition);

export const gateMutants: readonly Mutant[] = [
  tablePolicy(written, 'the register refuses nobody', 'RegisterTable', (one) =>
    isRefusalOfWriting(one) ? undefined : one,
  ),
  tablePolicy(written, 'the register spares every role of the deployment', 'RegisterTable', (one) =>
    isRefusalOfWriting(one)
      ? {
          ...one,
          Condition: JSON.parse(
            conditionOf(one)
              .replace(/role\/tre-([a-z-]+)-closer/, 'role/tre-$1-*')
              .replace('ArnNotEquals', 'ArnNotLike'),
          ),
        }
      : one,
  ),
  tablePolicy(written, 'the register spares whoever bears a tag', 'RegisterTable', (one) =>
    isRefusalOfWriting(one) ? { ...one, Condition: { StringNotEquals: { 'aws:PrincipalTag/team': 'gate' } } } : one,
  ),
  tablePolicy(written, 'the register refuses to put, and not to change', 'RegisterTable', (one) =>
    isRefusalOfWriting(one) ? { ...one, Action: ['dynamodb:PutItem', 'dynamodb:DeleteItem'] } : one,
  ),
  having(written, 'the register has no policy', table, 'RegisterTable', 'ResourcePolicy', undefined),
  changed(
    written,
    'a service besides Lambda may act as the committee',
    (body) =>
      editStatements(body, 'AssumeRolePolicyDocument', (one) => ({
        ...one,
        Principal: { Service: ['lambda.amazonaws.com', 'states.amazonaws.com'] },
      })),
    roleOf('ProjectsPublic'),
  ),
  having(
    written,
    'a function that writes the register leaves the network',
    lambda,
    'FoundingFunction',
    'VpcConfig',
    undefined,
  ),
  {
    rule: written,
    name: 'the worker may change the policy of the register',
    mutate: (templates) => {
      may(written, '', 'Worker', onRegister('dynamodb:PutResourcePolicy')).mutate(templates);
      tablePolicy(written, '', 'RegisterTable', (one) => (one.Sid === 'DenyReconfiguration' ? undefined : one)).mutate(
        templates,
      );
    },
  },

  operation(asks, 'an operation asks nobody', 'PublicApi', (one) => {
    one.security = [];
  }),
  operation(asks, 'an operation may be asked without the authoriser', 'PublicApi', (one) => {
    one.security = [...(one.security as unknown[]), {}];
  }),
  operation(asks, 'an operation is answered by API Gateway itself', 'PrivateApi', (one) => {
    one['x-amazon-apigateway-integration'] = { type: 'mock' };
  }),
  operation(asks, 'an operation is answered by an address', 'PrivateApi', (one) => {
    one['x-amazon-apigateway-integration'] = { type: 'http_proxy', httpMethod: 'GET', uri: 'https://example.org/' };
  }),
  operation(asks, 'an operation is answered by a function of another account', 'PrivateApi', (one) => {
    const integration = one['x-amazon-apigateway-integration'] as Record<string, unknown>;
    integration.uri =
      'arn:aws:apigateway:eu-west-2:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-2:999988887777:function:x/invocations';
  }),
  operation(asks, 'an operation is answered with a role of API Gateway', 'PublicApi', (one) => {
    const integration = one['x-amazon-apigateway-integration'] as Record<string, unknown>;
    integration.credentials = 'arn:aws:iam::999988887777:role/x';
  }),
  authoriser(asks, 'the authoriser answers from a cache', (_, one) => {
    one.authorizerResultTtlInSeconds = 60;
  }),
  authoriser(asks, 'nobody says how long answers are kept', (_, one) => {
    delete one.authorizerResultTtlInSeconds;
  }),
  authoriser(asks, 'the authoriser judges the request and not the token', (_, one) => {
    one.type = 'request';
  }),
  authoriser(asks, 'the token stands in the query', (scheme) => {
    scheme.in = 'query';
  }),
  authoriser(asks, 'the directory alone is asked', (scheme) => {
    scheme['x-amazon-apigateway-authtype'] = 'cognito_user_pools';
  }),
  having(asks, 'the document lies in a bucket', api, 'PublicApi', 'Body', undefined),
  besides(asks, 'a method stands beside the document', 'AWS::ApiGateway::Method', { HttpMethod: 'GET' }),
  having(asks, 'a function behind a door leaves the network', lambda, 'PeoplePublicFunction', 'VpcConfig', undefined),

  {
    rule: apart,
    name: 'a function stands behind both doors',
    mutate: (templates) => {
      const uris: unknown[] = [];
      const each = (id: string, edit: (integration: Record<string, unknown>) => void) =>
        templates.change(
          api,
          (body) => {
            const { paths } = body.Properties.Body as {
              paths: Record<string, Record<string, Record<string, unknown>>>;
            };
            for (const one of Object.values(paths).flatMap((item) => Object.values(item)))
              edit(one['x-amazon-apigateway-integration'] as Record<string, unknown>);
            body.Properties.Description = 'changed';
          },
          named(id),
        );
      each('PublicApi', (integration) => uris.push(integration.uri));
      each('PrivateApi', (integration) => {
        integration.uri = uris[0];
      });
    },
  },
  having(apart, 'a function acts with the role of another', lambda, 'PeoplePublicFunction', 'Role', {
    'Fn::GetAtt': ['ProjectsPublicRole', 'Arn'],
  }),
  {
    rule: apart,
    name: 'the doors share their app client',
    mutate: (templates) => {
      for (const id of ['AuthoriserPrivateFunction', 'AuthoriserPublicFunction'])
        templates.change(
          lambda,
          (body) => {
            const variables = (body.Properties.Environment as { Variables: Record<string, unknown> }).Variables;
            variables.AUDIENCE = 'shared';
          },
          named(id),
        );
    },
  },
  having(
    apart,
    'a function believes it stands inside',
    lambda,
    'ProjectsPublicFunction',
    'Environment.Variables.DOOR',
    'private',
  ),
  having(apart, 'any API may call a function', permission, 'PeoplePublicFromDoor', 'SourceArn', undefined),
  having(
    apart,
    'an API of another account may call a function',
    permission,
    'PeoplePublicFromDoor',
    'SourceArn',
    'arn:aws:execute-api:eu-west-2:999988887777:abcdefghij/v1/*',
  ),
  having(
    apart,
    'another service may call a function',
    permission,
    'PeoplePublicFromDoor',
    'Principal',
    's3.amazonaws.com',
  ),
  may(apart, 'the worker may call a function past its door', 'Worker', {
    Action: 'lambda:InvokeFunction',
    Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:tre-*' },
  }),
  of(apart, 'the clock tells the broker who asks', eventRule, 'BrokerClock', (body) => {
    const [target] = body.Properties.Targets as Record<string, unknown>[];
    if (target !== undefined) target.Input = '{"requestContext":{"authorizer":{"person":"somebody"}}}';
  }),

  having(factors, 'a password is enough', pool, 'Directory', 'MfaConfiguration', 'OPTIONAL'),
  having(factors, 'a text message is the second factor', pool, 'Directory', 'EnabledMfas', ['SMS_MFA']),
  having(factors, 'people sign themselves up', pool, 'Directory', 'AdminCreateUserConfig', undefined),
  having(factors, 'the directory is under a key of AWS', pool, 'Directory', 'KeyConfiguration', undefined),
  having(factors, 'the directory keeps attributes', pool, 'Directory', 'Schema', [{ Name: 'ward' }]),
  having(
    factors,
    'nobody looks out for stolen passwords',
    pool,
    'Directory',
    'UserPoolAddOns.AdvancedSecurityMode',
    'AUDIT',
  ),
  having(factors, 'a function writes what a token says', pool, 'Directory', 'LambdaConfig', {
    PreTokenGeneration: 'x',
  }),
  having(factors, 'a passkey is the only factor', pool, 'Directory', 'Policies.SignInPolicy.AllowedFirstAuthFactors', [
    'WEB_AUTHN',
  ]),
  having(factors, 'passwords are sent', client, 'PublicClient', 'ExplicitAuthFlows', [
    'ALLOW_USER_PASSWORD_AUTH',
    'ALLOW_USER_SRP_AUTH',
  ]),
  having(factors, 'a page has a secret', client, 'PublicClient', 'GenerateSecret', true),
  having(factors, 'people sign in by redirection', client, 'PrivateClient', 'AllowedOAuthFlows', ['code']),
  having(factors, 'another directory vouches', client, 'PrivateClient', 'SupportedIdentityProviders', [
    'COGNITO',
    'Google',
  ]),
  having(factors, 'tokens cannot be taken back', client, 'PrivateClient', 'EnableTokenRevocation', false),
  having(
    factors,
    'whoever asks hears who has an account',
    client,
    'PrivateClient',
    'PreventUserExistenceErrors',
    'LEGACY',
  ),
  having(factors, 'an access token lasts a day', client, 'PrivateClient', 'TokenValidityUnits.AccessToken', 'hours'),
  having(factors, 'nobody says how long a sign-in lasts', client, 'PrivateClient', 'RefreshTokenValidity', undefined),
  besides(factors, 'the directory has a page on the internet', 'AWS::Cognito::UserPoolDomain', { Domain: 'tre' }),
  besides(factors, 'a user is written into the templates', 'AWS::Cognito::UserPoolUser', { Username: 'x' }),

  having(resets, 'nobody hears of resets', eventRule, 'IdentityWatchIdentities', 'State', 'DISABLED'),
  of(resets, 'nobody hears when the second factor is taken away', eventRule, 'IdentityWatchIdentities', (body) => {
    const { detail } = body.Properties.EventPattern as { detail: { eventName: string[] } };
    detail.eventName = ['AdminSetUserPassword', 'AdminResetUserPassword', 'AdminSetUserSettings'];
  }),
  of(resets, 'only what a certain administrator does is heard', eventRule, 'IdentityWatchIdentities', (body) => {
    const { detail } = body.Properties.EventPattern as { detail: Record<string, unknown> };
    detail.userIdentity = { type: ['Root'] };
  }),
  having(
    resets,
    'another pool is watched',
    eventRule,
    'IdentityWatchIdentities',
    'EventPattern.detail.requestParameters',
    {
      userPoolId: ['eu-west-2_another'],
    },
  ),
  without(resets, 'the rule may not call the function', permission, 'IdentityWatchFromIdentities'),
  changed(
    resets,
    'the function may not write the register',
    (body) => {
      body.Properties.Policies = [];
    },
    roleOf('IdentityWatch'),
  ),

  trusting(
    glass,
    'the glass breaks without a second factor',
    (one) => ({ ...one, Condition: { StringLike: { 'sts:SourceIdentity': '?*' } } }),
    named('BreakGlassRole'),
  ),
  trusting(
    glass,
    'a second factor is asked of whoever says that there was one',
    (one) => JSON.parse(JSON.stringify(one).replaceAll('"Bool"', '"BoolIfExists"')),
    named('BreakGlassRole'),
  ),
  trusting(
    glass,
    'the account may break the glass',
    (one) => JSON.parse(JSON.stringify(one).replace(/user\/[a-z-]+/, 'root')),
    named('BreakGlassRole'),
  ),
  trusting(
    glass,
    'nobody says why',
    (one) => JSON.parse(JSON.stringify(one).replaceAll('????????*', '*')),
    named('BreakGlassRole'),
  ),
  changed(
    glass,
    'whoever breaks the glass may read the register',
    (body) => {
      body.Properties.Policies = [
        {
          PolicyName: 'more',
          PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...onRegister('dynamodb:Scan') }] },
        },
      ];
    },
    named('BreakGlassRole'),
  ),
  changed(
    glass,
    'whoever breaks the glass may answer for a door',
    (body) => {
      body.Properties.Policies = JSON.parse(
        JSON.stringify(body.Properties.Policies).replace(/function:tre-([a-z-]+)-founding/, 'function:tre-$1-broker'),
      );
    },
    named('BreakGlassRole'),
  ),
  changed(
    glass,
    'the session lasts a working day',
    (body) => {
      body.Properties.MaxSessionDuration = 28_800;
    },
    named('BreakGlassRole'),
  ),
  {
    rule: glass,
    name: 'nobody hears when the glass breaks',
    mutate: (templates) => {
      for (const type of [eventRule, 'AWS::Logs::MetricFilter'])
        try {
          templates.remove(type, (_, id) => id.includes('GuardedRoleAssumed'));
        } catch {
          // One of the two listens, by the trail that there is.
        }
    },
  },
];
