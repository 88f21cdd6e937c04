import { ask } from '../estate/access/ask.ts';
import { accountOf, physicalName } from '../estate/access/physical-names.ts';
import { type Actor, actors } from '../estate/actors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { firstThatMay, mayDo, sentenceOf } from '../estate/may.ts';
import { writingItems } from '../estate/tables.ts';
import { fail, judged } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { onlyFunctionOf } from '../safe-people/roles-of-one-function.ts';
import { releaserOf } from './airlock-functions.ts';
import { airlockTables, partsOfTheAirlock } from './airlock-stores.ts';
import { gettingObjects, objectIn } from './hands.ts';
import { releaseBuckets } from './release-buckets.ts';

/** What says where a release points, and what the public door is told of requests. */
const pointing = 'release';
const telling = ['status#x', 'notice#x'];

/** A partition alone in a call, and beside one that its caller may well write. */
const calls = (partition: string): readonly (readonly string[])[] => [
  [partition],
  ...['outbox', 'deposit'].map((other) => [other, partition]),
];

/** How somebody may write there; undefined: they may not. */
function writes(estate: Estate, actor: Actor, arn: string, partition: string): string | undefined {
  for (const action of writingItems)
    for (const partitions of calls(partition)) {
      const answer = mayDo(estate, actor, action, arn, { facts: { 'dynamodb:leadingkeys': partitions } });
      if (answer !== undefined) return `${actor.name} ${sentenceOf({ action, to: arn, answer })}, of ${partition}`;
    }
  return undefined;
}

/** Whether all that was ever released is theirs to read: they gain nothing by a release that points elsewhere. */
const readsAllReleased = (estate: Estate, actor: Actor): boolean => {
  const all = releaseBuckets(estate).map((bucket) => objectIn(estate, bucket, 'x/x/x'));
  return all.length > 0 && all.every((one) => firstThatMay(estate, actor, gettingObjects, [one]) !== undefined);
};

function openTo(estate: Estate, { stack }: Resource, arn: string, partition: string): string | undefined {
  const account = accountOf(estate, stack);
  for (const name of ['role/somebody', 'user/somebody', 'root'])
    for (const action of writingItems) {
      const who = ['arn', 'aws', 'iam', '', account, name].join(':');
      const facts = { 'dynamodb:leadingkeys': [partition] };
      if (ask(estate, { who, action, to: arn, facts, withoutGuardrails: true }).decision !== 'denied')
        return `${action} of ${partition} to ${name}`;
    }
  return undefined;
}

function faultsOf(estate: Estate, table: Resource): readonly string[] {
  const { arn } = physicalName(estate, table);
  const releaser = releaserOf(estate);
  if (releaser === undefined) return ['nobody is known to release alone'];
  let released = false;
  const found = actors(estate).flatMap((actor): readonly string[] => {
    const lambda = onlyFunctionOf(estate, actor.resource)?.resource;
    const points = writes(estate, actor, arn, pointing);
    if (lambda === releaser) {
      released ||= points !== undefined;
      return [];
    }
    const tells = telling.flatMap((partition) => writes(estate, actor, arn, partition) ?? []);
    const counts = points === undefined || (lambda !== undefined && readsAllReleased(estate, actor));
    return [...(counts ? [] : [points]), ...tells];
  });
  const open = [pointing, ...telling].flatMap((partition) => openTo(estate, table, arn, partition) ?? []);
  return [
    ...found,
    ...open.map((one) => `its own policy does not refuse ${one}`),
    ...(released ? [] : ['the function that releases cannot say what it released']),
  ];
}

const judge = (estate: Estate, table: Resource): Outcome => {
  const faults = faultsOf(estate, table);
  return judged(
    faults.length === 0,
    table,
    'Properties.ResourcePolicy',
    'where a release points is written by the function that releases, and by nobody besides who does not read all that was released anyway',
    faults.join('; '),
  );
};

/**
 * The function that streams what was released opens whatever key and version the item of a release names, for members of the project that it names. It counts in that
 * item, and so may write it; it reads every release by its own rights. Nothing else at that door, were its code exchanged, could point one project at what another
 * released. DynamoDB says in `dynamodb:LeadingKeys` whose partition a call is about.
 */
export const releasesPointWhereTheReleaserSays: Rule = {
  id: 'releases-point-where-the-releaser-says',
  safe: 'outputs',
  controls: ['3.1.05', '3.1.06', '3.1.07'],
  severity: 'fatal',
  why: "What takes in arrivals could otherwise point one project's release at the bytes of another, and the door would hand them over.",
  fix: 'allow what stands behind the public door the partitions of its own workflow alone (dynamodb:LeadingKeys), and deny those of releases and of what is told to all but their writers in the policy of the table',
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html',
  check: (estate) => {
    const tables = airlockTables(estate, 'releases');
    const [first] = partsOfTheAirlock(estate);
    if (tables.length !== 1 && first !== undefined)
      return [fail(first, 'Type', `belongs to an airlock with ${tables.length} tables of releases`)];
    return tables.map((table) => judge(estate, table));
  },
};
