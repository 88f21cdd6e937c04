import type { Actor, Change, Instant, Item, Key, Refusal } from '../../workflow/contract.ts';
import { type Ports as Engine, type Ran, type Read, type Runnable, run } from '../../workflow/run.ts';
import { queryPartition } from '../contract.ts';
import { emptyFloor, type Floor, floorKey, left, queued, seated, turnedAway } from './floor.ts';
import { allowanceKey, type MonthAllowance, reserving, settling, untouched } from './month-allowance.ts';
import { pagesKey } from './page-tokens.ts';
import type { QueryCommand, QueryEffect, QueryEvent, QueryRecord } from './query-record.ts';
import { type QueryFacts, queryWorkflow } from './query-workflow.ts';

type QueryRunnable = Runnable<QueryRecord, QueryCommand, QueryEvent, QueryEffect, QueryFacts>;

/** Whose an execution is, once that was written down. */
export const executionKey = (execution: string): Key => ({ partition: 'execution', sort: execution });

interface Facts extends QueryFacts {
  readonly month: string | undefined;
}

/** Reads the floor and the month, and writes both in the transaction of the query: a place or a byte cannot be given twice. */
const runnable = (atOnce: number): QueryRunnable => ({
  workflow: queryWorkflow,
  async facts(read: Read, { id, command, state }): Promise<Facts> {
    const month = 'month' in command ? command.month : state?.month;
    const project = command.kind === 'ask' ? command.project : state?.project;
    const onlyReads = command.kind === 'read-rows' || command.kind === 'send-results';
    const floor = onlyReads ? undefined : await read(floorKey);
    const allowance =
      month === undefined || project === undefined || onlyReads ? undefined : await read(allowanceKey(project, month));
    const execution = command.kind === 'started' ? await read(executionKey(command.execution)) : undefined;
    const pages = command.kind === 'read-rows' ? await read(pagesKey(id, command.reader)) : undefined;
    return {
      floor: (floor?.body as Floor | undefined) ?? emptyFloor,
      floorVersion: floor?.version ?? 0,
      allowance: (allowance?.body as MonthAllowance | undefined) ?? untouched,
      allowanceVersion: allowance?.version ?? 0,
      pagesVersion: pages?.version ?? 0,
      executionVersion: execution?.version ?? 0,
      month,
      atOnce,
    };
  },
  also({ id, before, after, events, facts, now }): readonly Change[] {
    return events.flatMap((event) => alsoOf(event, { id, before, after, facts, now }));
  },
});

interface Written {
  readonly id: string;
  readonly before: QueryRecord | undefined;
  readonly after: QueryRecord;
  readonly facts: QueryFacts;
  readonly now: Instant;
}

function alsoOf(event: QueryEvent, { id, before, after, facts, now }: Written): readonly Change[] {
  const { floor, floorVersion, allowance, allowanceVersion } = facts;
  const floorAs = (next: Floor): Change => written(floorKey, floorVersion, { ...next });
  const monthAs = (month: string | undefined, next: MonthAllowance): readonly Change[] =>
    month === undefined ? [] : [written(allowanceKey(after.project, month), allowanceVersion, { ...next })];
  const { project, person, askedAt } = after;
  switch (event.kind) {
    case 'asked':
      return [
        floorAs(queued(floor, { query: id, project, person, askedAt })),
        ...[queryPartition(project), queryPartition(`${project}#${person}`)].map((partition) =>
          written({ partition, sort: newestFirst(askedAt, id) }, 0, { query: id }),
        ),
      ];
    case 'place-taken':
      return [floorAs(seated(floor, id, now)), ...monthAs(event.month, reserving(allowance, id, event.reserved))];
    case 'started':
      return [written(executionKey(event.execution), facts.executionVersion, { query: id })];
    case 'held':
      return [floorAs(turnedAway(floor, id, event.until)), ...monthAs(before?.month, settling(allowance, id, 0))];
    case 'ended':
      return [
        floorAs(left(floor, id)),
        ...(before?.reserved === undefined ? [] : monthAs(before.month, settling(allowance, id, event.bytes))),
      ];
    default:
      return [];
  }
}

const written = ({ partition, sort }: Key, version: number, body: Item['body']): Change => ({
  kind: version === 0 ? 'create' : 'replace',
  item: { partition, sort, version: version + 1, body },
});

/** Lists ascend: the later, the smaller. Milliseconds of the year 2286 have as many digits as today's. */
const newestFirst = (askedAt: Instant, id: string): string => `${9_999_999_999_999 - Date.parse(askedAt)}-${id}`;

export interface Order {
  readonly id: string;
  readonly command: QueryCommand;
  readonly actor: Actor;
  readonly commandId: string;
  /** Other writes that hold or fail with it. */
  readonly also?: (facts: QueryFacts) => readonly Change[];
}

export const order = (
  ports: Engine & { readonly atOnce: number },
  { also, ...request }: Order,
): Promise<Ran<QueryRecord, QueryEvent>> => {
  const base = runnable(ports.atOnce);
  const runs: QueryRunnable = {
    ...base,
    also: (what) => [...(base.also?.(what) ?? []), ...(also?.(what.facts) ?? [])],
  };
  return run(ports, runs, request);
};

/** What a decision would say now, with nothing written: by the time it is written, it may be another. */
export async function wouldRefuse(
  { store, clock, atOnce }: Pick<Engine, 'store' | 'clock'> & { readonly atOnce: number },
  { id, command, actor }: Pick<Order, 'id' | 'command' | 'actor'>,
): Promise<readonly Refusal[]> {
  const { workflow, facts } = runnable(atOnce);
  const read: Read = (key) => store.get(key);
  const known = await facts(read, { id, command, actor, state: undefined });
  const decision = workflow.decide(undefined, command, { now: clock.now(), actor }, known);
  return decision.ok ? [] : decision.refusals;
}

export async function queryOf({ store }: Pick<Engine, 'store'>, id: string): Promise<QueryRecord | undefined> {
  const item = await store.get({ partition: queryWorkflow.name, sort: id });
  return item?.body as QueryRecord | undefined;
}

export async function floorOf({ store }: Pick<Engine, 'store'>): Promise<Floor> {
  const item = await store.get(floorKey);
  return (item?.body as Floor | undefined) ?? emptyFloor;
}

export const ruleOf = (refusals: readonly Refusal[]): string => refusals[0]?.rule ?? 'unknown';
