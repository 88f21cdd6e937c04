import { everyPage } from './pages.ts';
import { service } from './service.ts';

const kms = service(
  () => import('@aws-sdk/client-kms'),
  ({ KMSClient }, settings) => new KMSClient(settings),
);

export const keyAliases = kms({
  action: 'kms:ListAliases',
  make: ({ sdk, client, signal: abortSignal }, _: undefined) =>
    everyPage(sdk.paginateListAliases({ client }, {}, { abortSignal }), ({ Aliases = [] }) =>
      Aliases.map(({ AliasName = '' }) => AliasName),
    ),
});

export const keys = kms({
  action: 'kms:ListKeys',
  make: ({ sdk, client, signal: abortSignal }, _: undefined) =>
    everyPage(sdk.paginateListKeys({ client }, { Limit: 1000 }, { abortSignal }), ({ Keys = [] }) =>
      Keys.map(({ KeyId = '' }) => KeyId),
    ),
});
