import type { Table } from '../contract.ts';
import { scanLimits } from './scanned.ts';

/** Keeps the header, and the cells while they are few enough; then lets them go and costs nothing more. */
export interface RowKeeper {
  /** Whether a cell would be kept. */
  readonly isKeeping: boolean;
  cell(bytes: Uint8Array, from: number, to: number, isBeyondAscii: boolean): void;
  /** The cells since the last row are row number `rows`. */
  row(rows: number, columns: number): void;
  /** Once its row has ended. */
  header(): readonly string[];
  /** Once, at the end. */
  table(): Table | undefined;
}

/** Cells one behind the other: text where bytes and characters are the same. */
interface Block {
  readonly held: string | Buffer;
  readonly ends: readonly number[];
}
const blockBytes = 64 * 1024;

function* cellsOf({ held, ends }: Block): Generator<string> {
  let from = 0;
  for (const end of ends) {
    yield typeof held === 'string' ? held.slice(from, end) : held.toString('utf8', from, end);
    from = end;
  }
}

/** Cells stay in blocks until they are asked for: most files that are too large would make texts for nothing. */
export function rowKeeper(most: number): RowKeeper {
  let header: readonly string[] | undefined;
  let isKeeping = true;
  let size = 0;
  let blocks: Block[] = [];
  let open = Buffer.allocUnsafe(blockBytes);
  let filled = 0;
  let ends: number[] = [];
  let isAscii = true;

  function close(): void {
    blocks.push({ held: isAscii ? open.toString('latin1', 0, filled) : Buffer.from(open.subarray(0, filled)), ends });
    filled = 0;
    ends = [];
    isAscii = true;
  }

  function taken(): readonly string[] {
    close();
    const texts = blocks.flatMap((block) => [...cellsOf(block)]);
    blocks = [];
    return texts;
  }

  return {
    get isKeeping() {
      return isKeeping;
    },
    cell(bytes, from, to, isBeyondAscii) {
      if (filled + to - from > open.length) {
        close();
        if (to - from > open.length) open = Buffer.allocUnsafe(to - from);
      }
      const place = filled - from;
      for (let at = from; at < to; at += 1) open[place + at] = bytes[at] ?? 0;
      filled += to - from;
      size += to - from;
      ends.push(filled);
      if (isBeyondAscii) isAscii = false;
    },
    row(rows, columns) {
      if (rows * columns <= most && size <= scanLimits.kept) return;
      isKeeping = false;
      blocks = [];
      ends = [];
    },
    header() {
      header ??= taken();
      return header;
    },
    table() {
      if (!isKeeping || header === undefined) return undefined;
      const texts = taken();
      const columns = header.length;
      const rows = Array.from({ length: texts.length / columns }, (_, row) =>
        texts.slice(row * columns, (row + 1) * columns),
      );
      return { header, rows };
    },
  };
}
