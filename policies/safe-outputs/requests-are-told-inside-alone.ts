import { physicalName } from '../estate/access/physical-names.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { firstThatMay, sentenceOf } from '../estate/may.ts';
import { readingItems, writingItems } from '../estate/tables.ts';
import { at } from '../estate/values.ts';
import { fail, judged } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { airlockTables, partsOfTheAirlock } from './airlock-stores.ts';
import { actorOf, behindThePublicDoor } from './behind-the-public-door.ts';

/** Besides items: whether one is there, what streams say, and what the table is. */
const asking = [
  'dynamodb:ConditionCheckItem',
  'dynamodb:DescribeStream',
  'dynamodb:DescribeTable',
  'dynamodb:GetShardIterator',
];
const opening = ['kms:Decrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:CreateGrant'];

function judge(estate: Estate, table: Resource): readonly Outcome[] {
  const { arn } = physicalName(estate, table);
  const key = estate.find(at(table, 'SSESpecification.KMSMasterKeyId'), 'AWS::KMS::Key');
  if (key === undefined) return [fail(table, 'Properties.SSESpecification', 'is under no key of the estate')];
  return behindThePublicDoor(estate).map(({ lambda, by }) => {
    const actor = actorOf(estate, lambda);
    const access =
      actor &&
      (firstThatMay(
        estate,
        actor,
        [...readingItems, ...writingItems, ...asking],
        [arn, `${arn}/index/any`, `${arn}/stream/any`],
      ) ??
        firstThatMay(estate, actor, opening, [physicalName(estate, key).arn]));
    const fault = actor === undefined ? 'with a role that cannot be seen here' : access && sentenceOf(access);
    return judged(
      fault === undefined,
      lambda,
      'Properties.Role',
      `${by}, and has no right to ${table.logicalId}`,
      `${by}, and ${fault}`,
    );
  });
}

export const requestsAreToldInsideAlone: Rule = {
  id: 'requests-are-told-inside-alone',
  safe: 'outputs',
  controls: ['3.1.05', '3.1.12'],
  severity: 'fatal',
  why: 'Names of files, reasons and comments are typed in sight of records; the table that holds them is not for the internet, and nor is a say in what becomes of a request.',
  fix: 'take every right to the table and its key from functions behind the public door, and let them read a table of their own with counts, ids and instants',
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/rbac-considerations.html',
  check: (estate) => {
    const tables = airlockTables(estate, 'airlock');
    const [first] = partsOfTheAirlock(estate);
    if (tables.length === 0 && first !== undefined)
      return [fail(first, 'Type', 'belongs to an airlock without a table of requests')];
    return tables.flatMap((table) => judge(estate, table));
  },
};
