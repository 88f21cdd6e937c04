import type { Estate } from '../estate/estate.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { personRoles } from './person-roles.ts';
import { isReading } from './reading-actions.ts';
import { type Right, rightsOf } from './rights.ts';

/** Unconditional and on everything: of this kind of Deny nothing can be talked out. */
const isTotal = ({ effect, conditions, resources, notResources, unresolved }: Right): boolean =>
  effect === 'Deny' &&
  !unresolved &&
  notResources === undefined &&
  Object.keys(conditions).length === 0 &&
  resources?.includes('*') === true;

const deniesAll = (right: Right): boolean => isTotal(right) && right.actions?.includes('*') === true;

const deniesAllButReading = (right: Right): boolean => isTotal(right) && right.notActions?.every(isReading) === true;

export const peopleAreDeniedAllButReading: Rule = {
  id: 'people-are-denied-all-but-reading',
  safe: 'people',
  controls: ['1.5.03', '3.1.12'],
  severity: 'fatal',
  why: 'A Deny outlives every Allow that anybody adds, and holds where an organisation replaces our boundary by its own.',
  fix: 'add a Deny of NotAction, the reading actions, on *, without a condition, to the policy of the role',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html',
  check: (estate: Estate) =>
    personRoles(estate).map((role) => {
      const rights = rightsOf(estate, role);
      const closed = rights.find(deniesAll);
      const ceiling = closed ?? rights.find(deniesAllButReading);
      return judged(
        ceiling !== undefined,
        role.resource,
        ceiling?.holder === role.resource ? ceiling.path : 'Properties.Policies',
        closed === undefined
          ? `everything but ${ceiling?.notActions?.length} reading actions is denied`
          : 'is closed: everything is denied',
        'nothing denies what lies beyond reading',
      );
    }),
};
