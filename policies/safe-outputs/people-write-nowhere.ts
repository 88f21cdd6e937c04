import type { Estate } from '../estate/estate.ts';
import type { Role } from '../estate/principals.ts';
import type { Statement } from '../estate/statements.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { personRoles } from '../safe-people/person-roles.ts';
import { beyondReading } from '../safe-people/reading-actions.ts';
import { rightsOf, unseenPolicies } from '../safe-people/rights.ts';
import { mayBeMeant } from '../safe-people/role-names.ts';
import { demanded } from '../safe-settings/key-use.ts';
import { type ResourcePolicy, resourcePolicies } from './resource-policies.ts';

/** Whom a resource lets in by itself: names and patterns, `*` for everybody. For an account, the role's own policies decide. */
function admitted(statement: Statement): readonly string[] {
  const named = [...(statement.principals?.AWS ?? []), ...(statement.principals?.['*'] ?? [])];
  const narrowed = demanded(statement, 'aws:PrincipalArn');
  return named.flatMap((name) => (name === '*' && narrowed.length > 0 ? narrowed : [name]));
}

interface Opening {
  readonly order: number;
  readonly fault: string;
}

/** What more than reading the policies of resources allow, by whom they admit: first come, first named. */
function openingsOf(policies: readonly ResourcePolicy[]): ReadonlyMap<string, Opening> {
  const found = new Map<string, Opening>();
  for (const { resource, statements } of policies) {
    for (const statement of statements) {
      const more = statement.effect === 'Allow' ? beyondReading(statement) : undefined;
      if (more === undefined) continue;
      const fault = `may do ${more}, by the policy of ${resource.logicalId}`;
      for (const name of admitted(statement)) if (!found.has(name)) found.set(name, { order: found.size, fault });
    }
  }
  return found;
}

function faultOf(estate: Estate, role: Role, openings: ReadonlyMap<string, Opening>): string | undefined {
  const [unseen] = unseenPolicies(estate, role);
  if (unseen !== undefined) return `has rights that cannot be seen here: ${unseen}`;
  for (const right of rightsOf(estate, role)) {
    const more = right.effect === 'Allow' ? beyondReading(right) : undefined;
    if (more !== undefined) return `may do ${more} (${right.holder.logicalId}, ${right.path})`;
  }
  const open = [...openings].filter(([name]) => name === '*' || mayBeMeant(estate, role, name));
  return open.toSorted(([, one], [, other]) => one.order - other.order)[0]?.[1].fault;
}

/**
 * UNLOAD and CREATE TABLE name whatever place they like, and no endpoint sees Athena write there. What holds them is that the role
 * may write to no place at all.
 */
export const peopleWriteNowhere: Rule = {
  id: 'people-write-nowhere',
  safe: 'outputs',
  controls: ['3.1.12', '3.1.11'],
  severity: 'fatal',
  why: 'Whoever reads records and may write somewhere can carry them there; a query is enough.',
  fix: 'allow the roles of people nothing but the reading actions, and name them in no policy that allows more',
  source: 'https://docs.aws.amazon.com/athena/latest/ug/unload.html',
  check: (estate) => {
    const openings = openingsOf(resourcePolicies(estate));
    return personRoles(estate).map((role) => {
      const fault = faultOf(estate, role, openings);
      return judged(
        fault === undefined,
        role.resource,
        'Properties',
        'reads, asks and writes nothing anywhere',
        fault ?? '',
      );
    });
  },
};
