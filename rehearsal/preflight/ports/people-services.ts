import { everyPage } from './pages.ts';
import { service } from './service.ts';

const identityCenter = service(
  () => import('@aws-sdk/client-sso-admin'),
  ({ SSOAdminClient }, settings) => new SSOAdminClient(settings),
);
const secureBrowser = service(
  () => import('@aws-sdk/client-workspaces-web'),
  ({ WorkSpacesWebClient }, settings) => new WorkSpacesWebClient(settings),
);

/** Instances of IAM Identity Center that the account sees in the region. */
export const identityCenterInstances = identityCenter({
  action: 'sso:ListInstances',
  make: ({ sdk, client, signal: abortSignal }, _: undefined) =>
    everyPage(sdk.paginateListInstances({ client }, {}, { abortSignal }), ({ Instances = [] }) =>
      Instances.map(({ InstanceArn = '', OwnerAccountId = '' }) => ({ arn: InstanceArn, owner: OwnerAccountId })),
    ),
});

export const portals = secureBrowser({
  action: 'workspaces-web:ListPortals',
  make: ({ sdk, client, signal: abortSignal }, _: undefined) =>
    everyPage(sdk.paginateListPortals({ client }, {}, { abortSignal }), ({ portals: found = [] }) =>
      found.map(({ portalArn = '' }) => portalArn),
    ),
});
