import type { Estate } from '../estate/estate.ts';
import { coversAction, type Statement } from '../estate/statements.ts';
import { keys } from '../estate/stores.ts';
import { fail, pass } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { holdersOf, permitsUse } from '../safe-settings/key-use.ts';
import { dataBuckets } from './data-buckets.ts';
import { namedRole } from './named-roles.ts';

/** Encrypts the results of a workgroup that Athena itself keeps. */
const resultKeeper = 'encryption.athena.amazonaws.com';

/** Who administers a key is judged by another rule, which asks what they may do with it. */
const administrators = (statements: readonly Statement[]): readonly string[] =>
  statements
    .filter(({ effect }) => effect === 'Allow')
    .filter((one) => coversAction(one, 'kms:PutKeyPolicy'))
    .flatMap(holdersOf);

function strangerIn(estate: Estate, statement: Statement, keepers: readonly string[]): string | undefined {
  const { principals = {}, notPrincipals, unresolved } = statement;
  if (unresolved || notPrincipals !== undefined) return 'whoever it does not say';
  const services = Object.entries(principals).flatMap(([kind, names]) => (kind === 'AWS' || kind === '*' ? [] : names));
  const stranger = services.find((service) => service !== resultKeeper);
  if (stranger !== undefined) return stranger;
  return holdersOf(statement).find((holder) => namedRole(estate, holder) === undefined && !keepers.includes(holder));
}

export const keysOfRecordsOpenForNamedRolesOnly: Rule = {
  id: 'keys-of-records-open-for-named-roles-only',
  safe: 'data',
  controls: ['3.2.03', '3.1.12', '2.8.05'],
  severity: 'fatal',
  why: "A role that these templates do not hold may be anybody's; with the key and a right of its own it reads every record.",
  fix: 'name, whole and without a pattern, roles of this estate',
  source: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
  check: (estate) => {
    const ofRecords = new Set(dataBuckets(estate).map(({ key }) => key));
    return keys(estate)
      .filter(({ resource }) => ofRecords.has(resource))
      .map(({ resource, statements }) => {
        const keepers = administrators(statements);
        const [stranger] = statements
          .filter(permitsUse)
          .flatMap((statement) => strangerIn(estate, statement, keepers) ?? []);
        return stranger === undefined
          ? pass(resource, 'Properties.KeyPolicy', 'opens for roles of this estate alone')
          : fail(resource, 'Properties.KeyPolicy', `opens for ${stranger}, whom nobody here knows`);
      });
  },
};
