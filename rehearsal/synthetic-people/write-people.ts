import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { DatasetContract } from '../../constructs/safe-data/dataset-contract.ts';
import { csvFile } from './csv.ts';
import { eachRow } from './rows.ts';
import type { TableFile } from './table-file.ts';
import { planTable, type TablePlan } from './table-plan.ts';

export const formats = ['csv', 'parquet'] as const;
export type Format = (typeof formats)[number];

export interface Population {
  readonly datasets: readonly DatasetContract[];
  readonly seed: number;
  readonly persons: number;
}

export interface Destination {
  /** Must be empty, or not exist. */
  readonly folder: string;
  readonly formats: readonly Format[];
  /** Ends it between two handfuls of persons, as a failure does. */
  readonly signal?: AbortSignal;
  /** Called when a table is done, for somebody who waits. */
  onTable?(written: WrittenTable): void;
}

export interface WrittenTable {
  readonly dataset: string;
  readonly table: string;
  readonly rows: number;
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
}

/** Says of the folder that nobody in it is real, and that it is complete: it is written last. */
export const marker = 'SYNTHETIC.json';

/** Why a folder cannot be written into, if it cannot. */
export function occupied(folder: string): string | undefined {
  try {
    return readdirSync(folder).length === 0
      ? undefined
      : `${folder} is not empty and is never overwritten; name another`;
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return undefined;
    return `${folder} cannot be used: ${code === 'ENOTDIR' ? 'it is a file' : String(error)}`;
  }
}

/**
 * Writes `<folder>/<dataset>/<table>.<format>` for every table. Constant memory, one table at a time; the same seed gives the same
 * bytes. If it fails or is aborted, what it wrote is removed.
 * @throws Error before anything is written, if the folder holds something.
 */
export async function writePeople(population: Population, destination: Destination): Promise<readonly WrittenTable[]> {
  const { datasets, seed, persons } = population;
  const { folder } = destination;
  const refusal = occupied(folder);
  if (refusal !== undefined) throw new Error(refusal);
  const begun: string[] = [];
  const tables: WrittenTable[] = [];
  try {
    mkdirSync(folder, { recursive: true });
    for (const dataset of datasets) {
      mkdirSync(join(folder, dataset.id));
      begun.push(join(folder, dataset.id));
      for (const table of dataset.tables) {
        const written = await writeTable(planTable(dataset, table), { seed, persons }, destination);
        tables.push(written);
        destination.onTable?.(written);
      }
    }
    const mark = JSON.stringify({ synthetic: true, seed, persons, tables }, undefined, 2);
    writeFileSync(join(folder, marker), `${mark}\n`, { flag: 'wx' });
    return tables;
  } catch (error) {
    for (const path of begun) rmSync(path, { recursive: true, force: true });
    throw error;
  }
}

/** Persons between two looks at whether it was interrupted: a signal is heard only when the writing rests. */
const handful = 500;

async function writeTable(
  plan: TablePlan,
  { seed, persons }: Omit<Population, 'datasets'>,
  { folder, formats, signal }: Destination,
): Promise<WrittenTable> {
  const files: { path: string; file: TableFile }[] = [];
  for (const format of formats) {
    const path = `${plan.dataset}/${plan.table}.${format}`;
    files.push({ path, file: await open(format, join(folder, path), plan) });
  }
  let rows = 0;
  for (let from = 0; from < persons; from += handful) {
    rows += eachRow(plan, { seed, from, to: Math.min(persons, from + handful) }, (cells) => {
      for (const { file } of files) file.add(cells);
    });
    await setImmediate();
    signal?.throwIfAborted();
  }
  const { dataset, table } = plan;
  return { dataset, table, rows, files: files.map(({ path, file }) => ({ path, bytes: file.close() })) };
}

/** Loaded only when asked for: a command that writes no Parquet need not read the library. */
async function open(format: Format, path: string, { columns }: TablePlan): Promise<TableFile> {
  if (format === 'csv') return csvFile(path, columns);
  const { parquetFile } = await import('./parquet.ts');
  return parquetFile(path, columns);
}
