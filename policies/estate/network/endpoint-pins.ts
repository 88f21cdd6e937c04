import type { Resource } from '../estate.ts';
import { conditionValues, type Statement, statementsAt } from '../statements.ts';
import { isRecord, text } from '../values.ts';
import type { Gate } from './path.ts';

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

/** Called with a token or a password instead of an AWS signature: to an endpoint policy every caller is anonymous. */
export const unsignedServices = ['execute-api', 'cognito-idp'] as const;

/** What an endpoint policy leaves open, in words; undefined for nothing. */
export interface Pin {
  readonly gate: Gate;
  readonly isPinned: boolean;
  /** It admits nobody at all, so nothing passes. */
  readonly isShut: boolean;
}

const isUnsigned = (service: string): boolean => unsignedServices.some((one) => one === service);

function leak(statement: Statement, service: string, account: string | undefined): string | undefined {
  if (statement.unresolved) return 'a part of it could not be resolved';
  const target = namesTheAccount(statement, account) || demands(statement, 'aws:ResourceAccount', account);
  if (!target) return 'it reaches resources of other accounts';
  const caller = demands(statement, 'aws:PrincipalAccount', account) || isUnsigned(service);
  return caller ? undefined : 'it admits identities of other accounts';
}

/**
 * Whether the policy of an endpoint keeps to one account, callers and resources alike. Without a policy AWS admits everybody to
 * everything: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export function pinOf(endpoint: Resource, service: string, account: string | undefined): Pin {
  const { PolicyDocument } = endpoint.properties;
  const gate = (effect: Gate['effect'], says: string): Gate => ({
    kind: 'endpoint policy',
    resource: endpoint.address,
    effect,
    says,
  });
  if (PolicyDocument === undefined || PolicyDocument === null)
    return { gate: gate('passes', 'none, so AWS admits everybody to everything'), isPinned: false, isShut: false };
  const all = statementsAt(endpoint, 'PolicyDocument');
  const readable =
    text(PolicyDocument) !== undefined || (isRecord(PolicyDocument) && PolicyDocument.Unresolved === undefined);
  if (!readable || all.length === 0)
    return { gate: gate('unknown', 'it cannot be read'), isPinned: false, isShut: false };
  const allows = all.filter(({ effect }) => effect === 'Allow');
  if (allows.length === 0) return { gate: gate('narrows', 'it admits nobody'), isPinned: true, isShut: true };
  const [leaking] = allows.flatMap((statement) => leak(statement, service, account) ?? []);
  if (leaking !== undefined) {
    const effect = allows.some(({ unresolved }) => unresolved) ? 'unknown' : 'passes';
    return { gate: gate(effect, leaking), isPinned: false, isShut: false };
  }
  const whom = isUnsigned(service) ? 'callers without a signature' : 'callers';
  return { gate: gate('narrows', `${whom} and resources of account ${account} only`), isPinned: true, isShut: false };
}
