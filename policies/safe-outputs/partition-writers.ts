import { ask } from '../estate/access/ask.ts';
import { accountOf, physicalName } from '../estate/access/physical-names.ts';
import type { Actor } from '../estate/actors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { type Access, mayDo } from '../estate/may.ts';
import { writingItems } from '../estate/tables.ts';

const about = (partitions: readonly string[]) => ({ 'dynamodb:leadingkeys': partitions });

/**
 * How somebody may write items, by any action, in a call that names one of these lists of partitions; undefined: they may not. DynamoDB says in
 * `dynamodb:LeadingKeys` whose partitions a call is about.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
export function writingOf(
  estate: Estate,
  actor: Actor,
  table: Resource,
  calls: readonly (readonly string[])[],
): Access | undefined {
  const { arn: to } = physicalName(estate, table);
  for (const action of writingItems)
    for (const partitions of calls) {
      const answer = mayDo(estate, actor, action, to, { facts: about(partitions) });
      if (answer !== undefined) return { action, to, answer };
    }
  return undefined;
}

/** A writing action on the partition that the table's own policy does not refuse to everybody of the account, and to whom; undefined: it refuses them all. */
export function notRefused(estate: Estate, table: Resource, partition: string): string | undefined {
  const account = accountOf(estate, table.stack);
  const { arn: to } = physicalName(estate, table);
  for (const name of ['role/somebody', 'user/somebody', 'root'])
    for (const action of writingItems) {
      const who = ['arn', 'aws', 'iam', '', account, name].join(':');
      if (ask(estate, { who, action, to, facts: about([partition]), withoutGuardrails: true }).decision !== 'denied')
        return `${action} of ${partition} to ${name}`;
    }
  return undefined;
}
