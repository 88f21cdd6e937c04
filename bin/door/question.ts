import type { Route } from '../../lambdas/safe-people/contract.ts';
import { askQuery, cancelQuery, readQueryRows, showQuery } from '../../lambdas/safe-projects/queries/query-routes.ts';
import type { Io } from '../verbs/verb.ts';
import type { Answered, Caller } from './call.ts';
import type { Cells, RowWriter } from './result-rows.ts';
import { Stop } from './stop.ts';
import type { World } from './world.ts';

/** One question at the private door, from the asking to its rows. */
export interface Question {
  readonly project: string;
  readonly sql: string;
  readonly why: string;
}

const going: readonly unknown[] = ['waiting', 'starting', 'running'];
const longestPause = 5000;

/** Waits for the end, asking more and more rarely. Ctrl-C cancels the query and then ends; a second one ends at once. @throws Stop */
export async function askAndWait(question: Question, caller: Caller, world: World, wait: boolean): Promise<Answered> {
  const { project } = question;
  const interrupt = new AbortController();
  const off = world.onInterrupt(() => {
    off();
    interrupt.abort();
  });
  try {
    // Not cut short: whoever interrupts while it is being asked would not know what to cancel.
    let query = await caller.call(askQuery as Route, { body: { ...question } });
    const id = String(query.query);
    if (!wait) return query;
    for (let pause = 500; going.includes(query.state) && !interrupt.signal.aborted; pause *= 1.5) {
      progress(query, world);
      await world.pause(Math.min(pause, longestPause), interrupt.signal).catch(() => {});
      if (!interrupt.signal.aborted) query = await caller.call(showQuery, { path: { query: id }, query: { project } });
    }
    if (!interrupt.signal.aborted) return query;
    query = await caller.call(cancelQuery as Route, { path: { query: id }, body: { project } });
    throw new Stop('refused', `interrupted: the query ${id} is ${String(query.state)}`, { operation: 'cancelQuery' });
  } finally {
    off();
    if (world.terminal.present) world.terminal.show('\r\x1b[K');
  }
}

const progress = ({ query, state }: Answered, { terminal }: World): void => {
  if (terminal.present) terminal.show(`\r\x1b[K${String(query)}: ${String(state)} …`);
};

/** The next page, again where it is to be had: a query that ended a moment ago may still be counted. */
export async function* pagesOf(query: string, project: string, caller: Caller) {
  let page: string | undefined;
  do {
    const body = page === undefined ? { project } : { project, page };
    const answer = await caller.call(readQueryRows as Route, { path: { query }, body });
    yield {
      columns: answer.columns as readonly { readonly name: string; readonly type: string }[],
      rows: (answer.rows as readonly { readonly cells: Cells }[]).map(({ cells }) => cells),
    };
    page = typeof answer.next === 'string' ? answer.next : undefined;
  } while (page !== undefined);
}

/** @returns the number of rows written. */
export async function writeRows(
  query: string,
  project: string,
  caller: Caller,
  writer: RowWriter,
  io: Io,
  most: number,
): Promise<number> {
  let written = 0;
  for await (const { columns, rows } of pagesOf(query, project, caller)) {
    const some = rows.slice(0, most - written);
    io.stdout(
      writer.page(
        columns.map(({ name }) => name),
        some,
      ),
    );
    written += some.length;
    if (written >= most) break;
  }
  io.stdout(writer.end());
  return written;
}
