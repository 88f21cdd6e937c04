import { arnsOf, placeOf } from './arns.ts';
import { allows, type Context } from './calls.ts';
import type { Estate, Resource } from './estate.ts';
import { type Role, roles } from './principals.ts';
import { matchesResource } from './statements.ts';
import { keys } from './stores.ts';
import { oncePerEstate } from './views.ts';

const byArn: (estate: Estate) => ReadonlyMap<string, Role> = oncePerEstate(
  (estate) =>
    new Map(
      roles(estate)
        .toReversed()
        .flatMap((role) => arnsOf(estate, role.resource).map((arn) => [arn, role] as const)),
    ),
);

/** The role of the estate that a reference or an ARN names. A function of the same name is not taken for it. */
export const roleAt = (estate: Estate, value: unknown): Role | undefined =>
  typeof value === 'string' ? byArn(estate).get(value) : undefined;

/** Whether a principal means the account as a whole: its id, or its root. */
export const isAccount = (principal: string, account: string | undefined): boolean =>
  principal === account || principal.endsWith(account === undefined ? ':root' : `:${account}:root`);

/** What every call of a role sends. */
export const sentBy = (estate: Estate, role: Resource): Context => {
  const { account = '' } = placeOf(estate, role);
  return {
    'aws:principalarn': arnsOf(estate, role),
    'aws:principalaccount': [account],
    'kms:calleraccount': [account],
    'aws:principalisawsservice': ['false'],
    'aws:securetransport': ['true'],
    's3:tlsversion': ['1.3'],
  };
};

/**
 * Whether a role is granted a key; what a Deny takes away again is for the caller to ask. A key policy that names the account
 * only lets IAM policies decide, and IAM policies decide nothing where the key policy does not name the account: so either the
 * key names the role, or both must agree.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function isGrantedKey(estate: Estate, role: Role, key: Resource, action: string, more: Context): boolean {
  const { account } = placeOf(estate, role.resource);
  const aliases = estate
    .ofType('AWS::KMS::Alias')
    .filter((alias) => estate.find(alias.properties.TargetKeyId) === key)
    .map((alias) => String(alias.properties.AliasName));
  const context: Context = { ...sentBy(estate, role.resource), 'kms:resourcealiases': aliases, ...more };
  const arns = arnsOf(estate, role.resource);
  const admitting = (keys(estate).find(({ resource }) => resource === key)?.statements ?? []).filter((statement) =>
    allows(statement, action, context),
  );
  const names = (test: (principal: string) => boolean): boolean =>
    admitting.some(({ principals }) => [...(principals?.AWS ?? []), ...(principals?.['*'] ?? [])].some(test));
  if (names((principal) => principal === '*' || arns.includes(principal))) return true;
  if (!names((principal) => isAccount(principal, account))) return false;
  return role.statements.some(
    (statement) =>
      allows(statement, action, context) &&
      (statement.resources ?? []).some((resource) => arnsOf(estate, key).some((arn) => matchesResource(resource, arn))),
  );
}
