import type { Item, Store } from '../workflow/contract.ts';

/** All of a partition, from after `from` on, page by page. @throws when the table does not answer: half a list is never given for a whole one. */
export async function everyOne(store: Store, partition: string, from?: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  let after = from;
  do {
    const page = await store.list(partition, after === undefined ? {} : { after });
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return items;
}
