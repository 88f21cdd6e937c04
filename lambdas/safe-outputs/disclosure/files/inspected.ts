import type { Finding, Table } from '../contract.ts';

/** What one inspector found. `tables` are judged by the rules for tables, `entries` are files to be checked as files of their own. */
export interface Inspected {
  readonly findings: readonly Finding[];
  readonly tables: readonly Table[];
  readonly entries: readonly Entry[];
}
export interface Entry {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export const inspected = (
  findings: readonly Finding[],
  tables: readonly Table[] = [],
  entries: readonly Entry[] = [],
): Inspected => ({ findings, tables, entries });
