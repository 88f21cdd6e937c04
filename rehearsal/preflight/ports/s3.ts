import { everyPage } from './pages.ts';
import { orNone } from './refusal.ts';
import { type Settings, service } from './service.ts';

const s3 = service(
  () => import('@aws-sdk/client-s3'),
  ({ S3Client }, settings) => new S3Client(settings),
);
const s3Control = service(
  () => import('@aws-sdk/client-s3-control'),
  ({ S3ControlClient }, settings) => new S3ControlClient({ ...settings, ...asGiven(settings) }),
);

/** S3 Control puts the account before the name of every host, and an emulator has one host. */
const asGiven = ({ endpoint }: Settings) =>
  endpoint === undefined ? {} : { endpointProvider: () => ({ url: new URL(endpoint) }) };

export const buckets = s3({
  action: 's3:ListAllMyBuckets',
  make: ({ sdk, client, signal: abortSignal }, Prefix: string) =>
    everyPage(sdk.paginateListBuckets({ client }, { Prefix }, { abortSignal }), ({ Buckets = [] }) =>
      Buckets.map(({ Name = '' }) => Name),
    ),
});

/** Whether all four switches of the account are on. */
export const accountBlocksPublicAccess = s3Control({
  action: 's3:GetAccountPublicAccessBlock',
  async make({ sdk, client, signal: abortSignal }, AccountId: string) {
    const asking = client.send(new sdk.GetPublicAccessBlockCommand({ AccountId }), { abortSignal });
    const block = (await orNone(asking, 'NoSuchPublicAccessBlockConfiguration'))?.PublicAccessBlockConfiguration;
    return [
      block?.BlockPublicAcls,
      block?.BlockPublicPolicy,
      block?.IgnorePublicAcls,
      block?.RestrictPublicBuckets,
    ].every(Boolean);
  },
});
