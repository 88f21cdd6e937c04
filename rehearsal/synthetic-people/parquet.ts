import { statSync } from 'node:fs';
import { fileWriter, ParquetWriter } from 'hyparquet-writer';
import type { TableFile } from './table-file.ts';
import type { PlannedColumn } from './table-plan.ts';
import type { Cell } from './typed.ts';

/** Rows of a row group: what is in memory at once. Larger ones are slower, because their texts outlive the young heap. */
const rowGroup = 5_000;

/** A column as a file knows it, however its cells were made. */
export type StoredColumn = Omit<PlannedColumn, 'cell'>;

type Element = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

/** Types that Athena and Iceberg know; moments in milliseconds, without a time zone. */
const physical: Readonly<Record<PlannedColumn['type'], Partial<Element>>> = {
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  int: { type: 'INT32' },
  bigint: { type: 'INT64' },
  double: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  date: { type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } },
  timestamp: {
    type: 'INT64',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MILLIS' },
  },
};

const element = ({ name, type, optional }: StoredColumn): Element => ({
  name,
  repetition_type: optional ? 'OPTIONAL' : 'REQUIRED',
  ...physical[type],
});

/**
 * Row groups of constant size, marked as synthetic in the footer. Dictionaries instead of a compressor: what is random does not
 * shrink, and the bytes depend on nothing but the seed.
 */
export function parquetFile(file: string, columns: readonly StoredColumn[]): TableFile {
  const writer = new ParquetWriter({
    writer: fileWriter(file),
    schema: [{ name: 'root', num_children: columns.length }, ...columns.map(element)],
    codec: 'UNCOMPRESSED',
    statistics: false,
    kvMetadata: [{ key: 'synthetic', value: 'true' }],
  });
  const gathered = columns.map((): Cell[] => []);
  let rows = 0;
  const flush = () => {
    const columnData = columns.map(({ name, type }, index) =>
      source(name, type, rows === rowGroup ? (gathered[index] ?? []) : (gathered[index] ?? []).slice(0, rows)),
    );
    writer.write({ columnData, rowGroupSize: rowGroup, pageSize: 0 });
    rows = 0;
  };
  return {
    add(cells) {
      for (let index = 0; index < cells.length; index++) {
        const column = gathered[index];
        if (column !== undefined) column[rows] = cells[index];
      }
      rows++;
      if (rows === rowGroup) flush();
    },
    close() {
      flush();
      writer.finish();
      return statSync(file).size;
    },
  };
}

/** Only the two encodings that every reader has: the library's own choice for booleans is one that some lack. */
function source(name: string, type: PlannedColumn['type'], data: Cell[]) {
  if (type !== 'string') return { name, data, encoding: 'PLAIN' as const };
  if (repeats(data)) return { name, data, encoding: 'RLE_DICTIONARY' as const };
  return { name, data: encoded(data), encoding: 'PLAIN' as const };
}

/** Whether texts come back often enough for a dictionary, judged by a sample. */
function repeats(data: readonly Cell[]): boolean {
  const size = Math.min(data.length, 250);
  const seen = new Set<Cell>();
  for (let index = 0; index < size; index++) seen.add(data[Math.floor((index * data.length) / size)]);
  seen.delete(undefined);
  return seen.size > 0 && seen.size < size / 2;
}

/** ASCII texts as views into one block of bytes; the library itself would make an encoder for each. */
function encoded(data: readonly Cell[]): (Uint8Array | undefined)[] {
  let length = 0;
  for (const cell of data) if (typeof cell === 'string') length += cell.length;
  const block = new Uint8Array(length);
  let filled = 0;
  return data.map((cell) => {
    if (typeof cell !== 'string') return undefined;
    const start = filled;
    for (let index = 0; index < cell.length; index++) block[filled++] = cell.charCodeAt(index);
    return new Uint8Array(block.buffer, start, filled - start);
  });
}
