import { join } from 'node:path';
import type { Dataset } from '../../../lib/config/dataset.ts';
import { readContracts } from '../../../rehearsal/synthetic-people/contracts.ts';
import { rowsOf, type Slice, type Value } from '../../../rehearsal/synthetic-people/rows.ts';

export const root = join(__dirname, '..', '..', '..');
export const deploymentFile = (name: string): string => join(root, 'deployments', `${name}.yaml`);

export function datasetsOf(name: string): readonly Dataset[] {
  const contracts = readContracts(deploymentFile(name));
  if (!contracts.ok) throw new Error(contracts.problems.join('\n'));
  return contracts.datasets;
}

export type Row = Readonly<Record<string, Value>>;

export async function rows(dataset: Dataset, table: string, slice: Slice): Promise<readonly Row[]> {
  const contract = dataset.tables.find(({ name }) => name === table);
  if (contract === undefined) throw new Error(`${dataset.id} has no table ${table}`);
  const all: Row[] = [];
  for await (const row of rowsOf(dataset, contract, slice)) all.push(row);
  return all;
}

/** Every table of both examples. */
export const tables = ['thames-valley', 'greater-manchester'].flatMap((example) =>
  datasetsOf(example).flatMap((dataset) =>
    dataset.tables.map((table) => ({ name: `${dataset.id}.${table.name}`, dataset, table })),
  ),
);

const found = (name: string) => {
  const table = tables.find((one) => one.name === name);
  if (table === undefined) throw new Error(`no example has the table ${name}`);
  return table;
};

export const rowsNamed = (name: string, slice: Slice): Promise<readonly Row[]> => {
  const { dataset, table } = found(name);
  return rows(dataset, table.name, slice);
};

/** Everything under the key that each has. */
export function grouped<T, Key>(all: readonly T[], keyOf: (one: T) => Key): ReadonlyMap<Key, readonly T[]> {
  const groups = new Map<Key, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups;
}
