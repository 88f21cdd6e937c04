import type { Key, Store } from '../workflow/contract.ts';
import type { RegisterStanding } from './contract.ts';

/** The one item that says in which table the register was founded or last put into service. */
export const standingKey: Key = { partition: 'register', sort: 'standing' };

/** The identity that AWS gave the table itself. A table restored from a backup has another, even under the same name. */
export interface TableIdentity {
  /** @throws when the table did not answer. */
  id(): Promise<string>;
}

/** `restored` unless the table says of itself that it is the one in which the register was put into service; also when it says nothing. */
export async function registerStanding(store: Pick<Store, 'get'>, table: TableIdentity): Promise<RegisterStanding> {
  const [item, id] = await Promise.all([store.get(standingKey), table.id()]);
  const founded = item?.body.tableId;
  return typeof founded === 'string' && founded !== '' && founded === id ? 'in-service' : 'restored';
}

/**
 * Asks the table at most once a minute: a function that stays warm while the table is deleted and restored under its name must not go on
 * believing what it was told before. A restore takes longer than that.
 */
export function rememberedForAMinute(table: TableIdentity, milliseconds: () => number): TableIdentity {
  let known: { readonly id: string; readonly at: number } | undefined;
  return {
    async id() {
      const now = milliseconds();
      if (known === undefined || now - known.at >= 60_000 || now < known.at) known = { id: await table.id(), at: now };
      return known.id;
    },
  };
}
