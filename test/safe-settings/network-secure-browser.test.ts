import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Network } from '../../constructs/safe-settings/network.ts';
import { NetworkSecurityGroups } from '../../constructs/safe-settings/network-security-groups.ts';
import { type BrowserIdentity, SecureBrowser } from '../../constructs/safe-settings/secure-browser.ts';
import type { Tenancy } from '../../constructs/tenancy.ts';

function synthesise(
  identity: BrowserIdentity,
  pages: readonly string[] = [],
  stage: Tenancy['stage'] = 'production',
): Template {
  const app = new App({ context: { '@aws-cdk/core:enablePartitionLiterals': true } });
  const stack = new Stack(app, 'Network', { env: { account: '111122223333', region: 'eu-west-2' } });
  const tenancy: Tenancy = { deployment: 'north', stage, qualifier: 'hnb659fds' };
  const network = new Network(stack, 'Network', {
    tenancy,
    cidr: '10.40.0.0/16',
    availabilityZoneIds: ['euw2-az1', 'euw2-az2', 'euw2-az3'],
  });
  const prefixLists = { s3: 'pl-11111111', dynamodb: 'pl-22222222' };
  const groups = new NetworkSecurityGroups(stack, 'SecurityGroups', { tenancy, network, prefixLists });
  new SecureBrowser(stack, 'SecureBrowser', {
    tenancy,
    vpcId: network.vpcId,
    subnetIds: network.tiers.browser.subnetIds,
    securityGroupId: groups.browser,
    identity,
    pages,
    accessLogsBucketName: 'access-logs',
    logKeyArn: 'log-key',
    keepDays: 400,
  });
  return Template.fromStack(stack);
}

const only = (template: Template, type: string) => {
  const found = Object.values(template.findResources(type));
  expect(found).toHaveLength(1);
  return found[0]?.Properties;
};
const page = 'https://abc123.execute-api.eu-west-2.amazonaws.com/';
const template = synthesise({ kind: 'identity-center' });
const withPage = synthesise({ kind: 'saml', metadataUrl: 'https://idp.example.nhs.uk/metadata' }, [page], 'trial');

const policiesOf = (one: Template): Record<string, { value: unknown }> =>
  JSON.parse(only(one, 'AWS::WorkSpacesWeb::BrowserSettings').BrowserPolicy).chromePolicies;

describe('the secure browser', () => {
  test.each([
    'CopyAllowed',
    'PasteAllowed',
    'DownloadAllowed',
    'UploadAllowed',
    'PrintAllowed',
    'DeepLinkAllowed',
    'WebAuthnAllowed',
  ])('%s is written as Disabled, not left to a default', (setting) => {
    expect(only(template, 'AWS::WorkSpacesWeb::UserSettings')[setting]).toBe('Disabled');
  });

  test('takes no cookies in and ends a session that nobody uses', () => {
    const settings = only(template, 'AWS::WorkSpacesWeb::UserSettings');
    expect(settings).not.toHaveProperty('CookieSynchronizationConfiguration');
    expect(settings).toMatchObject({ IdleDisconnectTimeoutInMinutes: 15, DisconnectTimeoutInMinutes: 15 });
  });

  test('logs every event of every session into a bucket that nobody deletes from, and waits for the policy of it', () => {
    expect(only(template, 'AWS::WorkSpacesWeb::SessionLogger')).toMatchObject({
      EventFilter: { All: {} },
      LogConfiguration: { S3: { Bucket: { Ref: 'BrowserSessionsBucket' }, BucketOwner: '111122223333' } },
    });
    const [logger] = Object.values(template.findResources('AWS::WorkSpacesWeb::SessionLogger'));
    expect(logger?.DependsOn).toEqual(['BrowserSessionsBucketPolicy']);
    expect(only(template, 'AWS::WorkSpacesWeb::Portal').SessionLoggerArn).toBeDefined();
  });

  test('admits named addresses only where addresses are named', () => {
    expect(template.findResources('AWS::WorkSpacesWeb::IpAccessSettings')).toEqual({});
    const named = synthesise({ kind: 'identity-center', allowedRanges: ['203.0.113.0/24'] });
    expect(only(named, 'AWS::WorkSpacesWeb::IpAccessSettings').IpRules).toEqual([{ IpRange: '203.0.113.0/24' }]);
    expect(only(named, 'AWS::WorkSpacesWeb::Portal').IpAccessSettingsArn).toBeDefined();
  });

  test('is filtered by the service as well, to the same page alone', () => {
    const filter = (one: Template) => only(one, 'AWS::WorkSpacesWeb::BrowserSettings').WebContentFilteringPolicy;
    expect(filter(template)).toEqual({ BlockedUrls: ['*'] });
    expect(filter(withPage)).toEqual({ BlockedUrls: ['*'], AllowedUrls: [page] });
  });

  test('opens nothing until it is given a page, then that page alone', () => {
    expect(policiesOf(template)).toMatchObject({
      URLBlocklist: { value: ['*', 'file://*'] },
      URLAllowlist: { value: [] },
    });
    expect(policiesOf(withPage)).toMatchObject({
      URLBlocklist: { value: ['*', 'file://*'] },
      URLAllowlist: { value: [page] },
      RestoreOnStartupURLs: { value: [page] },
    });
  });

  test.each([
    ['DeveloperToolsAvailability', 2],
    ['DownloadRestrictions', 3],
    ['ExtensionInstallBlocklist', ['*']],
    ['PrintingEnabled', false],
    ['AllowFileSelectionDialogs', false],
    ['DnsOverHttpsMode', 'off'],
  ])('Chrome policy %s is %j', (policy, value) => {
    expect(policiesOf(template)[policy]?.value).toEqual(value);
  });

  test('stands in the subnets of its own tier, behind its own group', () => {
    expect(only(template, 'AWS::WorkSpacesWeb::NetworkSettings')).toMatchObject({
      SubnetIds: [{ Ref: 'BrowserSubnet1' }, { Ref: 'BrowserSubnet2' }, { Ref: 'BrowserSubnet3' }],
      SecurityGroupIds: [{ 'Fn::GetAtt': ['BrowserGroup', 'GroupId'] }],
    });
  });

  test('signs people in through Identity Center or the SAML provider of the organisation', () => {
    expect(only(template, 'AWS::WorkSpacesWeb::Portal').AuthenticationType).toBe('IAM_Identity_Center');
    template.resourceCountIs('AWS::WorkSpacesWeb::IdentityProvider', 0);
    expect(only(withPage, 'AWS::WorkSpacesWeb::Portal').AuthenticationType).toBe('Standard');
    expect(only(withPage, 'AWS::WorkSpacesWeb::IdentityProvider').IdentityProviderDetails).toEqual({
      MetadataURL: 'https://idp.example.nhs.uk/metadata',
    });
  });

  test('a SAML portal exists before its provider does, for the provider wants its metadata first', () => {
    synthesise({ kind: 'saml' }).resourceCountIs('AWS::WorkSpacesWeb::IdentityProvider', 0);
  });
});

describe('the key of the secure browser', () => {
  const statements = only(template, 'AWS::KMS::Key').KeyPolicy.Statement as Record<string, unknown>[];

  test('encrypts every setting that can be encrypted', () => {
    for (const type of ['Portal', 'UserSettings', 'BrowserSettings']) {
      expect(only(template, `AWS::WorkSpacesWeb::${type}`).CustomerManagedKey).toEqual({
        'Fn::GetAtt': ['SecureBrowserKey', 'Arn'],
      });
    }
  });

  test('decrypts only for the service, and for the deployer through the service', () => {
    const decrypting = statements.filter(({ Action }) => (Action as string[]).includes('kms:Decrypt'));
    expect(decrypting.map(({ Sid, Condition }) => [Sid, Condition])).toEqual([
      [
        'DeployerThroughSecureBrowser',
        {
          StringEquals: {
            'kms:ViaService': 'workspaces-web.eu-west-2.amazonaws.com',
            'kms:CallerAccount': '111122223333',
          },
        },
      ],
      ['SecureBrowser', { StringEquals: { 'aws:SourceAccount': '111122223333' } }],
    ]);
  });

  test('grants nothing on, and dies only in a trial', () => {
    const actions = JSON.stringify(statements);
    expect(actions).not.toMatch(/CreateGrant|kms:\*|ScheduleKeyDeletion/);
    expect(JSON.stringify(only(withPage, 'AWS::KMS::Key').KeyPolicy)).toContain('kms:ScheduleKeyDeletion');
    expect(Object.values(template.findResources('AWS::KMS::Key'))[0]?.DeletionPolicy).toBe('Retain');
  });
});
