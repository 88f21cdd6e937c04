import { type Body, editStatements, type Mutant, set } from '../mutant.ts';
import { editChrome } from './chrome-policies.ts';

type Fields = Record<string, unknown>;

const inProduction =
  (id: string) =>
  (_: Body, logicalId: string, stack: string): boolean =>
    logicalId === id && stack.includes('thames-valley');

const changed = (rule: string, name: string, type: string, id: string, edit: (body: Body) => void): Mutant => ({
  rule,
  name,
  mutate: (templates) => templates.change(type, edit, inProduction(id)),
});

const onStatement = (policy: string, sid: string, edit: (statement: Fields) => Fields | undefined) => (body: Body) =>
  editStatements(body, policy, (one) => (one.Sid === sid ? edit(one) : one));

const without = (statement: Fields, operator: string, key: string): Fields => {
  const conditions = structuredClone(statement.Condition) as Record<string, Fields>;
  delete conditions[operator]?.[key];
  return { ...statement, Condition: conditions };
};

const key = 'AWS::KMS::Key';
const opened = 'keys-open-through-services-only';
const keys: readonly Mutant[] = [
  changed(
    opened,
    'a role of ours decrypts log lines without the service of logs',
    key,
    'LogsKey',
    onStatement('KeyPolicy', 'OurRolesUseLogGroups', (one) => without(one, 'StringEquals', 'kms:ViaService')),
  ),
  changed(
    opened,
    'the backup role decrypts the vault without S3',
    key,
    'VaultKey',
    onStatement('KeyPolicy', 'BackupReads', (one) => without(one, 'StringEquals', 'kms:ViaService')),
  ),
  changed(
    opened,
    'the auditor decrypts without Athena',
    key,
    'LogsKey',
    onStatement('KeyPolicy', 'RoleThroughAthena', (one) => without(one, 'ForAnyValue:StringEquals', 'aws:CalledVia')),
  ),
  changed(
    opened,
    'every service will do',
    key,
    'VaultKey',
    onStatement('KeyPolicy', 'BackupReads', (one) => ({
      ...one,
      Condition: { ...(one.Condition as Fields), StringLike: { 'kms:ViaService': '*' }, StringEquals: {} },
    })),
  ),
  changed(
    opened,
    'any role of the account uses the key through backup',
    key,
    'BackupKey',
    onStatement('KeyPolicy', 'BackupAndRestoreUse', (one) => without(one, 'ArnEquals', 'aws:PrincipalArn')),
  ),
  changed(
    opened,
    'a service may do everything to the key',
    key,
    'LogsKey',
    onStatement('KeyPolicy', 'CloudTrailEncrypts', (one) => ({ ...one, Action: 'kms:*' })),
  ),
];

const bucket = 'AWS::S3::Bucket';
const policy = 'AWS::S3::BucketPolicy';
const logs = 'access-logs-are-kept';
const accessLogs: readonly Mutant[] = [
  changed(
    logs,
    'access logs can be deleted',
    policy,
    'AccessLogsBucketPolicy',
    onStatement('PolicyDocument', 'DenyDeletion', () => undefined),
  ),
  changed(
    logs,
    'old access logs can be deleted',
    policy,
    'AccessLogsBucketPolicy',
    onStatement('PolicyDocument', 'DenyDeletion', (one) => ({ ...one, Action: 's3:DeleteObject' })),
  ),
  changed(
    logs,
    'our own account deletes access logs',
    policy,
    'AccessLogsBucketPolicy',
    onStatement('PolicyDocument', 'DenyDeletion', (one) => ({
      ...one,
      Condition: { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } },
    })),
  ),
  changed(
    logs,
    'one folder of access logs is guarded',
    policy,
    'AccessLogsBucketPolicy',
    onStatement('PolicyDocument', 'DenyDeletion', (one) => ({
      ...one,
      Resource: { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['AccessLogsBucket', 'Arn'] }, '/vault/*']] },
    })),
  ),
  changed(
    logs,
    'a person reads access logs',
    policy,
    'AccessLogsBucketPolicy',
    onStatement('PolicyDocument', 'AccessLogDelivery', (one) => ({
      ...one,
      Principal: { AWS: ['arn', 'aws', 'iam', '', '111122223333', 'role/Admin'].join(':') },
    })),
  ),
  {
    rule: logs,
    name: 'in a trial the demand for TLS passes for one against deletion',
    mutate: (templates) =>
      templates.change(
        policy,
        onStatement('PolicyDocument', 'DenyDeletion', () => undefined),
        (_, logicalId, stack) => logicalId === 'AssetAccessLogsBucketPolicy' && !stack.includes('tvssde'),
      ),
  },
  changed(logs, 'access logs are gone after a week', bucket, 'AccessLogsBucket', (body) =>
    set(body, 'LifecycleConfiguration.Rules.0.ExpirationInDays', 7),
  ),
  changed(logs, 'overwritten access logs are gone the next day', bucket, 'AccessLogsBucket', (body) =>
    set(body, 'LifecycleConfiguration.Rules.0.NoncurrentVersionExpiration.NoncurrentDays', 1),
  ),
];

const recorded = 'trail-records-functions-and-catalogue';
const withoutSelector = (word: string) => (body: Body) =>
  set(
    body,
    'AdvancedEventSelectors',
    (body.Properties.AdvancedEventSelectors as Fields[]).filter((one) => !JSON.stringify(one).includes(word)),
  );
const trail: readonly Mutant[] = [
  ...['AWS::Lambda::Function', 'AWS::DynamoDB::Table', 'AWS::Glue::Table', 'Whoever reads the archive'].map((word) =>
    changed(recorded, `${word} is not recorded`, 'AWS::CloudTrail::Trail', 'AuditTrail', withoutSelector(word)),
  ),
  changed(recorded, 'one function is recorded', 'AWS::CloudTrail::Trail', 'AuditTrail', (body) => {
    for (const one of body.Properties.AdvancedEventSelectors as { FieldSelectors: Fields[] }[])
      if (JSON.stringify(one).includes('AWS::Lambda::Function'))
        one.FieldSelectors.push({ Field: 'resources.ARN', EndsWith: ['one'] });
  }),
];

const heard = 'changes-to-guards-raise-an-alarm';
const ruleOf = (word: string) => (body: Body, _: string, stack: string) =>
  stack.includes('thames-valley') && JSON.stringify(body.Properties.EventPattern ?? '').includes(word);
const alarms: readonly Mutant[] = [
  ...[
    'PutKeyPolicy',
    'StopLogging',
    'PutBucketPolicy',
    'CreateRoute',
    'AssumeRole',
    'GuardDuty Finding',
    'Restore Job',
  ].map(
    (word): Mutant => ({
      rule: heard,
      name: `nobody hears of ${word}`,
      mutate: (templates) => templates.remove('AWS::Events::Rule', ruleOf(word)),
    }),
  ),
  {
    rule: heard,
    name: 'a rule tells nobody',
    mutate: (templates) =>
      templates.change('AWS::Events::Rule', (body) => set(body, 'Targets', []), ruleOf('PutKeyPolicy')),
  },
  {
    rule: heard,
    name: 'a rule is off',
    mutate: (templates) =>
      templates.change('AWS::Events::Rule', (body) => set(body, 'State', 'DISABLED'), ruleOf('aws.backup')),
  },
  {
    rule: heard,
    name: 'a rule forgets one call',
    mutate: (templates) =>
      templates.change(
        'AWS::Events::Rule',
        (body) => set(body, 'EventPattern.detail.eventName', ['PutKeyPolicy']),
        ruleOf('PutKeyPolicy'),
      ),
  },
  {
    rule: heard,
    name: 'a filter counts and its alarm is muted',
    mutate: (templates) =>
      templates.change(
        'AWS::CloudWatch::Alarm',
        (body) => set(body, 'ActionsEnabled', false),
        ({ Properties }) => Properties.MetricName === 'KeyChanged',
      ),
  },
];

const switches = 'account-switches-stay-on';
const account: readonly Mutant[] = (
  [
    ['GuardDuty does not look at the calls of functions', 'AWS::GuardDuty::Detector', 'Features.1.Status', 'DISABLED'],
    ['Macie is paused', 'AWS::Macie::Session', 'Status', 'PAUSED'],
    [
      'networks may reach the internet',
      'AWS::EC2::VPCBlockPublicAccessOptions',
      'InternetGatewayBlockMode',
      'block-ingress',
    ],
    ['snapshots may be shared with everybody', 'AWS::EC2::SnapshotBlockPublicAccess', 'State', 'unblocked'],
    [
      'a control of the standard is left out',
      'AWS::SecurityHub::Standard',
      'DisabledStandardsControls',
      [{ StandardsControlArn: 'S3.1' }],
    ],
    ['findings of the analyser are archived', 'AWS::AccessAnalyzer::Analyzer', 'ArchiveRules', [{ RuleName: 'all' }]],
  ] as const
).map(
  ([name, type, path, value]): Mutant => ({
    rule: switches,
    name,
    mutate: (templates) => templates.change(type, (body) => set(body, path, value)),
  }),
);

const tables = 'subnets-use-tables-of-the-estate';
const association = 'AWS::EC2::SubnetRouteTableAssociation';
const subnets: readonly Mutant[] = [
  changed(tables, 'a subnet takes a table that no template shows', association, 'ComputeAssociation1', (body) =>
    set(body, 'RouteTableId', 'rtb-0123456789abcdef0'),
  ),
  {
    rule: tables,
    name: 'a subnet takes the main table',
    mutate: (templates) => templates.remove(association, inProduction('ComputeAssociation1')),
  },
];

const mended: readonly Mutant[] = [
  changed('keys-are-kept', 'the key of the backups is off', key, 'BackupKey', (body) => set(body, 'Enabled', false)),
  changed(
    'audit-archive-cannot-be-emptied',
    'the archive itself is guarded, and not what lies in it',
    policy,
    'TrailBucketPolicy',
    onStatement('PolicyDocument', 'DenyDeletion', (one) => ({ ...one, Resource: (one.Resource as unknown[])[0] })),
  ),
  changed(logs, 'the locked archive hides what is a day old', bucket, 'TrailBucket', (body) =>
    set(body, 'LifecycleConfiguration.Rules', [{ Id: 'hasty', Status: 'Enabled', ExpirationInDays: 1 }]),
  ),
  changed(logs, 'the broker reads the archive', policy, 'TrailBucketPolicy', (body) => {
    const { Statement } = body.Properties.PolicyDocument as { Statement: Fields[] };
    Statement.push({
      Effect: 'Allow',
      Principal: { AWS: ['arn', 'aws', 'iam', '', '111122223333', 'role/tre-thames-valley-broker'].join(':') },
      Action: 's3:GetObject',
      Resource: '*',
    });
  }),
  ...[
    'AWS::GuardDuty::Detector',
    'AWS::SecurityHub::Hub',
    'AWS::Macie::Session',
    'AWS::AccessAnalyzer::Analyzer',
    'AWS::EC2::VPCBlockPublicAccessOptions',
  ].map(
    (type): Mutant => ({
      rule: 'what-is-made-here-is-here',
      name: `${type} is lacking`,
      mutate: (templates) => templates.remove(type),
    }),
  ),
  {
    rule: 'what-is-made-here-is-here',
    name: 'one of two who are told of alarms is forgotten',
    mutate: (templates) => {
      let seen = 0;
      templates.remove(
        'AWS::SNS::Subscription',
        (_body, _id, stack) => stack.includes('thames-valley') && seen++ === 0,
      );
    },
  },
  {
    rule: 'configuration-is-recorded',
    name: 'a channel delivers what nobody records',
    mutate: (templates) => templates.remove('AWS::Config::ConfigurationRecorder'),
  },
  {
    rule: switches,
    name: 'the detector goes with its stack',
    mutate: (templates) =>
      templates.change('AWS::GuardDuty::Detector', (body) => {
        body.DeletionPolicy = 'Delete';
      }),
  },
  {
    rule: 'log-groups-are-encrypted-and-kept',
    name: 'a log group goes with its stack',
    mutate: (templates) =>
      templates.change(
        'AWS::Logs::LogGroup',
        (body) => {
          body.DeletionPolicy = 'Delete';
        },
        inProduction('TrailLogs'),
      ),
  },
  changed(
    'dns-firewall-allows-exact-names-only',
    'a file says which names are let through',
    'AWS::Route53Resolver::FirewallDomainList',
    'DnsFirewallAllowedDF60040B',
    (body) => set(body, 'DomainFileUrl', 's3://somebody/names.txt'),
  ),
  {
    rule: 'dns-firewall-blocks-by-default',
    name: 'a group of rules of somebody answers first',
    mutate: (templates) =>
      templates.add('network', 'Added', {
        Type: 'AWS::Route53Resolver::FirewallRuleGroupAssociation',
        Properties: { VpcId: { Ref: 'Vpc' }, FirewallRuleGroupId: 'rslvr-frg-0123456789abcdef0', Priority: 101 },
      }),
  },
  changed('flow-logs-record-all-traffic', 'one subnet is watched', 'AWS::EC2::FlowLog', 'FlowLog', (body) =>
    set(body, 'ResourceType', 'Subnet'),
  ),
  {
    rule: 'functions-run-our-own-code',
    name: 'something else starts before the function',
    mutate: (templates) =>
      templates.change('AWS::Lambda::Function', (body) =>
        set(body, 'Environment.Variables.NODE_OPTIONS', '--require /tmp/theirs.js'),
      ),
  },
  ...['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_S3', 'HTTPS_PROXY', 'NODE_TLS_REJECT_UNAUTHORIZED'].map(
    (variable): Mutant => ({
      rule: 'functions-run-our-own-code',
      name: `${variable} leads what a function sends to somebody`,
      mutate: (templates) =>
        templates.change('AWS::Lambda::Function', (body) => set(body, `Environment.Variables.${variable}`, 'x')),
    }),
  ),
  {
    rule: 'browser-signs-in-by-federation',
    name: 'a provider of somebody beside Identity Center',
    mutate: (templates) =>
      templates.add('thames-valley-secure-browser', 'Added', {
        Type: 'AWS::WorkSpacesWeb::IdentityProvider',
        Properties: { PortalArn: { Ref: 'Portal' }, IdentityProviderType: 'OIDC' },
      }),
  },
  changed(
    'browser-signs-in-by-federation',
    'certificates of somebody are trusted',
    'AWS::WorkSpacesWeb::Portal',
    'Portal',
    (body) => set(body, 'TrustStoreArn', 'theirs'),
  ),
  {
    rule: 'people-enter-through-the-secure-browser',
    name: 'the browser is guarded by a group that no template shows',
    mutate: (templates) =>
      templates.change('AWS::WorkSpacesWeb::NetworkSettings', (body) =>
        set(body, 'SecurityGroupIds', ['sg-0123456789abcdef0']),
      ),
  },
  changed(
    'endpoint-policies-name-actions-and-resources',
    'every key of the account is let through',
    'AWS::EC2::VPCEndpoint',
    'KmsEndpoint',
    (body) =>
      editStatements(body, 'PolicyDocument', (one) => without(one, 'ForAnyValue:StringLike', 'kms:ResourceAliases')),
  ),
  ...(
    [
      [
        'an extension is installed',
        (chrome: Fields) => {
          chrome.ExtensionInstallForcelist = { value: ['abc'] };
        },
        'browser-keeps-its-tools-shut',
      ],
      [
        'a proxy of somebody is asked',
        (chrome: Fields) => {
          chrome.ProxySettings = { value: { ProxyMode: 'system' } };
        },
        'browser-keeps-its-tools-shut',
      ],
      [
        'the file system may be written',
        (chrome: Fields) => {
          delete chrome.DefaultFileSystemWriteGuardSetting;
        },
        'browser-keeps-its-tools-shut',
      ],
      [
        'files are opened',
        (chrome: Fields) => {
          chrome.URLBlocklist = { value: ['*'] };
        },
        'browser-opens-named-pages-only',
      ],
    ] as const
  ).map(
    ([name, edit, rule]): Mutant => ({
      rule,
      name,
      mutate: (templates) =>
        templates.change('AWS::WorkSpacesWeb::BrowserSettings', (body) => {
          editChrome(body, edit);
        }),
    }),
  ),
];

/** That what guards is kept, heard of and complete. */
export const keptMutants: readonly Mutant[] = [
  ...keys,
  ...accessLogs,
  ...trail,
  ...alarms,
  ...account,
  ...subnets,
  ...mended,
];
