import {
  type Actor,
  commandPartition,
  type EventRecord,
  effectPartition,
  historyPartition,
  outboxPartition,
} from '../../lambdas/workflow/contract.ts';
import { breaksIn } from '../../lambdas/workflow/history.ts';
import { type Ports, run } from '../../lambdas/workflow/run.ts';
import { memoryStore } from './memory-store.ts';
import { box } from './toy.ts';

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
