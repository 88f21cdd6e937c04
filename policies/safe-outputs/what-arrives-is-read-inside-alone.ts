import { physicalName } from '../estate/access/physical-names.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { sentenceOf } from '../estate/may.ts';
import { buckets } from '../estate/stores.ts';
import { fail, judged } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { releaserOf } from './airlock-functions.ts';
import { airlockStores, partsOfTheAirlock } from './airlock-stores.ts';
import {
  doorOf,
  endingObjects,
  gettingObjects,
  type Hand,
  handsOn,
  objectIn,
  puttingObjects,
  relabelling,
} from './hands.ts';
import { mayPurge } from './purging.ts';

const opening = ['kms:Decrypt', 'kms:ReEncryptFrom', 'kms:CreateGrant', 'kms:DeriveSharedSecret'];
const key = 'x/x/x/1';

const said = ({ actor, access }: Hand): string => `${actor.name} ${sentenceOf(access)}`;

interface Hands {
  readonly writing: readonly Hand[];
  readonly reading: readonly Hand[];
  readonly opening: readonly Hand[];
  readonly ending: readonly Hand[];
}

function handsOf(estate: Estate, bucket: Resource): Hands {
  const targets = [key, 'x'].map((one) => objectIn(estate, bucket, one));
  const under = buckets(estate).find(({ resource }) => resource === bucket)?.key;
  return {
    writing: handsOn(estate, [...puttingObjects, ...relabelling], targets),
    reading: handsOn(estate, gettingObjects, targets),
    opening: under === undefined ? [] : handsOn(estate, opening, [physicalName(estate, under).arn]),
    ending: handsOn(estate, endingObjects, targets).filter(({ actor }) => !mayPurge(estate, actor, bucket)),
  };
}

/** Written outside, and read inside alone: not even who wrote it reads it back. */
function inboundFault(estate: Estate, bucket: Resource): string | undefined {
  const hands = handsOf(estate, bucket);
  const [writer, second] = hands.writing;
  if (second !== undefined) return `is written by more than one: ${hands.writing.map(said).join('; ')}`;
  if (writer !== undefined && doorOf(estate, writer.lambda) !== 'public')
    return `is written past the public door: ${said(writer)}`;
  const reader = [...hands.reading, ...hands.opening].find(({ lambda }) => doorOf(estate, lambda) !== 'private');
  return saidIfAny(reader) ?? saidIfAny(hands.ending[0]);
}

/** What passed the same check and the same reviewers, put there by the function that releases, and read inside alone. */
function inputsFault(estate: Estate, bucket: Resource): string | undefined {
  const hands = handsOf(estate, bucket);
  const releaser = releaserOf(estate);
  const ofReleaser = ({ lambda }: Hand): boolean => lambda !== undefined && lambda === releaser;
  const writer = hands.writing.find((one) => !ofReleaser(one));
  if (writer !== undefined) return `is written by another than the function that releases: ${said(writer)}`;
  const reader = [...hands.reading, ...hands.opening].find(
    (one) => !ofReleaser(one) && doorOf(estate, one.lambda) !== 'private',
  );
  return saidIfAny(reader) ?? saidIfAny(hands.ending[0]);
}

const saidIfAny = (hand: Hand | undefined): string | undefined => (hand === undefined ? undefined : said(hand));

const judge = (bucket: Resource, fault: string | undefined, ifSo: string): Outcome =>
  judged(fault === undefined, bucket, 'Type', ifSo, fault ?? '');

export const whatArrivesIsReadInsideAlone: Rule = {
  id: 'what-arrives-is-read-inside-alone',
  safe: 'outputs',
  controls: ['3.1.04', '3.1.12'],
  severity: 'fatal',
  why: 'The store of what arrives lies between the internet and the inside: what can be put there by many, or read by whoever puts, is a letterbox that opens both ways.',
  fix: 'let one function of the public door put and read nothing, the private door read, and the function that releases alone put what was approved where a project reads it',
  source: 'https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service',
  check: (estate) => {
    const [inbound, inputs] = [airlockStores(estate, 'inbound'), airlockStores(estate, 'inputs')];
    const [first] = partsOfTheAirlock(estate);
    if (first !== undefined && (inbound.length !== 1 || inputs.length !== 1))
      return [fail(first, 'Type', 'belongs to an airlock without one store for what arrives and one for what came in')];
    return [
      ...inbound.map((bucket) =>
        judge(
          bucket,
          inboundFault(estate, bucket),
          'is written by one function of the public door, which reads nothing of it, and read behind the private one',
        ),
      ),
      ...inputs.map((bucket) =>
        judge(
          bucket,
          inputsFault(estate, bucket),
          'is written by the function that releases, and read behind the private door',
        ),
      ),
    ];
  },
};
