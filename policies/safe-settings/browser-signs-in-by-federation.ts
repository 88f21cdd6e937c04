import { pointingAt } from '../estate/network.ts';
import { at } from '../estate/values.ts';
import { fail, notApplicable, pass } from '../outcome.ts';
import type { Rule } from '../rule.ts';

export const browserSignsInByFederation: Rule = {
  id: 'browser-signs-in-by-federation',
  safe: 'settings',
  controls: ['3.2.05', '1.5.05'],
  severity: 'error',
  why: "Who has left the organisation must lose the environment with their organisation's account, on the same day.",
  fix: 'use IAM Identity Center, or a SAML identity provider of the organisation',
  check: (estate) =>
    estate.ofType('AWS::WorkSpacesWeb::Portal').flatMap((portal) => {
      const path = 'Properties.AuthenticationType';
      const providers = pointingAt(estate, 'AWS::WorkSpacesWeb::IdentityProvider', 'PortalArn', portal);
      const { AuthenticationType = 'Standard', TrustStoreArn } = portal.properties;
      if (TrustStoreArn !== undefined && estate.find(TrustStoreArn) === undefined)
        return [fail(portal, 'Properties.TrustStoreArn', 'trusts certificates that are not of this estate')];
      if (AuthenticationType === 'IAM_Identity_Center' && providers.length === 0)
        return [pass(portal, path, 'people sign in through IAM Identity Center')];
      if (AuthenticationType !== 'Standard') return [fail(portal, path, 'how people sign in is unknown')];
      if (providers.length === 0) {
        return [notApplicable(portal, path, 'has no identity provider yet, so nobody can sign in')];
      }
      return providers.map((provider) => {
        const details =
          at(provider, 'IdentityProviderDetails.MetadataURL') ?? at(provider, 'IdentityProviderDetails.MetadataFile');
        const saml = provider.properties.IdentityProviderType === 'SAML' && typeof details === 'string';
        return saml
          ? pass(provider, 'Properties.IdentityProviderType', 'people sign in through a SAML provider')
          : fail(provider, 'Properties.IdentityProviderType', 'is no SAML provider with metadata');
      });
    }),
};
