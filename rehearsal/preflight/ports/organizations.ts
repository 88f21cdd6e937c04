import type { EffectivePolicyType } from '@aws-sdk/client-organizations';
import { orNone } from './refusal.ts';
import { service } from './service.ts';

const organizations = service(
  () => import('@aws-sdk/client-organizations'),
  ({ OrganizationsClient }, settings) => new OrganizationsClient(settings),
);

/** The organisation and the account that manages it; `undefined` where the account is in none. */
export const organisation = organizations({
  action: 'organizations:DescribeOrganization',
  async make({ sdk, client, signal: abortSignal }, _: undefined) {
    const asking = client.send(new sdk.DescribeOrganizationCommand({}), { abortSignal });
    const found = (await orNone(asking, 'AWSOrganizationsNotInUseException'))?.Organization;
    return found === undefined ? undefined : { id: found.Id ?? '', managementAccount: found.MasterAccountId ?? '' };
  },
});

/** Text of what the organisation imposes on the account; unlike service control policies, every member may read it. */
export const effectivePolicy = organizations({
  action: 'organizations:DescribeEffectivePolicy',
  async make({ sdk, client, signal: abortSignal }, PolicyType: EffectivePolicyType) {
    const asking = client.send(new sdk.DescribeEffectivePolicyCommand({ PolicyType }), { abortSignal });
    const found = await orNone(asking, 'AWSOrganizationsNotInUseException', 'EffectivePolicyNotFoundException');
    return found?.EffectivePolicy?.PolicyContent;
  },
});
