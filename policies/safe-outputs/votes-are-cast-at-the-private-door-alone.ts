import { ask } from '../estate/access/ask.ts';
import { accountOf, physicalName } from '../estate/access/physical-names.ts';
import { actors } from '../estate/actors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { type Access, mayDo, sentenceOf } from '../estate/may.ts';
import { writingItems } from '../estate/tables.ts';
import { fail, judged } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { onlyFunctionOf } from '../safe-people/roles-of-one-function.ts';
import { checkerOf, releaserOf } from './airlock-functions.ts';
import { airlockTables, partsOfTheAirlock } from './airlock-stores.ts';
import { doorOf } from './hands.ts';

/** Partition of finished reviews, alone in a call and beside another one. */
const votes: readonly (readonly string[])[] = [['vote'], ['airlock', 'vote']];

interface Writer {
  readonly name: string;
  readonly lambda: Resource | undefined;
  readonly access: Access;
}

/** Everybody who may write a vote, in a call that names its partition. */
function writersOf(estate: Estate, arn: string): readonly Writer[] {
  return actors(estate).flatMap((actor): readonly Writer[] => {
    for (const action of writingItems)
      for (const partitions of votes) {
        const answer = mayDo(estate, actor, action, arn, { facts: { 'dynamodb:leadingkeys': partitions } });
        if (answer !== undefined)
          return [
            {
              name: actor.name,
              lambda: onlyFunctionOf(estate, actor.resource)?.resource,
              access: { action, to: arn, answer },
            },
          ];
      }
    return [];
  });
}

function openTo(estate: Estate, { stack }: Resource, arn: string): string | undefined {
  const account = accountOf(estate, stack);
  for (const name of ['role/somebody', 'user/somebody', 'root'])
    for (const action of writingItems) {
      const who = ['arn', 'aws', 'iam', '', account, name].join(':');
      const facts = { 'dynamodb:leadingkeys': ['vote'] };
      if (ask(estate, { who, action, to: arn, facts, withoutGuardrails: true }).decision !== 'denied')
        return `${action} to ${name}`;
    }
  return undefined;
}

function faultOf(estate: Estate, table: Resource): string | undefined {
  const { arn } = physicalName(estate, table);
  const [first, second] = writersOf(estate, arn);
  if (first === undefined) return 'votes can be cast by nobody, and nothing can be released';
  if (second !== undefined)
    return `votes are written by more than one: ${first.name} ${sentenceOf(first.access)}; ${second.name} ${sentenceOf(second.access)}`;
  const door = doorOf(estate, first.lambda);
  if (first.lambda === undefined || door !== 'private')
    return `votes are written by ${first.name}, which does not stand behind the private door alone`;
  if ([checkerOf(estate), releaserOf(estate)].includes(first.lambda))
    return `votes are written by ${first.lambda.logicalId}, which also checks or releases`;
  const open = openTo(estate, table, arn);
  return open === undefined ? undefined : `its own policy does not refuse ${open}`;
}

const judge = (estate: Estate, table: Resource): Outcome => {
  const fault = faultOf(estate, table);
  return judged(
    fault === undefined,
    table,
    'Properties.ResourcePolicy',
    'one function behind the private door writes votes, and neither what checks nor what releases',
    fault ?? '',
  );
};

/**
 * The function that releases counts two votes of two people before it writes a byte, which is its code, and tested. This proves that neither it nor any
 * other function, were its code exchanged, could write the votes that it counts; DynamoDB says in `dynamodb:LeadingKeys` whose partition a call is about.
 */
export const votesAreCastAtThePrivateDoorAlone: Rule = {
  id: 'votes-are-cast-at-the-private-door-alone',
  safe: 'outputs',
  controls: ['3.1.05', '3.1.06', '3.1.07', '3.3.05'],
  severity: 'fatal',
  why: 'Two people must have looked. A machine that could write their votes itself would need nobody.',
  fix: 'deny every writing action on the partition of votes to all but the function of the private door, in the policy of the table and in the roles that write elsewhere in it',
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html',
  check: (estate) => {
    const tables = airlockTables(estate, 'airlock');
    const [first] = partsOfTheAirlock(estate);
    if (tables.length !== 1 && first !== undefined)
      return [fail(first, 'Type', `belongs to an airlock with ${tables.length} tables of requests`)];
    return tables.map((table) => judge(estate, table));
  },
};
