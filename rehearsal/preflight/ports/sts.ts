import { service } from './service.ts';

const sts = service(
  () => import('@aws-sdk/client-sts'),
  ({ STSClient }, settings) => new STSClient(settings),
);

export const callerIdentity = sts({
  action: 'sts:GetCallerIdentity',
  async make({ sdk, client, signal: abortSignal }, _: undefined) {
    const { Account = '', Arn = '' } = await client.send(new sdk.GetCallerIdentityCommand({}), { abortSignal });
    return { account: Account, arn: Arn };
  },
});
