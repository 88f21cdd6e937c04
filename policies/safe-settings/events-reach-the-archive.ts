import { physicalName } from '../estate/access/physical-names.ts';
import { type Actor, identities } from '../estate/actors.ts';
import { functionsBehind } from '../estate/doors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { functions, type LambdaFunction } from '../estate/functions.ts';
import { firstThatMay } from '../estate/may.ts';
import { writingItems } from '../estate/tables.ts';
import { at, isTrue, text } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Rule } from '../rule.ts';
import { comesByTheClock, failsAloud } from './by-the-clock.ts';

/** Minutes after which an event that no stream told of is found. */
const longest = 15;

/** Buckets in which nothing that was put can be changed before its time. */
const archives = (estate: Estate): readonly string[] =>
  estate
    .ofType('AWS::S3::Bucket')
    .filter(
      (bucket) =>
        isTrue(bucket.properties.ObjectLockEnabled) &&
        text(at(bucket, 'ObjectLockConfiguration.Rule.DefaultRetention.Mode')) !== undefined,
    )
    .map((bucket) => `${physicalName(estate, bucket).arn}/x`);

interface Recorder extends LambdaFunction {
  readonly actor: Actor;
}

function faultOf(estate: Estate, { resource, inVpc, actor }: Recorder, table: Resource): string | undefined {
  const { arn } = physicalName(estate, table);
  const may = (action: string, places: readonly string[]): boolean =>
    firstThatMay(estate, actor, [action], places) !== undefined;
  if (!may('dynamodb:Query', [arn]) || !may('dynamodb:DeleteItem', [arn])) return 'empties no outbox of it';
  if (!may('s3:PutObject', archives(estate))) return 'writes no locked archive';
  if (!inVpc) return 'stands outside the network';
  if (!comesByTheClock(estate, resource, longest)) return `comes by no clock of ${longest} minutes or less`;
  return failsAloud(estate, resource) ? undefined : 'can fail without anybody hearing of it';
}

/**
 * The stream is a trigger and may be late by days, so the clock is what counts. That every change writes its event in the same
 * transaction, and that none is removed before it lies in the archive, is the engine's code, and tested.
 */
export const eventsReachTheArchive: Rule = {
  id: 'events-reach-the-archive',
  safe: 'settings',
  controls: ['2.5.03', '3.1.11'],
  severity: 'fatal',
  why: 'An event that stays in the table beside what it tells of can be changed together with it.',
  fix: 'let one function of the VPC carry the outbox of the table into a bucket with Object Lock, every 15 minutes at least, with an alarm at its first error',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html',
  check: (estate) => {
    const writing = [...functionsBehind(estate, 'private'), ...functionsBehind(estate, 'public')];
    const all = functions(estate).flatMap((one): readonly Recorder[] => {
      const actor = identities(estate).find(({ resource }) => one.role !== undefined && resource === one.role.resource);
      return actor === undefined ? [] : [{ ...one, actor }];
    });
    const used = estate
      .ofType('AWS::DynamoDB::Table')
      .filter((table) =>
        all.some(
          ({ resource, actor }) =>
            writing.includes(resource) &&
            firstThatMay(estate, actor, writingItems, [physicalName(estate, table).arn]) !== undefined,
        ),
      );
    return used.map((table) => {
      const faults = all.map((one) => ({ one, fault: faultOf(estate, one, table) }));
      const carried = faults.find(({ fault }) => fault === undefined);
      const nearest = faults.find(({ fault }) => fault !== undefined && !/^(empties|writes)/.test(fault));
      return judged(
        carried !== undefined,
        table,
        'Type',
        `${carried?.one.resource.logicalId} carries its events into a locked archive, by the clock and with an alarm`,
        nearest === undefined
          ? 'no function carries its events into a locked archive'
          : `${nearest.one.resource.logicalId}, which carries its events, ${nearest.fault}`,
      );
    });
  },
};
