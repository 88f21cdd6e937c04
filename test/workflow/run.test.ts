import {
  type Actor,
  type Change,
  commandPartition,
  type EventRecord,
  effectPartition,
  historyPartition,
  outboxPartition,
  type Store,
} from '../../lambdas/workflow/contract.ts';
import { breaksIn } from '../../lambdas/workflow/history.ts';
import { type Ports, type Read, run } from '../../lambdas/workflow/run.ts';
import { faults, luckAt, unlessUnlucky, unluckyStore } from './faults.ts';
import { memoryStore } from './memory-store.ts';
import { type Box, box, limitKey } from './toy.ts';

const actor: Actor = { kind: 'service', name: 'test' };
const portsOf = (store = memoryStore()) => {
  let ticks = 0;
  const pauses: number[] = [];
  const ports: Ports = {
    store,
    clock: { now: () => new Date(Date.UTC(2026, 10, 27) + 1000 * ticks++).toISOString() },
    pause: async (milliseconds) => {
      pauses.push(milliseconds);
    },
    random: () => 0.5,
  };
  return { store, ports, pauses };
};

let serial = 0;
const ask = (command: Parameters<typeof box.workflow.decide>[1], commandId = `command-${serial++}`) => ({
  id: 'box-1',
  command,
  commandId,
  actor,
});

const state = (store: ReturnType<typeof memoryStore>) => store.items('box')[0];

test('a command that is obeyed writes state, history, outbox, effects and its own id, all at once', async () => {
  const { store, ports } = portsOf();
  const ran = await run(ports, box, ask({ kind: 'put', amount: 3 }));
  expect(ran).toMatchObject({ ok: true, version: 1, state: { total: 3 }, replayed: false });
  expect(store.calls.commit).toBe(1);
  expect(store.items().map(({ partition, version }) => [partition, version])).toEqual([
    ['box', 1],
    [commandPartition('box', 'box-1'), 1],
    [effectPartition('tell'), 1],
    [historyPartition('box', 'box-1'), 1],
    [outboxPartition, 1],
  ]);
});

test('what a workflow refuses writes nothing', async () => {
  const { store, ports } = portsOf();
  expect(await run(ports, box, ask({ kind: 'take', amount: 1 }))).toMatchObject({
    ok: false,
    refusals: [{ rule: 'enough' }],
  });
  expect(store.items()).toEqual([]);
});

test('events are chained from the first, over versions and within one', async () => {
  const { store, ports } = portsOf();
  await run(ports, box, ask({ kind: 'put', amount: 3 }));
  await run(ports, box, ask({ kind: 'put', amount: 9, twice: true }));
  await run(ports, box, ask({ kind: 'take', amount: 1 }));
  const records = store.items(historyPartition('box', 'box-1')).map(({ body }) => body.record as EventRecord);
  expect(records.map(({ version, sequence }) => [version, sequence])).toEqual([
    [1, 1],
    [2, 2],
    [2, 3],
    [3, 4],
  ]);
  expect(breaksIn(records)).toEqual([]);
  expect(breaksIn(records.slice(1))).not.toEqual([]);
  expect(breaksIn([...records.slice(0, 1), ...records.slice(2)])).not.toEqual([]);
  expect(breaksIn(records.map((record, at) => (at === 1 ? { ...record, data: { amount: 8 } } : record)))).not.toEqual(
    [],
  );
});

test('the same command again is not obeyed again, and is told the same', async () => {
  const { store, ports } = portsOf();
  const first = await run(ports, box, ask({ kind: 'put', amount: 3 }, 'the-same-id'));
  await run(ports, box, ask({ kind: 'take', amount: 3 }));
  const again = await run(ports, box, ask({ kind: 'put', amount: 3 }, 'the-same-id'));
  expect(again).toEqual({ ...first, state: { total: 0, limit: 100 }, replayed: true });
  expect(state(store)).toMatchObject({ version: 2, body: { total: 0 } });
});

test.each<[string, Parameters<typeof run>[2]]>([
  ['another command', ask({ kind: 'put', amount: 4 }, 'the-same-id')],
  ['another actor', { ...ask({ kind: 'put', amount: 3 }, 'the-same-id'), actor: { kind: 'service', name: 'other' } }],
])('the id of a command is refused to %s', async (_, request) => {
  const { store, ports } = portsOf();
  await run(ports, box, ask({ kind: 'put', amount: 3 }, 'the-same-id'));
  expect(await run(ports, box, request as never)).toMatchObject({ ok: false, refusals: [{ rule: 'command-id' }] });
  expect(state(store)).toMatchObject({ version: 1 });
});

test('whoever is always overtaken is told so, after pauses that grow', async () => {
  const { store, pauses, ports } = portsOf();
  const overtaken = { ...ports, store: { ...store, commit: async () => 'changed' as const } };
  expect(await run(overtaken, box, ask({ kind: 'put', amount: 3 }))).toMatchObject({
    ok: false,
    refusals: [{ rule: 'contended' }],
  });
  expect(pauses).toEqual([25, 50, 100, 200, 400]);
});

test('a transaction expects every fact that was read, and that what was not there is still not there', async () => {
  const { store, ports } = portsOf();
  const seen: (readonly Change[])[] = [];
  const watched: Store = {
    ...store,
    commit: async (changes) => {
      seen.push(changes.filter(({ kind }) => kind === 'expect'));
      return store.commit(changes);
    },
  };
  await run({ ...ports, store: watched }, box, ask({ kind: 'put', amount: 3 }));
  await store.commit([{ kind: 'create', item: { ...limitKey, version: 1, body: { limit: 50 } } }]);
  await run({ ...ports, store: watched }, box, ask({ kind: 'put', amount: 3 }));
  expect(seen).toEqual([
    [{ kind: 'expect', key: limitKey, version: 0 }],
    [{ kind: 'expect', key: limitKey, version: 1 }],
  ]);
});

test('a fact read twice is one fact, and the instance itself is no fact beside itself', async () => {
  const { store, ports } = portsOf();
  const own = { partition: 'box', sort: 'box-1' };
  const twice = {
    ...box,
    facts: async (read: Read) => {
      const [first, second] = [await read(limitKey), await read(limitKey)];
      expect(first).toBe(second);
      await read(own);
      return { limit: 100 };
    },
  };
  await run(ports, twice, ask({ kind: 'put', amount: 3 }));
  expect(await run(ports, twice, ask({ kind: 'put', amount: 3 }))).toMatchObject({ ok: true, version: 2 });
  expect(store.calls.get).toBe(6);
});

test('what a workflow writes beside its events holds or fails with them, upon the version that it read', async () => {
  const { store, ports } = portsOf();
  const counted = {
    ...box,
    facts: async (read: Read) => ({ limit: Number((await read(limitKey))?.body.limit ?? 100) }),
    also: ({ facts, after }: { facts: { limit: number }; after: Box }) => [
      facts.limit === 100
        ? ({ kind: 'create', item: { ...limitKey, version: 1, body: { limit: 50 - after.total } } } as const)
        : ({ kind: 'replace', item: { ...limitKey, version: 9, body: {} } } as const),
    ],
  };
  expect(await run(ports, counted, ask({ kind: 'put', amount: 3 }))).toMatchObject({ ok: true });
  expect(store.items(limitKey.partition)).toMatchObject([{ body: { limit: 47 } }]);
  await expect(run(ports, counted, ask({ kind: 'put', amount: 3 }))).rejects.toThrow(
    'read at version 1, yet written upon version 8',
  );
});

const deciding = (decision: ReturnType<typeof box.workflow.decide>) => ({
  ...box,
  workflow: { ...box.workflow, decide: () => decision },
});

test('a command that changes nothing is obeyed without a write', async () => {
  const { store, ports } = portsOf();
  await run(ports, box, ask({ kind: 'put', amount: 3 }));
  const ran = await run(ports, deciding({ ok: true, events: [], effects: [] }), ask({ kind: 'take', amount: 0 }));
  expect(ran).toMatchObject({ ok: true, version: 1, events: [], state: { total: 3 } });
  expect(store.calls.commit).toBe(1);
});

test.each<[string, ReturnType<typeof box.workflow.decide>]>([
  ['an effect without an event', { ok: true, events: [], effects: [{ kind: 'tell', amount: 1 }] }],
  ['nothing at all of nothing', { ok: true, events: [], effects: [] }],
  [
    'more than a transaction holds',
    { ok: true, events: Array.from({ length: 60 }, () => ({ kind: 'put', amount: 1, limit: 1 })), effects: [] },
  ],
])('a workflow that decides on %s has a bug, and nothing is written', async (_, decision) => {
  const { store, ports } = portsOf();
  await expect(run(ports, deciding(decision), ask({ kind: 'put', amount: 1 }))).rejects.toThrow();
  expect(store.items()).toEqual([]);
});

test.each([
  ['an id', { id: 'a#b' }],
  ['an empty id', { id: '' }],
  ['a command id', { commandId: '../../x' }],
  ['a short command id', { commandId: 'short' }],
])('%s that could be taken for another is refused before anything is read', async (_, wrong) => {
  const { store, ports } = portsOf();
  await expect(run(ports, box, { ...ask({ kind: 'put', amount: 1 }), ...wrong })).rejects.toThrow('ids have letters');
  expect(store.calls.get).toBe(0);
});

test('a state that this engine did not write is not built upon', async () => {
  const { store, ports } = portsOf();
  await store.commit([
    { kind: 'create', item: { partition: 'box', sort: 'box-1', version: 1, body: { total: 99, limit: 99 } } },
  ]);
  await expect(run(ports, box, ask({ kind: 'take', amount: 1 }))).rejects.toThrow('has no event');
});

test('a store that does not answer is no answer', async () => {
  const { store, ports } = portsOf();
  for (const call of ['get', 'commit'] as const) {
    const dead = { ...ports, store: { ...store, [call]: async () => Promise.reject(new Error('timeout')) } };
    await expect(run(dead, box, ask({ kind: 'put', amount: 1 }))).rejects.toThrow('timeout');
  }
});

test('whatever the call at which a function is struck, asking again comes to one deed', async () => {
  for (const fault of faults) {
    for (let call = 0; call < 4; call++) {
      const { store, ports } = portsOf();
      const request = ask({ kind: 'put', amount: 3 });
      await unlessUnlucky(run({ ...ports, store: unluckyStore(store, luckAt(call, fault)) }, box, request)).catch(
        (error) => {
          // Reads have no conflict; the others are told apart by what asking again comes to.
          if (fault !== 'conflict') throw error;
        },
      );
      expect(await run(ports, box, request)).toMatchObject({ ok: true, version: 1, state: { total: 3 } });
      expect(state(store)).toMatchObject({ version: 1, body: { total: 3 } });
    }
  }
});

test.each([1, 2, 3, 4])(
  'who asks again while the transaction has come as far as its item %i is told what it came to, not what its half looks like',
  async (reached) => {
    let items = 0;
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const store = memoryStore({ between: async () => (items++ === reached ? released : undefined) });
    const { ports } = portsOf(store);
    const request = ask({ kind: 'put', amount: 60 });
    const first = run(ports, box, request);
    for (let turns = 0; turns < 20; turns++) await Promise.resolve();
    expect(items).toBe(reached + 1);

    const again = run({ ...ports, pause: async () => release() }, box, request);
    const answer = await again;
    release();
    expect(answer).toEqual({ ...(await first), replayed: true });
    expect(await first).toMatchObject({ ok: true, version: 1, events: [{ kind: 'put', amount: 60 }] });
  },
);

test('two facts read at once are one fact, if they are the same', async () => {
  const { store, ports } = portsOf();
  const twice = {
    ...box,
    facts: async (read: Read) => {
      const [first, second] = await Promise.all([read(limitKey), read(limitKey)]);
      expect(first).toBe(second);
      return { limit: 100 };
    },
  };
  await store.commit([{ kind: 'create', item: { ...limitKey, version: 1, body: {} } }]);
  expect(await run(ports, twice, ask({ kind: 'put', amount: 3 }))).toMatchObject({ ok: true });
});
