import type { Estate, Resource } from '../estate/estate.ts';
import { coversAction, matchesResource, type Statement } from '../estate/statements.ts';
import { buckets, keys } from '../estate/stores.ts';
import { fail, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { dataKeys, demanded, holdersOf, permitsUse } from './key-use.ts';

const administers = (statement: Statement): boolean =>
  statement.effect === 'Allow' && coversAction(statement, 'kms:PutKeyPolicy');

const same = (one: string, other: string): boolean => matchesResource(one, other) || matchesResource(other, one);

const throughServiceOnly = (statement: Statement): boolean => demanded(statement, 'kms:ViaService').length > 0;

/** The bucket refuses the holder every object but those of a narrower path, such as the metadata of its tables. */
const refusesRecords = (statement: Statement, holder: string): boolean =>
  statement.effect === 'Deny' &&
  !statement.unresolved &&
  Object.keys(statement.conditions).join() === 'ArnEquals' &&
  demanded(statement, 'aws:PrincipalArn').includes(holder) &&
  ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject'].every((action) => coversAction(statement, action)) &&
  (statement.notResources ?? []).every((resource) => /\/[^*?]+\//.test(resource.replace(/^\$\{[^}]*\}/, '')));

export const keysSplitAdministrationFromUse: Rule = {
  id: 'keys-split-administration-from-use',
  safe: 'settings',
  controls: ['2.8.05', 'TRE-X13'],
  severity: 'fatal',
  why: 'Whoever looks after a key must not be able to read what lies under it.',
  fix: 'give kms:PutKeyPolicy and the use of the key to different roles',
  source: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html',
  check: (estate) => {
    const data = dataKeys(estate);
    return keys(estate).map(({ resource, statements }) => split(estate, resource, statements, data.has(resource)));
  },
};

/**
 * Services that encrypt with the rights of whoever sets them up need the deployer's use of the key. Two cases pass, and say so: no
 * data bucket is under the key; or every one that is refuses the deployer its records.
 */
function split(estate: Estate, key: Resource, statements: readonly Statement[], isDataKey: boolean): Outcome {
  const administrators = statements.filter(administers).flatMap(holdersOf);
  const unknown = statements.find(({ effect, unresolved }) => effect === 'Allow' && unresolved);
  const both = statements.filter(permitsUse).flatMap((statement) => {
    const holder = holdersOf(statement).find((one) => administrators.some((other) => same(one, other)));
    return holder === undefined ? [] : [{ statement, holder }];
  });
  const under = buckets(estate).filter((bucket) => bucket.key === key);
  const worst = both.find(
    ({ statement, holder }) =>
      !throughServiceOnly(statement) ||
      (isDataKey && !under.every((bucket) => bucket.statements.some((one) => refusesRecords(one, holder)))),
  );
  const path = 'Properties.KeyPolicy';
  if (unknown !== undefined) return fail(key, unknown.path, 'a part of the statement could not be resolved');
  if (administrators.length === 0) return fail(key, path, 'nobody is named as administrator of the key');
  if (worst !== undefined) return fail(key, worst.statement.path, `${worst.holder} administers the key and may use it`);
  if (both.length === 0) return pass(key, path, 'who administers the key may not use it');
  return pass(
    key,
    path,
    isDataKey
      ? `who administers the key may use it through S3 only, and ${under.map(({ resource }) => resource.logicalId).join()} refuses them its records`
      : 'who administers the key may use it through one service only, and no data bucket is under it',
  );
}
