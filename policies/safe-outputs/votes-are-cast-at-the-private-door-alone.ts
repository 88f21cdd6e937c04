import { actors } from '../estate/actors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { type Access, sentenceOf } from '../estate/may.ts';
import { judged } from '../outcome.ts';
import type { Outcome, Rule } from '../rule.ts';
import { onlyFunctionOf } from '../safe-people/roles-of-one-function.ts';
import { checkerOf, releaserOf } from './airlock-functions.ts';
import { doorOf } from './hands.ts';
import { ofTheOneTable } from './one-store.ts';
import { notRefused, writingOf } from './partition-writers.ts';

/** Partition of finished reviews, alone in a call and beside another one. */
const votes: readonly (readonly string[])[] = [['vote'], ['airlock', 'vote']];

interface Writer {
  readonly name: string;
  readonly lambda: Resource | undefined;
  readonly access: Access;
}

/** Everybody who may write a vote, in a call that names its partition. */
const writersOf = (estate: Estate, table: Resource): readonly Writer[] =>
  actors(estate).flatMap((actor) => {
    const access = writingOf(estate, actor, table, votes);
    return access === undefined
      ? []
      : [{ name: actor.name, lambda: onlyFunctionOf(estate, actor.resource)?.resource, access }];
  });

function faultOf(estate: Estate, table: Resource): string | undefined {
  const [first, second] = writersOf(estate, table);
  if (first === undefined) return 'votes can be cast by nobody, and nothing can be released';
  if (second !== undefined)
    return `votes are written by more than one: ${first.name} ${sentenceOf(first.access)}; ${second.name} ${sentenceOf(second.access)}`;
  const door = doorOf(estate, first.lambda);
  if (first.lambda === undefined || door !== 'private')
    return `votes are written by ${first.name}, which does not stand behind the private door alone`;
  if ([checkerOf(estate), releaserOf(estate)].includes(first.lambda))
    return `votes are written by ${first.lambda.logicalId}, which also checks or releases`;
  const open = notRefused(estate, table, 'vote');
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
  check: (estate) => ofTheOneTable(estate, 'airlock', 'requests', (table) => judge(estate, table)),
};
