import { everyPage } from './pages.ts';
import { service } from './service.ts';

const config = service(
  () => import('@aws-sdk/client-config-service'),
  ({ ConfigServiceClient }, settings) => new ConfigServiceClient(settings),
);

/** Names of recorders that a customer made: AWS services have their own beside them, which count for nothing here. */
export const configurationRecorders = config({
  action: 'config:DescribeConfigurationRecorders',
  async make({ sdk, client, signal: abortSignal }, _: undefined) {
    const command = new sdk.DescribeConfigurationRecordersCommand({});
    const { ConfigurationRecorders = [] } = await client.send(command, { abortSignal });
    return ConfigurationRecorders.filter(({ servicePrincipal }) => !servicePrincipal).map(({ name = '' }) => name);
  },
});

/** Names of recorders that are recording. */
export const runningRecorders = config({
  action: 'config:DescribeConfigurationRecorderStatus',
  async make({ sdk, client, signal: abortSignal }, _: undefined) {
    const command = new sdk.DescribeConfigurationRecorderStatusCommand({});
    const { ConfigurationRecordersStatus = [] } = await client.send(command, { abortSignal });
    return ConfigurationRecordersStatus.filter(({ recording }) => recording).map(({ name = '' }) => name);
  },
});

export const deliveryChannels = config({
  action: 'config:DescribeDeliveryChannels',
  async make({ sdk, client, signal: abortSignal }, _: undefined) {
    const { DeliveryChannels = [] } = await client.send(new sdk.DescribeDeliveryChannelsCommand({}), { abortSignal });
    return DeliveryChannels.map(({ name = '' }) => name);
  },
});

export const conformancePacks = config({
  action: 'config:DescribeConformancePacks',
  make: ({ sdk, client, signal: abortSignal }, _: undefined) =>
    everyPage(
      sdk.paginateDescribeConformancePacks({ client }, {}, { abortSignal }),
      ({ ConformancePackDetails = [] }) =>
        ConformancePackDetails.map(({ ConformancePackName = '' }) => ConformancePackName),
    ),
});
