import type { Profile, Table } from '../contract.ts';

/** A rounded and suppressed copy that passes every rule of tables; undefined where there is none. */
export async function suggest(_table: Table, _profile: Profile): Promise<Table | undefined> {
  return undefined;
}
