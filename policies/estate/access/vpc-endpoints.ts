import type { Estate, Resource } from '../estate.ts';
import { grouped, oncePerEstate } from '../views.ts';
import { readerOf } from './canonical.ts';
import { type PolicyStatement, plain, readDocument } from './documents.ts';
import { physicalName } from './physical-names.ts';

/** Where the name of the endpoint service is not the prefix of the action. */
const endpointNames: Readonly<Record<string, readonly string[]>> = {
  apigateway: ['apigateway'],
  cloudwatch: ['monitoring'],
  ecr: ['ecr.api', 'ecr.dkr'],
  elasticfilesystem: ['elasticfilesystem'],
  events: ['events'],
  sagemaker: ['sagemaker.api', 'sagemaker.runtime'],
  states: ['states', 'sync-states'],
  iam: [],
  s3: ['s3', 's3express'],
};

const named: (estate: Estate) => ReadonlyMap<string, readonly Resource[]> = oncePerEstate((estate) =>
  grouped(estate.ofType('AWS::EC2::VPCEndpoint'), (endpoint) => {
    const service = readerOf(estate, endpoint.stack)(endpoint.properties.ServiceName ?? null);
    const [, name] = /^(?:com|aws)\.(?:amazonaws\.|api\.)[^.]+\.(.+)$/.exec(service ?? '') ?? [];
    return name === undefined ? [] : [name];
  }),
);

/** Endpoints of the estate through which calls of an action go. */
export function endpointsFor(estate: Estate, action: string): readonly Resource[] {
  const [service = ''] = action.toLowerCase().split(':');
  const names = Object.hasOwn(endpointNames, service) ? (endpointNames[service] ?? []) : [service];
  return names.flatMap((name) => named(estate).get(name) ?? []);
}

const fullAccess = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
};

/** An endpoint without a policy lets everything through. https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html */
export function endpointPolicy(estate: Estate, endpoint: Resource): readonly PolicyStatement[] {
  const { PolicyDocument: document } = endpoint.properties;
  return document === undefined
    ? readDocument(fullAccess, endpoint.address, 'Properties.PolicyDocument (the default)', plain)
    : readDocument(document, endpoint.address, 'Properties.PolicyDocument', readerOf(estate, endpoint.stack));
}

/** What a call through an endpoint says of it. */
export const idOf = (estate: Estate, endpoint: Resource): string => physicalName(estate, endpoint).name;

export const vpcOf = (estate: Estate, endpoint: Resource): string | undefined =>
  readerOf(estate, endpoint.stack)(endpoint.properties.VpcId ?? null);
