import { strict as assert } from 'node:assert';
import { GetTablesCommand } from '@aws-sdk/client-glue';
import { ask } from '../target/athena.ts';
import { becomeResearcher } from '../target/become.ts';
import { forDuckDb } from '../target/dialect.ts';
import { bucketOf } from '../target/names.ts';
import { resultsAt } from '../target/results-bucket.ts';
import { savedQuestions } from '../target/saved-questions.ts';
import { keysIn } from '../target/stored.ts';
import { cannotWrite, writeExtract } from '../target/write-extract.ts';
import type { Scenario } from './scenario.ts';

const most = 60;

export const projectAsksItsExtract: Scenario = {
  sentence:
    'a project asks its saved questions of its own extract, in its own workgroup, and nothing is written to its bucket',
  at: 'deployed',
  passes: ['plain', 'iam'],
  cannot: (stage) =>
    cannotWrite(stage) ?? (stage.openProjects.length === 0 ? 'every project is closed today' : undefined),
  async run(stage) {
    const { deployment, clients, openProjects } = stage;
    const [project = ''] = openProjects;
    const name = `tre-${deployment.id}-project-${project}`;
    const database = name.replaceAll('-', '_');
    const bucket = bucketOf(deployment, `p-${project}`);
    const written = await writeExtract(stage, project, most);

    const { TableList = [] } = await clients.glue.send(new GetTablesCommand({ DatabaseName: database }));
    const inCatalogue = TableList.map(({ Name = '', StorageDescriptor: { Columns = [], Location } = {} }) => ({
      at: Location,
      table: Name,
      columns: Columns.map((column) => `${column.Name} ${column.Type}`),
    }));
    const approved = written.map(({ table, columns }) => ({
      at: `s3://${bucket}/extract/${table}/`,
      table,
      columns: columns.map((column) => `${column.name} ${column.type}`),
    }));
    const byTable = (one: { table: string }, other: { table: string }) => one.table.localeCompare(other.table);
    assert.deepEqual(inCatalogue.sort(byTable), approved.sort(byTable), 'the catalogue holds what was approved');

    const { athena } = stage.pass === 'iam' ? await becomeResearcher(stage, project, true) : clients;
    const questions = await savedQuestions(athena, name);
    assert.equal(questions.size, 2 * written.length, 'two saved questions for each table');
    for (const { table, columns, rows } of written) {
      const answerTo = async (question: string) => {
        const sql = questions.get(question) ?? '';
        const where = { workgroup: name, database, ...resultsAt(stage) };
        return ask(athena, { ...where, sql: stage.emulated ? forDuckDb(sql) : sql });
      };
      const different = new Set(rows.map(([first]) => first)).size;
      assert.deepEqual(await answerTo(`count-${table}`), [{ rows: String(rows.length), different: String(different) }]);
      const seen = await answerTo(`look-at-${table}`);
      assert.equal(seen.length, Math.min(10, rows.length), table);
      for (const { name: column, type } of columns.filter((one) => one.type === 'string')) {
        const stored = new Set(rows.map((row) => row[columns.findIndex((one) => one.name === column)] ?? ''));
        const strange = seen.filter((row) => !stored.has(row[column] ?? ''));
        assert.deepEqual(strange, [], `${table}: ${column}, ${type}, is read as it was written`);
      }
    }
    assert.deepEqual(
      await keysIn(clients, bucket),
      written.map(({ key }) => key).sort(),
      'the extract and nothing else',
    );
    const count = written.reduce((sum, { rows }) => sum + rows.length, 0);
    return `${questions.size} questions, ${written.length} tables, ${count} rows of synthetic people`;
  },
};
