import { physicalName } from '../estate/access/physical-names.ts';
import { type Actor, identities } from '../estate/actors.ts';
import { functionsBehind } from '../estate/doors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { functions } from '../estate/functions.ts';
import { firstThatMay } from '../estate/may.ts';
import { writingItems } from '../estate/tables.ts';
import { at } from '../estate/values.ts';
import { oncePerEstate } from '../estate/views.ts';

/** The role with which a function acts, as the evaluator takes it; undefined where the templates do not make it. */
export const actorOf = (estate: Estate, lambda: Resource): Actor | undefined => {
  const role = functions(estate).find(({ resource }) => resource === lambda)?.role?.resource;
  return role === undefined ? undefined : identities(estate).find(({ resource }) => resource === role);
};

const calls = ['lambda:InvokeFunction', 'lambda:InvokeAsync'];

/** Sources from which Lambda starts functions -> what puts something into them. */
const sources: Readonly<Record<string, readonly string[]>> = {
  'AWS::DynamoDB::Table': writingItems,
  'AWS::Kinesis::Stream': ['kinesis:PutRecord', 'kinesis:PutRecords'],
  'AWS::SQS::Queue': ['sqs:SendMessage'],
};

/** A stream of keys says that something changed, and nothing of what stands there now or stood there before. */
const carriesKeysOnly = (source: Resource): boolean =>
  source.type === 'AWS::DynamoDB::Table' && at(source, 'StreamSpecification.StreamViewType') === 'KEYS_ONLY';

/** Functions that a function starts by what it puts where Lambda looks. */
function startedBy(estate: Estate, actor: Actor): readonly Resource[] {
  return estate.ofType('AWS::Lambda::EventSourceMapping').flatMap(({ properties }) => {
    const source = estate.find(properties.EventSourceArn, ...Object.keys(sources));
    const started = estate.find(properties.FunctionName, 'AWS::Lambda::Function');
    if (source === undefined || started === undefined || carriesKeysOnly(source)) return [];
    const putting = sources[source.type] ?? [];
    return firstThatMay(estate, actor, putting, [physicalName(estate, source).arn]) === undefined ? [] : [started];
  });
}

/** A function, and how the public door comes to it. */
export interface Behind {
  readonly lambda: Resource;
  readonly by: string;
}

/**
 * Every function that a request at the public door can set to work: those that stand there, those that they may invoke, and those that
 * what they write starts. One exception: a table's stream of keys alone. It wakes functions that look for themselves what there is to do, and
 * gets no answer from them, so that nothing that they read comes back by it; what they write is judged by where it can be read.
 */
export const behindThePublicDoor: (estate: Estate) => readonly Behind[] = oncePerEstate((estate) =>
  behindDoor(estate, 'public'),
);

/** The same of the private door. */
export const behindThePrivateDoor: (estate: Estate) => readonly Behind[] = oncePerEstate((estate) =>
  behindDoor(estate, 'private'),
);

function behindDoor(estate: Estate, kind: 'private' | 'public'): readonly Behind[] {
  const found = new Map(functionsBehind(estate, kind).map((lambda) => [lambda, `stands behind the ${kind} door`]));
  const all = functions(estate).map(({ resource }) => resource);
  for (const [lambda] of found) {
    const actor = actorOf(estate, lambda);
    if (actor === undefined) continue;
    const called = all.filter((one) => {
      const { arn } = physicalName(estate, one);
      return firstThatMay(estate, actor, calls, [arn, `${arn}:1`]) !== undefined;
    });
    for (const one of called) if (!found.has(one)) found.set(one, `is called by ${lambda.logicalId}`);
    for (const one of startedBy(estate, actor))
      if (!found.has(one)) found.set(one, `is started by what ${lambda.logicalId} writes`);
  }
  return [...found].map(([lambda, by]) => ({ lambda, by }));
}
