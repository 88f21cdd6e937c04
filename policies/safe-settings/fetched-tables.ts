import { physicalName } from '../estate/access/physical-names.ts';
import { identities } from '../estate/actors.ts';
import { doors } from '../estate/doors.ts';
import type { Estate, Resource } from '../estate/estate.ts';
import { firstThatMay } from '../estate/may.ts';
import { readingItems, tableUses, writingItems } from '../estate/tables.ts';
import { oncePerEstate } from '../estate/views.ts';
import { onlyFunctionOf, roleBehind } from '../safe-people/roles-of-one-function.ts';

/** A table into which one function puts what it fetched from the internet, and the role of that function. */
export interface Fetched {
  readonly table: Resource;
  readonly role: Resource;
  readonly lambda: Resource;
}

/** A put shows the item that it replaced: one that the same function has put there. */
const more = [...writingItems.filter((action) => action !== 'dynamodb:PutItem'), ...readingItems];

/**
 * Tables that hold nothing of anybody: one function outside the network puts there, nobody else writes, and only the authorisers of the doors
 * read. What the function may do there is to put, and nothing more.
 */
export const fetchedTables: (estate: Estate) => readonly Fetched[] = oncePerEstate((estate) => {
  const asking = doors(estate)
    .flatMap(({ operations }) => operations)
    .flatMap(({ authoriser }) => authoriser?.asks ?? [])
    .map((lambda) => roleBehind(estate, lambda)?.resource);
  return tableUses(estate).flatMap(({ table, arn, writers, readers }): readonly Fetched[] => {
    const [writer] = writers;
    const lambda = onlyFunctionOf(estate, writer?.actor.resource);
    if (writer?.actor.resource === undefined || lambda === undefined || lambda.inVpc || writers.length !== 1) return [];
    if (firstThatMay(estate, writer.actor, more, [arn]) !== undefined) return [];
    return readers.every(({ actor }) => asking.includes(actor.resource))
      ? [{ table, role: writer.actor.resource, lambda: lambda.resource }]
      : [];
  });
});

/** The tables into which a role may put what its function fetched. */
export const fetchedBy = (estate: Estate, role: Resource | undefined): readonly Resource[] =>
  fetchedTables(estate)
    .filter((one) => one.role === role)
    .map(({ table }) => table);

/** Tables that a function's role may write at all. */
export function writtenBy(estate: Estate, role: Resource | undefined): readonly Resource[] {
  const actor = identities(estate).find(({ resource }) => role !== undefined && resource === role);
  if (actor === undefined) return [];
  return estate
    .ofType('AWS::DynamoDB::Table')
    .filter((table) => firstThatMay(estate, actor, writingItems, [physicalName(estate, table).arn]) !== undefined);
}
