import type { Estate, Resource } from '../estate/estate.ts';
import { type Statement, statementsAt } from '../estate/statements.ts';
import { isRecord, text } from '../estate/values.ts';

export interface EndpointPolicy {
  readonly endpoint: Resource;
  /** Last part of its service name, such as `s3`. */
  readonly service: string;
  readonly account: string | undefined;
  /** Absent means AWS's own default: everybody may do everything. */
  readonly written: boolean;
  readonly allows: readonly Statement[];
}

export const endpointPolicies = (estate: Estate): readonly EndpointPolicy[] =>
  estate.ofType('AWS::EC2::VPCEndpoint').map((endpoint) => ({
    endpoint,
    service: (text(endpoint.properties.ServiceName) ?? '').split('.').slice(3).join('.'),
    account: estate.stacks.find(({ name }) => name === endpoint.stack)?.account,
    written: isRecord(endpoint.properties.PolicyDocument) || text(endpoint.properties.PolicyDocument) !== undefined,
    allows: statementsAt(endpoint, 'PolicyDocument').filter(({ effect }) => effect === 'Allow'),
  }));
