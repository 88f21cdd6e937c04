import type { ExtractTable } from '../constructs/safe-projects/extract.ts';
import type { Dataset } from './config/dataset.ts';
import type { Project } from './config/project.ts';

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
