import type { Item, Store } from '../workflow/contract.ts';

/** All of a partition, page by page. @throws when the table does not answer: half a list is never given for a whole one. */
export async function everyOne(store: Store, partition: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  let after: string | undefined;
  do {
    const page = await store.list(partition, after === undefined ? {} : { after });
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return items;
}
