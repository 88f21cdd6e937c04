import { isAssetStore } from '../estate/bootstrap.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { conditionValues, coversAction, type Statement } from '../estate/statements.ts';
import { buckets, keys } from '../estate/stores.ts';
import { fail, pass } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { namedRole } from '../safe-data/named-roles.ts';
import { onlyFunctionOf } from '../safe-people/roles-of-one-function.ts';
import { dataKeys, demanded, isEverybody, permitsUse } from './key-use.ts';

const administration = ['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:DisableKey', 'kms:CancelKeyDeletion'];

/** A pattern must begin the name of a role: `…:role/*` would be everybody again. */
const namesRoles = (statement: Statement): boolean => {
  const roles = demanded(statement, 'aws:PrincipalArn');
  return roles.length > 0 && roles.every((role) => /:role\/[^*?]/.test(role));
};

const throughServices = (statement: Statement): boolean => {
  const services = demanded(statement, 'kms:ViaService');
  return services.length > 0 && services.every((service) => !service.startsWith('*'));
};

/**
 * The end of a key, and nothing else of it, in the hand of one function of the estate, by its role's whole name, and after a week at least in
 * which it can be taken back: the close of a project. That the key is a project's own is the function's rule.
 */
function endsWithAFunction(estate: Estate, statement: Statement): boolean {
  const { actions = [], notActions, conditions } = statement;
  const names = demanded(statement, 'aws:PrincipalArn');
  const [days] = conditionValues(statement, ['NumericGreaterThanEquals'], 'kms:ScheduleKeyDeletionPendingWindowInDays');
  return (
    notActions === undefined &&
    actions.join() === 'kms:ScheduleKeyDeletion' &&
    names.length > 0 &&
    Object.keys(conditions).every((operator) => !operator.includes('IfExists')) &&
    names.every((name) => onlyFunctionOf(estate, namedRole(estate, name)?.resource) !== undefined) &&
    Number(days) >= 7
  );
}

/** Why a statement for the whole account is too wide; undefined when it is narrow. */
function tooWide(estate: Estate, statement: Statement, isDataKey: boolean, ofAssets: boolean): string | undefined {
  if (statement.unresolved) return 'a part of the statement could not be resolved';
  // Made by an administrator of the account, before any role stands that could keep it; it opens code and templates alone.
  if (
    !ofAssets &&
    !endsWithAFunction(estate, statement) &&
    administration.some((action) => coversAction(statement, action))
  )
    return 'the whole account administers the key';
  if (!permitsUse(statement)) return undefined;
  const grants = coversAction(statement, 'kms:CreateGrant');
  if (grants && !conditionValues(statement, ['Bool'], 'kms:GrantIsForAWSResource').includes('true')) {
    return 'the account may grant the use of the key to anybody';
  }
  if (namesRoles(statement) || (!isDataKey && throughServices(statement))) return undefined;
  return 'any role of the account to which an IAM policy says so may use the key';
}

const ofEverybody = ({ effect, principals, notPrincipals }: Statement): boolean =>
  effect === 'Allow' &&
  (notPrincipals !== undefined || [...(principals?.AWS ?? []), ...(principals?.['*'] ?? [])].some(isEverybody));

export const keysGiveTheAccountNoUse: Rule = {
  id: 'keys-give-the-account-no-use',
  safe: 'settings',
  controls: ['2.8.05', '2.8.01', 'TRE-X13'],
  severity: 'fatal',
  why: "With AWS's default key policy any administrator of IAM can let anybody decrypt; here the key policy alone decides.",
  fix: 'drop kms:* for the account root; narrow its statements by aws:PrincipalArn of named roles',
  source: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
  check: (estate: Estate) => {
    const data = dataKeys(estate);
    return keys(estate).flatMap(({ resource, statements }) =>
      statements.length === 0
        ? [fail(resource, 'Properties.KeyPolicy', 'has no key policy: AWS gives the account everything')]
        : outcomes(estate, resource, statements.filter(ofEverybody), data.has(resource), isOfAssets(estate, resource)),
    );
  },
};

/** The key of nothing but the code and templates that wait in the bootstrap. */
const isOfAssets = (estate: Estate, key: Resource): boolean => {
  const under = buckets(estate).filter((bucket) => bucket.key === key);
  return (
    under.length > 0 && under.every(({ resource }) => resource.stack === key.stack && isAssetStore(estate, resource))
  );
};

function outcomes(
  estate: Estate,
  key: Resource,
  statements: readonly Statement[],
  isDataKey: boolean,
  ofAssets: boolean,
) {
  const failures = statements.flatMap((statement) => {
    const wide = tooWide(estate, statement, isDataKey, ofAssets && !isDataKey);
    return wide === undefined ? [] : [fail(key, statement.path, wide)];
  });
  return failures.length > 0
    ? failures
    : [pass(key, 'Properties.KeyPolicy', 'the account as such may look at the key, or use it as named roles only')];
}
