import { doors } from '../estate/doors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
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

/** Whether a resource lets the role in by itself. A statement for the account only lets the role's own policies decide. */
function admits(estate: Estate, role: Role, statement: Statement): boolean {
  const named = [...(statement.principals?.AWS ?? []), ...(statement.principals?.['*'] ?? [])];
  const narrowed = demanded(statement, 'aws:PrincipalArn');
  return named.some((name) =>
    name === '*'
      ? narrowed.length === 0 || narrowed.some((pattern) => mayBeMeant(estate, role, pattern))
      : mayBeMeant(estate, role, name),
  );
}

/** A statement that allows more than reading, to whomever it admits. */
interface Opening {
  readonly resource: Resource;
  readonly statement: Statement;
  readonly more: string;
}

const openingsOf = ({ resource, statements }: ResourcePolicy): readonly Opening[] =>
  statements.flatMap((statement) => {
    const more = statement.effect === 'Allow' ? beyondReading(statement) : undefined;
    return more === undefined ? [] : [{ resource, statement, more }];
  });

/**
 * To call an API of which every operation asks an authoriser is to knock: what is answered is answered to the person whom the token names,
 * and the role that calls decides nothing.
 */
function knocksAtADoor(estate: Estate, { resource, statement }: Opening): boolean {
  const door = doors(estate).find(({ api }) => api === resource);
  return (
    statement.actions?.join() === 'execute-api:Invoke' &&
    door?.document !== undefined &&
    door.operations.every(({ authoriser }) => authoriser?.asks !== undefined)
  );
}

function faultOf(estate: Estate, role: Role, openings: readonly Opening[]): string | undefined {
  const [unseen] = unseenPolicies(estate, role);
  if (unseen !== undefined) return `has rights that cannot be seen here: ${unseen}`;
  for (const right of rightsOf(estate, role)) {
    const more = right.effect === 'Allow' ? beyondReading(right) : undefined;
    if (more !== undefined) return `may do ${more} (${right.holder.logicalId}, ${right.path})`;
  }
  const opening = openings.find(({ statement }) => admits(estate, role, statement));
  if (opening !== undefined) return `may do ${opening.more}, by the policy of ${opening.resource.logicalId}`;
  return undefined;
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
    const openings = resourcePolicies(estate)
      .flatMap(openingsOf)
      .filter((opening) => !knocksAtADoor(estate, opening));
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
