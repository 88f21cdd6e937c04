import { everyPage, follow } from './pages.ts';
import { service } from './service.ts';

const guardDuty = service(
  () => import('@aws-sdk/client-guardduty'),
  ({ GuardDutyClient }, settings) => new GuardDutyClient(settings),
);

export const detectors = guardDuty({
  action: 'guardduty:ListDetectors',
  make: ({ sdk, client, signal: abortSignal }, _: undefined) =>
    everyPage(sdk.paginateListDetectors({ client }, {}, { abortSignal }), ({ DetectorIds }) => DetectorIds),
});

export const detectorIsEnabled = guardDuty({
  action: 'guardduty:GetDetector',
  resources: ({ partition, region, account }) => [`arn:${partition}:guardduty:${region}:${account}:detector/*`],
  async make({ sdk, client, signal: abortSignal }, DetectorId: string) {
    const { Status } = await client.send(new sdk.GetDetectorCommand({ DetectorId }), { abortSignal });
    return Status === 'ENABLED';
  },
});

export const malwareProtectionPlans = guardDuty({
  action: 'guardduty:ListMalwareProtectionPlans',
  make: ({ sdk, client, signal: abortSignal }, _: undefined) =>
    everyPage(
      follow(
        (NextToken) =>
          client.send(new sdk.ListMalwareProtectionPlansCommand({ ...(NextToken ? { NextToken } : {}) }), {
            abortSignal,
          }),
        ({ NextToken }) => NextToken,
      ),
      ({ MalwareProtectionPlans = [] }) =>
        MalwareProtectionPlans.map(({ MalwareProtectionPlanId = '' }) => MalwareProtectionPlanId),
    ),
});
