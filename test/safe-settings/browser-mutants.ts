import { type Body, type Mutant, set } from '../mutant.ts';
import { editChrome } from './chrome-policies.ts';

const settings = 'AWS::WorkSpacesWeb::UserSettings';
const browser = 'AWS::WorkSpacesWeb::BrowserSettings';

/** Changes one Chrome policy in the JSON that the settings hold; `undefined` takes it out. */
function chrome(body: Body, policy: string, value: unknown): void {
  editChrome(body, (policies) => {
    if (value === undefined) delete policies[policy];
    else policies[policy] = { value };
  });
}

const setting = (rule: string, property: string, value: unknown): Mutant => ({
  rule,
  name: `${property} becomes ${JSON.stringify(value)}`,
  mutate: (templates) => templates.change(settings, (body) => set(body, property, value)),
});

const policy = (rule: string, name: string, value: unknown): Mutant => ({
  rule,
  name: `${name} becomes ${JSON.stringify(value)}`,
  mutate: (templates) => templates.change(browser, (body) => chrome(body, name, value)),
});

const entries: readonly (readonly [string, Record<string, unknown>])[] = [
  ['AWS::ApiGateway::RestApi', { EndpointConfiguration: { Types: ['REGIONAL'] } }],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', {}],
  ['AWS::EC2::ClientVpnEndpoint', {}],
  ['AWS::Lambda::Url', { AuthType: 'NONE' }],
];

export const browserMutants: readonly Mutant[] = [
  ...entries.map(
    ([Type, Properties]): Mutant => ({
      rule: 'nothing-else-leads-in',
      name: `${Type} is another way in`,
      mutate: (templates) => templates.add('network', 'Added', { Type, Properties }),
    }),
  ),
  {
    rule: 'people-enter-through-the-secure-browser',
    name: 'the portal is gone',
    mutate: (templates) => templates.remove('AWS::WorkSpacesWeb::Portal'),
  },
  {
    rule: 'nothing-else-leads-in',
    name: 'a group admits SSH',
    mutate: (templates) =>
      templates.change('AWS::EC2::SecurityGroupIngress', (body) => {
        set(body, 'FromPort', 0);
        set(body, 'ToPort', 1024);
      }),
  },
  setting('browser-lets-nothing-out', 'CopyAllowed', 'Enabled'),
  setting('browser-lets-nothing-out', 'DownloadAllowed', 'Enabled'),
  setting('browser-lets-nothing-out', 'PrintAllowed', undefined),
  setting('browser-lets-nothing-out', 'UploadAllowed', { 'Fn::If': ['Sometimes', 'Enabled', 'Disabled'] }),
  setting('browser-lets-nothing-out', 'WebAuthnAllowed', 'Enabled'),
  setting('browser-lets-nothing-out', 'ToolbarConfiguration', undefined),
  setting('browser-lets-nothing-out', 'CookieSynchronizationConfiguration', { Allowlist: [] }),
  {
    rule: 'browser-lets-nothing-out',
    name: 'the portal has no user settings',
    mutate: (templates) =>
      templates.change('AWS::WorkSpacesWeb::Portal', (body) => set(body, 'UserSettingsArn', undefined)),
  },
  policy('browser-opens-named-pages-only', 'URLBlocklist', ['file://*']),
  policy('browser-opens-named-pages-only', 'URLAllowlist', ['https://*.example.org']),
  policy('browser-opens-named-pages-only', 'URLAllowlist', ['http://pages.example.org']),
  policy('browser-opens-named-pages-only', 'URLAllowlist', ['https://paste.example.com/']),
  policy('browser-opens-named-pages-only', 'URLAllowlist', ['https://abcdefghij.execute-api.eu-west-2.amazonaws.com/']),
  ...(
    [
      ['the filter of the service is gone', undefined],
      ['the filter of the service blocks one page', { BlockedUrls: ['example.org'] }],
      [
        'the filter of the service admits a page of somebody',
        { BlockedUrls: ['*'], AllowedUrls: ['https://paste.example.com/'] },
      ],
    ] as const
  ).map(
    ([name, value]): Mutant => ({
      rule: 'browser-opens-named-pages-only',
      name,
      mutate: (templates) => templates.change(browser, (body) => set(body, 'WebContentFilteringPolicy', value)),
    }),
  ),
  ...(
    [
      ['the portal has no logger', 'AWS::WorkSpacesWeb::Portal', 'SessionLoggerArn', undefined],
      [
        'the logger leaves out where people went',
        'AWS::WorkSpacesWeb::SessionLogger',
        'EventFilter',
        { Include: ['SessionStart'] },
      ],
      ['the logger logs nothing', 'AWS::WorkSpacesWeb::SessionLogger', 'EventFilter', {}],
      [
        "the log goes to somebody's bucket",
        'AWS::WorkSpacesWeb::SessionLogger',
        'LogConfiguration',
        { S3: { Bucket: 'theirs', FolderStructure: 'Flat', LogFileFormat: 'Json' } },
      ],
    ] as const
  ).map(
    ([name, type, property, value]): Mutant => ({
      rule: 'browser-sessions-are-logged',
      name,
      mutate: (templates) => templates.change(type, (body) => set(body, property, value)),
    }),
  ),
  ...(
    [
      ['everybody is admitted', 'AWS::WorkSpacesWeb::IpAccessSettings', 'IpRules', [{ IpRange: '0.0.0.0/0' }]],
      ['no range is named', 'AWS::WorkSpacesWeb::IpAccessSettings', 'IpRules', []],
      ['the portal does not ask for the address', 'AWS::WorkSpacesWeb::Portal', 'IpAccessSettingsArn', undefined],
    ] as const
  ).map(
    ([name, type, property, value]): Mutant => ({
      rule: 'browser-admits-named-addresses',
      name,
      mutate: (templates) => templates.change(type, (body) => set(body, property, value)),
    }),
  ),
  {
    rule: 'browser-opens-named-pages-only',
    name: 'the policy cannot be read',
    mutate: (templates) => templates.change(browser, (body) => set(body, 'BrowserPolicy', { Ref: 'Unknown' })),
  },
  policy('browser-keeps-its-tools-shut', 'DeveloperToolsAvailability', 1),
  policy('browser-keeps-its-tools-shut', 'DownloadRestrictions', undefined),
  policy('browser-keeps-its-tools-shut', 'DefaultClipboardSetting', 3),
  policy('browser-keeps-its-tools-shut', 'ExtensionInstallBlocklist', []),
  setting('browser-sessions-time-out', 'IdleDisconnectTimeoutInMinutes', 240),
  setting('browser-sessions-time-out', 'DisconnectTimeoutInMinutes', undefined),
  {
    rule: 'browser-signs-in-by-federation',
    name: 'people sign in with a social account',
    mutate: (templates) => {
      templates.change(
        'AWS::WorkSpacesWeb::Portal',
        (body) => set(body, 'AuthenticationType', 'Standard'),
        portalOfIdentityCenter,
      );
      templates.add('secure-browser', 'Added', {
        Type: 'AWS::WorkSpacesWeb::IdentityProvider',
        Properties: {
          PortalArn: { 'Fn::GetAtt': ['Portal', 'PortalArn'] },
          IdentityProviderType: 'Google',
          IdentityProviderDetails: { client_id: 'example' },
        },
      });
    },
  },
  {
    rule: 'browser-signs-in-by-federation',
    name: 'how people sign in cannot be resolved',
    mutate: (templates) =>
      templates.change('AWS::WorkSpacesWeb::Portal', (body) => set(body, 'AuthenticationType', { Ref: 'Unknown' })),
  },
];

function portalOfIdentityCenter(body: Body): boolean {
  return body.Properties.AuthenticationType === 'IAM_Identity_Center';
}
