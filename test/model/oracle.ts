import { createHash } from 'node:crypto';
import type { Change, EventRecord } from '../../lambdas/workflow/contract.ts';
import { allowed, type World } from './naive.ts';
import { type Deed, lived, type Restoring, served } from './naive-people.ts';
import { studied } from './naive-projects.ts';

/** What was written for ever of one instance: its last event. */
interface Link {
  readonly sequence: number;
  readonly hash: string;
}

export interface Memory {
  readonly world: World;
  readonly restoring: Restoring;
  readonly chains: ReadonlyMap<string, Link>;
}

/** Partitions whose items are the state of something: none is written without its event. */
const states = /^(person|project|register|query|enforcement#.*)$/;

/**
 * Sees every transaction at the moment when it is written, and keeps every moment there was, so that it can be asked whether something was
 * allowed at any instant since another. Complaints are collected: the first is the finding.
 */
export function oracleOf(memory: Memory) {
  const moments: World[] = [memory.world];
  const chains = new Map(memory.chains);
  const complaints: string[] = [];
  /** Texts of all events since this world began, by the folder of the archive. */
  const written = { register: [] as string[], queries: [] as string[] };
  const commands = new Map<string, Set<number>>();
  const touched = new Set<string>();
  let { restoring } = memory;
  let tornFrom: number | undefined;

  const now = (): World => {
    const last = moments.at(-1);
    if (last === undefined) throw new Error('there is always a moment');
    return last;
  };
  const complain = (because: string): void => {
    complaints.push(because);
  };

  const happened = (
    record: EventRecord,
    allow: (actor: EventRecord['actor'], at: string) => string | undefined,
  ): void => {
    const { workflow, id, at, kind, data, actor, command } = record;
    const wrong = allow(actor, at);
    if (wrong !== undefined) complain(`${kind} of ${workflow} ${id}: ${wrong}`);
    const name = `${workflow}/${id}/${command}`;
    commands.set(name, (commands.get(name) ?? new Set()).add(record.version));
    if ((commands.get(name)?.size ?? 0) > 1) complain(`command ${name} was obeyed twice`);
    const person = actor.kind === 'person';
    if (person && ['person', 'project', 'register'].includes(workflow) && actor.door !== 'public') {
      complain(`${kind} of ${workflow} ${id} came by the ${actor.door} door`);
    }
    const by = person ? actor.id : `service:${actor.name}`;
    const deed: Deed = { id, at, kind, data, by, signedInAt: person ? actor.signedInAt : undefined };
    const world = now();
    if (workflow === 'person') {
      moments.push({ ...world, people: { ...world.people, [id]: lived(world, deed, complain) } });
    } else if (workflow === 'project') {
      moments.push({ ...world, studies: { ...world.studies, [id]: studied(world, deed, complain) } });
    } else if (workflow === 'register') {
      const after = served(world, deed, restoring, complain);
      restoring = after.restoring;
      moments.push({ ...world, servedIn: after.servedIn });
    }
  };

  return {
    complaints,
    complain,
    written,
    touched,
    now,
    moment: () => tornFrom ?? moments.length - 1,
    /** Half of a transaction can be seen: whoever looks meanwhile may see what was before. */
    tear(from: number | undefined): void {
      tornFrom = from;
    },
    since: (from: number, holds: (world: World) => boolean): boolean => moments.slice(from).some(holds),
    always: (from: number, holds: (world: World) => boolean): boolean => moments.slice(from).every(holds),
    allowedSince: (from: number, person: string, project: string, signedInAt?: string): boolean =>
      moments.slice(from).some((world) => allowed(world, person, project, signedInAt)),
    obeyed: (workflow: string, id: string, command: string): boolean => commands.has(`${workflow}/${id}/${command}`),
    pass(to: string): void {
      moments.push({ ...now(), now: to });
    },
    restored(table: string): void {
      moments.push({ ...now(), table });
    },
    memory: (): Memory => ({ world: now(), restoring, chains: new Map(chains) }),

    /** A transaction that is written now. `allow` says what is wrong with who is said to have done it. */
    transacted(
      folder: 'register' | 'queries',
      changes: readonly Change[],
      allow: (actor: EventRecord['actor'], at: string) => string | undefined,
    ): void {
      const told = new Map<string, number>();
      for (const change of changes) {
        if (change.kind === 'remove' && states.test(change.key.partition))
          complain(`${change.key.partition} was removed`);
        if (change.kind !== 'create' || change.item.partition !== 'outbox') continue;
        const { text, hash } = change.item.body as { readonly text: string; readonly hash: string };
        const record = JSON.parse(text) as EventRecord;
        const name = `${folder}/${record.workflow}/${record.id}`;
        const before = chains.get(name);
        if (createHash('sha256').update(text).digest('hex') !== hash) complain(`${name}: an event without its hash`);
        if (record.sequence !== (before?.sequence ?? 0) + 1 || record.previous !== (before?.hash ?? null)) {
          complain(`${name}: the chain is broken at ${record.sequence}`);
        }
        chains.set(name, { sequence: record.sequence, hash });
        written[folder].push(text);
        told.set(`${record.workflow} ${record.id}`, record.version);
        happened(record, allow);
      }
      for (const change of changes) {
        if (change.kind !== 'create' && change.kind !== 'replace') continue;
        const { partition, sort, version } = change.item;
        if (!states.test(partition)) continue;
        touched.add(`${partition} ${sort}`);
        if (told.get(`${partition} ${sort}`) !== version) complain(`${partition} ${sort} changed without an event`);
      }
    },
  };
}

export type Oracle = ReturnType<typeof oracleOf>;
