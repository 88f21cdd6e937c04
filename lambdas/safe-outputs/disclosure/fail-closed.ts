import type { Finding, Table } from './contract.ts';
import { Unread } from './measured.ts';

/** A table, and where in its file it stands: sheet, entry, or one of several; undefined for a file that is one table. */
export interface Placed {
  readonly table: Table;
  readonly entry?: number;
}

/** What is known of one file before its tables are judged. */
export interface Judged {
  readonly findings: readonly Finding[];
  readonly tables: readonly Placed[];
}

/** Its words say nothing of what was thrown: an exception's message can quote the file. */
export const notUnderstood: Finding = {
  rule: 'not-understood',
  verdict: 'blocked',
  at: {},
  reason: 'the file could not be judged to its end, and what is not judged does not leave',
  remedy: 'export it again; if this stays, send the results in a simpler form, such as CSV',
};

/**
 * A judge that breaks has cleared nothing.
 * @throws Unread as it comes: bytes that could not be read say nothing about the file, and the check must be made again
 */
export async function failClosed(judge: () => Promise<Judged>): Promise<Judged> {
  try {
    return await judge();
  } catch (error) {
    if (error instanceof Unread) throw error;
    return { findings: [notUnderstood], tables: [] };
  }
}
