import { sweep } from '../../lambdas/safe-projects/sweep.ts';
import { sweepRegister } from '../../lambdas/safe-projects/sweep-register.ts';
import type { Item, Store } from '../../lambdas/workflow/contract.ts';
import { memoryStore } from '../workflow/memory-store.ts';
import { enough, noon, person, project, query, SweepWorld, suspension } from './sweep-world.ts';

const demands = (['accreditation', 'training', 'agreement'] as const).map((kind) => ({ kind, schemes: [] }));

/** A world whose register is a table. */
async function tabled() {
  const world = new SweepWorld();
  const store = memoryStore();
  let ids = 0;
  const register = sweepRegister({
    store,
    clock: { now: () => noon },
    pause: async () => {},
    random: () => 0,
    demands,
    standing: async () => world.standing,
    id: () => `command-${++ids}`,
  });
  const write = async (partition: string, sort: string, body: object): Promise<void> => {
    const before = await store.get({ partition, sort });
    const item: Item = { partition, sort, version: (before?.version ?? 0) + 1, body: { ...body } };
    await store.commit([{ kind: before === undefined ? 'create' : 'replace', item }]);
  };
  for (let index = 0; index < 20; index += 1) await write('person', `p${index}`, person(`p${index}`));
  for (let index = 0; index < 9; index += 1) {
    world.open(project(`a${index}`, [`p${index}`, `p${index + 1}`]));
    await write('project', `a${index}`, project(`a${index}`, [`p${index}`, `p${index + 1}`]));
    world.run(query(`q${index}`, `a${index}`, `p${index}`));
  }
  return { world, store, write, ports: { ...world.ports, register } };
}

const outbox = (store: Store & { items(partition?: string): readonly Item[] }) =>
  store.items('outbox').map(
    ({ body }) =>
      JSON.stringify(body)
        .replaceAll('\\', '')
        .match(/"kind":"((?:workgroup|person|finding)-[a-z-]+)"/)?.[1],
  );

test('everything of the table is read, though it comes in pages', async () => {
  const { world, ports } = await tabled();
  expect(await sweep(ports, enough)).toEqual({ done: 0, failed: {}, left: 0 });
  expect(world.changes).toEqual([]);
});

test('what was done stands in the register with its event, and an unchanged register costs no write', async () => {
  const { world, store, write, ports } = await tabled();
  await write('person', 'p3', person('p3', { suspensions: [suspension(noon)] }));
  await write('project', 'a5', project('a5', [], { state: 'suspended' }));
  world.workgroups.delete('tre-x-project-a8');
  await sweep(ports, enough);
  expect(world.workgroups.get('tre-x-project-a5')).toBe(false);
  expect(world.running.has('execution-q3')).toBe(false);
  expect(outbox(store).sort()).toEqual([
    'finding-appeared',
    'person-signed-out',
    'workgroup-closed',
    'workgroup-closing',
  ]);
  expect(store.items('effect#notify')).toHaveLength(1);
  const commits = store.calls.commit;
  world.changes.length = 0;
  await sweep(ports, enough);
  expect([store.calls.commit, world.changes]).toEqual([commits, []]);
});

test('a record that is there already is no failure, and is not written again', async () => {
  const { store, ports } = await tabled();
  const closing = { kind: 'workgroup-closing', workgroup: 'tre-x-project-a1' } as const;
  await ports.register.record(closing);
  await ports.register.record(closing);
  expect(outbox(store)).toEqual(['workgroup-closing']);
});

test('the cursor is kept between runs and taken away at the end', async () => {
  const { store, write, ports } = await tabled();
  for (let index = 10; index < 15; index += 1)
    await write('person', `p${index}`, person(`p${index}`, { leftAt: noon }));
  await sweep(ports, { ...enough, actions: 2 });
  expect(store.items('sweep').map(({ body }) => body)).toEqual([{ phase: 'sign-out', after: 'p11' }]);
  await sweep(ports, enough);
  expect(store.items('sweep')).toEqual([]);
});
