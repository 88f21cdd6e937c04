import { everyPage } from './pages.ts';
import { orNone } from './refusal.ts';
import { service } from './service.ts';

const serviceQuotas = service(
  () => import('@aws-sdk/client-service-quotas'),
  ({ ServiceQuotasClient }, settings) => new ServiceQuotasClient(settings),
);

export interface QuotaName {
  readonly service: string;
  readonly code: string;
}

/** The quota as applied to the account; `undefined` where nobody changed AWS's default and the service does not repeat it. */
export const quota = serviceQuotas({
  action: 'servicequotas:GetServiceQuota',
  async make({ sdk, client, signal: abortSignal }, { service: ServiceCode, code: QuotaCode }: QuotaName) {
    const asking = client.send(new sdk.GetServiceQuotaCommand({ ServiceCode, QuotaCode }), { abortSignal });
    return (await orNone(asking, 'NoSuchResourceException'))?.Quota?.Value;
  },
});

/** Every quota of a service by its name, for one whose codes AWS does not publish. */
export const quotasOf = serviceQuotas({
  action: 'servicequotas:ListServiceQuotas',
  make: ({ sdk, client, signal: abortSignal }, ServiceCode: string) =>
    everyPage(sdk.paginateListServiceQuotas({ client }, { ServiceCode }, { abortSignal }), ({ Quotas = [] }) =>
      Quotas.map(({ QuotaName = '', Value }) => ({ name: QuotaName, value: Value })),
    ),
});
