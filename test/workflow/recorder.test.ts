import { sha256 } from '../../lambdas/workflow/canonical.ts';
import { outboxPartition } from '../../lambdas/workflow/contract.ts';
import { type Archive, assertCarried, bounds, objectOf, record } from '../../lambdas/workflow/recorder.ts';
import { recording } from '../../lambdas/workflow/recording.ts';
import { run } from '../../lambdas/workflow/run.ts';
import { memoryArchive } from './memory-archive.ts';
import { memoryStore } from './memory-store.ts';
import { box } from './toy.ts';

async function written(count: number) {
  const store = memoryStore();
  let time = Date.UTC(2026, 10, 27, 23, 59, 58);
  const clock = { now: () => new Date(time).toISOString() };
  for (let index = 0; index < count; index++) {
    await run({ store, clock, pause: async () => undefined, random: () => 0 }, box, {
      id: 'box-1',
      command: { kind: 'put', amount: 1 },
      commandId: `command-${index}`,
      actor: { kind: 'service', name: 'test' },
    });
    time += 1000;
  }
  const pass = (hours: number) => {
    time += hours * 3_600_000;
  };
  return { store, clock, pass };
}

test('every event becomes one object under its day, whose bytes are what its name and its successor say they are', async () => {
  const { store, clock } = await written(3);
  const { objects, archive } = memoryArchive();
  expect(await record({ store, archive, clock }, 'register')).toMatchObject({
    kept: 3,
    already: 0,
    failures: [],
    waitingSince: undefined,
  });
  expect(store.items(outboxPartition)).toEqual([]);
  const keys = [...objects.keys()];
  expect(keys.map((key) => key.replace(/[0-9a-f]{64}/, 'HASH'))).toEqual([
    'register/2026/11/27/2026-11-27T235958.000Z_box_box-1_0000000001_HASH.json',
    'register/2026/11/27/2026-11-27T235959.000Z_box_box-1_0000000002_HASH.json',
    'register/2026/11/28/2026-11-28T000000.000Z_box_box-1_0000000003_HASH.json',
  ]);
  const texts = [...objects.values()];
  for (const [index, text] of texts.entries()) {
    expect(keys[index]).toContain(sha256(text));
    expect(JSON.parse(text).previous).toBe(index === 0 ? null : sha256(texts[index - 1] ?? ''));
  }
});

test('a run that ends between the archive and the table is made good by the next, without a second object', async () => {
  const { store, clock } = await written(2);
  const { objects, archive } = memoryArchive();
  const dying = { ...store, commit: async () => Promise.reject(new Error('timeout')) };
  expect(await record({ store: dying, archive, clock }, 'register')).toMatchObject({
    kept: 0,
    failures: ['Error: timeout'],
  });
  expect(await record({ store, archive, clock }, 'register')).toMatchObject({ kept: 0, already: 2, failures: [] });
  expect(objects.size).toBe(2);
});

test('one run carries no more than it may, the oldest first, and says since when the rest waits', async () => {
  const { store, clock } = await written(9);
  const { objects, archive } = memoryArchive();
  const few = { ...bounds, perRun: 4, atOnce: 3 };
  const first = await record({ store, archive, clock }, 'register', few);
  expect(first).toMatchObject({ kept: 4, waitingSince: '2026-11-28T00:00:02.000Z' });
  expect([...objects.values()].map((text) => JSON.parse(text).sequence)).toEqual([1, 2, 3, 4]);
  await record({ store, archive, clock }, 'register', few);
  expect(await record({ store, archive, clock }, 'register', few)).toMatchObject({ kept: 1, waitingSince: undefined });
});

test('a text that is not what was written is not carried, takes no name, and holds up no other', async () => {
  const { store, clock } = await written(30);
  const { objects, archive } = memoryArchive();
  for (const item of store.items(outboxPartition).slice(0, 25)) {
    await store.commit([{ kind: 'replace', item: { ...item, version: 2, body: { ...item.body, text: '{}' } } }]);
  }
  const carried = await record({ store, archive, clock }, 'register');
  expect(carried).toMatchObject({ kept: 5, waitingSince: '2026-11-27T23:59:58.000Z' });
  expect(carried.failures).toHaveLength(25);
  expect(objects.size).toBe(5);
  expect(() => assertCarried('register', carried, clock.now())).toThrow('events of register are not in the archive');
});

test('an archive that refuses everything is not asked for ever', async () => {
  const { store, clock } = await written(60);
  let asked = 0;
  const archive: Archive = {
    keep: async () => {
      asked += 1;
      throw new Error('SlowDown');
    },
  };
  expect(await record({ store, archive, clock }, 'register')).toMatchObject({ kept: 0, failures: ['Error: SlowDown'] });
  expect(asked).toBeLessThan(40);
});

test.each([
  [0.9, false],
  [1.1, true],
])('an event that waits %s hours is complained of: %s', async (hours, complains) => {
  const { store, clock, pass } = await written(2);
  pass(hours);
  const { archive } = memoryArchive();
  const carried = await record({ store, archive, clock }, 'register', { ...bounds, perRun: 1 });
  expect(carried.late).toBe(complains ? 1 : 0);
  const assert = () => assertCarried('register', carried, clock.now());
  if (complains) expect(assert).toThrow('the oldest waits since 2026-11-27T23:59:59.000Z');
  else expect(assert).not.toThrow();
});

test('events that waited for days are carried without complaint once they are carried', async () => {
  const { store, clock, pass } = await written(20);
  pass(72);
  const { objects, archive } = memoryArchive();
  const lines: string[] = [];
  await recording({ tables: { register: store }, archive, clock, log: (line) => lines.push(line) })();
  expect(objects.size).toBe(20);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ folder: 'register', kept: 20, late: 20 });
});

test('a table that does not answer does not keep the other from being carried, and the run ends with its complaint', async () => {
  const { store, clock } = await written(2);
  const { objects, archive } = memoryArchive();
  const dead = { ...store, list: async () => Promise.reject(new Error('no answer')) };
  const go = recording({ tables: { register: dead, queries: store }, archive, clock, log: () => undefined });
  await expect(go()).rejects.toThrow('no answer');
  expect(objects.size).toBe(2);
});

test('the log says how many and since when, and nothing that an event says', async () => {
  const { store, clock } = await written(2);
  const lines: string[] = [];
  await recording({
    tables: { register: store },
    archive: memoryArchive().archive,
    clock,
    log: (line) => lines.push(line),
  })();
  expect(Object.keys(JSON.parse(lines[0] ?? '')).sort()).toEqual(['already', 'failures', 'folder', 'kept', 'late']);
  expect(lines[0]).not.toContain('box');
});

test('a name that does not end with its hash is refused', () => {
  const text = '{}';
  expect(() =>
    objectOf('register', { partition: outboxPartition, sort: '2026', version: 1, body: { text, hash: sha256(text) } }),
  ).toThrow('SHA-256');
});
