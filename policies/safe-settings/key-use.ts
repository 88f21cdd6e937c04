import { isAssetStore } from '../estate/bootstrap.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { coversAction, type Statement } from '../estate/statements.ts';
import { buckets } from '../estate/stores.ts';
import { oncePerEstate } from '../estate/views.ts';
import { isLogStore } from '../safe-data/data-buckets.ts';

/** What turns ciphertext into data or data into ciphertext, or lets somebody else do it. */
export const useActions = [
  'kms:Decrypt',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:GenerateDataKeyPair',
  'kms:GenerateMac',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
  'kms:DeriveSharedSecret',
  'kms:Sign',
  'kms:CreateGrant',
] as const;

export const permitsUse = (statement: Statement): boolean =>
  statement.effect === 'Allow' && useActions.some((action) => coversAction(statement, action));

/** Keys of buckets that hold data, not logs of AWS services. */
export const dataKeys: (estate: Estate) => ReadonlySet<Resource> = oncePerEstate(
  (estate) =>
    new Set(
      buckets(estate)
        .filter((bucket) => !isLogStore(estate, bucket) && !isAssetStore(estate, bucket.resource))
        .flatMap(({ key }) => (key === undefined ? [] : [key])),
    ),
);

/** The account as a whole (whoever an IAM policy of it allows) or anybody at all. */
export const isEverybody = (principal: string): boolean =>
  principal === '*' || /^\d{12}$/.test(principal) || principal.endsWith(':root');

const exact = ['StringEquals', 'ArnEquals', 'StringLike', 'ArnLike'];

/** Values that the statement demands of a condition key, whichever of the exact or pattern operators does it. */
export const demanded = ({ conditions }: Statement, key: string): readonly string[] =>
  Object.entries(conditions)
    .filter(([operator]) => exact.includes(operator))
    .flatMap(([, keys]) => Object.entries(keys))
    .filter(([name]) => name.toLowerCase() === key.toLowerCase())
    .flatMap(([, values]) => values);

/** Who a statement is for: the principals named, and for the account the roles that a condition names. */
export function holdersOf(statement: Statement): readonly string[] {
  const named = statement.principals?.AWS ?? statement.principals?.['*'] ?? [];
  const roles = demanded(statement, 'aws:PrincipalArn');
  return named.flatMap((principal) => (isEverybody(principal) && roles.length > 0 ? roles : [principal]));
}
