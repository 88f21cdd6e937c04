import { everyPage, follow } from './pages.ts';
import { service } from './service.ts';

const ec2 = service(
  () => import('@aws-sdk/client-ec2'),
  ({ EC2Client }, settings) => new EC2Client(settings),
);

/** Whether the account uses a region: `opt-in-not-required`, `opted-in`, `not-opted-in`; `undefined` where AWS knows no such region. */
export const regionStatus = ec2({
  action: 'ec2:DescribeRegions',
  async make({ sdk, client, signal: abortSignal }, region: string) {
    const command = new sdk.DescribeRegionsCommand({ AllRegions: true });
    const { Regions = [] } = await client.send(command, { abortSignal });
    return Regions.find(({ RegionName }) => RegionName === region)?.OptInStatus;
  },
});

export const availabilityZones = ec2({
  action: 'ec2:DescribeAvailabilityZones',
  async make({ sdk, client, signal: abortSignal }, _: undefined) {
    const { AvailabilityZones = [] } = await client.send(new sdk.DescribeAvailabilityZonesCommand({}), { abortSignal });
    return AvailabilityZones.map(({ ZoneId = '', ZoneName = '', State = '' }) => ({
      id: ZoneId,
      name: ZoneName,
      state: State as string,
    }));
  },
});

/** Of the named endpoint services, those that the region has. A filter, for asking by name fails when one of them is missing. */
export const endpointServices = ec2({
  action: 'ec2:DescribeVpcEndpointServices',
  async make({ sdk, client, signal: abortSignal }, names: readonly string[]) {
    const Filters = [{ Name: 'service-name', Values: [...names] }];
    const pages = follow(
      (NextToken) =>
        client.send(new sdk.DescribeVpcEndpointServicesCommand({ Filters, ...(NextToken ? { NextToken } : {}) }), {
          abortSignal,
        }),
      ({ NextToken }) => NextToken,
    );
    const details = await everyPage(pages, ({ ServiceDetails }) => ServiceDetails);
    return details.map(
      ({ ServiceName = '', ServiceType = [], AvailabilityZones = [], VpcEndpointPolicySupported }) => ({
        name: ServiceName,
        kinds: ServiceType.map((type) => type.ServiceType as string),
        zones: AvailabilityZones,
        takesPolicy: VpcEndpointPolicySupported ?? false,
      }),
    );
  },
});

/** `held`: a declarative policy of the organisation holds it, and the account cannot change it. */
export const vpcBlockPublicAccess = ec2({
  action: 'ec2:DescribeVpcBlockPublicAccessOptions',
  async make({ sdk, client, signal: abortSignal }, _: undefined) {
    const command = new sdk.DescribeVpcBlockPublicAccessOptionsCommand({});
    const { VpcBlockPublicAccessOptions: options } = await client.send(command, { abortSignal });
    return {
      mode: options?.InternetGatewayBlockMode as string | undefined,
      held: options?.ManagedBy === 'declarative-policy',
    };
  },
});

export const snapshotBlockPublicAccess = ec2({
  action: 'ec2:GetSnapshotBlockPublicAccessState',
  async make({ sdk, client, signal: abortSignal }, _: undefined) {
    const command = new sdk.GetSnapshotBlockPublicAccessStateCommand({});
    const { State, ManagedBy } = await client.send(command, { abortSignal });
    return { mode: State as string | undefined, held: ManagedBy === 'declarative-policy' };
  },
});

export const ebsEncryptionByDefault = ec2({
  action: 'ec2:GetEbsEncryptionByDefault',
  async make({ sdk, client, signal: abortSignal }, _: undefined) {
    const { EbsEncryptionByDefault } = await client.send(new sdk.GetEbsEncryptionByDefaultCommand({}), { abortSignal });
    return EbsEncryptionByDefault === true;
  },
});

export const vpcs = ec2({
  action: 'ec2:DescribeVpcs',
  make: ({ sdk, client, signal: abortSignal }, _: undefined) =>
    everyPage(sdk.paginateDescribeVpcs({ client }, {}, { abortSignal }), ({ Vpcs = [] }) =>
      Vpcs.map(({ VpcId = '' }) => VpcId),
    ),
});

export const gatewayEndpoints = ec2({
  action: 'ec2:DescribeVpcEndpoints',
  make: ({ sdk, client, signal: abortSignal }, _: undefined) =>
    everyPage(
      sdk.paginateDescribeVpcEndpoints(
        { client },
        { Filters: [{ Name: 'vpc-endpoint-type', Values: ['Gateway'] }] },
        { abortSignal },
      ),
      ({ VpcEndpoints = [] }) => VpcEndpoints.map(({ VpcEndpointId = '' }) => VpcEndpointId),
    ),
});

/** Internet gateways that serve a network. */
export const internetGateways = ec2({
  action: 'ec2:DescribeInternetGateways',
  make: ({ sdk, client, signal: abortSignal }, _: undefined) =>
    everyPage(sdk.paginateDescribeInternetGateways({ client }, {}, { abortSignal }), ({ InternetGateways = [] }) =>
      InternetGateways.flatMap(({ Attachments = [] }) => Attachments.map(({ VpcId = '' }) => VpcId)),
    ),
});
