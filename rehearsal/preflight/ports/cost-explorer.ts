import { everyPage } from './pages.ts';
import { orNone } from './refusal.ts';
import { service } from './service.ts';

const costExplorer = service(
  () => import('@aws-sdk/client-cost-explorer'),
  ({ CostExplorerClient }, settings) => new CostExplorerClient(settings),
);

export type TagStatus = 'Active' | 'Inactive' | 'never seen' | 'only the management account is told';

/** A member account is denied by what it is, not by its policies, and in other words. Every request costs a cent. */
export const costAllocationTag = costExplorer({
  action: 'ce:ListCostAllocationTags',
  async make({ sdk, client, signal: abortSignal }, tag: string): Promise<TagStatus> {
    const input = { TagKeys: [tag], Type: 'UserDefined' as const };
    const asking = everyPage(
      sdk.paginateListCostAllocationTags({ client }, input, { abortSignal }),
      ({ CostAllocationTags }) => CostAllocationTags,
    );
    const tags = await orNone(asking, /Linked account doesn't have access/);
    return tags === undefined ? 'only the management account is told' : (tags[0]?.Status ?? 'never seen');
  },
});
