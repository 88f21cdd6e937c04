import type { Estate, Resource } from '../estate/estate.ts';
import type { Statement } from '../estate/statements.ts';
import { keys } from '../estate/stores.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { demanded, isEverybody, permitsUse } from './key-use.ts';

/** What only a call that a service makes in somebody's name carries. */
const forwarded = ['kms:ViaService', 'aws:CalledVia', 'aws:CalledViaFirst', 'aws:CalledViaLast'];

/** A MAC is computed by the caller itself and gives no record back. */
const ofMacs = ['kms:GenerateMac', 'kms:VerifyMac'];

/** `ForAnyValue` asks that one of the callers is named; it holds for no call that names none. */
const asked = (statement: Statement, key: string): readonly string[] => [
  ...demanded(statement, key),
  ...Object.entries(statement.conditions)
    .filter(([operator]) => operator === 'ForAnyValue:StringEquals')
    .flatMap(([, keys]) => Object.entries(keys))
    .filter(([name]) => name.toLowerCase() === key.toLowerCase())
    .flatMap(([, values]) => values),
];

const throughService = (statement: Statement): boolean =>
  forwarded.some((key) => {
    const services = asked(statement, key);
    return services.length > 0 && services.every((service) => /^[a-z0-9]/.test(service));
  });

/**
 * Cognito uses the key of a directory with the rights of whoever administers it, and who that is the organisation decides. Through Cognito the
 * key opens addresses in the directory to whoever may look at the directory, and nothing else: nothing else may lie under it.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/data-protection.html
 */
function isOfDirectoryAlone(estate: Estate, key: Resource, statement: Statement): boolean {
  const services = demanded(statement, 'kms:ViaService');
  const under = estate.resources.filter(
    (one) =>
      !/^AWS::(IAM::.*|KMS::(Key|Alias))$/.test(one.type) &&
      JSON.stringify(one.properties).includes(`\${${key.address}`),
  );
  return (
    services.length > 0 &&
    services.every((service) => /^cognito-idp\.[a-z0-9-]+\.amazonaws\.com$/.test(service)) &&
    under.length > 0 &&
    under.every(({ type }) => type === 'AWS::Cognito::UserPool')
  );
}

function faultOf(estate: Estate, key: Resource, statement: Statement): string | undefined {
  const { actions, principals = {}, notPrincipals, unresolved } = statement;
  if (unresolved || actions === undefined || notPrincipals !== undefined) return 'whom it lets do what cannot be read';
  const wild = actions.find((action) => /^(\*|kms:\*)$/i.test(action));
  if (wild !== undefined) return `allows ${wild}`;
  const named = [...(principals.AWS ?? []), ...(principals['*'] ?? [])];
  if (!permitsUse(statement) || named.length === 0 || actions.every((action) => ofMacs.includes(action)))
    return undefined;
  if (!throughService(statement)) return `lets ${named[0]} use the key directly`;
  const roles = demanded(statement, 'aws:PrincipalArn');
  const somebody = named.find(isEverybody);
  return somebody !== undefined &&
    !(roles.length > 0 && roles.every((role) => /:role\/[^*?]/.test(role))) &&
    !isOfDirectoryAlone(estate, key, statement)
    ? 'lets any role of the account use the key'
    : undefined;
}

export const keysOpenThroughServicesOnly: Rule = {
  id: 'keys-open-through-services-only',
  safe: 'settings',
  controls: ['2.8.05', '2.8.01', '3.2.03'],
  severity: 'fatal',
  why: 'Whoever may call Decrypt directly opens ciphertext that was copied anywhere; through S3, Athena or a log it opens only what the service lets them read there.',
  fix: 'write the actions out, name the roles, and demand kms:ViaService or aws:CalledVia of whoever may use the key',
  source: 'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service',
  check: (estate: Estate) =>
    keys(estate).map(({ resource, statements }) => {
      const faults = statements
        .filter(({ effect }) => effect === 'Allow')
        .map((statement) => ({ path: statement.path, fault: faultOf(estate, resource, statement) }));
      const first = faults.find(({ fault }) => fault !== undefined);
      return judged(
        first === undefined && statements.length > 0,
        resource,
        first?.path ?? 'Properties.KeyPolicy',
        'named roles use it, through a service',
        first?.fault ?? 'has no key policy',
      );
    }),
};
