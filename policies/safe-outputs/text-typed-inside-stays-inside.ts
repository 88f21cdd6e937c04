import { physicalName } from '../estate/access/physical-names.ts';
import type { Actor } from '../estate/actors.ts';
import { type Door, doors, functionsBehind } from '../estate/doors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { functions } from '../estate/functions.ts';
import { firstAnywhere, firstThatMay, mayDo, sentenceOf } from '../estate/may.ts';
import { readingItems, writingItems } from '../estate/tables.ts';
import { fail, judged } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { onlyFunctionOf } from '../safe-people/roles-of-one-function.ts';
import { releaserOf } from './airlock-functions.ts';
import { airlockNounOf, airlockTables } from './airlock-stores.ts';
import { actorOf, behindThePublicDoor } from './behind-the-public-door.ts';
import { faultsOfOrigins } from './field-origins.ts';

interface Use {
  readonly writes: readonly string[];
  readonly reads: readonly string[];
}

/** What keeps something that one function wrote until another reads it. A function's own log is read by none. */
const keeps: Readonly<Record<string, Use>> = {
  'AWS::DynamoDB::Table': { writes: writingItems, reads: readingItems },
  'AWS::S3::Bucket': {
    writes: ['s3:PutObject', 's3:PutObjectTagging'],
    reads: ['s3:GetObject', 's3:GetObjectTagging', 's3:ListBucket'],
  },
  'AWS::SQS::Queue': { writes: ['sqs:SendMessage'], reads: ['sqs:ReceiveMessage'] },
  'AWS::SSM::Parameter': { writes: ['ssm:PutParameter'], reads: ['ssm:GetParameter', 'ssm:GetParametersByPath'] },
};

const placesOf = (estate: Estate, store: Resource): readonly string[] => {
  const { arn } = physicalName(estate, store);
  if (store.type === 'AWS::S3::Bucket') return [arn, `${arn}/x`];
  return store.type === 'AWS::DynamoDB::Table' ? [arn, `${arn}/stream/any`] : [arn];
};

const actorsOf = (estate: Estate, lambdas: readonly Resource[]): readonly Actor[] =>
  lambdas.flatMap((lambda) => actorOf(estate, lambda) ?? []);

const may = (estate: Estate, actor: Actor, store: Resource, use: keyof Use) =>
  firstThatMay(estate, actor, keeps[store.type]?.[use] ?? [], placesOf(estate, store));

/** Partitions in which a person's or a project's own text stands; what carries news between the tables has no business in them. */
const partitionsOfText = ['person', 'project'] as const;
const change = [
  'dynamodb:PutItem',
  'dynamodb:UpdateItem',
  'dynamodb:BatchWriteItem',
  'dynamodb:PartiQLInsert',
  'dynamodb:PartiQLUpdate',
];

/**
 * The close of a project archives the list of its queries and then changes the project's state. Whoever ends keys of projects does no more than a
 * closed list says, by a rule of its own; that it writes a state and none of the words that it read is its code, and tested.
 */
const closesProjects = (estate: Estate, actor: Actor): boolean =>
  firstAnywhere(estate, actor, ['kms:ScheduleKeyDeletion']) !== undefined;

/**
 * What leaves, leaves by the function that alone writes releases: it reads what was typed inside, and puts what two people let go where the public door
 * reads, in the bucket of releases and the table that tells of them. What it writes there is its code, and tested.
 */
const publishes = (estate: Estate, actor: Actor, store: Resource): boolean =>
  onlyFunctionOf(estate, actor.resource)?.resource === releaserOf(estate) &&
  releaserOf(estate) !== undefined &&
  (airlockNounOf(estate, store) === 'release' || airlockTables(estate, 'releases').includes(store));

/**
 * A function behind neither door that reads what was typed inside and writes where the public door reads could carry it over. It may write
 * there only under keys that its role names.
 */
function carrierFault(
  estate: Estate,
  actor: Actor,
  store: Resource,
  partitions: readonly string[],
): string | undefined {
  if (store.type !== 'AWS::DynamoDB::Table') {
    const access = may(estate, actor, store, 'writes');
    return access === undefined ? undefined : sentenceOf(access);
  }
  const { arn } = physicalName(estate, store);
  for (const action of change)
    for (const partition of partitions) {
      const answer = mayDo(estate, actor, action, arn, { facts: { 'dynamodb:leadingkeys': [partition] } });
      if (answer !== undefined) return sentenceOf({ action, to: arn, answer });
    }
  return undefined;
}

function ofStores(estate: Estate): readonly Outcome[] {
  const inside = actorsOf(estate, functionsBehind(estate, 'private'));
  const outside = actorsOf(
    estate,
    behindThePublicDoor(estate).map(({ lambda }) => lambda),
  );
  const stores = estate.ofType(...Object.keys(keeps));
  const typedInto = stores.filter((store) => inside.some((actor) => may(estate, actor, store, 'writes') !== undefined));
  const shown = stores.filter((store) => outside.some((actor) => may(estate, actor, store, 'reads') !== undefined));
  const others = actorsOf(
    estate,
    functions(estate).map(({ resource }) => resource),
  ).filter((actor) => ![...inside, ...outside].includes(actor));
  const reading = (from: readonly Resource[]) =>
    others.filter((actor) => from.some((store) => may(estate, actor, store, 'reads') !== undefined));
  const first = reading(typedInto);
  // What they copy into a bucket is typed inside too; where they may write in tables, the partitions say.
  const copies = stores.filter(
    (store) =>
      store.type === 'AWS::S3::Bucket' && first.some((actor) => may(estate, actor, store, 'writes') !== undefined),
  );
  const between = reading([...typedInto, ...copies]);
  return [
    ...typedInto.map((store) => {
      const reader = outside.find((actor) => may(estate, actor, store, 'reads') !== undefined);
      return judged(
        reader === undefined,
        store,
        'Type',
        'is written behind the private door, and nothing behind the public one reads it',
        `is written behind the private door, and ${reader?.name} reads it behind the public one`,
      );
    }),
    ...between.flatMap((actor) => {
      const partitions = partitionsOfText.filter((one) => one !== 'project' || !closesProjects(estate, actor));
      const released = shown.filter((store) => publishes(estate, actor, store));
      const faults = shown
        .filter((store) => !released.includes(store))
        .flatMap((store) => carrierFault(estate, actor, store, partitions) ?? []);
      return actor.resource === undefined
        ? []
        : [
            judged(
              faults.length === 0,
              actor.resource,
              'Properties',
              released.length > 0
                ? `reads what was typed inside, and publishes what was released: ${released.map(({ logicalId }) => logicalId).join(' and ')}`
                : `reads what was typed inside, and writes nothing where ${partitions.join(' or ')} stands`,
              `reads what was typed inside, and where the public door reads it ${faults[0]}`,
            ),
          ];
    }),
  ];
}

function ofDocument({ api, kind, document, operations }: Door): readonly Outcome[] {
  if (document === undefined) return [fail(api, 'Properties.Body', 'its document cannot be read')];
  return operations.map((operation) => {
    const faults = faultsOfOrigins(document, operation, kind);
    return judged(
      faults.length === 0,
      api,
      operation.path,
      `${operation.name} says of each field where it comes from, and may stand at this door`,
      `${operation.name} ${faults[0]}`,
    );
  });
}

/**
 * Two halves. Stores: nothing that a function behind the private door writes can be read behind the public one. Documents: each operation
 * stands only at the doors that it names, says of every field where it comes from, and at the public door none of them is from inside. That
 * a function sends no field beyond those of the document is its code, and tested; so is what a function writes that reads both sides.
 */
export const textTypedInsideStaysInside: Rule = {
  id: 'text-typed-inside-stays-inside',
  safe: 'outputs',
  controls: ['3.1.12', '3.2.03'],
  severity: 'fatal',
  why: 'A comment, a file name or a query that is typed in sight of records can hold one, and no reviewer looks at it.',
  fix: 'keep what is typed inside in stores that nothing behind the public door reads, and leave fields of that origin to the private door',
  check: (estate) => [...ofStores(estate), ...doors(estate).flatMap(ofDocument)],
};
