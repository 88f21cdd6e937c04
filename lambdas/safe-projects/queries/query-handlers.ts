import type { Answer, Call, Handlers } from '../../safe-people/contract.ts';
import { handling } from '../../safe-people/dispatch.ts';
import type { Refusal } from '../../workflow/contract.ts';
import { type QueryStanding, queryPartition } from '../contract.ts';
import { sha256 } from '../sql/fingerprint.ts';
import { end, lookAt, refreshed } from './ending.ts';
import { type QueryPorts, type Standing, textKey } from './query-ports.ts';
import { monthOf, type QueryRecord } from './query-record.ts';
import {
  type AskBody,
  askQuery,
  type CancelBody,
  cancelQuery,
  type RowsBody,
  readQueryRows,
  type SendBody,
  sendQueryResults,
} from './query-routes.ts';
import { floorOf, order, queryOf, ruleOf, wouldRefuse } from './query-store.ts';
import { readRows } from './reading-rows.ts';
import { sendResults } from './sending-results.ts';
import { startWaiting } from './starting.ts';

/** Half of what this function would load lies here, and most of what it is asked has nothing to read: loaded by the first question. */
const grammar = () => import('../sql/read-sql.ts');

const pageOfList = 20;

/** One answer for what is not there, is another person's, or belongs to another project: nobody learns which. */
const unknown: Answer = {
  status: 404,
  refusals: [{ rule: 'not-found', says: 'there is no such project or query of yours' }],
};

const refuse = (status: 400 | 403 | 409 | 429, refusals: readonly Refusal[]): Answer => ({ status, refusals });

/** The register is asked first of everything, in every one of these. */
export function queryHandlers(ports: QueryPorts): Handlers {
  const ask = ({ actor, mfa }: Call, project: string): Promise<Standing> =>
    ports.register.ask({ project, person: actor.id, session: { signedInAt: actor.signedInAt, mfa } });

  /** Goes on with the project only as far as the register allows; then nothing else was touched. */
  const admitted = async (
    call: Call,
    id: string,
    go: (project: QueryStanding, again: () => Promise<Standing>) => Promise<Answer>,
  ): Promise<Answer> => {
    const { access, project } = await ask(call, id);
    if (project === undefined) return unknown;
    return access.allowed ? go(project, () => ask(call, id)) : refuse(403, access.refusals);
  };

  const own = async (
    { actor }: Call,
    { id: project, resultsShared }: Pick<QueryStanding, 'id' | 'resultsShared'>,
    id: string,
    shared: boolean,
  ): Promise<QueryRecord | undefined> => {
    const query = await queryOf(ports, id);
    if (query === undefined || query.project !== project) return undefined;
    return query.person === actor.id || (shared && resultsShared) ? query : undefined;
  };

  const begin = async (call: Call): Promise<void> => {
    try {
      await startWaiting(ports, call.now);
    } catch {
      // What could not be started waits; whoever asks next, or the tick, goes on with it.
    }
  };

  /** Whether some of the project's queries had ended with nobody looking: what was refused for them may be asked again. */
  const ended = async (of: string): Promise<boolean> => {
    const { active } = await floorOf(ports);
    const ids = active.filter(({ project }) => project === of).map(({ query }) => query);
    return (await lookAt(ports, ids.slice(0, 10))) > 0;
  };

  const asks = async (call: Call<AskBody>): Promise<Answer> => {
    const { project: named, sql, why } = call.body;
    return admitted(call, named, async ({ id: project, allowance }) => {
      const { readSql } = await grammar();
      const read = readSql(sql, ports.databaseOf(project));
      if (!read.ok)
        return refuse(
          400,
          read.refusals.map(({ rule, says }) => ({ rule: `sql-${rule}`, says })),
        );
      const id = ports.newId();
      const { now, actor } = call;
      const { kind: sqlKind, textHash, fingerprint } = read;
      const command = {
        kind: 'ask',
        query: id,
        project,
        person: actor.id,
        sqlKind,
        textHash,
        whyHash: sha256(why),
        fingerprint,
        month: monthOf(now),
        means: allowance,
      } as const;
      const full = (refusals: readonly Refusal[]) => refuse(ruleOf(refusals) === 'allowance' ? 409 : 429, refusals);
      const at = { ...ports, clock: { now: () => now } };
      let refusals = await wouldRefuse(at, { id, command, actor });
      if (refusals.length > 0 && (await ended(project))) refusals = await wouldRefuse(at, { id, command, actor });
      if (refusals.length > 0) return full(refusals);
      // The text before the query, for a query without a text could have its turn; and nothing of what was refused, but for the one who was overtaken
      // between the two: that text ends with the store's retention.
      await ports.texts.put(textKey(project, now, id), { sql, why, project, person: actor.id, at: now });
      const ran = await order(at, { id, command, actor, commandId: id });
      if (!ran.ok) return full(ran.refusals);
      await begin(call);
      return { status: 201, body: shown((await queryOf(ports, id)) ?? ran.state) };
    });
  };

  const rows = async (call: Call<RowsBody>): Promise<Answer> =>
    admitted(call, call.body.project, async (project, again) => {
      const found = await own(call, project, call.parameters.query ?? '', true);
      if (found === undefined) return unknown;
      const query = await refreshed(ports, found);
      const read = await readRows(ports, query, { reader: call.actor, page: call.body.page, again });
      if (!read.ok) return refuse(read.status, read.refusals);
      const { columns, next } = read;
      const body = { columns, rows: read.rows.map((cells) => ({ cells })) };
      return { status: 200, body: next === undefined ? body : { ...body, next } };
    });

  const sends = async (call: Call<SendBody>): Promise<Answer> =>
    admitted(call, call.body.project, async (project, again) => {
      const found = await own(call, project, call.parameters.query ?? '', true);
      if (found === undefined) return unknown;
      const sent = await sendResults(ports, await refreshed(ports, found), { sender: call.actor, again });
      if (!sent.ok) return refuse(sent.status, sent.refusals);
      const { ok: _, ...body } = sent;
      return { status: 201, body };
    });

  const cancels = async (call: Call<CancelBody>): Promise<Answer> =>
    admitted(call, call.body.project, async (project) => {
      const query = await own(call, project, call.parameters.query ?? '', false);
      if (query === undefined) return unknown;
      const wish = { as: 'cancelled', because: 'person', actor: call.actor } as const;
      const use = { project: project.id, person: call.actor.id } as const;
      const after = await end(ports, query, wish, () => ports.athena({ ...use, action: 'stop' }));
      if (after.state === 'starting') {
        return refuse(409, [{ rule: 'state', says: 'the query is being started; cancel again in a moment' }]);
      }
      await begin(call);
      return { status: 200, body: shown(after) };
    });

  return {
    askQuery: handling(askQuery, asks),
    readQueryRows: handling(readQueryRows, rows),
    sendQueryResults: handling(sendQueryResults, sends),
    cancelQuery: handling(cancelQuery, cancels),

    listQueries: (call) =>
      admitted(call, call.parameters.project ?? '', async ({ id: project, resultsShared }) => {
        const of = resultsShared ? project : `${project}#${call.actor.id}`;
        const { after } = call.parameters;
        const page = await ports.store.list(queryPartition(of), {
          limit: pageOfList,
          ...(after === undefined ? {} : { after }),
        });
        await begin(call);
        const queries: object[] = [];
        for (const { body } of page.items) {
          const query = await own(call, { id: project, resultsShared }, String(body.query), true);
          if (query !== undefined) queries.push(shown(query));
        }
        return { status: 200, body: page.next === undefined ? { queries } : { queries, next: page.next } };
      }),

    showQuery: (call) =>
      admitted(call, call.parameters.project ?? '', async (project) => {
        const found = await own(call, project, call.parameters.query ?? '', true);
        if (found === undefined) return unknown;
        if (found.state === 'waiting') await begin(call);
        const query = await refreshed(ports, (await queryOf(ports, found.id)) ?? found);
        const text = await ports.texts.get(textKey(query.project, query.askedAt, query.id));
        const typed = text === undefined ? {} : { sql: text.sql, why: text.why };
        return { status: 200, body: { ...shown(query), ...typed } };
      }),

    listTables: (call) =>
      admitted(call, call.parameters.project ?? '', async ({ id: project }, again) => {
        const catalogue = await ports.catalogue({ project, person: call.actor.id });
        const tables = await catalogue.tables();
        const { access } = await again();
        return access.allowed ? { status: 200, body: { tables } } : refuse(403, access.refusals);
      }),
  };
}

const shown = (query: QueryRecord): Readonly<Record<string, unknown>> => {
  const { id, project, person, state, ending, askedAt, startedAt, endedAt, because, bytesRead, rowsRead } = query;
  const { textHash, fingerprint } = query;
  return {
    query: id,
    project,
    person,
    state,
    ending: ending !== undefined,
    askedAt,
    startedAt,
    endedAt,
    because,
    bytesRead,
    rowsRead,
    textHash,
    fingerprint,
  };
};
