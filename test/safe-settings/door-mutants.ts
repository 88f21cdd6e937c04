import { editStatements, type Mutant } from '../mutant.ts';
import { besides, having, may, of, roleOf, without } from '../safe-people/gate-edits.ts';
import { changed, named } from '../safe-people/role-edits.ts';

const endpoint = 'private-door-opens-from-our-endpoint-only';
const firewall = 'public-door-stands-behind-a-firewall';
const archive = 'events-reach-the-archive';
const fetches = 'one-function-fetches-from-the-internet-and-reads-nothing';
const leadsIn = 'nothing-else-leads-in';
const outside = 'functions-outside-the-vpc-reach-no-data';
const denied = 'functions-with-the-internet-are-denied-all-data';
const account = 'keys-give-the-account-no-use';
const through = 'keys-open-through-services-only';

const api = 'AWS::ApiGateway::RestApi';
const acl = 'AWS::WAFv2::WebACL';
const lambda = 'AWS::Lambda::Function';
const eventRule = 'AWS::Events::Rule';
const alarm = 'AWS::CloudWatch::Alarm';
const key = 'AWS::KMS::Key';

const tables = {
  'Fn::Sub': 'arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/tre-*',
};

type Rules = Record<string, unknown>[];
const rulesOf = (properties: Record<string, unknown>): Rules => properties.Rules as Rules;

export const doorMutants: readonly Mutant[] = [
  of(endpoint, 'every endpoint of the world opens the private door', api, 'PrivateApi', (body) =>
    editStatements(body, 'Policy', (one) => (one.Effect === 'Deny' ? undefined : { ...one, Condition: {} })),
  ),
  of(endpoint, 'any endpoint of a network opens the private door', api, 'PrivateApi', (body) =>
    editStatements(body, 'Policy', (one) =>
      one.Effect === 'Deny' ? undefined : { ...one, Condition: { StringLike: { 'aws:SourceVpce': 'vpce-*' } } },
    ),
  ),
  of(endpoint, 'calls that say nothing of their endpoint pass', api, 'PrivateApi', (body) =>
    editStatements(body, 'Policy', (one) =>
      one.Effect === 'Deny'
        ? undefined
        : JSON.parse(JSON.stringify(one).replace('StringEquals', 'StringEqualsIfExists')),
    ),
  ),
  having(endpoint, 'the private door has no policy', api, 'PrivateApi', 'Policy', undefined),
  having(endpoint, 'the document brings a second policy', api, 'PrivateApi', 'Body.x-amazon-apigateway-policy', {
    Statement: [],
  }),
  having(
    endpoint,
    'a stranger’s endpoint has a name for the door',
    api,
    'PrivateApi',
    'EndpointConfiguration.VpcEndpointIds',
    ['vpce-0123456789abcdef0'],
  ),

  without(
    firewall,
    'nothing stands before the public door',
    'AWS::WAFv2::WebACLAssociation',
    'PublicFirewallAssociation',
  ),
  having(firewall, 'the firewall stands at the edge', acl, 'PublicFirewall', 'Scope', 'CLOUDFRONT'),
  of(firewall, 'known attacks are counted', acl, 'PublicFirewall', (body) => {
    for (const rule of rulesOf(body.Properties))
      if (rule.OverrideAction !== undefined) rule.OverrideAction = { Count: {} };
  }),
  of(firewall, 'one address may ask as often as it likes', acl, 'PublicFirewall', (body) => {
    body.Properties.Rules = rulesOf(body.Properties).filter((rule) => !JSON.stringify(rule).includes('RateBased'));
  }),
  of(firewall, 'many requests are counted and let through', acl, 'PublicFirewall', (body) => {
    for (const rule of rulesOf(body.Properties))
      if (JSON.stringify(rule).includes('RateBased')) rule.Action = { Count: {} };
  }),
  of(firewall, 'one rule lets requests past the others', acl, 'PublicFirewall', (body) => {
    rulesOf(body.Properties).push({ Name: 'us', Priority: 90, Action: { Allow: {} }, Statement: {} });
  }),
  of(firewall, 'requests are counted by a header that anybody writes', acl, 'PublicFirewall', (body) => {
    for (const rule of rulesOf(body.Properties)) {
      const { RateBasedStatement: rate } = rule.Statement as Record<string, Record<string, unknown>>;
      if (rate !== undefined) rate.AggregateKeyType = 'FORWARDED_IP';
    }
  }),
  of(firewall, 'a group that nobody here made goes first', acl, 'PublicFirewall', (body) => {
    rulesOf(body.Properties).push({
      Name: 'theirs',
      Priority: -1,
      OverrideAction: { None: {} },
      Statement: {
        RuleGroupReferenceStatement: { Arn: 'arn:aws:wafv2:eu-west-2:999988887777:regional/rulegroup/x/y' },
      },
    });
  }),
  of(firewall, 'a group of AWS is told to let in', acl, 'PublicFirewall', (body) => {
    rulesOf(body.Properties).push({
      Name: 'bots',
      Priority: -1,
      OverrideAction: { None: {} },
      Statement: {
        ManagedRuleGroupStatement: {
          VendorName: 'AWS',
          Name: 'AWSManagedRulesBotControlRuleSet',
          RuleActionOverrides: [{ Name: 'X', ActionToUse: { Allow: {} } }],
        },
      },
    });
  }),
  of(firewall, 'a rule of a group is switched to counting', acl, 'PublicFirewall', (body) => {
    for (const rule of rulesOf(body.Properties)) {
      const { ManagedRuleGroupStatement: group } = rule.Statement as Record<string, Record<string, unknown>>;
      if (group !== undefined) group.RuleActionOverrides = [{ Name: 'X', ActionToUse: { Count: {} } }];
    }
  }),
  {
    rule: firewall,
    name: 'a deployment makes a stage of its own',
    mutate: (templates) =>
      templates.change(
        'AWS::ApiGateway::Deployment',
        (body) => {
          body.Properties.StageName = 'v2';
        },
        (_, id) => id.startsWith('PublicDeployment'),
      ),
  },

  having(fetches, 'keys are fetched once a week', eventRule, 'SigningKeysClock', 'ScheduleExpression', 'rate(7 days)'),

  having(archive, 'nothing carries events by the clock', eventRule, 'RecorderClock', 'State', 'DISABLED'),
  having(archive, 'events are carried once an hour', eventRule, 'RecorderClock', 'ScheduleExpression', 'rate(1 hour)'),
  without(archive, 'nobody hears when carrying fails', alarm, 'RecorderErrorsAlarm'),
  changed(
    archive,
    'the recorder may not write the archive',
    (body) => {
      body.Properties.Policies = JSON.parse(
        JSON.stringify(body.Properties.Policies).replaceAll('s3:PutObject', 's3:GetObjectTagging'),
      );
    },
    roleOf('Recorder'),
  ),
  having(
    archive,
    'the archive is not locked',
    'AWS::S3::Bucket',
    'RecordsBucket',
    'ObjectLockConfiguration',
    undefined,
  ),

  may(fetches, 'what fetches reads its table', 'SigningKeys', { Action: 'dynamodb:GetItem', Resource: tables }),
  may(fetches, 'what fetches changes items of its table', 'SigningKeys', {
    Action: 'dynamodb:UpdateItem',
    Resource: tables,
  }),
  having(fetches, 'a second function has the internet and a table', lambda, 'WorkerFunction', 'VpcConfig', undefined),
  {
    rule: fetches,
    name: 'others read what was fetched',
    mutate: (templates) => {
      may(fetches, '', 'Worker', { Action: 'dynamodb:GetItem', Resource: tables }).mutate(templates);
      templates.change(
        'AWS::DynamoDB::Table',
        (body) => {
          body.Properties.ResourcePolicy = undefined;
        },
        named('SigningKeysTable'),
      );
    },
  },

  having(leadsIn, 'the public door stands at the edge', api, 'PublicApi', 'EndpointConfiguration.Types', ['EDGE']),
  besides(leadsIn, 'there is a second public door', api, {
    Name: 'x',
    EndpointConfiguration: { Types: ['REGIONAL'] },
    Body: { openapi: '3.0.1', paths: {} },
  }),
  having(leadsIn, 'nobody can read what the public door answers', api, 'PublicApi', 'Body', undefined),

  may(outside, 'what fetches puts into the register', 'SigningKeys', { Action: 'dynamodb:PutItem', Resource: tables }),
  may(outside, 'what fetches opens other keys through DynamoDB', 'SigningKeys', {
    Action: 'kms:Decrypt',
    Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/*' },
    Condition: { StringEquals: { 'kms:ViaService': 'dynamodb.eu-west-2.amazonaws.com' } },
  }),
  may(denied, 'what fetches asks the list of queries', 'SigningKeys', { Action: 'dynamodb:Scan', Resource: tables }),

  of(account, 'whoever may end keys may do it at once', key, 'ProjectDataKey', (body) =>
    editStatements(body, 'KeyPolicy', (one) =>
      one.Sid === 'CloserEndsTheKey'
        ? {
            ...one,
            Condition: { ...(one.Condition as Record<string, unknown>), NumericGreaterThanEquals: undefined },
          }
        : one,
    ),
  ),
  of(account, 'a pattern of roles may end a key', key, 'ProjectDataKey', (body) =>
    editStatements(body, 'KeyPolicy', (one) =>
      one.Sid === 'CloserEndsTheKey' ? JSON.parse(JSON.stringify(one).replace(/-closer"/, '-*"')) : one,
    ),
  ),
  of(through, 'administrators use the key of the register through Cognito', key, 'RegisterKey', (body) => {
    const { Statement } = body.Properties.KeyPolicy as { Statement: Record<string, unknown>[] };
    Statement.push({
      Effect: 'Allow',
      Principal: { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } },
      Action: 'kms:Decrypt',
      Resource: '*',
      Condition: { StringEquals: { 'kms:ViaService': 'cognito-idp.eu-west-2.amazonaws.com' } },
    });
  }),
  of(through, 'administrators use the key of the directory past it', key, 'DirectoryKey', (body) =>
    editStatements(body, 'KeyPolicy', (one) =>
      one.Sid === 'AdministratorsThroughTheDirectory'
        ? JSON.parse(JSON.stringify(one).replace('cognito-idp.', 's3.'))
        : one,
    ),
  ),
  {
    rule: 'browser-opens-named-pages-only',
    name: 'the browser opens what is on the internet',
    mutate: (templates) =>
      having('', '', api, 'PrivateApi', 'EndpointConfiguration.Types', ['REGIONAL']).mutate(templates),
  },
  {
    rule: 'browser-keeps-its-tools-shut',
    name: 'a session begins with a page of others',
    mutate: (templates) =>
      templates.change('AWS::WorkSpacesWeb::BrowserSettings', (body) => {
        body.Properties.BrowserPolicy = JSON.parse(
          JSON.stringify(body.Properties.BrowserPolicy).replace(
            'RestoreOnStartupURLs\\":{\\"value\\":[\\"https://',
            'RestoreOnStartupURLs\\":{\\"value\\":[\\"https://example.org\\",\\"https://',
          ),
        );
      }),
  },
];
