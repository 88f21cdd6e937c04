import type { Estate, Resource } from '../estate/estate.ts';
import { sentenceOf } from '../estate/may.ts';
import { at, list, record } from '../estate/values.ts';
import { judged } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { expiresAfter } from '../safe-data/lifecycles.ts';
import { isOnlyFor, namedRole } from '../safe-data/named-roles.ts';
import { plansOf, scanner } from '../safe-data/services-at-work.ts';
import { releaserOf } from './airlock-functions.ts';
import {
  doorOf,
  endingObjects,
  gettingObjects,
  type Hand,
  handsOn,
  objectIn,
  openToTheAccount,
  puttingObjects,
  relabelling,
} from './hands.ts';
import { ofTheOneStore } from './one-store.ts';
import { mayPurge } from './purging.ts';

const frozen = 'frozen/x/1/x';
const everywhere = [frozen, 'reports/x/1.json', 'x'];
/** Days for which what somebody has looked at is there. */
const leastDays = 90;

const said = ({ actor, access }: Hand): string => `${actor.name} ${sentenceOf(access)}`;

/** Roles with which GuardDuty, and nobody else, scans this very bucket. */
const scanning = (estate: Estate, bucket: Resource): readonly Resource[] =>
  plansOf(estate, bucket)
    .map((plan) => namedRole(estate, String(plan.properties.Role)))
    .flatMap((role) => (role !== undefined && isOnlyFor(role, scanner) ? [role.resource] : []));

function writerFault(estate: Estate, bucket: Resource): string | undefined {
  const targets = everywhere.map((key) => objectIn(estate, bucket, key));
  const [first, second] = handsOn(estate, puttingObjects, targets);
  if (first === undefined) return 'is written by nobody: nothing can be frozen';
  if (second !== undefined) return `is written by more than one: ${said(first)}; ${said(second)}`;
  if (first.lambda === undefined) return `is written by ${first.actor.name}, which is not the role of one function`;
  const door = doorOf(estate, first.lambda);
  if (door !== undefined)
    return `is written by ${first.lambda.logicalId}, which requests at the ${door} door set to work`;
  if (first.lambda === releaserOf(estate)) return `is written by ${first.lambda.logicalId}, which also releases`;
  const open = openToTheAccount(estate, bucket, puttingObjects, targets);
  return open === undefined ? undefined : `its own policy does not refuse ${open}`;
}

function changeFault(estate: Estate, bucket: Resource): string | undefined {
  const targets = everywhere.map((key) => objectIn(estate, bucket, key));
  const scans = scanning(estate, bucket);
  const label = handsOn(estate, relabelling, targets).find(
    ({ actor }) => actor.resource === undefined || !scans.includes(actor.resource),
  );
  if (label !== undefined) return `says something else of what was frozen: ${said(label)}`;
  const end = handsOn(estate, endingObjects, targets).find(({ actor }) => !mayPurge(estate, actor, bucket));
  return end === undefined ? undefined : `ends what was frozen: ${said(end)}`;
}

function readerFault(estate: Estate, bucket: Resource, writer: Resource | undefined): string | undefined {
  const known = [...scanning(estate, bucket)];
  const stranger = handsOn(
    estate,
    gettingObjects,
    everywhere.map((key) => objectIn(estate, bucket, key)),
  ).find(
    ({ actor, lambda }) =>
      !(actor.resource !== undefined && known.includes(actor.resource)) &&
      !(lambda !== undefined && (lambda === writer || lambda === releaserOf(estate))) &&
      doorOf(estate, lambda) !== 'private',
  );
  if (stranger !== undefined) return said(stranger);
  const open = openToTheAccount(estate, bucket, gettingObjects, [objectIn(estate, bucket, frozen)]);
  return open === undefined ? undefined : `its own policy does not refuse ${open}`;
}

/** Nothing that was looked at goes before its time; a rule for a part of the bucket counts like one for all. */
function lifecycleFault(bucket: Resource): string | undefined {
  const early = list(at(bucket, 'LifecycleConfiguration.Rules'))
    .map(record)
    .find(
      ({ Status, ExpirationDate, ExpirationInDays: after }) =>
        Status !== 'Disabled' &&
        (ExpirationDate !== undefined || (after !== undefined && !(Number(after) >= leastDays))),
    );
  if (early !== undefined) return `a lifecycle ends something within ${leastDays} days`;
  return expiresAfter(bucket) === undefined ? 'keeps for ever what was turned down' : undefined;
}

function judge(estate: Estate, bucket: Resource): Outcome {
  const [writer] = handsOn(estate, puttingObjects, [objectIn(estate, bucket, frozen)]);
  const fault =
    writerFault(estate, bucket) ??
    changeFault(estate, bucket) ??
    readerFault(estate, bucket, writer?.lambda) ??
    lifecycleFault(bucket);
  return judged(
    fault === undefined,
    bucket,
    'Type',
    `${writer?.lambda?.logicalId} alone writes it and nobody changes or deletes; it is read at the private door, and by what checks, scans and releases`,
    fault ?? '',
  );
}

/**
 * That the bytes that were checked, looked at and released are the same ones by version and hash is code, and tested; this proves that nobody else could
 * put others there.
 */
export const frozenBytesAreWrittenByTheCheckerAlone: Rule = {
  id: 'frozen-bytes-are-written-by-the-checker-alone',
  safe: 'outputs',
  controls: ['3.1.05', '3.3.04'],
  severity: 'fatal',
  why: 'Whoever could exchange, relabel or take away a file between its check and its release would get past both.',
  fix: 'let the one function that freezes put there, GuardDuty label, and nobody else do either; refuse it to everybody else in the policy of the bucket; end everything by a lifecycle after 90 days or more',
  source: 'https://docs.aws.amazon.com/guardduty/latest/ug/tag-based-access-s3-malware-protection.html',
  check: (estate) => ofTheOneStore(estate, 'review', 'what is under review', (bucket) => judge(estate, bucket)),
};
