import type { Dataset } from './config/dataset.ts';
import type { Project } from './config/project.ts';

/** One table of a project's extract: the approved columns of one curated table, in the order of the dataset's contract. */
export interface ExtractTable {
  readonly dataset: string;
  readonly table: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/**
 * What a project's own copy of the data holds. A `linkage` column arrives as a pseudonym, which is text whatever the source
 * column was. Names that the deployment file's checks have not verified are left out, never guessed.
 */
export const approvedExtract = (project: Project, datasets: readonly Dataset[]): ExtractTable[] =>
  project.data.flatMap((approved) =>
    approved.tables.flatMap(({ table, columns }) => {
      const contract = datasets
        .find(({ id }) => id === approved.dataset)
        ?.tables.find(({ name }) => name === table)
        ?.columns.filter(({ name, role }) => columns.includes(name) && role !== 'direct-identifier');
      if (contract === undefined) return [];
      return [
        {
          dataset: approved.dataset,
          table,
          columns: contract.map(({ name, type, role }) => ({ name, type: role === 'linkage' ? 'string' : type })),
        },
      ];
    }),
  );
