import { type Context, conditionsHold, means } from '../estate/calls.ts';
import type { Estate } from '../estate/estate.ts';
import { roleAt } from '../estate/role-rights.ts';
import { coversAction, type Statement } from '../estate/statements.ts';
import type { Key } from '../estate/stores.ts';
import { forwardedHolds } from './forwarded-calls.ts';

const edits = 'kms:PutKeyPolicy';

/** Who may certainly write the key policy again: the account, or somebody whom the estate does not make, such as who deploys it. */
export function deployersOf(estate: Estate, { statements }: Key): readonly string[] {
  const isUnconditional = (statement: Statement): boolean =>
    statement.effect === 'Allow' && !statement.unresolved && Object.keys(statement.conditions).length === 0;
  const denied = (principal: string): boolean =>
    statements.some(
      (statement) =>
        statement.effect === 'Deny' &&
        coversAction(statement, edits) &&
        conditionsHold(statement, { 'aws:principalarn': [principal] }) !== false,
    );
  return statements
    .filter((statement) => isUnconditional(statement) && coversAction(statement, edits))
    .flatMap(({ principals }) => principals?.AWS ?? [])
    .filter((principal) => roleAt(estate, principal) === undefined && !denied(principal));
}

/** Whether a Deny of a key surely stops whoever deploys, when a service uses the key in their name. */
export const stopsCaller = (
  statement: Statement,
  isMeant: (principal: string) => boolean,
  action: string,
  sent: Context,
): boolean =>
  statement.effect === 'Deny' &&
  !statement.unresolved &&
  coversAction(statement, action) &&
  means(statement, isMeant) &&
  forwardedHolds(statement, sent) === true;
