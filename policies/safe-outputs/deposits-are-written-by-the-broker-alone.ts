import type { Estate, Resource } from '../estate/estate.ts';
import { sentenceOf } from '../estate/may.ts';
import { judged } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { brokers } from '../safe-people/person-roles.ts';
import { checkerOf } from './airlock-functions.ts';
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

/** Rows of a query: the key says whose they are, and who wrote it is what makes that true. */
const ofQueries = 'deposits/x/x/x';
const ofPeople = ['parts/x/x/x/1', 'uploads/x/x/x', 'x'];

const said = ({ actor, access }: Hand): string => `${actor.name} ${sentenceOf(access)}`;

function faultOf(estate: Estate, bucket: Resource): string | undefined {
  const at = (key: string): string => objectIn(estate, bucket, key);
  const broker = brokers(estate).map(({ resource }) => resource);
  const sending = handsOn(estate, [...puttingObjects, ...relabelling], [at(ofQueries)]);
  const other = sending.find(({ actor }) => actor.resource === undefined || !broker.includes(actor.resource));
  if (other !== undefined) return `rows of queries are written by another than the broker: ${said(other)}`;
  if (sending.length === 0) return 'rows of queries cannot be sent by the broker';
  const open = openToTheAccount(estate, bucket, [...puttingObjects, ...gettingObjects], [at(ofQueries)]);
  if (open !== undefined) return `its own policy does not refuse ${open}`;
  const rest = handsOn(estate, [...puttingObjects, ...relabelling], ofPeople.map(at));
  const strange = rest.find(
    ({ actor, lambda }) =>
      doorOf(estate, lambda) !== 'private' || (actor.resource !== undefined && broker.includes(actor.resource)),
  );
  if (strange !== undefined) return `what people send is written past the private door: ${said(strange)}`;
  if (rest.length > 1) return `what people send is written by more than one: ${rest.map(said).join('; ')}`;
  const reader = handsOn(estate, gettingObjects, [ofQueries, ...ofPeople].map(at)).find(
    ({ actor, lambda }) =>
      lambda === undefined ||
      (actor.resource !== undefined && broker.includes(actor.resource)) ||
      (lambda !== checkerOf(estate) && doorOf(estate, lambda) !== 'private'),
  );
  if (reader !== undefined) return said(reader);
  const ending = handsOn(estate, endingObjects, [ofQueries, ...ofPeople].map(at)).find(
    ({ actor }) => !mayPurge(estate, actor, bucket),
  );
  return ending === undefined ? undefined : said(ending);
}

const judge = (estate: Estate, bucket: Resource): Outcome => {
  const fault = faultOf(estate, bucket);
  return judged(
    fault === undefined,
    bucket,
    'Type',
    'rows of queries are written by the broker alone and what people send at the private door alone; the checker and that door read it',
    fault ?? '',
  );
};

export const depositsAreWrittenByTheBrokerAlone: Rule = {
  id: 'deposits-are-written-by-the-broker-alone',
  safe: 'outputs',
  controls: ['3.1.05', '3.3.04'],
  severity: 'fatal',
  why: 'A request says that rows came from a query of a person in a project, and nothing but who could write them there makes it so.',
  fix: 'let the broker put under deposits/ and nowhere else, one function of the private door put elsewhere, and refuse both to everybody else in the policy of the bucket',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html',
  check: (estate) => ofTheOneStore(estate, 'draft', 'drafts', (bucket) => judge(estate, bucket)),
};
