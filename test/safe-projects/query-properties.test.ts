import fc from 'fast-check';
import { emptyFloor, type Floor, left, nextInTurn, queued, seated } from '../../lambdas/safe-projects/queries/floor.ts';
import { startWaiting } from '../../lambdas/safe-projects/queries/starting.ts';
import { repeatable } from '../repeatable.ts';
import { faultsIn, recovered } from './query-legality.ts';
import { furnished, people, projectOf } from './query-world.ts';

const { ada, ben, cyd } = people;
const now = '2026-11-27T10:00:00.000Z';

describe('turns', () => {
  const arrival = fc.record({ project: fc.constantFrom('a', 'b', 'c', 'd'), person: fc.constantFrom('x', 'y', 'z') });
  const step = fc.oneof({ weight: 3, arbitrary: arrival }, { weight: 2, arbitrary: fc.constant('start' as const) });

  test('between two starts of a project, every project that waited all the while is started; the same holds of persons in it', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        let floor: Floor = emptyFloor;
        const since = new Map<string, number>();
        const startedAt = new Map<string, number[]>();
        for (const [at, one] of steps.entries()) {
          if (one !== 'start') {
            const query = `query-${at}`;
            floor = queued(floor, { query, ...one, askedAt: new Date(at).toISOString() });
            for (const key of [one.project, `${one.project}/${one.person}`]) if (!since.has(key)) since.set(key, at);
            continue;
          }
          const seat = nextInTurn(floor, [], now);
          if (seat === undefined) {
            expect(floor.waiting).toEqual([]);
            continue;
          }
          const own = floor.waiting.filter(({ project, person }) => project === seat.project && person === seat.person);
          expect(own.map(({ askedAt }) => askedAt).sort()[0]).toBe(seat.askedAt);
          const lasts = startedAt.get(seat.project) ?? [];
          const last = lasts.at(-1);
          if (last !== undefined) {
            for (const other of ['a', 'b', 'c', 'd']) {
              const waited = since.get(other);
              if (other === seat.project || waited === undefined || waited > last) continue;
              expect((startedAt.get(other) ?? []).some((time) => time > last)).toBe(true);
            }
          }
          const mine = `${seat.project}/${seat.person}`;
          const lastMine = (startedAt.get(mine) ?? []).at(-1);
          if (lastMine !== undefined) {
            for (const person of ['x', 'y', 'z']) {
              const other = `${seat.project}/${person}`;
              const waited = since.get(other);
              if (other === mine || waited === undefined || waited > lastMine) continue;
              expect((startedAt.get(other) ?? []).some((time) => time > lastMine)).toBe(true);
            }
          }
          floor = left(seated(floor, seat.query, now), seat.query);
          for (const key of [seat.project, mine]) {
            startedAt.set(key, [...(startedAt.get(key) ?? []), at]);
            const waits = floor.waiting.some(
              ({ project, person }) => key === project || key === `${project}/${person}`,
            );
            if (!waits) since.delete(key);
            else if (!since.has(key)) since.set(key, at);
          }
        }
      }),
      repeatable(500),
    );
  });
});

describe('the allowance', () => {
  const bytesPerMonth = 350;
  const atOnce = 3;
  const action = fc.oneof(
    fc.record({ kind: fc.constant('ask' as const), who: fc.constantFrom(ada, ben, cyd) }),
    fc.record({ kind: fc.constant('finish' as const), bytes: fc.integer({ min: 0, max: 100 }), well: fc.boolean() }),
    fc.record({ kind: fc.constant('tick' as const) }),
    fc.record({ kind: fc.constant('list' as const), who: fc.constantFrom(ada, cyd) }),
    fc.record({ kind: fc.constant('quota' as const), quota: fc.integer({ min: 0, max: 3 }) }),
    fc.record({ kind: fc.constant('fault' as const), at: fc.integer({ min: 1, max: 40 }), done: fc.boolean() }),
    fc.record({ kind: fc.constant('pass' as const), seconds: fc.integer({ min: 1, max: 400 }) }),
  );

  test('is never exceeded by what was read and what is reserved, whoever asks at once and whatever fails', async () => {
    let started = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(action, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
        async (rounds) => {
          const world = await furnished({ atOnce, between: () => new Promise((resolve) => setImmediate(resolve)) });
          const allowance = { bytesPerMonth, bytesPerQuery: 100, queriesAtOnce: 9 };
          await world.project(projectOf('falls', [ada, ben], { allowance }));
          await world.project(projectOf('sepsis', [cyd], { allowance }));
          const project = (who: string) => (who === cyd ? 'sepsis' : 'falls');
          for (const round of rounds) {
            await Promise.all(
              round.map(async (one) => {
                switch (one.kind) {
                  case 'ask':
                    return world.ask(one.who, project(one.who));
                  case 'list':
                    return world.list(one.who, project(one.who));
                  case 'tick':
                    return startWaiting(world.ports, world.clock.now()).catch(() => {});
                  case 'finish': {
                    const run = world.athena.runs.find(({ state }) => state === 'running');
                    const state = one.well ? 'succeeded' : 'failed';
                    return run && world.athena.finish({ bytes: one.bytes, state, because: 'athena-user' }, run.id);
                  }
                  case 'quota':
                    world.athena.quota = one.quota;
                    return;
                  case 'fault':
                    return world.fail({ at: one.at, done: one.done });
                  case 'pass':
                    return world.pass(one.seconds * 1000);
                }
              }),
            );
            expect(faultsIn(world, { bytesPerMonth, atOnce })).toEqual([]);
          }
          world.athena.quota = 100;
          started += world.athena.runs.length;
          await recovered(world);
          expect(faultsIn(world, { bytesPerMonth, atOnce })).toEqual([]);
        },
      ),
      repeatable(120),
    );
    expect(started).toBeGreaterThan(100);
  });
});
