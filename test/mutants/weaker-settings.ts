// Long because it is one table: every setting of the network, the audit trail, the watch and the secure browser, made weaker.

import { foreignArn, foreignBucket, listed } from './site.ts';
import { goesWithItsStack, more, to, type Weakening, type Weakenings, where, within } from './weakening.ts';

type Fields = Record<string, unknown>;
const anywhere = '0.0.0.0/0';

const network: Weakenings = {
  'AWS::EC2::Subnet': [
    to('gives public addresses', 'MapPublicIpOnLaunch', true),
    to('gives addresses of the public internet, version 6', 'AssignIpv6AddressOnCreation', true),
  ],
  'AWS::EC2::VPC': [
    to('resolves no names of its own', 'EnableDnsSupport', false),
    to('gives no names', 'EnableDnsHostnames', false),
  ],
  'AWS::EC2::FlowLog': [
    to('records refused traffic only', 'TrafficType', 'REJECT'),
    to('watches one subnet', 'ResourceType', 'Subnet'),
    {
      what: 'goes to a foreign bucket',
      safe: 'outputs',
      edit: ({ Properties }) => {
        Properties.LogDestinationType = 's3';
        Properties.LogDestination = `${['arn', 'aws', 's3', '', '', foreignBucket].join(':')}/flows`;
        delete Properties.LogGroupName;
        delete Properties.DeliverLogsPermissionArn;
      },
    },
  ],
  'AWS::EC2::SecurityGroup': [
    more('lets everything out', 'SecurityGroupEgress', () => ({ CidrIp: anywhere, IpProtocol: '-1' })),
    more('lets everything out, version 6', 'SecurityGroupEgress', () => ({ CidrIpv6: '::/0', IpProtocol: '-1' })),
    more('lets name queries out', 'SecurityGroupEgress', () => ({
      CidrIp: anywhere,
      IpProtocol: 'udp',
      FromPort: 53,
      ToPort: 53,
    })),
    more('lets package sites be reached', 'SecurityGroupEgress', () => ({
      CidrIp: '151.101.0.0/16',
      IpProtocol: 'tcp',
      FromPort: 443,
      ToPort: 443,
    })),
    to('lets out what AWS lets out of itself', 'SecurityGroupEgress', undefined),
    more('admits everybody', 'SecurityGroupIngress', () => ({
      CidrIp: anywhere,
      IpProtocol: 'tcp',
      FromPort: 443,
      ToPort: 443,
    })),
    more('admits a list of foreign addresses', 'SecurityGroupIngress', () => ({
      SourcePrefixListId: 'pl-0123456789abcdef0',
      IpProtocol: '-1',
    })),
  ],
  'AWS::EC2::SecurityGroupIngress': [
    {
      what: 'admits everybody',
      edit: ({ Properties }) => {
        delete Properties.SourceSecurityGroupId;
        Properties.CidrIp = anywhere;
      },
    },
    to('admits every protocol', 'IpProtocol', '-1'),
    to('admits every port', 'FromPort', 0),
  ],
  'AWS::EC2::VPCEndpoint': [
    to('has the policy that allows everything', 'PolicyDocument', undefined),
    where('PrivateDnsEnabled', to('leaves names to the public ones', 'PrivateDnsEnabled', false)),
    to('leads to a service of somebody', 'ServiceName', 'com.amazonaws.vpce.eu-west-2.vpce-svc-0123456789abcdef0'),
    where('SubnetIds', to('leads to another region', 'ServiceRegion', 'us-east-1')),
    where(
      'SubnetIds',
      more('stands in the group of the browser too', 'SecurityGroupIds', () => ({
        'Fn::GetAtt': ['BrowserGroup', 'GroupId'],
      })),
    ),
    where('SecurityGroupIds', to('is guarded by the default group', 'SecurityGroupIds', undefined)),
  ],
  'AWS::Route53Resolver::FirewallDomainList': [
    allowing('names every name of AWS', '*.amazonaws.com'),
    allowing('names everything', '*.'),
    allowing('names a site of somebody', 'pypi.org'),
    allowing('names every bucket of everybody', '*.s3.eu-west-2.amazonaws.com'),
    to('names what a foreign file lists', 'DomainFileUrl', `s3://${foreignBucket}/names.txt`),
    {
      what: 'names one tunnel only',
      edit: ({ Properties }) => {
        if (listed(Properties.Domains)[0] === '*') Properties.Domains = ['iodine.example.com'];
      },
    },
  ],
  'AWS::Route53Resolver::FirewallRuleGroup': [
    ...['ALERT', 'ALLOW'].map((action) =>
      firewallRule(`answers every name and says ${action}`, 'BLOCK', (rule) => {
        rule.Action = action;
        delete rule.BlockResponse;
      }),
    ),
    firewallRule('blocks questions for addresses only', 'BLOCK', (rule) => {
      rule.Qtype = 'A';
    }),
    firewallRule('trusts where an allowed name leads', 'ALLOW', (rule) => {
      rule.FirewallDomainRedirectionAction = 'TRUST_REDIRECTION_DOMAIN';
    }),
    firewallRule('blocks first what it allows later', 'ALLOW', (rule) => {
      rule.Priority = 300;
    }),
    {
      what: 'blocks nothing',
      edit: ({ Properties }) => {
        Properties.FirewallRules = (Properties.FirewallRules as Fields[]).filter(({ Action }) => Action !== 'BLOCK');
      },
    },
  ],
  'AWS::Route53Resolver::FirewallRuleGroupAssociation': [
    to('guards another network', 'VpcId', 'vpc-0123456789abcdef0'),
  ],
  'AWS::Route53Resolver::ResolverQueryLoggingConfig': [
    to('goes to a foreign bucket', 'DestinationArn', ['arn', 'aws', 's3', '', '', foreignBucket].join(':'), 'outputs'),
  ],
  'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation': [
    to('watches another network', 'ResourceId', 'vpc-0123456789abcdef0'),
  ],
  'AWS::EC2::SubnetRouteTableAssociation': [
    to('takes a table that no template shows', 'RouteTableId', 'rtb-0123456789abcdef0'),
  ],
};

/** One more name, in a list that does not name all of them already. */
function allowing(what: string, name: string): Weakening {
  return {
    what,
    edit: ({ Properties }) => {
      const names = listed(Properties.Domains);
      if (!names.includes('*')) Properties.Domains = [...names, name];
    },
  };
}

function firewallRule(what: string, action: string, edit: (rule: Fields) => void): Weakening {
  return {
    what,
    edit: ({ Properties }) => {
      const rule = (Properties.FirewallRules as Fields[]).find(({ Action }) => Action === action);
      if (rule !== undefined) edit(rule);
    },
  };
}

const audit: Weakenings = {
  'AWS::CloudTrail::Trail': [
    to('does not validate its files', 'EnableLogFileValidation', false),
    to('is not logging', 'IsLogging', false),
    to('covers one region', 'IsMultiRegionTrail', false),
    to('leaves global services out', 'IncludeGlobalServiceEvents', false),
    to('is under no key of ours', 'KMSKeyId', undefined),
    to('writes into a foreign bucket', 'S3BucketName', foreignBucket, 'outputs'),
    to('tells no log group', 'CloudWatchLogsLogGroupArn', undefined),
    to('records no data event', 'AdvancedEventSelectors', undefined),
    ...Array.from(
      { length: 12 },
      (_, index): Weakening => ({
        what: `drops its selector ${index + 1}`,
        edit: ({ Properties }) => {
          const selectors = listed(Properties.AdvancedEventSelectors);
          Properties.AdvancedEventSelectors = selectors.filter((_one, at) => at !== index);
        },
      }),
    ),
    ...['write', 'read'].map(
      (word): Weakening => ({
        what: `records what ${word}s an object only`,
        edit: ({ Properties }) => {
          const [first] = Properties.AdvancedEventSelectors as { FieldSelectors: unknown[] }[];
          first?.FieldSelectors.push({ Field: 'readOnly', Equals: [String(word === 'read')] });
        },
      }),
    ),
  ],
  'AWS::SNS::Topic': [
    to('is under no key', 'KmsMasterKeyId', undefined),
    to('is under the key that AWS manages', 'KmsMasterKeyId', 'alias/aws/sns'),
    more(
      'tells a site of somebody',
      'Subscription',
      () => ({ Protocol: 'https', Endpoint: 'https://example.com/' }),
      'outputs',
    ),
  ],
  'AWS::SNS::Subscription': [
    {
      what: 'tells a queue of another account',
      safe: 'outputs',
      edit: ({ Properties }) => {
        Properties.Protocol = 'sqs';
        Properties.Endpoint = foreignArn('sqs', 'listener');
      },
    },
    {
      what: 'tells a site over plain HTTP',
      safe: 'outputs',
      edit: ({ Properties }) => {
        Properties.Protocol = 'http';
        Properties.Endpoint = 'http://example.com/';
      },
    },
  ],
  'AWS::Logs::MetricFilter': [
    to('counts what never happens', 'FilterPattern', '{ $.errorCode = "Never" }'),
    to('watches another log', 'LogGroupName', '/somebody/else'),
  ],
  'AWS::CloudWatch::Alarm': [
    to('tells nobody', 'AlarmActions', []),
    to('is muted', 'ActionsEnabled', false),
    to('tells a topic of another account', 'AlarmActions', [foreignArn('sns', 'listener')], 'outputs'),
    to('is raised by a million', 'Threshold', 1e15),
    where('MetricName', to('watches a figure that nobody writes', 'MetricName', 'Nothing')),
  ],
  'AWS::Events::Rule': [
    to('is off', 'State', 'DISABLED'),
    to('tells nobody', 'Targets', []),
    within('waits for what never happens', 'EventPattern', (pattern) => {
      pattern.source = ['nobody'];
    }),
    more(
      'also tells a bus of another account',
      'Targets',
      () => ({ Id: 'more', Arn: foreignArn('events', 'event-bus/listener') }),
      'outputs',
    ),
    more(
      'also tells a site of somebody',
      'Targets',
      () => ({ Id: 'more', Arn: foreignArn('events', 'api-destination/listener/1') }),
      'outputs',
    ),
  ],
};

const watch: Weakenings = {
  'AWS::GuardDuty::Detector': [
    to('is off', 'Enable', false),
    ...['S3_DATA_EVENTS', 'LAMBDA_NETWORK_LOGS', 'EBS_MALWARE_PROTECTION', 'RDS_LOGIN_EVENTS'].map(
      (name): Weakening => ({
        what: `does not look at ${name}`,
        edit: ({ Properties }) => {
          const feature = (Properties.Features as Fields[]).find(({ Name }) => Name === name);
          if (feature !== undefined) feature.Status = 'DISABLED';
        },
      }),
    ),
  ],
  'AWS::GuardDuty::MalwareProtectionPlan': [
    within('scans another bucket', 'ProtectedResource.S3Bucket', (bucket) => {
      bucket.BucketName = 'another-bucket';
    }),
    within('scans one folder', 'ProtectedResource.S3Bucket', (bucket) => {
      bucket.ObjectPrefixes = ['scanned/'];
    }),
    to('marks nothing', 'Actions.Tagging.Status', 'DISABLED'),
  ],
  'AWS::Macie::Session': [to('is paused', 'Status', 'PAUSED')],
  'AWS::EC2::VPCBlockPublicAccessOptions': [
    to('lets traffic out', 'InternetGatewayBlockMode', 'block-ingress'),
    to('blocks nothing', 'InternetGatewayBlockMode', 'off'),
  ],
  'AWS::EC2::SnapshotBlockPublicAccess': [
    to('lets shared snapshots be', 'State', 'block-new-sharing'),
    to('blocks nothing', 'State', 'unblocked'),
  ],
  'AWS::Config::ConfigurationRecorder': [
    within('forgets some kinds of resource', 'RecordingGroup', (group) => {
      group.AllSupported = false;
      group.ResourceTypes = ['AWS::EC2::Instance'];
    }),
    within('forgets the roles', 'RecordingGroup', (group) => {
      group.IncludeGlobalResourceTypes = false;
    }),
  ],
  'AWS::Config::DeliveryChannel': [to('writes into a foreign bucket', 'S3BucketName', foreignBucket, 'outputs')],
  'AWS::AccessAnalyzer::Analyzer': [
    to('looks for unused access only', 'Type', 'ACCOUNT_UNUSED_ACCESS'),
    to('is told what to pass over', 'ArchiveRules', [
      { RuleName: 'all', Filter: [{ Property: 'isPublic', Exists: 'true' }] },
    ]),
  ],
  'AWS::SecurityHub::Standard': [
    to('is a standard of nobody', 'StandardsArn', foreignArn('securityhub', 'standards/none')),
    to('leaves a control out', 'DisabledStandardsControls', [{ StandardsControlArn: 'S3.1' }]),
  ],
  'AWS::Config::ConformancePack': [
    to('judges nothing', 'TemplateBody', '{"Resources":{}}'),
    to('writes into a foreign bucket', 'DeliveryS3Bucket', foreignBucket, 'outputs'),
  ],
  'AWS::CloudFormation::CustomResource': ['s3BlockPublicAccess', 'ebsEncryption', 'inspector'].map((setting) =>
    where(setting, to(`leaves ${setting} off`, setting, false)),
  ),
};

const shutters = ['Copy', 'Paste', 'Download', 'Upload', 'Print', 'DeepLink', 'WebAuthn'];

const browser: Weakenings = {
  'AWS::WorkSpacesWeb::UserSettings': [
    ...shutters.map((what) => to(`allows ${what}`, `${what}Allowed`, 'Enabled')),
    to('leaves a session open for ten hours', 'DisconnectTimeoutInMinutes', 600),
    to('leaves an idle session open for an hour', 'IdleDisconnectTimeoutInMinutes', 60),
    where('ToolbarConfiguration', to('offers every tool', 'ToolbarConfiguration', undefined)),
    to('keeps its cookies', 'CookieSynchronizationConfiguration', { Allowlist: [{ Domain: 'example.com' }] }),
    to('is under the key that AWS manages', 'CustomerManagedKey', undefined),
  ],
  'AWS::WorkSpacesWeb::Portal': [
    to('is under the key that AWS manages', 'CustomerManagedKey', undefined),
    to('stands on the internet', 'NetworkSettingsArn', undefined),
    to('has no browser policy', 'BrowserSettingsArn', undefined),
    to('has no settings of what people may do', 'UserSettingsArn', undefined),
    to('signs people in by no federation', 'AuthenticationType', 'Standard'),
    to('trusts a foreign store of certificates', 'TrustStoreArn', foreignArn('workspaces-web', 'trustStore/theirs')),
  ],
  'AWS::WorkSpacesWeb::NetworkSettings': [
    to('stands in another network', 'VpcId', 'vpc-0123456789abcdef0'),
    to('is guarded by another group', 'SecurityGroupIds', ['sg-0123456789abcdef0']),
    to('stands in other subnets', 'SubnetIds', ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1']),
  ],
};

/** Every choice of the browser's own policy, left to what Chrome does by default. */
const choices = [
  'URLBlocklist',
  'DefaultPopupsSetting',
  'IncognitoModeAvailability',
  'DnsOverHttpsMode',
  'DownloadRestrictions',
  'AllowFileSelectionDialogs',
  'PrintingEnabled',
  'ScreenCaptureAllowed',
  'AudioCaptureAllowed',
  'VideoCaptureAllowed',
  'DefaultClipboardSetting',
  'DefaultFileSystemReadGuardSetting',
  'DefaultFileSystemWriteGuardSetting',
  'DefaultWebUsbGuardSetting',
  'DefaultWebBluetoothGuardSetting',
  'DefaultSerialGuardSetting',
  'DeveloperToolsAvailability',
  'ExtensionInstallBlocklist',
  'BrowserSignin',
  'SyncDisabled',
  'PasswordManagerEnabled',
  'AutofillAddressEnabled',
  'AutofillCreditCardEnabled',
  'SpellCheckServiceEnabled',
  'TranslateEnabled',
  'SearchSuggestEnabled',
  'GenAiDefaultSettings',
  'MetricsReportingEnabled',
  'NetworkPredictionOptions',
];

/** The policy is a text in which the page's address is joined in: each reference waits under a name of its own while the text is edited. */
const policyChange = (what: string, edit: (policies: Fields) => void): Weakening => ({
  what,
  edit: ({ Properties }) => {
    const joined = (Properties.BrowserPolicy as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join'];
    const parts = joined?.[1] ?? [Properties.BrowserPolicy];
    const waiting = (index: number) => `@${index}@`;
    const policy = JSON.parse(parts.map((part, index) => (typeof part === 'string' ? part : waiting(index))).join(''));
    edit(policy.chromePolicies);
    const edited = JSON.stringify(policy)
      .split(/@(\d+)@/)
      .map((part, index) => (index % 2 === 0 ? part : parts[Number(part)]));
    Properties.BrowserPolicy = edited.length === 1 ? edited[0] : { 'Fn::Join': ['', edited] };
  },
});

const browserPolicy: Weakenings = {
  'AWS::WorkSpacesWeb::BrowserSettings': [
    ...choices.map((name) =>
      policyChange(`says nothing of ${name}`, (policies) => {
        delete policies[name];
      }),
    ),
    policyChange('opens every page', (policies) => {
      policies.URLAllowlist = { value: ['*'] };
    }),
    policyChange('opens every page of AWS', (policies) => {
      policies.URLAllowlist = { value: ['amazonaws.com'] };
    }),
    policyChange('opens a page of somebody', (policies) => {
      policies.URLAllowlist = { value: ['https://pypi.org'] };
    }),
    policyChange('opens files', (policies) => {
      policies.URLBlocklist = { value: ['*'] };
    }),
    policyChange('installs an extension', (policies) => {
      policies.ExtensionInstallForcelist = { value: ['abcdefghijklmnopabcdefghijklmnop'] };
    }),
    policyChange('goes through a proxy of somebody', (policies) => {
      policies.ProxySettings = { value: { ProxyMode: 'fixed_servers', ProxyServer: 'proxy.example.com:3128' } };
    }),
    to('has no policy', 'BrowserPolicy', undefined),
    to('is under the key that AWS manages', 'CustomerManagedKey', undefined),
  ],
};

const retained: Weakenings = Object.fromEntries(
  ['AWS::GuardDuty::Detector', 'AWS::SecurityHub::Hub', 'AWS::Macie::Session', 'AWS::AccessAnalyzer::Analyzer'].map(
    (type) => [type, goesWithItsStack],
  ),
);

export const weakerSettings: readonly Weakenings[] = [network, audit, watch, browser, browserPolicy, retained];
