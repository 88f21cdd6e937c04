import { CfnOutput } from 'aws-cdk-lib';
import {
  CfnBrowserSettings,
  CfnIdentityProvider,
  CfnNetworkSettings,
  CfnPortal,
  CfnUserSettings,
} from 'aws-cdk-lib/aws-workspacesweb';
import { Construct } from 'constructs';
import { nameOf, type Tenancy } from '../tenancy.ts';
import { SecureBrowserKey } from './secure-browser-key.ts';
import { secureBrowserPolicy } from './secure-browser-policy.ts';

/** `metadataUrl` is absent on the first deployment: the provider wants the metadata of the portal first. */
export type BrowserIdentity =
  | { readonly kind: 'identity-center' }
  | { readonly kind: 'saml'; readonly metadataUrl?: string | undefined };

export interface SecureBrowserProps {
  readonly tenancy: Tenancy;
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
 * - Anyone on the internet can open the portal's page; the identity provider decides who gets a session.
 * - AWS creates the service-linked role AWSServiceRoleForAmazonWorkSpacesWeb for the first portal of an account, if the
 *   deployer may `iam:CreateServiceLinkedRole`. https://docs.aws.amazon.com/workspaces-web/latest/adminguide/create-slr.html
 * - Accounts that did not use the service before 29 October 2026 are refused a portal.
 *   https://docs.aws.amazon.com/workspaces-web/latest/adminguide/workspaces-secure-browser-maintenance-mode.html
 */
export class SecureBrowser extends Construct {
  constructor(scope: Construct, id: string, props: SecureBrowserProps) {
    super(scope, id);
    const { tenancy, vpcId, subnetIds, securityGroupId, identity, pages } = props;
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
      customerManagedKey,
    });
    const place = new CfnNetworkSettings(this, 'NetworkSettings', {
      vpcId,
      subnetIds: [...subnetIds],
      securityGroupIds: [securityGroupId],
    });
    const portal = new CfnPortal(this, 'Portal', {
      displayName: nameOf(tenancy, 'portal'),
      authenticationType: identity.kind === 'saml' ? 'Standard' : 'IAM_Identity_Center',
      instanceType: 'standard.regular',
      userSettingsArn: user.attrUserSettingsArn,
      browserSettingsArn: browser.attrBrowserSettingsArn,
      networkSettingsArn: place.attrNetworkSettingsArn,
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
