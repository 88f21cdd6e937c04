import { createHmac } from 'node:crypto';
import type { DatasetContract } from '../../constructs/safe-data/dataset-contract.ts';
import type { Deployment } from '../../lib/config/deployment.ts';
import type { ApprovedData } from '../../lib/config/project.ts';
import type { StoredColumn } from '../synthetic-people/parquet.ts';
import { eachRow } from '../synthetic-people/rows.ts';
import { planTable } from '../synthetic-people/table-plan.ts';
import type { Cell } from '../synthetic-people/typed.ts';
import { meets } from './meets.ts';

/** One table of a project's extract, as its approval has it. */
export interface ExtractRows {
  /** As the catalogue names it; written out here once more. */
  readonly table: string;
  readonly columns: readonly StoredColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** Those in the rows; they occur in no other project. */
  readonly pseudonyms: readonly string[];
}

/** An approval that so many persons do not fill is a mistake in the file or in the generator. */
const mostPersons = 200_000;

/** Stands for the pseudonym of a project: text, and another for the same person in every other project. */
const pseudonym = (project: string, number: Cell): string =>
  createHmac('sha256', `synthetic, of ${project}`).update(String(number)).digest('hex').slice(0, 32);

/**
 * Rows of synthetic people for every table of a project: approved columns, approved rows, and no more than so many.
 * @throws when nobody meets the conditions of an approval
 */
export function extractOf({ datasets, projects }: Deployment, project: string, most: number): readonly ExtractRows[] {
  const approved = projects.find(({ id }) => id === project)?.data ?? [];
  return approved.flatMap(({ dataset: id, tables }) => {
    const dataset = datasets.find((one) => one.id === id);
    if (dataset === undefined) throw new Error(`there is no dataset ${id}`);
    return tables.map((approval) => tableOf(dataset, approval, project, most));
  });
}

function tableOf(
  dataset: DatasetContract,
  approval: ApprovedData['tables'][number],
  project: string,
  most: number,
): ExtractRows {
  const table = dataset.tables.find(({ name }) => name === approval.table);
  if (table === undefined) throw new Error(`there is no table ${dataset.id} ${approval.table}`);
  const plan = planTable(dataset, table);
  const at = (name: string) => {
    const index = table.columns.findIndex((column) => column.name === name);
    const [contract, planned] = [table.columns[index], plan.columns[index]];
    if (contract === undefined || planned === undefined) throw new Error(`there is no column ${table.name} ${name}`);
    return { index, contract, optional: planned.optional };
  };
  const tests = approval.rows.map((condition) => {
    const { index, contract } = at(condition.column);
    return { index, test: meets(condition, contract.type) };
  });
  const taken = approval.columns.map(at);
  const rows: Cell[][] = [];
  const pseudonyms = new Set<string>();
  for (let from = 0; rows.length < most && from < mostPersons; from++) {
    eachRow(plan, { seed: 1, from, to: from + 1 }, (cells) => {
      if (rows.length === most || !tests.every(({ index, test }) => test(cells[index]))) return;
      rows.push(
        taken.map(({ index, contract }) => {
          if (contract.role !== 'linkage') return cells[index];
          const made = pseudonym(project, cells[index]);
          pseudonyms.add(made);
          return made;
        }),
      );
    });
  }
  if (rows.length === 0) throw new Error(`${project}: nobody meets the conditions on ${dataset.id} ${table.name}`);
  return {
    table: `${dataset.id.replaceAll('-', '_')}_${table.name}`,
    columns: taken.map(({ contract: { name, role, type }, optional }) => ({
      name,
      type: role === 'linkage' ? 'string' : type,
      optional,
    })),
    rows,
    pseudonyms: [...pseudonyms],
  };
}
