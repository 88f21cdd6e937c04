import { carryOutClose, waitingDays } from '../../lambdas/safe-projects/close.ts';
import { archiveFiles, sha256 } from '../../lambdas/safe-projects/close-archive.ts';
import type { ClosePorts } from '../../lambdas/safe-projects/close-ports.ts';
import { type CloseEffect, closeEffectKinds } from '../../lambdas/safe-projects/closing.ts';
import { alias, CloseWorld, closedAt } from './close-world.ts';

const budget = { until: '2099-01-01T00:00:00.000Z' };

/** Every step in order, each as often as it takes, whatever fails in between. */
async function closeAll(world: CloseWorld): Promise<void> {
  for (const kind of closeEffectKinds) {
    if (kind === 'close-confirm') world.keys.set(alias, { kind: 'gone' });
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const carried = await carryOutClose(world.ports, world.effect(kind), budget).catch(() => 'failed');
      if (carried === 'done') break;
    }
  }
}

const filled = (): CloseWorld => {
  const world = new CloseWorld();
  world.fill(300, 2);
  return world;
};

test('a closed project is archived, its extract deleted, its keys scheduled, certified, and confirmed', async () => {
  const world = filled();
  await closeAll(world);
  expect(world.reports).toEqual(['archived', 'extract-deleted', 'keys-scheduled', 'certified', 'keys-destroyed']);
  expect(world.versions).toEqual([]);
  expect(world.uploads).toBe(0);
  expect(world.scheduled).toEqual([waitingDays]);
  expect(world.done.extract).toMatchObject({
    objectsDeleted: 300,
    versionsDeleted: 600,
    bytesDeleted: 3_000,
    versionsLeft: 0,
  });
});

test('a failure before or after any one call changes nothing about what is proved in the end', async () => {
  const whole = filled();
  await closeAll(whole);
  const expected = { done: whole.done, objects: [...whole.objects] };
  for (let call = 1; call <= whole.calls; call += 1) {
    for (const at of ['before', 'after'] as const) {
      const world = filled();
      world.fault = (number, when) => {
        if (number === call && when === at) throw new Error(`call ${call} ${at}`);
      };
      await closeAll(world);
      expect([call, at, { done: world.done, objects: [...world.objects] }]).toEqual([call, at, expected]);
      expect(world.scheduled).toHaveLength(1);
    }
  }
});

test('the deletion goes on over many runs that each have time for one batch, with the same count and hash', async () => {
  const whole = filled();
  await closeAll(whole);
  const world = filled();
  await carryOutClose(world.ports, world.effect('close-archive'), budget);
  let runs = 0;
  while (
    (await carryOutClose(world.ports, world.effect('close-extract'), {
      until: runs < 5 ? world.now : budget.until,
    })) !== 'done'
  ) {
    runs += 1;
    // as long as the time allows nothing, nothing happens
    expect(world.versions.length === 600 || runs >= 5).toBe(true);
  }
  expect(world.done.extract).toEqual(whole.done.extract);
});

const steps = closeEffectKinds.slice(1);
test.each(steps)('%s is refused without the proof of any step before it, and touches nothing', async (kind) => {
  const whole = filled();
  await closeAll(whole);
  const { archive, extract, keys, certificate } = whole.done;
  const before = Object.entries({ archive, extract, keys, certificate }).slice(0, closeEffectKinds.indexOf(kind));
  for (const [missing] of before) {
    const world = filled();
    world.done = { closedAt, ...Object.fromEntries(before.filter(([name]) => name !== missing)) };
    await expect(carryOutClose(world.ports, world.effect(kind), budget)).rejects.toThrow('must have the proof of');
    expect([world.versions.length, world.scheduled.length, world.objects.size]).toEqual([600, 0, 0]);
  }
});

test.each(['live', 'suspended', 'approved', undefined])('nothing is done for a project that is %s', async (state) => {
  for (const kind of closeEffectKinds) {
    const world = filled();
    world.state = state;
    await expect(carryOutClose(world.ports, world.effect(kind), budget)).rejects.toThrow('must be closed');
    expect([world.versions.length, world.scheduled.length, world.objects.size]).toEqual([600, 0, 0]);
  }
});

test('a step that has its proof does nothing again', async () => {
  const world = filled();
  await closeAll(world);
  world.calls = 0;
  for (const kind of closeEffectKinds) {
    expect(await carryOutClose(world.ports, world.effect(kind), budget)).toBe('done');
  }
  expect(world.calls).toBe(0);
});

test('a version that S3 refuses to delete is no proof: the step fails until it is gone', async () => {
  const world = filled();
  world.stubborn.add('v7-1');
  await carryOutClose(world.ports, world.effect('close-archive'), budget);
  const deletion = () => carryOutClose(world.ports, world.effect('close-extract'), budget);
  await expect(deletion()).rejects.toThrow('1 of 250 versions were not deleted');
  expect(world.done.extract).toBeUndefined();
  world.stubborn.clear();
  expect(await deletion()).toBe('done');
  expect(world.done.extract).toMatchObject({ versionsDeleted: 600, objectsDeleted: 300 });
});

test('what is written while the extract is deleted is found by the last listing', async () => {
  const world = filled();
  await carryOutClose(world.ports, world.effect('close-archive'), budget);
  const late = { key: 'extract/table/late', versionId: 'late', bytes: 1, marker: false };
  const { extract } = world.ports;
  const ports: ClosePorts = {
    ...world.ports,
    extract: {
      ...extract,
      abortUploads: async (bucket: string) => {
        if (world.progress?.versions === 600) world.versions.push(late);
        return extract.abortUploads(bucket);
      },
    },
  };
  expect(await carryOutClose(ports, world.effect('close-extract'), budget)).toBe('unfinished');
  expect(world.done.extract).toBeUndefined();
  expect(await carryOutClose(ports, world.effect('close-extract'), budget)).toBe('done');
  expect(world.done.extract).toMatchObject({ versionsDeleted: 601 });
});

test.each([
  [
    'bucket',
    'close-extract',
    (world: CloseWorld): void => {
      world.bucketExists = false;
    },
  ],
  ['key', 'close-keys', (world: CloseWorld): void => world.keys.clear()],
] as const)('a %s that is not found is an error, not a success', async (_, kind, lose) => {
  const whole = filled();
  await closeAll(whole);
  const world = filled();
  const { archive, extract } = whole.done;
  if (archive === undefined || extract === undefined) throw new Error('the close must have ended');
  world.done = kind === 'close-keys' ? { closedAt, archive, extract } : { closedAt, archive };
  lose(world);
  await expect(carryOutClose(world.ports, world.effect(kind as CloseEffect['kind']), budget)).rejects.toThrow(
    /must (exist|be a key)/,
  );
  expect(world.reports).toEqual([]);
});

test('a key that waits for its deletion already keeps the date that KMS gave it', async () => {
  const world = filled();
  world.keys.set(alias, { kind: 'pending', arn: 'key-1', deletionDate: '2026-12-04T00:00:00.000Z' });
  await closeAll(world);
  expect(world.scheduled).toEqual([]);
  expect(world.done.certificate?.finalFrom).toBe('2026-12-04T00:00:00.000Z');
});

test('a key of linkage, where there is one, is scheduled as well', async () => {
  const world = filled();
  world.keys.set('alias/tre-x-project-heart/linkage', { kind: 'usable', arn: 'key-2' });
  await closeAll(world);
  expect(world.done.keys?.keys.map(({ key }) => key)).toEqual(['key-1', 'key-2']);
});

const upToCertificate = async (): Promise<CloseWorld> => {
  const world = filled();
  for (const kind of closeEffectKinds.slice(0, 4)) await carryOutClose(world.ports, world.effect(kind), budget);
  return world;
};

test('the confirmation waits while KMS still has the key', async () => {
  const world = await upToCertificate();
  expect(await carryOutClose(world.ports, world.effect('close-confirm'), budget)).toBe('unfinished');
});

test('a deletion of a key that somebody cancelled is an error', async () => {
  const world = await upToCertificate();
  world.keys.set(alias, { kind: 'usable', arn: 'key-1' });
  await expect(carryOutClose(world.ports, world.effect('close-confirm'), budget)).rejects.toThrow('was cancelled');
});

test('an extract that came back after the certificate is an error; a bucket that was removed is not', async () => {
  const world = await upToCertificate();
  world.keys.clear();
  world.fill(1, 1);
  await expect(carryOutClose(world.ports, world.effect('close-confirm'), budget)).rejects.toThrow(
    'holds versions again',
  );
  world.bucketExists = false;
  expect(await carryOutClose(world.ports, world.effect('close-confirm'), budget)).toBe('done');
});

test('SHA256SUMS is written last and holds the hash of every file of the archive', async () => {
  const world = filled();
  await carryOutClose(world.ports, world.effect('close-archive'), budget);
  const objects = [...world.objects];
  const [key = '', list = ''] = objects.at(-1) ?? [];
  expect(key).toMatch(/^archive\/heart\/[0-9a-f]{64}\/SHA256SUMS$/);
  const prefix = key.slice(0, -'SHA256SUMS'.length);
  const lines = objects.slice(0, -1).map(([name, text]) => `${sha256(text)}  ${name.slice(prefix.length)}\n`);
  expect(list).toBe(lines.sort((a, b) => ((a.split('  ')[1] ?? '') < (b.split('  ')[1] ?? '') ? -1 : 1)).join(''));
  expect(world.done.archive).toMatchObject({ objects: 12, place: `tre-x-records/${prefix}` });
});

test('the archive tells queries without their text, and people without addresses or certificates', () => {
  const { sources } = new CloseWorld();
  const [asked] = sources.queries;
  const smuggled = { ...sources, queries: [{ ...asked, text: 'SELECT nhs_number' } as never] };
  const all = archiveFiles(smuggled)
    .map(({ text }) => text)
    .join('\n');
  expect(all).not.toContain('nhs_number');
  expect(all).not.toContain('alice@');
  expect(all).toContain('Name of alice');
  expect(all).toContain('textHash');
});

test('no cell of the CSV begins as a formula would, and a number with a sign stays a number', () => {
  const { sources } = new CloseWorld();
  const approvals = [
    { of: '=cmd|A1', from: '@x', expires: '+1+A1' },
    { of: '-1-A1', from: '-1.5', expires: '+1' },
  ];
  const files = archiveFiles({ ...sources, project: { ...sources.project, approvals } });
  expect(files.find(({ name }) => name === 'approvals.csv')?.text).toBe(
    "of,from,expires\r\n'=cmd|A1,'@x,'+1+A1\r\n'-1-A1,-1.5,+1\r\n",
  );
});

test('the certificate says who decided, from when it is final, that it can be cancelled until then, and what it excludes', async () => {
  const world = await upToCertificate();
  const { certificate } = world.done;
  const text = world.objects.get(certificate?.object ?? '') ?? '';
  expect(sha256(text)).toBe(certificate?.hash);
  const parsed = JSON.parse(text);
  expect(parsed).toMatchObject({
    decidedBy: [{ kind: 'closed', by: 'officer-1', at: closedAt }],
    finalFrom: '2026-12-27T12:00:00.000Z',
    archive: world.done.archive,
    extract: { ...world.done.extract },
    keys: { ...world.done.keys },
  });
  expect(parsed.until).toContain('can be cancelled until then');
  for (const word of ['24 hours', 'texts of queries', 'warehouse', 'backups', 'released', 'logs'])
    expect(parsed.excludes.join('\n')).toContain(word);
  const readable = world.objects.get((certificate?.object ?? '').replace('.json', '.txt'));
  expect(readable).toContain(`SHA-256 of certificate.json: ${certificate?.hash}`);
  expect(readable).toContain('FINAL FROM 2026-12-27T12:00:00.000Z');
});
