import type { Actor } from '../../workflow/contract.ts';
import type { Athena, Execution, QueryPorts } from './query-ports.ts';
import { isOver, type QueryCommand, type QueryRecord } from './query-record.ts';
import { order, queryOf } from './query-store.ts';

type Ports = Pick<QueryPorts, 'store' | 'clock' | 'pause' | 'random' | 'newId' | 'atOnce'>;

const athenaAs: Actor = { kind: 'service', name: 'athena' };

/** The query as it is now, after Athena was asked, if its person may still work: else it is the sweeper's. */
export async function refreshed(ports: QueryPorts, query: QueryRecord): Promise<QueryRecord> {
  const { project, person, execution } = query;
  if (query.state !== 'running' || execution === undefined) return query;
  const { access } = await ports.register.ask({ project, person });
  if (!access.allowed) return query;
  const athena = await ports.athena({ project, person, action: 'watch' });
  return settled(ports, query, athena);
}

/** Writes what Athena says has become of a query that runs; what it read counts, and its place is free. */
export async function settled(ports: Ports, query: QueryRecord, athena: Pick<Athena, 'watch'>): Promise<QueryRecord> {
  if (query.state !== 'running' || query.execution === undefined) return query;
  const found = await athena.watch(query.execution);
  if (found.state === 'queued' || found.state === 'running') return query;
  const command = overAs(found);
  const ran = await order(ports, { id: query.id, command, actor: athenaAs, commandId: ports.newId() });
  return ran.ok ? ran.state : ((await queryOf(ports, query.id)) ?? query);
}

/** How many of these have ended with nobody looking, and now are counted. */
export async function lookAt(ports: QueryPorts, ids: readonly string[]): Promise<number> {
  let ended = 0;
  for (const id of ids) {
    await quietly(async () => {
      const query = await queryOf(ports, id);
      if (query?.state === 'running' && isOver(await refreshed(ports, query))) ended += 1;
    });
  }
  return ended;
}

/** A failure with somebody else's query is not this caller's. */
export async function quietly(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch {}
}

function overAs(found: Exclude<Execution, { readonly state: 'queued' } | { readonly state: 'running' }>): QueryCommand {
  switch (found.state) {
    case 'unknown':
      return { kind: 'over', as: 'failed', because: 'athena-forgot' };
    case 'succeeded':
      return { kind: 'over', as: 'succeeded', bytes: found.bytes };
    default:
      return { kind: 'over', as: found.state, because: found.because, bytes: found.bytes };
  }
}

/**
 * Ends a query: at once where it waits; where it runs the wish is written first, then Athena is told, so that what Athena says later is
 * understood. Doing it again does no harm.
 * @returns the query as it is after it; not over yet where Athena has not stopped it yet, or is being asked to start it.
 */
export async function end(
  ports: Ports,
  query: QueryRecord,
  wish: { readonly as: 'cancelled' | 'stopped'; readonly because: string; readonly actor: Actor },
  athenaOf: () => Promise<Pick<Athena, 'stop' | 'watch'>>,
): Promise<QueryRecord> {
  if (isOver(query) || query.state === 'starting') return query;
  const { as, because, actor } = wish;
  const ran = await order(ports, {
    id: query.id,
    command: { kind: 'end', as, because },
    actor,
    commandId: ports.newId(),
  });
  const after = ran.ok ? ran.state : await queryOf(ports, query.id);
  if (after === undefined || after.state !== 'running' || after.execution === undefined) return after ?? query;
  const athena = await athenaOf();
  await athena.stop(after.execution);
  return settled(ports, after, athena);
}
