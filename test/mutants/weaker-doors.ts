import { accountOf, foreignArn, foreignRoot, type Site } from './site.ts';
import { more, to, type Weakening, type Weakenings, where, within } from './weakening.ts';

type Fields = Record<string, unknown>;

const operationsOf = (document: Fields): readonly Fields[] =>
  Object.values(document.paths as Record<string, Record<string, Fields>>).flatMap((item) => Object.values(item));

/** The last operation of a document: what is weakened at one only is as weak, and harder to see. */
const operation = (what: string, edit: (operation: Fields) => void, safe?: Weakening['safe']): Weakening =>
  within(
    what,
    'Body',
    (document) => {
      const last = operationsOf(document).at(-1);
      if (last !== undefined) edit(last);
    },
    safe,
  );

const integration = (what: string, edit: (integration: Fields) => void, safe?: Weakening['safe']): Weakening =>
  operation(what, (one) => edit(one['x-amazon-apigateway-integration'] as Fields), safe);

const authoriser = (what: string, edit: (scheme: Fields, authoriser: Fields) => void): Weakening =>
  within(what, 'Body.components.securitySchemes.token', (scheme) =>
    edit(scheme, scheme['x-amazon-apigateway-authorizer'] as Fields),
  );

const isPrivate = ({ body }: Site): boolean =>
  JSON.stringify(body.Properties.EndpointConfiguration).includes('PRIVATE');

const atPrivateDoor = (row: Weakening): Weakening => ({
  ...row,
  edit: (body, site) => {
    if (isPrivate(site)) row.edit(body, site);
  },
});

const publicOnly = (row: Weakening): Weakening => ({
  ...row,
  edit: (body, site) => {
    if (!isPrivate(site)) row.edit(body, site);
  },
});

/** An operation of the other door is answered here as well. */
const fromTheOtherDoor: Weakening = publicOnly({
  what: 'shows what belongs inside',
  safe: 'outputs',
  edit: ({ Properties }, { neighbours, logicalId }) => {
    const other = neighbours.find((one) => one.body.Type === 'AWS::ApiGateway::RestApi' && one.logicalId !== logicalId);
    const theirs = (other?.body.Properties.Body as { paths: Fields } | undefined)?.paths ?? {};
    const own = (Properties.Body as { paths: Fields }).paths;
    const [path] = Object.keys(theirs).filter((one) => own[one] === undefined);
    if (path !== undefined) own[path] = structuredClone(theirs[path]);
  },
});

const stages: readonly Weakening[] = [
  within(
    'writes bodies into the log',
    'MethodSettings.0',
    (setting) => {
      setting.DataTraceEnabled = true;
      setting.LoggingLevel = 'INFO';
    },
    'outputs',
  ),
  within('answers from a cache', 'MethodSettings.0', (setting) => {
    setting.CachingEnabled = true;
  }),
  within('takes as many requests as come', 'MethodSettings.0', (setting) => {
    delete setting.ThrottlingRateLimit;
    delete setting.ThrottlingBurstLimit;
  }),
  to('traces what it answers', 'TracingEnabled', true, 'outputs'),
  to(
    'writes whole requests into an access log',
    'AccessLogSetting',
    {
      DestinationArn: foreignArn('firehose', 'deliverystream/amazon-apigateway-theirs'),
      Format: '$context.requestId $context.path $context.authorizer.person',
    },
    'outputs',
  ),
  to('sends one request in ten to another deployment', 'CanarySetting', { PercentTraffic: 10 }),
];

/** A firewall of the public door, made weaker. */
const firewall: readonly Weakening[] = [
  within('counts and blocks nothing', 'Rules', (rules) => {
    for (const rule of rules as unknown as Fields[]) {
      if (rule.Action !== undefined) rule.Action = { Count: {} };
      else rule.OverrideAction = { Count: {} };
    }
  }),
  within('lets one address ask as often as it likes', 'Rules', (rules) => {
    (rules as unknown as Fields[]).splice(0, 1);
  }),
  within('counts whoever asks too often', 'Rules.0', (rule) => {
    rule.Action = { Count: {} };
  }),
  within('lets one address ask two thousand million times', 'Rules.0.Statement.RateBasedStatement', (limit) => {
    limit.Limit = 2_000_000_000;
  }),
  within('lets a first rule allow everybody', 'Rules', (rules) => {
    (rules as unknown as Fields[]).unshift({
      Name: 'ours',
      Priority: -1,
      Action: { Allow: {} },
      Statement: { GeoMatchStatement: { CountryCodes: ['GB'] } },
      VisibilityConfig: { SampledRequestsEnabled: false, CloudWatchMetricsEnabled: true, MetricName: 'ours' },
    });
  }),
  within('lets large bodies through', 'Rules', (rules) => {
    (rules as unknown as Fields[]).splice(1, 1);
  }),
  within(
    'lets what it did not read through',
    'Rules.1.Statement.AndStatement.Statements.0.SizeConstraintStatement.FieldToMatch.Body',
    (body) => {
      body.OversizeHandling = 'NO_MATCH';
    },
  ),
  within(
    'keeps samples of requests',
    'Rules.0.VisibilityConfig',
    (visibility) => {
      visibility.SampledRequestsEnabled = true;
    },
    'outputs',
  ),
  to('keeps samples of all requests', 'VisibilityConfig.SampledRequestsEnabled', true, 'outputs'),
  to('stands before CloudFront', 'Scope', 'CLOUDFRONT'),
];

/** What stands at the two doors, made weaker. */
export const weakerDoors: Weakenings = {
  'AWS::ApiGateway::RestApi': [
    operation('asks nobody at one operation', (one) => {
      one.security = [];
    }),
    operation('says nothing of who may ask at one operation', (one) => {
      delete one.security;
    }),
    operation('lets one operation be asked without the authoriser', (one) => {
      one.security = [...(one.security as unknown[]), {}];
    }),
    operation(
      'does not say by which doors one operation is asked',
      (one) => {
        delete one['x-tre-doors'];
      },
      'outputs',
    ),
    atPrivateDoor(
      operation(
        'opens one operation at both doors',
        (one) => {
          one['x-tre-doors'] = ['private', 'public'];
        },
        'outputs',
      ),
    ),
    operation(
      'does not say where the fields of one operation come from',
      (one) => {
        delete one['x-tre-origins'];
      },
      'outputs',
    ),
    publicOnly(
      operation(
        'shows what was typed inside',
        (one) => {
          one['x-tre-origins'] = { ...(one['x-tre-origins'] as Fields), note: 'typed-inside' };
        },
        'outputs',
      ),
    ),
    publicOnly(
      operation(
        'shows results',
        (one) => {
          one['x-tre-origins'] = { ...(one['x-tre-origins'] as Fields), 'rows[]': 'data' };
        },
        'outputs',
      ),
    ),
    fromTheOtherDoor,
    integration('answers one operation by an address of somebody', (one) => {
      one.type = 'http_proxy';
      one.uri = 'https://example.org/';
    }),
    integration('answers one operation by itself', (one) => {
      one.type = 'mock';
    }),
    integration('hands one operation to a function of another account', (one) => {
      one.uri = `arn:aws:apigateway:eu-west-2:lambda:path/2015-03-31/functions/${foreignArn('lambda', 'function:theirs')}/invocations`;
    }),
    integration("answers one operation in the caller's name", (one) => {
      one.credentials = 'arn:aws:iam::*:user/*';
    }),
    authoriser('keeps what the authoriser said', (_, one) => {
      one.authorizerResultTtlInSeconds = 300;
    }),
    authoriser('asks an authoriser of another account', (_, one) => {
      one.authorizerUri = `arn:aws:apigateway:eu-west-2:lambda:path/2015-03-31/functions/${foreignArn('lambda', 'function:theirs')}/invocations`;
    }),
    authoriser('asks the directory and not the register', (scheme) => {
      scheme['x-amazon-apigateway-authtype'] = 'cognito_user_pools';
    }),
    authoriser('takes the token out of the address', (scheme) => {
      scheme.in = 'query';
    }),
    atPrivateDoor(to('stands on the internet', 'EndpointConfiguration.Types', ['REGIONAL'])),
    atPrivateDoor(to('opens from every endpoint', 'Policy', undefined)),
    atPrivateDoor(
      more('admits whoever comes', 'Policy.Statement', () => ({
        Effect: 'Allow',
        Principal: '*',
        Action: 'execute-api:Invoke',
        Resource: '*',
      })),
    ),
    atPrivateDoor(
      more('admits a foreign account', 'Policy.Statement', () => ({
        Effect: 'Allow',
        Principal: { AWS: foreignRoot },
        Action: 'execute-api:Invoke',
        Resource: '*',
      })),
    ),
    to(
      'lies in a bucket and not in the template',
      'BodyS3Location',
      { Bucket: 'somebody-elses-bucket', Key: 'a' },
      'outputs',
    ),
    to('takes bodies for bytes', 'BinaryMediaTypes', ['*/*'], 'outputs'),
  ],
  'AWS::ApiGateway::Stage': stages,
  'AWS::WAFv2::WebACL': firewall,
  'AWS::WAFv2::WebACLAssociation': [
    {
      what: 'stands before the private door',
      edit: ({ Properties }) => {
        Properties.ResourceArn = JSON.parse(JSON.stringify(Properties.ResourceArn).replaceAll('"Public', '"Private'));
      },
    },
  ],
  'AWS::Lambda::Permission': [
    where('SourceArn', to('admits calls from anywhere', 'SourceArn', undefined)),
    to('admits everybody', 'Principal', '*'),
    to('admits a foreign account', 'Principal', '999999999999'),
    {
      what: 'admits the whole account',
      edit: ({ Properties }, { neighbours }) => {
        Properties.Principal = accountOf(neighbours);
        delete Properties.SourceArn;
      },
    },
    to('admits calls from another account', 'SourceArn', foreignArn('execute-api', 'abcdefghij/*')),
    to('lets its code be changed', 'Action', 'lambda:UpdateFunctionCode'),
    to('lets everything be done to it', 'Action', 'lambda:*'),
    to('admits an address of its own', 'FunctionUrlAuthType', 'NONE'),
  ],
  'AWS::Lambda::EventSourceMapping': [
    to('hears a stream of another account', 'EventSourceArn', foreignArn('dynamodb', 'table/theirs/stream/now')),
    to(
      'sends what failed to a foreign queue',
      'DestinationConfig',
      { OnFailure: { Destination: foreignArn('sqs', 'letters') } },
      'outputs',
    ),
    to('is switched off', 'Enabled', false),
    to('hears only what comes from now on', 'StartingPosition', 'LATEST'),
    to('lets part of what happened through', 'FilterCriteria', {
      Filters: [{ Pattern: '{"eventName":["REMOVE"]}' }],
    }),
    to('gives up at the first fault', 'MaximumRetryAttempts', 0),
  ],
};
