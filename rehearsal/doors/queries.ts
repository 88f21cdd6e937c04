import { strict as assert } from 'node:assert';
import { setTimeout as pause } from 'node:timers/promises';
import type { Stage } from '../target/stage.ts';
import { castOf } from './cast.ts';
import type { Answered } from './door.ts';

const why = 'To see that a question is answered';

/** A question at the private door. */
export const askQuestion = (stage: Stage, part: string, project: string, sql: string): Promise<Answered> =>
  castOf(stage).ask(part, { door: 'private', path: '/queries', body: { project, sql, why } });

export const showQuestion = (stage: Stage, part: string, project: string, query: string) =>
  castOf(stage).get(part, { door: 'private', path: `/queries/${query}?project=${project}` });

/** Asks, waits and reads the whole result. @throws AssertionError with what became of it instead. */
export async function answered(stage: Stage, part: string, project: string, sql: string) {
  const asked = await askQuestion(stage, part, project, sql);
  assert.equal(asked.status, 201, `${part} may ask: ${JSON.stringify(asked.body)}`);
  const query = String(asked.body.query);
  let shown = await showQuestion(stage, part, project, query);
  for (const end = Date.now() + 60_000; ['waiting', 'starting', 'running'].includes(String(shown.state)); ) {
    assert.ok(Date.now() < end, `the query is still ${shown.state} after a minute`);
    await pause(300);
    shown = await showQuestion(stage, part, project, query);
  }
  assert.equal(shown.state, 'succeeded', JSON.stringify(shown));
  const path = `/queries/${query}/rows`;
  const { rows } = await castOf(stage).get(part, { door: 'private', path, body: { project } });
  return { query, rows: (rows as { cells: (string | null)[] }[]).map(({ cells }) => cells) };
}

/** One that Athena is busy with for long: so many pairs of pairs that no machine has counted them soon. */
export const long = (table: string): string =>
  `SELECT count(*) AS n FROM ${['a', 'b', 'c', 'd', 'e'].map((name) => `${table} ${name}`).join(' CROSS JOIN ')} WHERE length(concat(cast(random() AS varchar), 'x')) > 100`;

/** @returns the id of a query that runs. */
export async function running(stage: Stage, part: string, project: string, table: string): Promise<string> {
  const asked = await askQuestion(stage, part, project, long(table));
  assert.equal(asked.status, 201, `${part} may ask: ${JSON.stringify(asked.body)}`);
  const query = String(asked.body.query);
  for (const end = Date.now() + 20_000; ; await pause(200)) {
    const { state } = await showQuestion(stage, part, project, query);
    if (state === 'running') return query;
    assert.ok(['waiting', 'starting'].includes(String(state)) && Date.now() < end, `the long query is ${state}`);
  }
}
