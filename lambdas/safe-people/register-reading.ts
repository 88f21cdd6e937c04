import type { Store } from '../workflow/contract.ts';
import type { Register } from './authoriser.ts';
import { type Person, personPartition } from './contract.ts';
import { registerStanding, type TableIdentity } from './standing.ts';

/** The register as the authoriser reads it: the item is the person's own, or nobody's. */
export const registerOn = (store: Store, table: TableIdentity): Register => ({
  async person(id) {
    const item = await store.get({ partition: personPartition, sort: id });
    return item !== undefined && isOf(item.body, id) ? item.body : undefined;
  },
  standing: () => registerStanding(store, table),
});

const isOf = (body: unknown, id: string): body is Person =>
  typeof body === 'object' && body !== null && 'id' in body && body.id === id;
