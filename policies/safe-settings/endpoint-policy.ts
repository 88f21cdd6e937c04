import type { Estate, Resource } from '../estate/estate.ts';
import { conditionValues, type Statement, statementsAt } from '../estate/statements.ts';
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

/** Demands this one value; `IfExists` would not, for it holds where the key is absent. */
export function demands(statement: Statement, key: string, value: string | undefined): boolean {
  const values = conditionValues(statement, ['StringEquals', 'ForAnyValue:StringEquals'], key);
  return value !== undefined && values.length > 0 && values.every((one) => one === value);
}

/** Every resource is an ARN of the account. */
export const namesTheAccount = ({ resources, notResources }: Statement, account: string | undefined): boolean =>
  account !== undefined &&
  notResources === undefined &&
  resources !== undefined &&
  resources.length > 0 &&
  resources.every((resource) => resource.split(':')[4] === account);
