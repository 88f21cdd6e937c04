import { strict as assert } from 'node:assert';
import { apply, gather } from '../doors/application.ts';
import { castOf, found } from '../doors/cast.ts';
import { rulesOf } from '../doors/door.ts';
import { tick } from '../doors/functions.ts';
import { answered, askQuestion } from '../doors/queries.ts';
import { queryIn } from '../doors/stored.ts';
import { resultOf } from '../target/athena.ts';
import { whilePersonIsNotAskedFor } from '../target/person-not-asked-for.ts';
import type { Stage } from '../target/stage.ts';
import { cannotWrite, writeExtract } from '../target/write-extract.ts';
import type { Scenario } from './scenario.ts';

export const cannotSignIn = (stage: Stage): string | undefined =>
  cannotWrite(stage) ??
  (stage.deployment.identity.environment.kind !== 'own-directory'
    ? 'people sign in at an issuer of somebody else'
    : stage.openProjects.length === 0
      ? 'every project is closed today'
      : undefined);

/** The project that is rehearsed, and a table of it that everybody may ask about. */
export const rehearsed = (stage: Stage): string => stage.openProjects[0] ?? '';

const most = 60;
const lead = 'X9X9X';

export const accessIsAppliedFor: Scenario = {
  sentence:
    'a founded register, people let in by two officers each, an application that a committee, controllers and conditions stand before, and only then a query is answered',
  at: 'deployed',
  passes: ['plain', 'iam'],
  cannot: cannotSignIn,
  async run(stage) {
    const project = rehearsed(stage);
    const [table] = await writeExtract(stage, project, most);
    assert.ok(table, 'the project has a table');
    stage.memory.set('table', table.table);
    await tick(stage, 'signing-keys');
    await found(stage);
    const people = await gather(stage, project, lead);
    const sql = `SELECT count(*) AS n FROM ${table.table}`;
    const before = await askQuestion(stage, 'researcher', project, sql);
    assert.deepEqual([before.status, rulesOf(before)], [404, ['not-found']], 'nobody has applied');
    const way = await apply(stage, project, lead);
    const role = `tre-${stage.deployment.id}-project-${project}`;
    const counted = await whilePersonIsNotAskedFor(stage, role, () => countOf(stage, project, sql));
    assert.equal(counted, String(table.rows.length), 'every row of the extract is counted');
    return `${people + 2} people, ${way}; ${counted} rows counted`;
  },
};

/** With IAM deciding a query is started by the broker and read past it: the emulator looks for the workgroup in calls that on AWS name none. */
async function countOf(stage: Stage, project: string, sql: string): Promise<string | null | undefined> {
  if (stage.pass !== 'iam') {
    const path = `/projects/${project}/tables`;
    const { tables } = await castOf(stage).get('researcher', { door: 'private', path });
    assert.ok(
      (tables as { name: string }[]).some(({ name }) => sql.endsWith(name)),
      'its tables are listed',
    );
    return (await answered(stage, 'researcher', project, sql)).rows[0]?.[0];
  }
  const asked = await askQuestion(stage, 'researcher', project, sql);
  assert.deepEqual([asked.status, asked.body.state], [201, 'running'], JSON.stringify(asked.body));
  const { execution } = await queryIn(stage, String(asked.body.query));
  assert.ok(typeof execution === 'string', 'Athena gave it an id');
  const [row] = await resultOf(stage.clients.athena, execution, sql);
  return row?.n;
}
