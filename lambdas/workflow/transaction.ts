import { canonical } from './canonical.ts';
import {
  type Change,
  commandPartition,
  effectPartition,
  historyPartition,
  type Instant,
  type Key,
  outboxPartition,
  type Task,
} from './contract.ts';
import { type Origin, padded, type Recorded } from './history.ts';

/** What one obeyed command comes to. */
export interface Outcome extends Origin {
  readonly state: Readonly<Record<string, unknown>>;
  /** At least one. */
  readonly recorded: readonly Recorded[];
  readonly effects: readonly Task[];
  /** Tells the command from another of the same id. */
  readonly fingerprint: string;
  /** Versions that were read of other items; 0 where there was none. */
  readonly read: readonly (Key & { readonly version: number })[];
  /** Other writes that hold or fail with it. */
  readonly also: readonly Change[];
}

/** An effect as it waits in the table. */
export interface Waiting {
  readonly id: string;
  readonly effect: Task;
  readonly orderedAt: Instant;
  /** How often somebody began to carry it out. */
  readonly tries: number;
  /** Somebody has it until then, or it failed and is not tried before. */
  readonly notBefore: Instant;
  /** Failed so often that somebody must look. */
  readonly stuck: boolean;
}

const create = (partition: string, sort: string, body: object): Change => ({
  kind: 'create',
  item: { partition, sort, version: 1, body: { ...body } },
});

const named = ({ partition, sort }: Key) => `${partition} / ${sort}`;

/**
 * Version of the instance whose transaction ordered an effect, from the effect's id. While that transaction is being written the effect may be seen
 * before the state is: whoever reads an older version has not read what ordered it.
 */
export const versionThatOrdered = (id: string): number => Number(/#(\d+)-\d+$/.exec(id)?.[1] ?? 0);

/** The one transaction: state, events, outbox, effects, the command's id, and everything that the decision rested on. */
export function changesOf(outcome: Outcome): readonly Change[] {
  const { workflow, id, version, state, recorded, effects, moment, command, fingerprint, read, also } = outcome;
  const last = recorded.at(-1);
  if (last === undefined) throw new Error(`${workflow} ${id}: no state is written without an event`);
  const head = { sequence: last.record.sequence, hash: last.hash, command };
  const own = { partition: workflow, sort: id, version, body: state, head };
  const place = (index: number) => `${padded(version)}-${padded(index, 3)}`;
  const writes: readonly Change[] = [
    { kind: version === 1 ? 'create' : 'replace', item: own },
    create(commandPartition(workflow, id), command, { version, events: recorded.length, fingerprint }),
    ...recorded.map((body, index) => create(historyPartition(workflow, id), place(index), body)),
    ...recorded.map(({ record, hash }) =>
      create(outboxPartition, `${record.at}#${workflow}#${id}#${padded(record.sequence)}#${hash}`, {
        text: canonical(record),
        hash,
      }),
    ),
    ...effects.map((effect, index) => {
      const notBefore = effect.due ?? moment.now;
      const name = `${workflow}#${id}#${place(index)}`;
      const waiting: Waiting = { id: name, effect, orderedAt: moment.now, tries: 0, notBefore, stuck: false };
      return create(effectPartition(effect.kind), `${notBefore}#${name}`, waiting);
    }),
    ...also,
  ];
  return [...writes, ...expectationsOf(read, writes)];
}

/**
 * DynamoDB takes one action per item: what is written anyway needs no expectation beside it, if it was written upon what was read.
 * @throws when it was not.
 */
function expectationsOf(read: Outcome['read'], writes: readonly Change[]): readonly Change[] {
  const written = new Map(
    writes.map((change) => {
      if (change.kind === 'create') return [named(change.item), 0];
      if (change.kind === 'replace') return [named(change.item), change.item.version - 1];
      return [named(change.key), change.version];
    }),
  );
  return read.flatMap(({ partition, sort, version }) => {
    const key = { partition, sort };
    const upon = written.get(named(key));
    if (upon === undefined) return [{ kind: 'expect', key, version } as const];
    if (upon !== version)
      throw new Error(`${named(key)}: read at version ${version}, yet written upon version ${upon}`);
    return [];
  });
}
