import type { Estate, Resource } from '../estate/estate.ts';
import type { Role } from '../estate/principals.ts';
import { coversAction, type Statement } from '../estate/statements.ts';
import { type Key, keys } from '../estate/stores.ts';
import { oncePerEstate } from '../estate/views.ts';
import { conditionTests } from './condition-tests.ts';
import { namedRole } from './named-roles.ts';

const opening = ['kms:Decrypt', 'kms:ReEncryptFrom', 'kms:CreateGrant', 'kms:DeriveSharedSecret'];
const exactly = ['StringEquals', 'ArnEquals', 'StringLike', 'ArnLike'];

const byResource: (estate: Estate) => ReadonlyMap<Resource, Key> = oncePerEstate(
  (estate) => new Map(keys(estate).map((key) => [key.resource, key])),
);

export const keyOf = (estate: Estate, resource: Resource | undefined): Key | undefined =>
  resource && byResource(estate).get(resource);

/** Whoever the statement is for: the roles that a condition names, or else the principals themselves. */
function holders(statement: Statement): readonly string[] {
  const { principals = {} } = statement;
  const roles = conditionTests(statement)
    .filter(({ operator, key }) => exactly.includes(operator) && key === 'aws:principalarn')
    .flatMap(({ values }) => values);
  const others = Object.entries(principals).flatMap(([kind, names]) => (kind === 'AWS' || kind === '*' ? [] : names));
  const ours = [...(principals.AWS ?? []), ...(principals['*'] ?? [])];
  return [...others, ...(roles.length > 0 && ours.length > 0 ? roles : ours)];
}

/** Who a key policy lets open what is under the key: roles of the estate, and the names of everybody else. */
export function openers(estate: Estate, { statements }: Key): readonly (Role | string)[] {
  return statements
    .filter(
      (statement) =>
        statement.effect === 'Allow' &&
        (statement.unresolved || opening.some((action) => coversAction(statement, action))),
    )
    .flatMap((statement) => {
      const found = statement.unresolved ? [] : holders(statement);
      return found.length === 0 ? ['somebody unknown'] : found.map((arn) => namedRole(estate, arn) ?? arn);
    });
}

/**
 * Whether an ARN names who keeps the key, no pattern. Whoever may put the policy of a bucket's key could read the bucket anyway, and is
 * listed as residual trust.
 */
export const keeps = (estate: Estate, key: Resource | undefined, arn: string): boolean =>
  !/[*?]/.test(arn) &&
  (keyOf(estate, key)?.statements ?? []).some(
    (statement) =>
      statement.effect === 'Allow' &&
      !statement.unresolved &&
      coversAction(statement, 'kms:PutKeyPolicy') &&
      statement.principals?.AWS?.includes(arn) === true,
  );
