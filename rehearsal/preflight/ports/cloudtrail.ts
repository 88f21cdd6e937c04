import type { Place } from '../call.ts';
import { managementEvents } from '../management-events.ts';
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
    return trailList.map(({ Name = '', TrailARN, IsMultiRegionTrail, IsOrganizationTrail }) => ({
      name: Name,
      arn: TrailARN ?? Name,
      everywhere: IsMultiRegionTrail ?? false,
      ofTheOrganisation: IsOrganizationTrail ?? false,
    }));
  },
});

/** Of any account and region: a trail that reaches here may be the organisation's, made elsewhere. */
const anyTrail = ({ partition }: Place): readonly string[] => [`arn:${partition}:cloudtrail:*:*:trail/*`];

/** Asked by ARN, for a member account may not name a trail of its organisation otherwise. */
export const trailIsLogging = cloudTrail({
  action: 'cloudtrail:GetTrailStatus',
  resources: anyTrail,
  async make({ sdk, client, signal: abortSignal }, Name: string) {
    const { IsLogging } = await client.send(new sdk.GetTrailStatusCommand({ Name }), { abortSignal });
    return IsLogging ?? false;
  },
});

/** Asked by ARN too. */
export const managementEventsOf = cloudTrail({
  action: 'cloudtrail:GetEventSelectors',
  resources: anyTrail,
  async make({ sdk, client, signal: abortSignal }, TrailName: string) {
    const command = new sdk.GetEventSelectorsCommand({ TrailName });
    const { EventSelectors = [], AdvancedEventSelectors = [] } = await client.send(command, { abortSignal });
    return managementEvents(EventSelectors, AdvancedEventSelectors);
  },
});
