import { closeRegister } from '../../lambdas/safe-projects/close-register.ts';
import { type CloserPorts, closing } from '../../lambdas/safe-projects/closer.ts';
import { closeEffectKinds } from '../../lambdas/safe-projects/closing.ts';
import { type ProjectSources, projectRunnable } from '../../lambdas/safe-projects/project-workflow.ts';
import { effectPartition } from '../../lambdas/workflow/contract.ts';
import { run } from '../../lambdas/workflow/run.ts';
import { memoryStore } from '../workflow/memory-store.ts';
import { alias, CloseWorld } from './close-world.ts';
import { by, early, people, toClosed, now as today } from './project-world.ts';
import { query } from './sweep-world.ts';

const afterTheKeys = '2027-02-01T00:00:00.000Z';

/** A project that was applied for, approved, worked in and closed, each by its own command; and a closer beside it. */
async function closedProject() {
  const world = new CloseWorld();
  world.now = today;
  world.fill(30, 2);
  const [store, queries] = [memoryStore(), memoryStore()];
  let ids = 0;
  const engine = {
    store,
    clock: { now: () => world.now },
    pause: async () => {},
    random: () => 0,
  };
  const id = () => `command-${++ids}`;
  const create = (to: typeof store, partition: string, sort: string, body: object) =>
    to.commit([{ kind: 'create', item: { partition, sort, version: 1, body: { ...body } } }]);
  await create(store, 'register', 'standing', { tableId: 'table-1' });
  for (const person of Object.values(people)) await create(store, 'person', person.id, person);
  for (const name of ['q-1', 'q-2']) {
    await create(queries, 'query#asthma', `9-${name}`, { query: name });
    await create(queries, 'query', name, { ...query(name, 'asthma', 'applicant'), whyHash: 'not archived' });
  }
  const sources: ProjectSources = {
    store,
    table: { id: async () => 'table-1' },
    demands: (['accreditation', 'training', 'agreement'] as const).map((kind) => ({ kind, schemes: [] })),
  };
  for (const [who, command] of toClosed) {
    const runnable = projectRunnable(sources, { signedInAt: early, mfa: true });
    const ran = await run(engine, runnable, { id: 'asthma', command, commandId: id(), actor: by(who) });
    if (!ran.ok) throw new Error(`${command.kind}: ${JSON.stringify(ran.refusals)}`);
  }
  const register = closeRegister({ ...engine, sources, queries, id });
  const ports: CloserPorts = { ...world.ports, ...engine, register };
  const record = async () => (await store.get({ partition: 'project', sort: 'asthma' }))?.body;
  const waiting = () => closeEffectKinds.filter((kind) => store.items(effectPartition(kind)).length > 0);
  return { world, store, ports, record, waiting };
}

/** As often as the clock would wake it. */
async function wakeUp(ports: CloserPorts, world: CloseWorld, times = 3): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    await closing(ports)().catch(() => {});
    world.now = new Date(Date.parse(world.now) + 15 * 60_000).toISOString();
  }
}

test('the close of a project is carried out to its certificate, and confirmed once the key is gone', async () => {
  const { world, ports, record, waiting } = await closedProject();
  await wakeUp(ports, world);
  expect(await record()).toMatchObject({ state: 'archived', closing: { certificate: { object: expect.any(String) } } });
  expect([world.versions, world.scheduled, waiting()]).toEqual([[], [30], ['close-confirm']]);
  world.now = afterTheKeys;
  await wakeUp(ports, world);
  expect(await record()).toMatchObject({ state: 'archived' });
  world.keys.set(alias, { kind: 'gone' });
  await wakeUp(ports, world);
  expect(await record()).toMatchObject({ state: 'destroyed', closing: { confirmation: { keysGone: ['key-1'] } } });
  expect(waiting()).toEqual([]);
});

test('the archive holds the project as it was closed, its history, who asked what, and its published entry', async () => {
  const { world, ports } = await closedProject();
  await wakeUp(ports, world, 1);
  const file = (name: string): string =>
    [...world.objects].find(([key]) => key.startsWith('archive/') && key.endsWith(`/${name}`))?.[1] ?? '';
  expect(JSON.parse(file('project.json'))).toMatchObject({ id: 'asthma', state: 'closed' });
  expect(JSON.parse(file('events.json')).at(-1)).toMatchObject({ kind: 'closed', actor: { id: 'officer-a' } });
  expect(JSON.parse(file('queries.json')).map(({ id }: { id: string }) => id)).toEqual(['q-1', 'q-2']);
  expect(file('queries.json')).not.toContain('not archived');
  expect(JSON.parse(file('data-use-register.json'))).toMatchObject({ title: 'Asthma and heat' });
  expect(file('members.csv')).toContain('Name of applicant');
});

test('the certificate names the officer who closed the project', async () => {
  const { world, ports } = await closedProject();
  await wakeUp(ports, world);
  const [, text = ''] = [...world.objects].find(([key]) => key.endsWith('certificate.json')) ?? [];
  expect(JSON.parse(text).decidedBy).toEqual([{ kind: 'closed', at: today, by: 'officer-a' }]);
});

test('a failure before or after any call to AWS delays the close and changes nothing about how it ends', async () => {
  const whole = await closedProject();
  await wakeUp(whole.ports, whole.world);
  for (let call = 1; call <= whole.world.calls; call += 1) {
    for (const at of ['before', 'after'] as const) {
      const { world, ports, record } = await closedProject();
      world.fault = (number, when) => {
        if (number === call && when === at) throw new Error(`call ${call} ${at}`);
      };
      await wakeUp(ports, world, 5);
      expect([call, at, await record()]).toMatchObject([call, at, { closing: { extract: { versionsDeleted: 60 } } }]);
      expect([world.versions, world.scheduled]).toEqual([[], [30]]);
    }
  }
});

test('a report that is there already, from a run whose answer was lost, is no failure; another refusal is', async () => {
  const { world, ports } = await closedProject();
  await wakeUp(ports, world, 1);
  const proof = { at: today, place: 'elsewhere', objects: 1, bytes: 1, manifestHash: 'a'.repeat(64) };
  await ports.register.report('asthma', { kind: 'archived', proof });
  await expect(
    ports.register.report('asthma', { kind: 'keys-destroyed', proof: { at: today, keysGone: [] } }),
  ).rejects.toThrow('was refused');
});

test('a step that keeps failing is told by every run until somebody looks', async () => {
  const { world, ports } = await closedProject();
  world.bucketExists = false;
  for (let time = 0; time < 12; time += 1) {
    await expect(closing(ports)()).rejects.toThrow(/failed/);
    world.now = new Date(Date.parse(world.now) + 7 * 3_600_000).toISOString();
  }
  await expect(closing(ports)()).rejects.toThrow('wait for somebody');
});
