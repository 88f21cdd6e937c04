import { ownerOf } from '../access/canonical.ts';
import type { PolicyStatement } from '../access/documents.ts';
import { identityPolicies } from '../access/identity-policies.ts';
import { matchArn } from '../access/pattern.ts';
import { statementsOn } from '../access/reach.ts';
import { resourcePolicy } from '../access/resource-policies.ts';
import type { Estate, Resource } from '../estate.ts';
import type { Asker } from './askers.ts';

const none: readonly PolicyStatement[] = [];

const grants = new WeakMap<readonly PolicyStatement[], Map<string, readonly PolicyStatement[]>>();

/** The statements of a policy on an action that deny nothing, found once. */
function grantsOn(statements: readonly PolicyStatement[], action: string): readonly PolicyStatement[] {
  const known = grants.get(statements) ?? new Map<string, readonly PolicyStatement[]>();
  grants.set(statements, known);
  const found = known.get(action) ?? statementsOn(statements, action).filter(({ effect }) => effect !== 'Deny');
  known.set(action, found);
  return found;
}

/** Whether a statement can grant an action on a resource at all, its conditions and principals left aside. */
function mayGrant({ effect, resources, hasVariables }: PolicyStatement, arn: string): boolean {
  if (effect === undefined || resources === undefined) return true;
  return resources.some(
    (one) => one === undefined || (hasVariables && one.includes('${')) || matchArn(one, arn) !== 'no',
  );
}

/**
 * Whether no statement that could grant it speaks of the call: then the answer is "no" without a question, and for most calls of most
 * principals it is. Where the principal's own policies are not seen, or allow all, only a stranger's call can be told by this.
 */
export function isSilent(estate: Estate, { who, kind }: Asker, action: string, arn: string, store: Resource): boolean {
  const bySomeone = (statements: readonly PolicyStatement[]): boolean =>
    grantsOn(statements, action).some((statement) => mayGrant(statement, arn));
  if (kind === 'account' || kind === 'outside these templates') return false;
  if (bySomeone(resourcePolicy(estate, store) ?? none)) return false;
  if (kind === 'service' || kind === 'stranger') return true;
  const identity = ownerOf(estate, who);
  return identity !== undefined && !bySomeone(identityPolicies(estate, identity).identity ?? none);
}
