import type { Body } from '../mutant.ts';
import { ofType, type SynthesisedProject, synthesisedProjects } from './synthesised-projects.ts';

interface Approved {
  /** `<dataset>_<table>`, as the catalogue calls it. */
  readonly name: string;
  readonly columns: readonly string[];
}

/** What the committee approved, table by table, as the deployment file says it. */
const approvedOf = ({ project }: SynthesisedProject): readonly Approved[] =>
  project.data.flatMap(({ dataset, tables }) =>
    tables.map(({ table, columns }) => ({ name: `${dataset.replaceAll('-', '_')}_${table}`, columns })),
  );

const roleOf = ({ deployment }: SynthesisedProject, table: string, column: string): string | undefined =>
  deployment.datasets
    .flatMap(({ id, tables }) => tables.map((one) => ({ name: `${id.replaceAll('-', '_')}_${one.name}`, one })))
    .find(({ name }) => name === table)
    ?.one.columns.find(({ name }) => name === column)?.role;

interface Catalogued {
  readonly Name: string;
  readonly StorageDescriptor: { readonly Columns: readonly { readonly Name: string; readonly Type: string }[] };
}

const catalogue = (project: SynthesisedProject): readonly Catalogued[] =>
  ofType(project, 'AWS::Glue::Table').map(({ Properties }) => Properties.TableInput as Catalogued);

const queries = (project: SynthesisedProject): readonly { readonly name: string; readonly sql: string }[] =>
  ofType(project, 'AWS::Athena::NamedQuery').map(({ Properties }) => ({
    name: String(Properties.Name),
    sql: String(Properties.QueryString),
  }));

const quoted = (text: string): readonly string[] => [...text.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name);

test('there are projects to speak of', () => {
  expect(synthesisedProjects.length).toBeGreaterThanOrEqual(4);
});

describe.each(synthesisedProjects)('the workspace of %s', (_, project) => {
  test('catalogues the approved tables and columns, each once, and no other', () => {
    const sorted = (tables: readonly Approved[]) =>
      tables
        .map(({ name, columns }) => ({ name, columns: [...columns].sort() }))
        .sort((one, other) => one.name.localeCompare(other.name));
    const catalogued = catalogue(project).map(({ Name, StorageDescriptor: { Columns } }) => ({
      name: Name,
      columns: Columns.map((column) => column.Name),
    }));
    expect(sorted(catalogued)).toEqual(sorted(approvedOf(project)));
  });

  test('holds linkage columns as text, for they arrive as pseudonyms', () => {
    const linking = catalogue(project).flatMap(({ Name, StorageDescriptor: { Columns } }) =>
      Columns.filter((column) => roleOf(project, Name, column.Name) === 'linkage'),
    );
    expect(linking.length).toBeGreaterThan(0);
    expect(linking.filter(({ Type }) => Type !== 'string')).toEqual([]);
  });

  test('offers to look at each approved table and to count it, and nothing else', () => {
    const offered = approvedOf(project).flatMap(({ name }) => [`count-${name}`, `look-at-${name}`]);
    expect(
      queries(project)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(offered.sort());
  });

  test('asks for approved columns only, each in quotes, and shows ten rows', () => {
    for (const { name, columns } of approvedOf(project)) {
      const look = queries(project).find((query) => query.name === `look-at-${name}`);
      const [select = '', from = ''] = (look?.sql ?? '').split('\nFROM ');
      expect(select.replace(/"[^"]+"/g, '').replace(/[\s,]/g, '')).toBe('SELECT');
      expect([...quoted(select)].sort()).toEqual([...columns].sort());
      expect(from).toBe(`"${name}"\nLIMIT 10`);
    }
  });

  test('counts one approved column', () => {
    for (const { name, columns } of approvedOf(project)) {
      const count = queries(project).find((query) => query.name === `count-${name}`);
      const [counted = '', ...others] = quoted(count?.sql ?? '');
      expect(columns).toContain(counted);
      expect(others).toEqual([name]);
    }
  });

  test('cancels a query that reads more than was allowed', () => {
    const [workgroup] = ofType(project, 'AWS::Athena::WorkGroup') as readonly (Body | undefined)[];
    const settings = workgroup?.Properties.WorkGroupConfiguration as { readonly BytesScannedCutoffPerQuery: number };
    expect(settings.BytesScannedCutoffPerQuery).toBe(project.project.allowance.gigabytesPerQuery * 1024 ** 3);
  });

  test('is called by one name: workgroup, role, budget, alias of the key, and its database with underscores', () => {
    const names = ['AWS::Athena::WorkGroup.Name', 'AWS::IAM::Role.RoleName', 'AWS::KMS::Alias.AliasName'].flatMap(
      (path) => {
        const [type = '', property = ''] = path.split('.');
        return ofType(project, type).map(({ Properties }) => String(Properties[property]).replace('alias/', ''));
      },
    );
    expect(names.filter((name) => !name.includes('purge')).sort()).toEqual([
      project.stack,
      project.stack,
      project.stack,
    ]);
    const [database] = ofType(project, 'AWS::Glue::Database');
    expect(database?.Properties.DatabaseInput).toMatchObject({ Name: project.stack.replaceAll('-', '_') });
    const [budget] = ofType(project, 'AWS::Budgets::Budget');
    expect(budget?.Properties.Budget).toMatchObject({ BudgetName: project.stack });
  });
});
