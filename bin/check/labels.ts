import type { FileType, Table } from '../../lambdas/safe-outputs/disclosure/contract.ts';
import { scanDelimited } from '../../lambdas/safe-outputs/disclosure/scan/scan-delimited.ts';
import { bytesOnDisk } from './bytes-on-disk.ts';
import type { Output } from './outputs-on-disk.ts';

/** The table of the user's own file, for its headings and labels; undefined where it is none, is large, or cannot be read any more. */
export async function labelsOf({ file }: Output, type: FileType): Promise<Table | undefined> {
  if (type !== 'csv' && type !== 'tsv') return undefined;
  try {
    const scanned = await scanDelimited(bytesOnDisk(file), { keepCells: 250_000 });
    return scanned.ok ? scanned.table : undefined;
  } catch {
    return undefined;
  }
}
