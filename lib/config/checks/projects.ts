import type { Dataset, Table } from '../dataset.ts';
import type { Draft, DraftDeployment } from '../draft.ts';
import { didYouMean } from '../nearest.ts';
import type { Finding, Path } from '../problem.ts';
import type { ApprovedData } from '../project.ts';
import { namedOrganisation } from './datasets.ts';
import { checkRows } from './rows.ts';

/** A project may name only what is there, and never a direct identifier. */
export const checkProjects = ({ projects, organisations, datasets }: DraftDeployment): Finding[] =>
  (projects ?? []).flatMap((project, p) => [
    ...namedOrganisation(organisations, project?.lead, ['projects', p, 'lead']),
    ...(project?.data ?? []).flatMap((approved, a) => checkDataset(datasets, approved, ['projects', p, 'data', a])),
  ]);

/** What a list holds by this name; and, where it is certain that it does not, the finding that says so. */
function look<T>(
  list: readonly (T | undefined)[] | undefined,
  nameOf: (entry: T) => string | undefined,
  name: string | undefined,
  finding: { readonly path: Path; readonly what: string },
): { readonly found?: T; readonly findings: Finding[] } {
  const names = list?.map((entry) => (entry === undefined ? undefined : nameOf(entry)));
  if (list === undefined || names === undefined || name === undefined) return { findings: [] };
  const found = list[names.indexOf(name)];
  if (found !== undefined) return { found, findings: [] };
  // A list with an unreadable name might well hold it.
  if (names.includes(undefined)) return { findings: [] };
  const known = names.filter((one) => one !== undefined);
  const remedy = didYouMean(name, known, `there is ${known.join(', ')}`);
  return { findings: [{ path: finding.path, rule: `must be ${finding.what}`, remedy }] };
}

function checkDataset(
  datasets: readonly (Draft<Dataset> | undefined)[] | undefined,
  approved: Draft<ApprovedData> | undefined,
  at: Path,
): Finding[] {
  const { found, findings } = look(datasets, ({ id }) => id, approved?.dataset, {
    path: [...at, 'dataset'],
    what: 'the id of one of `datasets`',
  });
  const tables = (approved?.tables ?? []).flatMap((table, t) =>
    checkTable(found?.tables, table, [...at, 'tables', t], found?.id ?? ''),
  );
  return [...findings, ...tables];
}

function checkTable(
  tables: readonly (Draft<Table> | undefined)[] | undefined,
  approved: Draft<ApprovedData['tables'][number]> | undefined,
  at: Path,
  dataset: string,
): Finding[] {
  const { found, findings } = look(tables, ({ name }) => name, approved?.table, {
    path: [...at, 'table'],
    what: `a table of the dataset ${dataset}`,
  });
  const what = `a column of ${dataset}.${found?.name}`;
  for (const [index, name] of (approved?.columns ?? []).entries()) {
    const path = [...at, 'columns', index];
    const column = look(found?.columns, (one) => one.name, name, { path, what });
    findings.push(...column.findings);
    if (column.found?.role === 'direct-identifier') {
      const remedy = 'take it out; a `linkage` column may be approved and arrives as a pseudonym';
      findings.push({ path, rule: 'must not be a direct identifier', remedy });
    }
  }
  for (const [index, condition] of (approved?.rows ?? []).entries()) {
    const path = [...at, 'rows', index];
    const column = look(found?.columns, (one) => one.name, condition?.column, { path: [...path, 'column'], what });
    findings.push(...column.findings, ...checkRows(condition, column.found, path));
  }
  return findings;
}
