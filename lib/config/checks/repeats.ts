import type { DraftDeployment } from '../draft.ts';
import { type Finding, type Path, pathText } from '../problem.ts';

interface Named {
  readonly path: Path;
  readonly name: string | undefined;
}

/** Every later bearer of a name that somebody earlier in the list already has. */
function repeats(list: readonly Named[], remedy: string): Finding[] {
  const first = new Map<string, Path>();
  return list.flatMap(({ path, name }) => {
    if (name === undefined) return [];
    const earlier = first.get(name);
    if (earlier === undefined) {
      first.set(name, path);
      return [];
    }
    return [{ path, rule: `must not repeat ${pathText(earlier)}`, remedy }];
  });
}

export function checkRepeats({ organisations, datasets, projects, attestations, aws }: DraftDeployment): Finding[] {
  const named = (list: readonly (Record<string, unknown> | undefined)[] | undefined, at: Path, key: string): Named[] =>
    (list ?? []).map((entry, index) => ({
      path: [...at, index, key],
      name: typeof entry?.[key] === 'string' ? entry[key] : undefined,
    }));
  const names = (list: readonly (string | undefined)[] | undefined, at: Path): Named[] =>
    (list ?? []).map((name, index) => ({ path: [...at, index], name }));

  const findings = [
    ...repeats(names(aws?.availabilityZoneIds, ['aws', 'availabilityZoneIds']), 'name two different zones'),
    ...repeats(named(organisations, ['organisations'], 'ods'), 'list each organisation once'),
    ...repeats(named(datasets, ['datasets'], 'id'), 'give each dataset its own id'),
    ...repeats(named(projects, ['projects'], 'id'), 'give each project its own id'),
    ...repeats(named(attestations, ['attestations'], 'control'), 'keep one attestation of each control'),
  ];
  datasets?.forEach((dataset, d) => {
    const tables: Path = ['datasets', d, 'tables'];
    findings.push(...repeats(named(dataset?.tables, tables, 'name'), 'give each table its own name'));
    dataset?.tables?.forEach((table, t) => {
      findings.push(
        ...repeats(named(table?.columns, [...tables, t, 'columns'], 'name'), 'give each column its own name'),
      );
    });
  });
  projects?.forEach((project, p) => {
    const data: Path = ['projects', p, 'data'];
    findings.push(
      ...repeats(named(project?.data, data, 'dataset'), 'bring the tables of a dataset together in one entry'),
    );
    project?.data?.forEach((approved, a) => {
      const tables: Path = [...data, a, 'tables'];
      findings.push(
        ...repeats(named(approved?.tables, tables, 'table'), 'bring the columns of a table together in one entry'),
      );
      approved?.tables?.forEach((table, t) => {
        findings.push(...repeats(names(table?.columns, [...tables, t, 'columns']), 'approve each column once'));
      });
    });
  });
  return [...findings, ...glueCollisions(datasets)];
}

/** In a project's Glue database a table is `<dataset>_<table>` with hyphens as underscores, so two pairs can meet. */
function glueCollisions(datasets: DraftDeployment['datasets']): Finding[] {
  const first = new Map<string, { path: Path; dataset: string }>();
  return (datasets ?? []).flatMap((dataset, d) =>
    (dataset?.tables ?? []).flatMap((table, t) => {
      if (dataset?.id === undefined || table?.name === undefined) return [];
      const path: Path = ['datasets', d, 'tables', t, 'name'];
      const name = `${dataset.id}-${table.name}`.replaceAll('-', '_');
      const earlier = first.get(name);
      if (earlier === undefined) first.set(name, { path, dataset: dataset.id });
      if (earlier === undefined || earlier.dataset === dataset.id) return [];
      return [
        {
          path,
          rule: `must not have the Glue name ${name} of ${pathText(earlier.path)}`,
          remedy: 'rename one of them',
        },
      ];
    }),
  );
}
