import * as z from 'zod/mini';
import { canonical } from '../workflow/canonical.ts';
import type { ReadBucket } from './airlock-buckets.ts';
import type { Bytes } from './contract.ts';
import type { FileReport, Profile, Report, Table } from './disclosure/contract.ts';
import type { inboundLimits } from './disclosure/files/inbound-limits.ts';
import { Swapped, wholeOf } from './whole-bytes.ts';

/** A table of an earlier release that shares columns with one of this request; `file` is ours. */
export interface Overlap {
  readonly release: string;
  /** Position of its file there, from 1. */
  readonly place: number;
  readonly file: string;
  /** Columns that both have. */
  readonly columns: readonly string[];
  readonly table: Table;
}

/** Of a profile; of what comes in, the limits of each kind. */
export type Numbers = Profile | typeof inboundLimits;

/** What the engine said of a round, as it lies in the store of reviews: files by their ids, and tables apart, for they are large and few ask for them. */
export interface StoredReport {
  /** Every rule that was applied: a file on which it has no finding met it. */
  readonly criteria: readonly string[];
  /** The numbers that the profile's hash is of. */
  readonly numbers: Numbers;
  readonly report: Omit<Report, 'files'>;
  readonly files: readonly (Omit<FileReport, 'tables' | 'path'> & { readonly file: string })[];
  readonly overlaps: readonly Overlap[];
  readonly tables: Bytes;
}

/** Tables that a request publishes: read again when another of its project is checked. */
export interface StoredTables {
  readonly tables: readonly { readonly file: string; readonly place: number; readonly table: Table }[];
}

export const bytesOf = (value: StoredReport | StoredTables): Uint8Array => Buffer.from(canonical(value), 'utf8');

const table = z.object({ header: z.array(z.string()), rows: z.array(z.array(z.string())) });
const tables = z.object({ tables: z.array(z.object({ file: z.string(), place: z.int(), table })) });

/** @throws Swapped where it is not what was pinned, or no report of ours. */
export async function reportIn(bucket: Pick<ReadBucket, 'open'>, pinned: Bytes): Promise<StoredReport> {
  const read: StoredReport = JSON.parse(Buffer.from(await wholeOf(bucket, pinned)).toString('utf8'));
  if (!Array.isArray(read.files) || !Array.isArray(read.overlaps) || !Array.isArray(read.criteria)) throw new Swapped();
  return read;
}

/** @throws where they are none: then what was released before is not known. */
export async function tablesIn(bucket: Pick<ReadBucket, 'open'>, pinned: Bytes): Promise<StoredTables> {
  return z.parse(tables, JSON.parse(Buffer.from(await wholeOf(bucket, pinned)).toString('utf8')));
}
