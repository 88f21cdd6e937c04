import { createHash } from 'node:crypto';
import type { Change, EventRecord } from '../../../lambdas/workflow/contract.ts';
import type { Life } from './mishaps.ts';
import { fallen, type Plea, pleaded, type Sight } from './naive.ts';
import type { Moment } from './register.ts';
import { holdsRole, mayWork, stands } from './register.ts';

/** What was offered at the public door, in the plainest words. */
export interface Gone {
  readonly revoked: boolean;
  readonly downloads: number;
}
interface Link {
  readonly sequence: number;
  readonly hash: string;
}
export type Folder = 'airlock' | 'releases';

export interface Memory {
  readonly moments: readonly Moment[];
  readonly pleas: ReadonlyMap<string, Plea>;
  readonly gone: ReadonlyMap<string, Gone>;
  readonly chains: ReadonlyMap<string, Link>;
}

/** Partitions whose items are the state of something: none is written without its event. */
const states = /^(airlock|release|deposit)$/;

/** Sees every transaction at the moment when it is written. Complaints are collected: the first is the finding. */
export function oracleOf(memory: Memory, sights: (life: Life) => Omit<Sight, 'since' | 'sinceBytes'>) {
  const moments = [...memory.moments];
  const pleas = new Map(memory.pleas);
  const gone = new Map(memory.gone);
  const chains = new Map(memory.chains);
  const complaints: string[] = [];
  const written: Record<Folder, string[]> = { airlock: [], releases: [] };
  const viewed = { count: 0 };
  const commands = new Map<string, number>();
  const wroteAt = new WeakMap<Life, number>();
  const began = new Map<string, { readonly version: number; readonly state: string; readonly since: string }>();
  const complain = (because: string): void => {
    complaints.push(because);
  };
  const now = (): Moment => {
    const last = moments.at(-1);
    if (last === undefined) throw new Error('there is always a moment');
    return last;
  };
  const since = (from: number, holds: (moment: Moment) => boolean): boolean => moments.slice(from).some(holds);

  function happened(record: EventRecord, life: Life, at: string): void {
    const { workflow, id, kind, data, actor, command } = record;
    const by = actor.kind === 'person' ? actor.id : `service:${actor.name}`;
    const really = 'person' in life.caller ? life.caller.person : `service:${life.caller.service}`;
    if (by !== really) complain(`${kind} of ${id} says it was ${by}, and it was ${really}`);
    if (record.at > at) complain(`${kind} of ${id} is dated ahead`);
    const name = `${workflow}/${id}/${command}`;
    if ((commands.get(name) ?? record.version) !== record.version) complain(`command ${name} was obeyed twice`);
    commands.set(name, record.version);
    const sight = {
      ...sights(life),
      since: (holds: (moment: Moment) => boolean) => since(life.began, holds),
      sinceBytes: (holds: (moment: Moment) => boolean) => since(wroteAt.get(life) ?? life.began, holds),
    };
    if (workflow === 'airlock') {
      if (kind === 'viewed') viewed.count += 1;
      const before = pleas.get(id);
      const { version } = record;
      if (began.get(id)?.version !== version) {
        began.set(id, { version, state: before?.state ?? 'nothing', since: before?.since ?? record.at });
      }
      const { state = 'nothing', since: stood = record.at } = began.get(id) ?? {};
      const deed = { id, at: record.at, kind, data, by, from: { state, since: stood } };
      pleas.set(id, pleaded(before, deed, sight, complain));
    }
    if (workflow === 'release') left(id, kind, by, data, sight);
  }

  function left(id: string, kind: string, by: string, data: EventRecord['data'], sight: Sight): void {
    const before = gone.get(id);
    const plea = pleas.get(id);
    const demand = (met: boolean, because: string): void => {
      if (!met) complain(`${kind} of release ${id} by ${by}: ${because}`);
    };
    if (kind === 'downloaded') {
      const may = (moment: Moment) =>
        mayWork(moment, by) || (stands(moment, by) && holdsRole(moment, by, 'output-checker'));
      demand(sight.since(may), 'may not have it');
      demand(before?.revoked === false, 'is not offered');
      gone.set(id, { revoked: before?.revoked ?? true, downloads: (before?.downloads ?? 0) + 1 });
      return;
    }
    demand(by === 'service:airlock-release', 'only airlock-release may');
    demand(['released', 'revoked'].includes(plea?.state ?? ''), `the request is ${plea?.state}`);
    demand(plea?.direction === 'out', 'comes in');
    if (kind === 'offered') {
      demand(before === undefined, 'was offered');
      const files = data.files as readonly { id: string; sha256: string; versionId: string }[];
      for (const [file, paper] of Object.entries(plea?.files ?? {})) {
        const one = files.find((found) => found.id === file);
        const same = one?.sha256 === paper.frozen?.sha256 && one?.versionId === paper.released?.versionId;
        demand(same, 'other bytes are offered');
      }
    } else demand(plea?.state === 'revoked', 'nobody revoked the request');
    gone.set(id, { revoked: kind === 'revoked', downloads: before?.downloads ?? 0 });
  }

  return {
    complaints,
    complain,
    written,
    viewed,
    pleas,
    gone,
    now,
    since,
    moment: () => moments.length - 1,
    obeyed: (workflow: string, id: string, command: string): boolean => commands.has(`${workflow}/${id}/${command}`),
    /** Bytes of a release were written. */
    wrote(key: string, life: Life): void {
      wroteAt.set(life, moments.length - 1);
      const plea = pleas.get(key.split('/')[1] ?? '');
      if (plea === undefined) return;
      const gone = fallen(plea, (holds) => since(life.began, holds));
      if (gone.length > 0) complain(`${key} was written when ${gone.join()} stood no more`);
    },
    /** The register is another now. */
    changed(after: Moment): void {
      moments.push(after);
    },
    memory: (): Memory => ({ moments: [now()], pleas: new Map(pleas), gone: new Map(gone), chains: new Map(chains) }),

    transacted(folder: Folder, changes: readonly Change[], life: Life, at: string): void {
      const told = new Map<string, number>();
      for (const change of changes) {
        if (change.kind === 'remove' && states.test(change.key.partition))
          complain(`${change.key.partition} was removed`);
        const key = change.kind === 'create' || change.kind === 'replace' ? change.item : change.key;
        if (key.partition === 'vote' && change.kind !== 'expect' && !('person' in life.caller)) {
          complain('a vote was written by a function that may not');
        }
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
        happened(record, life, at);
      }
      for (const change of changes) {
        if (change.kind !== 'create' && change.kind !== 'replace') continue;
        const { partition, sort, version } = change.item;
        if (states.test(partition) && told.get(`${partition} ${sort}`) !== version) {
          complain(`${partition} ${sort} changed without an event`);
        }
      }
    },
  };
}
export type Oracle = ReturnType<typeof oracleOf>;
