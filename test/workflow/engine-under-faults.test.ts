import fc from 'fast-check';
import {
  type EventRecord,
  effectPartition,
  historyPartition,
  outboxPartition,
} from '../../lambdas/workflow/contract.ts';
import { breaksIn } from '../../lambdas/workflow/history.ts';
import { record } from '../../lambdas/workflow/recorder.ts';
import { type Ran, run } from '../../lambdas/workflow/run.ts';
import type { Waiting } from '../../lambdas/workflow/transaction.ts';
import { work } from '../../lambdas/workflow/worker.ts';
import { delivered, luckOf, seeded, unlessUnlucky, unluckyStore } from './faults.ts';
import { memoryArchive } from './memory-archive.ts';
import { type MemoryStore, memoryStore } from './memory-store.ts';
import { type Box, type BoxCommand, type BoxEffect, type BoxEvent, box, limitKey } from './toy.ts';

/**
 * Many functions at once on one table, each of which may crash, be throttled, time out with or without its transaction, or see half of another's.
 * Clients ask again with the same id until they are told something; whatever wakes workers and recorders is lost, doubled and swapped.
 */

interface Asked {
  readonly id: string;
  readonly command: BoxCommand;
  readonly commandId: string;
}

const command: fc.Arbitrary<BoxCommand> = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), amount: fc.integer({ min: 1, max: 40 }), twice: fc.boolean() }),
  fc.record({ kind: fc.constant('take' as const), amount: fc.integer({ min: 0, max: 40 }) }),
);
const asked: fc.Arbitrary<Asked> = fc.record({
  id: fc.constantFrom('box-1', 'box-2'),
  command,
  commandId: fc.integer({ min: 0, max: 9 }).map((number) => `command-${number}`),
});
const scenario = fc.record({
  asked: fc.array(asked, { minLength: 1, maxLength: 14 }),
  limits: fc.array(fc.integer({ min: 10, max: 90 }), { maxLength: 3 }),
  seed: fc.integer(),
  probability: fc.constantFrom(0, 0.05, 0.2),
});

const actor = { kind: 'service', name: 'test' } as const;
const minute = 60_000;

function world(seed: number, probability: number) {
  const random = seeded(seed);
  const turns = () => Math.floor(random() * 4);
  const wait = async () => {
    for (let count = turns(); count > 0; count--) await Promise.resolve();
  };
  const store = memoryStore({ between: wait });
  let time = Date.UTC(2026, 10, 27);
  const clock = { now: () => new Date(time++).toISOString() };
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  /** The table, as one more function sees it. */
  const mine = () => unluckyStore(store, luckOf(random, probability), turns);
  const ports = (its = mine()) => ({ store: its, clock, pause: wait, random });
  return { random, store, clock, pass, mine, ports, wait };
}

/** A client: asks until it is told something, which a bounded number of faults in a row can only put off. */
async function client(ports: () => Parameters<typeof run>[0], request: Asked): Promise<Ran<Box, BoxEvent> | undefined> {
  for (let attempt = 0; attempt < 30; attempt++) {
    const answer = await unlessUnlucky(run(ports(), box, { ...request, actor }));
    if (answer !== undefined && !(answer.ok === false && answer.refusals[0]?.rule === 'contended')) return answer;
  }
  return undefined;
}

/** Somebody else sets the limit meanwhile. */
async function setLimit(store: MemoryStore, limit: number): Promise<void> {
  for (;;) {
    const item = await store.get(limitKey);
    const version = (item?.version ?? 0) + 1;
    const kind = version === 1 ? 'create' : 'replace';
    if ((await store.commit([{ kind, item: { ...limitKey, version, body: { limit } } }])) === 'committed') return;
  }
}

const recordsOf = (store: MemoryStore, id: string): readonly EventRecord[] =>
  store.items(historyPartition('box', id)).map(({ body }) => body.record as EventRecord);

const replayed = (records: readonly EventRecord[]): Box | undefined =>
  records.reduce<Box | undefined>(
    (state, { kind, data, at }) => box.workflow.evolve(state, { kind, ...data } as BoxEvent, { now: at, actor }),
    undefined,
  );

async function lived({
  asked: all,
  limits,
  seed,
  probability,
}: {
  asked: readonly Asked[];
  limits: readonly number[];
  seed: number;
  probability: number;
}) {
  const its = world(seed, probability);
  const { store, clock, pass, mine, ports, random, wait } = its;
  const { objects, archive } = memoryArchive();
  const told = new Map<string, number>();
  const calls: string[] = [];
  const tell = async ({ amount }: BoxEffect, id: string) => {
    calls.push(id);
    told.set(id, amount);
    if (random() < probability) throw new Error('no');
    await wait();
    return 'done' as const;
  };
  const wakes = delivered(
    Array.from({ length: 6 }, (_, index) => index % 2),
    random,
  );
  const [answers] = await Promise.all([
    Promise.all(all.map((one) => client(ports, one))),
    (async () => {
      for (const limit of limits) {
        await wait();
        await setLimit(store, limit);
      }
    })(),
    ...wakes.map((which) =>
      unlessUnlucky<unknown>(
        which === 0
          ? work({ store: mine(), clock }, 'tell', tell)
          : record({ store: mine(), archive, clock }, 'register'),
      ),
    ),
  ]);
  return { ...its, answers, objects, archive, told, calls, tell, pass };
}

const property = (
  title: string,
  check: (life: Awaited<ReturnType<typeof lived>>, asked: readonly Asked[]) => Promise<void> | void,
) =>
  test(title, async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async (given) => check(await lived(given), given.asked)),
      { numRuns: 120, seed: 20261127 },
    );
  });

property('no state is without its events and no event without its state: the history tells the state', ({ store }) => {
  for (const id of ['box-1', 'box-2']) {
    const records = recordsOf(store, id);
    const item = store.items('box').find(({ sort }) => sort === id);
    expect(item?.body).toEqual(replayed(records));
    expect(item?.version ?? 0).toBe(records.at(-1)?.version ?? 0);
    expect(item?.head?.sequence ?? 0).toBe(records.length);
  }
});

property('the chain of every instance is unbroken, and what was archived is a part of it', ({ store, objects }) => {
  const all = ['box-1', 'box-2'].flatMap((id) => {
    expect(breaksIn(recordsOf(store, id))).toEqual([]);
    return recordsOf(store, id);
  });
  for (const text of objects.values()) expect(all).toContainEqual(JSON.parse(text));
});

property(
  'every event is in the archive or waits for it, and one undisturbed run later all are in it, once',
  async ({ store, clock, objects, archive }) => {
    const events = ['box-1', 'box-2'].flatMap((id) => recordsOf(store, id));
    const waiting = store.items(outboxPartition).map(({ body }) => String(body.text));
    const known = new Set([...objects.values(), ...waiting].map((text) => JSON.stringify(JSON.parse(text))));
    expect(known.size).toBe(events.length);
    await record({ store, archive, clock }, 'register');
    expect(objects.size).toBe(events.length);
    expect(store.items(outboxPartition)).toEqual([]);
  },
);

property(
  'every effect that was ordered is carried out, and what it comes to is the same as if it had been once',
  async ({ store, clock, pass, told, tell }) => {
    for (let round = 0; round < 12; round++) {
      await work({ store, clock }, 'tell', tell);
      pass(360 * minute);
    }
    const stuck = store.items(effectPartition('tell')).map(({ body }) => body as unknown as Waiting);
    expect(stuck.filter((waiting) => !waiting.stuck)).toEqual([]);
    const ordered = ['box-1', 'box-2'].flatMap((id) =>
      [
        ...new Map(
          recordsOf(store, id)
            .filter(({ kind }) => kind === 'put')
            .map(({ version, data }) => [version, data]),
        ).entries(),
      ].map(([version, { amount }]): [string, unknown] => [
        `box#${id}#${String(version).padStart(10, '0')}-000`,
        amount,
      ]),
    );
    expect([...told].sort()).toEqual(ordered.sort());
  },
);

property(
  'a command is obeyed once, however often it is asked, and everybody who asks is told the same',
  ({ store, answers }, asked) => {
    for (const id of ['box-1', 'box-2']) {
      const versions = new Map<string, Set<number>>();
      for (const { command: its, version } of recordsOf(store, id))
        versions.set(its, (versions.get(its) ?? new Set()).add(version));
      for (const one of versions.values()) expect(one.size).toBe(1);
      for (const [index, answer] of answers.entries()) {
        const request = asked[index];
        if (!answer?.ok || request?.id !== id || answer.events.length === 0) continue;
        expect(versions.get(request.commandId)).toEqual(new Set([answer.version]));
        const events = recordsOf(store, id).filter(({ version }) => version === answer.version);
        expect(answer.events).toEqual(events.map(({ kind, data }) => ({ kind, ...data })));
      }
    }
  },
);

property('two commands never both win on one version', ({ store, answers }, asked) => {
  for (const id of ['box-1', 'box-2']) {
    const winners = answers.flatMap((answer, index) =>
      answer?.ok && answer.events.length > 0 && asked[index]?.id === id
        ? [[answer.version, asked[index]?.commandId]]
        : [],
    );
    const byVersion = new Map<unknown, unknown>();
    for (const [version, winner] of winners)
      expect(byVersion.set(version, byVersion.get(version) ?? winner).get(version)).toBe(winner);
  }
  const keys = store.items().map(({ partition, sort }) => `${partition} ${sort}`);
  expect(new Set(keys).size).toBe(keys.length);
});

test('a decision never rests on a fact that changed before it was written', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer(),
      fc.array(fc.integer({ min: 10, max: 90 }), { minLength: 1, maxLength: 6 }),
      async (seed, limits) => {
        const { store, ports, wait } = world(seed, 0);
        const limitAt: number[] = [];
        const watched = {
          ...ports(),
          store: {
            ...store,
            commit: async (changes: Parameters<typeof store.commit>[0]) => {
              // What holds at the moment of the transaction: nothing comes between this line and the store's own check.
              const limit = store.items(limitKey.partition)[0]?.body.limit;
              const answer = store.commit(changes);
              if ((await answer) === 'committed') limitAt.push(Number(limit ?? 100));
              return answer;
            },
          },
        };
        const put = async (index: number) => {
          await wait();
          return run(watched, box, {
            id: `box-${index}`,
            command: { kind: 'put', amount: 5 },
            commandId: `command-${index}`,
            actor,
          });
        };
        await Promise.all([
          ...limits.map((_, index) => put(index)),
          (async () => {
            for (const limit of limits) {
              await wait();
              await setLimit(store, limit);
            }
          })(),
        ]);
        const decidedOn = store.items('box').map(({ body }) => body.limit);
        expect(decidedOn.sort()).toEqual(limitAt.sort());
      },
    ),
    { numRuns: 120, seed: 20261127 },
  );
});
