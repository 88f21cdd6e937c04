import { effectPartition } from '../../lambdas/workflow/contract.ts';
import { run } from '../../lambdas/workflow/run.ts';
import { assertNothingStuck, tryAgain, work } from '../../lambdas/workflow/worker.ts';
import { memoryStore } from './memory-store.ts';
import { type BoxEffect, box } from './toy.ts';

const minute = 60_000;
const patience = { leaseSeconds: 600, tries: 3, perRun: 10 };

async function ordered(amounts: readonly number[]) {
  const store = memoryStore();
  let time = Date.UTC(2026, 10, 27);
  const clock = { now: () => new Date(time).toISOString() };
  const ports = { store, clock, pause: async () => undefined, random: () => 0 };
  for (const [index, amount] of amounts.entries()) {
    await run(ports, box, {
      id: 'box-1',
      command: { kind: 'put', amount },
      commandId: `command-${index}`,
      actor: { kind: 'service', name: 'test' },
    });
    time += 1000;
  }
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  return { store, clock, pass, waiting: () => store.items(effectPartition('tell')) };
}

test('effects are carried out in order of their dates, and are gone when they are done', async () => {
  const { store, clock, waiting } = await ordered([1, 2, 3]);
  const told: number[] = [];
  const worked = await work<BoxEffect>({ store, clock }, 'tell', async ({ amount }) => {
    told.push(amount);
    return 'done';
  });
  expect(told).toEqual([1, 2, 3]);
  expect(worked).toEqual({ done: 3, failed: 0, stuck: [] });
  expect(waiting()).toEqual([]);
});

test('an effect that fails is tried again later and later, then left where it is and reported by every run', async () => {
  const { store, clock, pass, waiting } = await ordered([1]);
  const at: string[] = [];
  const go = () =>
    work<BoxEffect>(
      { store, clock },
      'tell',
      async () => {
        at.push(clock.now().slice(11, 16));
        throw new Error('no');
      },
      patience,
    );
  for (let minutes = 0; minutes < 10; minutes++) {
    await go();
    pass(minute);
  }
  expect(at).toEqual(['00:00', '00:01', '00:03']);
  const stuck = await go();
  expect(stuck.stuck).toHaveLength(1);
  expect(waiting()).toHaveLength(1);
  expect(() => assertNothingStuck('tell', stuck)).toThrow('1 effects "tell" failed too often');
});

test('an effect that kills whoever carries it out is begun no more often than one that fails, and others are not kept by it', async () => {
  const { store, clock, pass, waiting } = await ordered([13, 1]);
  const begun: number[] = [];
  const told: number[] = [];
  const givenUp: string[] = [];
  const run = (giveUp?: (effect: BoxEffect, id: string) => Promise<void>) =>
    Promise.race([
      work<BoxEffect>(
        { store, clock },
        'tell',
        async ({ amount }) => {
          if (amount !== 13) {
            told.push(amount);
            return 'done';
          }
          begun.push(amount);
          // The function is out of memory or time: it never answers.
          return new Promise<never>(() => {});
        },
        patience,
        giveUp,
      ),
      new Promise((resolve) => setTimeout(resolve, 20)),
    ]);
  for (let lives = 0; lives < 10; lives++) {
    await run(async (_, id) => {
      givenUp.push(id);
    });
    pass(6 * minute);
  }
  expect(told).toEqual([1]);
  expect(begun).toHaveLength(patience.tries);
  expect(givenUp).toHaveLength(1);
  expect(waiting()).toEqual([]);
});

test('an effect is not begun late in a run, for the function might end before it', async () => {
  const { store, clock, pass, waiting } = await ordered([1, 2, 3]);
  const slow = async () => {
    pass(4 * minute);
    return 'done' as const;
  };
  const worked = await work<BoxEffect>({ store, clock }, 'tell', slow, { ...patience, beginSeconds: 300 });
  expect(worked.done).toBe(2);
  expect(waiting()).toHaveLength(1);
});

test('a stuck effect can be given its tries again', async () => {
  const { store, clock, pass, waiting } = await ordered([1]);
  const fail = async () => Promise.reject(new Error('no'));
  const [id = ''] = (await work<BoxEffect>({ store, clock }, 'tell', fail, { ...patience, tries: 1 })).stuck;
  pass(10 * minute);
  expect(await work<BoxEffect>({ store, clock }, 'tell', async () => 'done', patience)).toMatchObject({ done: 0 });
  expect(await tryAgain(store, 'tell', id)).toBe(true);
  expect(await work<BoxEffect>({ store, clock }, 'tell', async () => 'done', patience)).toMatchObject({
    done: 1,
    stuck: [],
  });
  expect(waiting()).toEqual([]);
  expect(await tryAgain(store, 'tell', id)).toBe(false);
});

test('what it is too early for is asked again at its time, and loses no try', async () => {
  const { store, clock, pass } = await ordered([1]);
  const again = new Date(Date.UTC(2026, 10, 27, 1)).toISOString();
  let asked = 0;
  const go = () =>
    work<BoxEffect>(
      { store, clock },
      'tell',
      async () => {
        asked += 1;
        return clock.now() < again ? { again } : 'done';
      },
      { ...patience, tries: 1 },
    );
  for (let count = 0; count < 5; count++) await go();
  expect(asked).toBe(1);
  pass(60 * minute);
  expect(await go()).toMatchObject({ done: 1, stuck: [] });
});

test('an effect that is due later is left alone until then', async () => {
  const { store, clock, pass } = await ordered([1]);
  const due = new Date(Date.UTC(2026, 10, 28)).toISOString();
  const later = {
    ...box,
    workflow: {
      ...box.workflow,
      name: 'late',
      decide: (...given: Parameters<typeof box.workflow.decide>) => {
        const decision = box.workflow.decide(...given);
        return decision.ok
          ? { ...decision, effects: decision.effects.map((effect) => ({ ...effect, due })) }
          : decision;
      },
    },
  };
  await work<BoxEffect>({ store, clock }, 'tell', async () => 'done');
  await run({ store, clock, pause: async () => undefined, random: () => 0 }, later, {
    id: 'box-1',
    command: { kind: 'put', amount: 1 },
    commandId: 'command-1',
    actor: { kind: 'service', name: 'test' },
  });
  expect(await work<BoxEffect>({ store, clock }, 'tell', async () => 'done')).toMatchObject({ done: 0 });
  pass(24 * 60 * minute);
  expect(await work<BoxEffect>({ store, clock }, 'tell', async () => 'done')).toMatchObject({ done: 1 });
});

test('two workers at once do not begin the same effect, and one that dies gives its effect back when its lease is over', async () => {
  const { store, clock, pass } = await ordered([1, 2]);
  const told: number[] = [];
  const tell = async ({ amount }: BoxEffect) => {
    told.push(amount);
    await Promise.resolve();
    return 'done' as const;
  };
  await Promise.all([work<BoxEffect>({ store, clock }, 'tell', tell), work<BoxEffect>({ store, clock }, 'tell', tell)]);
  expect(told.sort()).toEqual([1, 2]);

  const { store: other, clock: its, pass: passes } = await ordered([7]);
  void work<BoxEffect>({ store: other, clock: its }, 'tell', () => new Promise(() => undefined), patience);
  await new Promise(setImmediate);
  expect(await work<BoxEffect>({ store: other, clock: its }, 'tell', async () => 'done', patience)).toMatchObject({
    done: 0,
  });
  passes(10 * minute);
  expect(await work<BoxEffect>({ store: other, clock: its }, 'tell', async () => 'done', patience)).toMatchObject({
    done: 1,
  });
  pass(0);
});

test('one run begins no more than it may, and the next goes on', async () => {
  const { store, clock } = await ordered([1, 2, 3]);
  const few = { ...patience, perRun: 2 };
  expect(await work<BoxEffect>({ store, clock }, 'tell', async () => 'done', few)).toMatchObject({ done: 2 });
  expect(await work<BoxEffect>({ store, clock }, 'tell', async () => 'done', few)).toMatchObject({ done: 1 });
});
