import { end, settled } from './ending.ts';
import type { Athena, QueryPorts } from './query-ports.ts';
import { isOver, type QueryRecord } from './query-record.ts';
import { executionKey, floorOf, order, queryOf } from './query-store.ts';
import { startingLease } from './starting.ts';

/** The sweeper's own hand in Athena: it may look and stop, in every project, and start nothing. */
export interface SweepersAthena extends Pick<Athena, 'stop' | 'watch'> {
  /** Executions of the project that began since then with a text of this hash: among them that of a function which died before it could write it down. */
  find(query: QueryRecord): Promise<readonly string[]>;
}

type Ports = Pick<QueryPorts, 'store' | 'clock' | 'pause' | 'random' | 'newId' | 'atOnce'>;

const sweeper = { kind: 'service', name: 'sweeper' } as const;

/** What the sweeper does with queries. Each throws when it cannot say that it was done. */
export const sweptQueries = (ports: Ports, athena: SweepersAthena) => ({
  /** All that wait, start or run. */
  async live(): Promise<readonly QueryRecord[]> {
    const { waiting, active } = await floorOf(ports);
    const found: QueryRecord[] = [];
    for (const { query: id } of [...waiting, ...active]) {
      const query = await queryOf(ports, id);
      if (query !== undefined && !isOver(query)) found.push(query);
    }
    return found;
  },

  /** @throws while it still runs or is being started: the next sweep asks again. */
  async stop({ id }: Pick<QueryRecord, 'id'>, because: string): Promise<void> {
    let query = await queryOf(ports, id);
    if (query?.state === 'starting') query = await foundOut(ports, athena, query);
    if (query === undefined || isOver(query)) return;
    const after = await end(ports, query, { as: 'stopped', because, actor: sweeper }, async () => athena);
    if (!isOver(after)) throw new Error(`query ${id} is ${after.state} and does not stop yet`);
  },

  /** Writes down what has ended with nobody looking. */
  async settle(): Promise<void> {
    const { active } = await floorOf(ports);
    for (const { query: id } of active) {
      const query = await queryOf(ports, id);
      if (query !== undefined) await settled(ports, query, athena);
    }
  },
});

/** One that was left while starting either runs unrecorded, or never ran. */
async function foundOut(ports: Ports, athena: SweepersAthena, query: QueryRecord): Promise<QueryRecord | undefined> {
  const since = Date.parse(query.startedAt ?? query.askedAt);
  if (Date.parse(ports.clock.now()) < since + startingLease) return query;
  const unrecorded: string[] = [];
  for (const one of await athena.find(query)) {
    if ((await ports.store.get(executionKey(one))) === undefined) unrecorded.push(one);
  }
  const [execution, another] = unrecorded;
  // Two people may ask the same. Which of several is this query's nobody knows: none goes on, and all that was reserved counts.
  if (another !== undefined) for (const one of unrecorded) await athena.stop(one);
  await order(ports, {
    id: query.id,
    command:
      execution === undefined || another !== undefined
        ? { kind: 'over', as: 'stopped', because: 'left-while-starting' }
        : { kind: 'started', execution },
    actor: sweeper,
    commandId: ports.newId(),
  });
  return queryOf(ports, query.id);
}
