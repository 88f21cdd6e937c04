import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { type ExtractRows, extractOf } from './extract-rows.ts';
import { bucketOf } from './names.ts';
import type { Stage } from './stage.ts';

/** Loaded only when it writes, for the library of Parquet has ECMAScript modules only. */
async function parquetOf({ columns, rows }: ExtractRows): Promise<Buffer> {
  const { parquetFile } = await import('../synthetic-people/parquet.ts');
  const folder = mkdtempSync(join(tmpdir(), 'tre-rehearsal-extract-'));
  try {
    const path = join(folder, 'rows.parquet');
    const file = parquetFile(path, columns);
    for (const row of rows) file.add(row);
    file.close();
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export interface WrittenExtract extends ExtractRows {
  readonly key: string;
}

/** Puts an extract of synthetic people where the catalogue of a project looks for it. */
export async function writeExtract(
  { deployment, clients }: Stage,
  project: string,
  most: number,
): Promise<readonly WrittenExtract[]> {
  const written: WrittenExtract[] = [];
  for (const extract of extractOf(deployment, project, most)) {
    const key = `extract/${extract.table}/part-0.parquet`;
    const Bucket = bucketOf(deployment, `p-${project}`);
    await clients.s3.send(new PutObjectCommand({ Bucket, Key: key, Body: await parquetOf(extract) }));
    written.push({ ...extract, key });
  }
  return written;
}

/** Why rows cannot be written here, if they cannot. */
export const cannotWrite = ({ emulated }: Stage): string | undefined =>
  emulated ? undefined : 'the bucket of a project takes nothing from outside the network, which is where this runs';
