import { ask } from '../estate/access/ask.ts';
import { pathFacts } from '../estate/access/call-path.ts';
import { ownerOf } from '../estate/access/canonical.ts';
import type { Facts } from '../estate/access/circumstances.ts';
import { mayReach, mentions, openings, witnessesOf } from '../estate/access/mentions.ts';
import { physicalName } from '../estate/access/physical-names.ts';
import { readable } from '../estate/access/symbols.ts';
import { vpcOf } from '../estate/access/vpc-endpoints.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { roles } from '../estate/principals.ts';
import { buckets } from '../estate/stores.ts';
import { oncePerEstate } from '../estate/views.ts';
import { fail, pass } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { isTextStore } from '../safe-data/text-stores.ts';
import { brokers, personRoles } from '../safe-people/person-roles.ts';

/** Asks a question of the records, or hands out rows, or the text of a query, to whoever calls. */
const ofAthena = [
  'athena:GetQueryResults',
  'athena:GetQueryResultsStream',
  'athena:StartQueryExecution',
  'athena:GetQueryExecution',
  'athena:BatchGetQueryExecution',
  'athena:GetNamedQuery',
  'athena:BatchGetNamedQuery',
  'athena:GetPreparedStatement',
  'athena:BatchGetPreparedStatement',
];

/** A presigned link is a call of whoever holds it, so that whoever may read directly may hand out links. */
const ofObjects = ['s3:GetObject', 's3:GetObjectVersion'];
const ofTables = ['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:Scan'];

interface Place {
  readonly words: string;
  readonly facts: Facts;
}

const { direct, service } = pathFacts;

/** Where a call must not come from: anywhere without a network of ours, and a network that is none of them. */
const elsewhere: readonly Place[] = [
  { words: 'from the internet', facts: direct },
  {
    words: 'from the network of a stranger',
    facts: {
      ...direct,
      'aws:sourceip': null,
      'aws:sourcevpc': ['vpc-0123456789abcdef0'],
      'aws:sourcevpce': ['vpce-0123456789abcdef0'],
      'aws:sourcevpcarn': null,
    },
  },
];

const forwarded: Place = { words: 'through another service', facts: service };

const glue = ['glue.amazonaws.com'];
const notByAthena: Place = {
  words: 'through another service than Athena',
  facts: { ...service, 'aws:calledvia': glue, 'aws:calledviafirst': glue, 'aws:calledvialast': glue },
};

/** The networks that our endpoints stand in; a link to a store must not work from them either. */
const inside: (estate: Estate) => readonly Place[] = oncePerEstate((estate) => {
  const vpcs = estate.ofType('AWS::EC2::VPCEndpoint').flatMap((endpoint) => vpcOf(estate, endpoint) ?? []);
  return [...new Set(vpcs)].map((vpc) => ({
    words: 'as a link, inside the network',
    facts: { ...direct, 'aws:sourceip': null, 'aws:sourcevpc': [vpc], 'aws:sourcevpce': { present: true } },
  }));
});

/** One place that a role may do something from; undefined when there is none. */
function reached(
  estate: Estate,
  role: Resource,
  action: string,
  places: readonly Place[],
  isSpared: (to: string) => boolean = () => false,
): string | undefined {
  const { arn: who } = physicalName(estate, role);
  const mentioned = mentions(estate, role, action);
  const opened = openings(estate, action, who, mentioned.length > 0);
  if (mentioned.length === 0 && opened.length === 0) return undefined;
  const targets = new Set([
    ...mentioned.flatMap(witnessesOf),
    ...opened.flatMap((resource) => {
      const { arn } = physicalName(estate, resource);
      return action.startsWith('s3:') ? [`${arn}/x`] : [arn];
    }),
  ]);
  for (const to of targets) {
    if (isSpared(to)) continue;
    for (const { words, facts } of places) {
      const { decision, residual } = ask(estate, { who, action, to, facts, withoutGuardrails: true });
      if (decision !== 'denied')
        return `may ${action} on ${readable(to)} ${words}${residual === null ? '' : `, if ${residual}`}`;
    }
  }
  return undefined;
}

const first = (
  estate: Estate,
  role: Resource,
  actions: readonly string[],
  places: readonly Place[],
  isSpared?: (to: string) => boolean,
) => {
  for (const action of actions) {
    const found = reached(estate, role, action, places, isSpared);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Workgroups in which a role may ask at all. The account's own `primary` is in no template and keeps results anywhere. */
function workgroupsOf(estate: Estate, role: Resource): readonly string[] {
  const { arn: who } = physicalName(estate, role);
  const mentioned = mentions(estate, role, 'athena:StartQueryExecution');
  if (mentioned.length === 0) return [];
  const own = estate.ofType('AWS::Athena::WorkGroup').map((group) => physicalName(estate, group).arn);
  const primary = own.map((arn) => arn.replace(/[^/]*$/, 'primary'));
  const candidates = [...new Set([...own, ...primary, ...mentioned.flatMap(witnessesOf)])];
  return candidates.filter(
    (to) =>
      mentioned.some((statement) => mayReach(statement, to)) &&
      ask(estate, { who, action: 'athena:StartQueryExecution', to, withoutGuardrails: true }).decision !== 'denied',
  );
}

/** An object in a bucket of texts, which hold no result; who may read them is the rule of texts. */
const isText =
  (estate: Estate) =>
  (to: string): boolean =>
    buckets(estate).some((bucket) => bucket.resource === ownerOf(estate, to) && isTextStore(estate, bucket));

/**
 * The broker looks at its tables itself, and at texts of queries that waited, from inside; no session of its own is in the hands of a person, and DynamoDB knows no links. From
 * anywhere else it may not, and no other objects at all.
 */
function judge(estate: Estate, role: Resource, isBroker: boolean): Outcome {
  const within = [...elsewhere, ...inside(estate), notByAthena];
  const way =
    first(estate, role, ofAthena, [...elsewhere, forwarded]) ??
    first(estate, role, ofObjects, within, isBroker ? isText(estate) : undefined) ??
    first(estate, role, ofTables, isBroker ? [...elsewhere, notByAthena] : within);
  if (way !== undefined) return fail(role, 'Properties', way);
  const groups = workgroupsOf(estate, role);
  const [own, other] = groups.map(readable);
  if (other !== undefined) return fail(role, 'Properties', `may ask in ${own} and in ${other}`);
  if (own?.endsWith('/primary')) return fail(role, 'Properties', 'may ask in the workgroup that no template sets');
  return pass(
    role,
    'Properties',
    own === undefined
      ? 'may ask nothing, and read nothing'
      : `asks and reads results in ${own} alone, from inside the network alone, and reads objects by Athena alone`,
  );
}

function judgeOther(estate: Estate, role: Resource): Outcome {
  const way = first(estate, role, ofAthena.slice(0, 3), [{ words: 'at all', facts: {} }]);
  return way === undefined
    ? pass(role, 'Properties', 'asks no question of the records and reads no result')
    : fail(role, 'Properties', way);
}

/**
 * Asked of the evaluator: each way of reading, by each role, from each place that it must not come from. The condition on the network is
 * what makes it hold, so that a call which names no network of ours is refused.
 */
export const resultsAreReadInsideTheNetwork: Rule = {
  id: 'results-are-read-inside-the-network',
  safe: 'outputs',
  controls: ['3.1.12', '1.5.03'],
  severity: 'fatal',
  why: 'A result, or a link to an object, that can be fetched from anywhere has left with whoever holds the session.',
  fix: 'demand aws:SourceVpc of every athena action, and aws:CalledVia athena.amazonaws.com of every action on objects',
  source: 'https://docs.aws.amazon.com/athena/latest/ug/security-iam-athena-calledvia.html',
  check: (estate) => {
    const between = new Set(brokers(estate).map(({ resource }) => resource));
    const people = new Set(personRoles(estate).map(({ resource }) => resource));
    return roles(estate).map(({ resource }) =>
      people.has(resource) || between.has(resource)
        ? judge(estate, resource, !people.has(resource))
        : judgeOther(estate, resource),
    );
  },
};
