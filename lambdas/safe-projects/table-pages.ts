import type { Item, Store } from '../workflow/contract.ts';

/** Everything of one partition, page by page. */
export async function everything(store: Store, partition: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  let after: string | undefined;
  do {
    const page = await store.list(partition, after === undefined ? {} : { after });
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return items;
}
