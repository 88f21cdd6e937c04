import { type Actor, actors } from '../estate/actors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { firstThatMay, sentenceOf } from '../estate/may.ts';
import { judged } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { onlyFunctionOf } from '../safe-people/roles-of-one-function.ts';
import { releaserOf } from './airlock-functions.ts';
import { gettingObjects, objectIn } from './hands.ts';
import { ofTheOneTable } from './one-store.ts';
import { notRefused, writingOf } from './partition-writers.ts';
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
function writes(estate: Estate, actor: Actor, table: Resource, partition: string): string | undefined {
  const access = writingOf(estate, actor, table, calls(partition));
  return access && `${actor.name} ${sentenceOf(access)}, of ${partition}`;
}

/** Whether all that was ever released is theirs to read: they gain nothing by a release that points elsewhere. */
const readsAllReleased = (estate: Estate, actor: Actor): boolean => {
  const all = releaseBuckets(estate).map((bucket) => objectIn(estate, bucket, 'x/x/x'));
  return all.length > 0 && all.every((one) => firstThatMay(estate, actor, gettingObjects, [one]) !== undefined);
};

function faultsOf(estate: Estate, table: Resource): readonly string[] {
  const releaser = releaserOf(estate);
  if (releaser === undefined) return ['nobody is known to release alone'];
  let released = false;
  const found = actors(estate).flatMap((actor): readonly string[] => {
    const lambda = onlyFunctionOf(estate, actor.resource)?.resource;
    const points = writes(estate, actor, table, pointing);
    if (lambda === releaser) {
      released ||= points !== undefined;
      return [];
    }
    const tells = telling.flatMap((partition) => writes(estate, actor, table, partition) ?? []);
    const counts = points === undefined || (lambda !== undefined && readsAllReleased(estate, actor));
    return [...(counts ? [] : [points]), ...tells];
  });
  const open = [pointing, ...telling].flatMap((partition) => notRefused(estate, table, partition) ?? []);
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
 * released.
 */
export const releasesPointWhereTheReleaserSays: Rule = {
  id: 'releases-point-where-the-releaser-says',
  safe: 'outputs',
  controls: ['3.1.05', '3.1.06', '3.1.07'],
  severity: 'fatal',
  why: "What takes in arrivals could otherwise point one project's release at the bytes of another, and the door would hand them over.",
  fix: 'allow what stands behind the public door the partitions of its own workflow alone (dynamodb:LeadingKeys), and deny those of releases and of what is told to all but their writers in the policy of the table',
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html',
  check: (estate) => ofTheOneTable(estate, 'releases', 'releases', (table) => judge(estate, table)),
};
