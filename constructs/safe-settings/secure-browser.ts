import { CfnOutput } from 'aws-cdk-lib';
import {
  CfnBrowserSettings,
  CfnIdentityProvider,
  CfnIpAccessSettings,
  CfnNetworkSettings,
  CfnPortal,
  CfnUserSettings,
} from 'aws-cdk-lib/aws-workspacesweb';
import { Construct } from 'constructs';
import { nameOf } from '../tenancy.ts';
import { SecureBrowserKey } from './secure-browser-key.ts';
import { secureBrowserPolicy } from './secure-browser-policy.ts';
import { SessionLog, type SessionLogProps } from './session-log.ts';

/** `metadataUrl` is absent on the first deployment: the provider wants the metadata of the portal first. */
export type BrowserIdentity = (
  | { readonly kind: 'identity-center' }
  | { readonly kind: 'saml'; readonly metadataUrl?: string | undefined }
) & {
  /** Addresses from which the portal is reached, before sign-in and during the session. @default everywhere */
  readonly allowedRanges?: readonly string[] | undefined;
};

export interface SecureBrowserProps extends Omit<SessionLogProps, 'keyArn'> {
  readonly vpcId: string;
  /** Of the browser tier, at least two zones. */
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  readonly identity: BrowserIdentity;
  /** The only pages it opens. */
  readonly pages: readonly string[];
}

/**
 * What people see the environment through: pixels of a browser that runs in our network and opens nothing but `pages`.
 * Nothing is copied, pasted, downloaded, uploaded or printed; a photograph of the screen remains possible.
 *
 * - One portal for all projects: an account has three per region. Projects are isolated by role, not by browser.
 * - Settings left out take AWS's defaults, which may allow, so each is written. Cookie synchronisation has no "off" but
 *   its absence.
 * - Pages are filtered twice: by Chrome, and by the service's own filter, which works on whatever Chrome is told later.
 *   https://docs.aws.amazon.com/workspaces-web/latest/adminguide/web-content-filtering.html
 * - Where no addresses are named, anyone on the internet can open the portal's page; the identity provider decides who gets a session.
 * - A session has no longest duration of its own: the service ends it when nobody uses it, and the sweeper when the register says so.
 * - Every event of a session is logged.
 * - AWS creates the service-linked role AWSServiceRoleForAmazonWorkSpacesWeb for the first portal of an account, if the
 *   deployer may `iam:CreateServiceLinkedRole`. https://docs.aws.amazon.com/workspaces-web/latest/adminguide/create-slr.html
 * - Accounts that did not use the service before 29 October 2026 are refused a portal.
 *   https://docs.aws.amazon.com/workspaces-web/latest/adminguide/workspaces-secure-browser-maintenance-mode.html
 */
export class SecureBrowser extends Construct {
  constructor(scope: Construct, id: string, props: SecureBrowserProps) {
    super(scope, id);
    const { tenancy, vpcId, subnetIds, securityGroupId, identity, pages, ...logging } = props;
    const customerManagedKey = new SecureBrowserKey(this, 'Key', { tenancy }).arn;

    const user = new CfnUserSettings(this, 'UserSettings', {
      copyAllowed: 'Disabled',
      pasteAllowed: 'Disabled',
      downloadAllowed: 'Disabled',
      uploadAllowed: 'Disabled',
      printAllowed: 'Disabled',
      deepLinkAllowed: 'Disabled',
      webAuthnAllowed: 'Disabled',
      idleDisconnectTimeoutInMinutes: 15,
      disconnectTimeoutInMinutes: 15,
      toolbarConfiguration: { hiddenToolbarItems: ['Webcam', 'Microphone'] },
      customerManagedKey,
    });
    const browser = new CfnBrowserSettings(this, 'BrowserSettings', {
      browserPolicy: secureBrowserPolicy(pages),
      webContentFilteringPolicy: {
        blockedUrls: ['*'],
        ...(pages.length === 0 ? {} : { allowedUrls: [...pages] }), // AWS takes no empty list
      },
      customerManagedKey,
    });
    const place = new CfnNetworkSettings(this, 'NetworkSettings', {
      vpcId,
      subnetIds: [...subnetIds],
      securityGroupIds: [securityGroupId],
    });
    const { arn: sessionLoggerArn } = new SessionLog(this, 'SessionLog', {
      tenancy,
      keyArn: customerManagedKey,
      ...logging,
    });
    const { allowedRanges = [] } = identity;
    const addresses =
      allowedRanges.length === 0
        ? undefined
        : new CfnIpAccessSettings(this, 'Addresses', {
            displayName: nameOf(tenancy, 'addresses'),
            ipRules: allowedRanges.map((ipRange) => ({ ipRange })),
            customerManagedKey,
          });
    const portal = new CfnPortal(this, 'Portal', {
      displayName: nameOf(tenancy, 'portal'),
      authenticationType: identity.kind === 'saml' ? 'Standard' : 'IAM_Identity_Center',
      instanceType: 'standard.regular',
      userSettingsArn: user.attrUserSettingsArn,
      browserSettingsArn: browser.attrBrowserSettingsArn,
      networkSettingsArn: place.attrNetworkSettingsArn,
      sessionLoggerArn,
      ...(addresses === undefined ? {} : { ipAccessSettingsArn: addresses.attrIpAccessSettingsArn }),
      customerManagedKey,
    });
    portal.overrideLogicalId('Portal');
    if (identity.kind === 'saml' && identity.metadataUrl !== undefined) {
      new CfnIdentityProvider(this, 'IdentityProvider', {
        portalArn: portal.attrPortalArn,
        identityProviderName: 'organisation',
        identityProviderType: 'SAML',
        identityProviderDetails: { MetadataURL: identity.metadataUrl },
      });
    }
    new CfnOutput(this, 'Address', {
      description: 'Where people sign in to the secure browser',
      value: portal.attrPortalEndpoint,
    }).overrideLogicalId('PortalAddress');
  }
}
