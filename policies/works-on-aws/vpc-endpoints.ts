import type { Estate, Resource } from '../estate/estate.ts';
import { text } from '../estate/values.ts';
import { grouped, oncePerEstate } from '../estate/views.ts';

/** Last part of the service name, such as `athena` or `ecr.api`. */
export const serviceOf = (endpoint: Resource): string | undefined =>
  /^com\.amazonaws\.[a-z0-9-]+\.(.+)$/.exec(text(endpoint.properties.ServiceName) ?? '')?.[1];

export const isInterface = ({ properties }: Resource): boolean => properties.VpcEndpointType === 'Interface';

/** Gateway is what an endpoint is when it does not say. */
export const isGateway = ({ properties }: Resource): boolean =>
  properties.VpcEndpointType === undefined || properties.VpcEndpointType === 'Gateway';

const endpointsByVpc: (estate: Estate) => ReadonlyMap<Resource | undefined, readonly Resource[]> = oncePerEstate(
  (estate) => grouped(estate.ofType('AWS::EC2::VPCEndpoint'), ({ properties }) => [estate.find(properties.VpcId)]),
);

export const endpointsIn = (estate: Estate, vpc: Resource): readonly Resource[] =>
  endpointsByVpc(estate).get(vpc) ?? [];
