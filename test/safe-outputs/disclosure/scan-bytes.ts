import { scanDelimited } from '../../../lambdas/safe-outputs/disclosure/scan/scan-delimited.ts';
import type { Scanned, ScannedTable, ScanOptions } from '../../../lambdas/safe-outputs/disclosure/scan/scanned.ts';

/** A file as it comes from a store: in chunks of the sizes given, the rest in one. */
export async function* inChunks(bytes: Uint8Array, sizes: readonly number[] = []): AsyncIterable<Uint8Array> {
  let from = 0;
  for (const size of sizes) {
    if (from >= bytes.length) return;
    yield bytes.subarray(from, from + size);
    from += size;
  }
  if (from < bytes.length) yield bytes.subarray(from);
}

export const scan = (
  content: string | Uint8Array,
  options: Partial<ScanOptions> = {},
  sizes: readonly number[] = [],
): Promise<Scanned> => scanDelimited(inChunks(Buffer.from(content), sizes), { keepCells: 1_000_000, ...options });

export async function accepted(
  content: string | Uint8Array,
  options: Partial<ScanOptions> = {},
): Promise<ScannedTable> {
  const scanned = await scan(content, options);
  if (!scanned.ok) throw new Error(`refused: ${JSON.stringify(scanned.refusal)}`);
  return scanned;
}
