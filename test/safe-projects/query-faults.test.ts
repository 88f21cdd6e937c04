import { isOver } from '../../lambdas/safe-projects/queries/query-record.ts';
import { faultsIn, recovered } from './query-legality.ts';
import { furnished, people, type QueryWorld } from './query-world.ts';

const { ada, ben } = people;
const limits = { bytesPerMonth: 1000, atOnce: 2 };
const header = [['ward']];

/** Everything once: asked, started, turned away, run, read, cancelled. Failures are answers, never exceptions. */
async function everything(world: QueryWorld): Promise<void> {
  const ids: string[] = [];
  const asked = async (person: string, sql: string) => {
    const { body } = await world.ask(person, 'falls', sql);
    ids.push(body.query ?? '99999999-9999-4999-8999-999999999999');
  };
  await asked(ada, 'SELECT 1');
  await asked(ben, 'SELECT 2');
  await asked(ada, 'SELECT 3');
  const [first = '', second = '', third = ''] = ids;
  await world.cancel(ada, 'falls', third);
  const run = world.athena.runs.find(({ token }) => token === first);
  if (run !== undefined)
    world.athena.finish({ bytes: 60, rows: [...header, ...Array.from({ length: 1200 }, () => ['a'])] }, run.id);
  await world.show(ada, 'falls', first);
  const { body } = await world.rows(ada, 'falls', first);
  if (body.next !== undefined) await world.rows(ada, 'falls', first, body.next);
  world.athena.quota = 0;
  await asked(ben, 'SELECT 4');
  world.athena.quota = 100;
  await world.cancel(ben, 'falls', second);
  await world.list(ada, 'falls');
}

let calls = 0;
beforeAll(async () => {
  const world = await furnished({ atOnce: limits.atOnce });
  const before = world.calls();
  await everything(world);
  calls = world.calls() - before;
  expect(faultsIn(world, limits)).toEqual([]);
});

test.each([
  ['before', false],
  ['after', true],
])(
  'a crash %s any call of any port leaves a legal state, and all comes to its end with the allowance settled',
  async (_, done) => {
    expect(calls).toBeGreaterThan(80);
    for (let at = 1; at <= calls; at += 1) {
      const world = await furnished({ atOnce: limits.atOnce });
      world.fail({ at, done });
      await everything(world);
      expect({ at, faults: faultsIn(world, limits) }).toEqual({ at, faults: [] });
      await recovered(world);
      expect({ at, faults: faultsIn(world, limits) }).toEqual({ at, faults: [] });
      expect({ at, open: world.queries().filter((query) => !isOver(query)) }).toEqual({ at, open: [] });
      expect({ at, reserved: world.allowance('falls')?.reserved ?? {} }).toEqual({ at, reserved: {} });
      const served = world.events().filter(({ kind }) => kind === 'rows-read').length;
      expect({ at, served: served <= 2 }).toEqual({ at, served: true });
    }
  },
);
