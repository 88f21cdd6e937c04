import { service } from './service.ts';

const cloudTrail = service(
  () => import('@aws-sdk/client-cloudtrail'),
  ({ CloudTrailClient }, settings) => new CloudTrailClient(settings),
);

/** Every trail that counts in the region: those of other regions that reach here, and those of the organisation. */
export const trails = cloudTrail({
  action: 'cloudtrail:DescribeTrails',
  async make({ sdk, client, signal: abortSignal }, _: undefined) {
    const command = new sdk.DescribeTrailsCommand({ includeShadowTrails: true });
    const { trailList = [] } = await client.send(command, { abortSignal });
    return trailList.map(({ Name = '', IsMultiRegionTrail, IsOrganizationTrail }) => ({
      name: Name,
      everywhere: IsMultiRegionTrail ?? false,
      ofTheOrganisation: IsOrganizationTrail ?? false,
    }));
  },
});
