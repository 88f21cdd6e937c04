import { readFileSync } from 'node:fs';
import type { Route } from '../../lambdas/safe-people/contract.ts';
import {
  askSchema,
  cancelQuery,
  listQueries,
  listTables,
  sendQueryResults,
  showQuery,
} from '../../lambdas/safe-projects/queries/query-routes.ts';
import { bodyProblems } from '../door/body.ts';
import { type Caller, callerOf } from '../door/call.ts';
import { commonOptions, doorVerb, optionsIn, print } from '../door/door-verb.ts';
import { whole } from '../door/obey.ts';
import { askAndWait, pagesOf, writeRows } from '../door/question.ts';
import { type Cells, type Format, formats, rowWriter } from '../door/result-rows.ts';
import { sessionFor } from '../door/sessions.ts';
import { shown } from '../door/shown.ts';
import { Stop } from '../door/stop.ts';
import { thisMachine } from '../door/this-machine.ts';
import { unreadable } from '../door/unreadable.ts';
import type { World } from '../door/world.ts';
import type { Io } from './verb.ts';

const usage =
  () => `usage: tre query <project> --why <reason> [--sql <text> | --sql-file <file>] [--format ${formats.join('|')}] [--most <rows>] [--no-wait]
       tre query rows <project> <query> [--format ${formats.join('|')}] [--most <rows>]
       tre query list|tables <project>
       tre query show|cancel|send <project> <query>

Asks a question of a project's extract at the private door, inside the network, waits for its turn and its end, and writes its rows to standard
output: a table on a terminal, CSV (RFC 4180) elsewhere, or JSON lines. SQL comes from standard input where no option gives it.
--why is kept with the question. Ctrl-C cancels it. rows reads a result again, which is kept for a day; send deposits the whole of it as one CSV
file, for a request to the airlock to name (docs/how-to/airlock.md).
--json prints docs/reference/door-commands-schema.json, the rows as lists of cells.
Exit status: 0 done, 1 refused, not answered, or the query did not end well, 2 usage; then nothing was sent.`;

const rowOptions = { format: { type: 'string' }, most: { type: 'string' } } as const;

/** Commands that could be a project's id are one only without --why. */
const about: Readonly<Record<string, { readonly route: Route; readonly query: boolean }>> = {
  list: { route: listQueries, query: false },
  tables: { route: listTables, query: false },
  show: { route: showQuery, query: true },
  cancel: { route: cancelQuery as Route, query: true },
  send: { route: sendQueryResults as Route, query: true },
};

function formatOf(given: string | undefined, { stdoutIsTerminal }: World): Format {
  const format = given ?? (stdoutIsTerminal ? 'table' : 'csv');
  const found = formats.find((one) => one === format);
  if (found === undefined)
    throw new Stop('usage', `--format must be ${formats.join(' or ')}, got ${JSON.stringify(given)}`);
  return found;
}

function mostOf(given: string | undefined): number {
  if (given === undefined) return Number.POSITIVE_INFINITY;
  if (!/^[1-9]\d{0,8}$/.test(given))
    throw new Stop('usage', `--most must be a number of rows, got ${JSON.stringify(given)}`);
  return Number(given);
}

const idOf = (route: Route, name: string, value: string | undefined): string => {
  if (value === undefined) throw new Stop('usage', `name the ${name}`);
  const { pattern } = route.parameters[name] ?? listQueries.parameters.project ?? { pattern: '' };
  if (new RegExp(`^(?:${pattern})$`).test(value)) return value;
  throw new Stop('usage', `a ${name}'s id must match ${pattern}, got ${JSON.stringify(value)}`);
};

async function sqlIn(
  { sql, 'sql-file': file }: { sql?: string; 'sql-file'?: string },
  { stdin }: World,
): Promise<string> {
  if (sql !== undefined && file !== undefined) throw new Stop('usage', '--sql and --sql-file exclude each other');
  if (sql !== undefined) return sql;
  try {
    if (file !== undefined) return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Stop('usage', `${file} ${unreadable(error)}`);
  }
  const text = await stdin();
  if (text === undefined || text.trim() === '')
    throw new Stop('usage', 'the question comes from --sql, --sql-file or standard input');
  return text;
}

async function rowsOf(query: string, project: string, caller: Caller) {
  const rows: Cells[] = [];
  let columns: readonly object[] = [];
  for await (const page of pagesOf(query, project, caller)) {
    columns = page.columns;
    rows.push(...page.rows);
  }
  return { columns, rows };
}

async function asked(args: readonly string[], io: Io, world: World): Promise<number> {
  const given = optionsIn(args.slice(1), {
    ...commonOptions,
    ...rowOptions,
    why: { type: 'string' },
    sql: { type: 'string' },
    'sql-file': { type: 'string' },
    'no-wait': { type: 'boolean', default: false },
  });
  const project = idOf(listQueries, 'project', args[0]);
  const [format, most] = [formatOf(given.format, world), mostOf(given.most)];
  const question = { project, sql: await sqlIn(given, world), why: given.why ?? '' };
  const problems = bodyProblems(askSchema, { ...question, why: given.why }, (field) => `--${field}`);
  if (problems.length > 0)
    throw new Stop('usage', `nothing was sent:\n${problems.map((one) => `  ${one}`).join('\n')}`);
  const caller = callerOf(sessionFor('private', given.door, world), world);
  const query = await askAndWait(question, caller, world, !given['no-wait']);
  const id = String(query.query);
  if (given['no-wait']) {
    if (given.json) print(io, { query });
    else io.stdout(`${id}\n`);
    return 0;
  }
  if (query.state !== 'succeeded')
    throw new Stop(
      'refused',
      `the query ${id} is ${String(query.state)}: ${String(query.because ?? 'no reason is given')}`,
      {
        operation: 'showQuery',
        remedy: `tre query show ${project} ${id} shows it with its text`,
      },
    );
  if (given.json) {
    print(io, { query, ...(await rowsOf(id, project, caller)) });
    return 0;
  }
  const rows = await writeRows(id, project, caller, rowWriter(format), io, most);
  io.stderr(`${id}: ${rows} ${rows === 1 ? 'row' : 'rows'}, ${Number(query.bytesRead ?? 0)} bytes counted\n`);
  return 0;
}

async function looked([command = '', project, ...more]: readonly string[], io: Io, world: World): Promise<number> {
  const { route, query: wanted } = about[command] ?? { route: showQuery, query: true };
  const [rest, id] = wanted ? [more.slice(1), more[0]] : [more, undefined];
  const given = optionsIn(rest, command === 'rows' ? { ...commonOptions, ...rowOptions } : commonOptions);
  const at = idOf(route, 'project', project);
  const ids = wanted ? { query: idOf(route, 'query', id) } : {};
  const caller = callerOf(sessionFor('private', given.door, world), world);
  if (command === 'rows') {
    const rows = given as { readonly format?: string; readonly most?: string };
    if (given.json) print(io, await rowsOf(id ?? '', at, caller));
    else await writeRows(id ?? '', at, caller, rowWriter(formatOf(rows.format, world)), io, mostOf(rows.most));
    return 0;
  }
  const inQuery = route.parameters.project?.in === 'query' ? { query: { project: at } } : {};
  const answer = await whole(caller, route, {
    path: { ...ids, project: at },
    ...inQuery,
    ...(route.asks === undefined ? {} : { body: { project: at } }),
  });
  if (given.json) print(io, answer);
  else io.stdout(shown(route.answers, answer));
  return 0;
}

export const queryIn = (world: typeof thisMachine) =>
  doorVerb(
    {
      name: 'query',
      usage,
      async run(args, io, at) {
        const [first] = args;
        if (first === undefined || first.startsWith('-')) throw new Stop('usage', 'name the project');
        const isCommand =
          (first === 'rows' || Object.hasOwn(about, first)) && !args.some((one) => /^--why(=|$)/.test(one));
        return isCommand ? looked(args, io, at) : asked(args, io, at);
      },
    },
    world,
  );
export const query = queryIn(thisMachine);
