import { faults, luckAt, unluckyStore } from '../../workflow/faults.ts';
import { airlockHouse, type House } from './airlock-house.ts';
import { unluckyBucket } from './memory-buckets.ts';

/** Every call of a store or a bucket that the release function makes, befallen in turn; afterwards it is run again, untouched. */
async function releasedUnder(
  number: number,
  fault: (typeof faults)[number],
): Promise<{ house: House; request: string; hit: boolean }> {
  let armed = false;
  let hit = false;
  const luck = luckAt(number, fault);
  const at = (call: 'get' | 'list' | 'commit') => {
    if (!armed) return undefined;
    const befallen = luck(call);
    hit ||= befallen !== undefined;
    return befallen === 'conflict' && call !== 'commit' ? 'timeout' : befallen;
  };
  const house = await airlockHouse({
    store: (store) => unluckyStore(store, at),
    bucket: (bucket) => unluckyBucket(bucket, (call) => at(call === 'put' ? 'commit' : 'get')),
  });
  const request = await house.approved('table: a,b', 'second');
  armed = true;
  await house.releaser().catch((error: unknown) => {
    if (error instanceof TypeError) throw error;
  });
  armed = false;
  for (let again = 0; again < 4; again++) {
    house.pass(0.5);
    await house.releaser().catch((error: unknown) => {
      if (!(error instanceof Error)) throw error;
    });
  }
  return { house, request, hit };
}

/** Each fault befalls every third call, each from another one on, for it takes a request walked to its approval to try one. */
test.each(faults)(
  'whichever call %s befalls, what was approved is released once, whole, and offered',
  async (fault) => {
    let number = faults.indexOf(fault) % 3;
    for (; ; number += 3) {
      const { house, request, hit } = await releasedUnder(number, fault);
      const { state, files } = await house.request(request);
      expect([number, state]).toEqual([number, 'released']);
      const versions = house.buckets.released.versions();
      expect(new Set(versions.map(({ key }) => key)).size).toBe(versions.length);
      expect(versions).toHaveLength(files.length + 3);
      const shown = await house.publicly('requester-1', 'GET', '/releases/{request}', { path: { request } });
      expect([number, shown.body.state]).toEqual([number, 'offered']);
      const events = house.airlockStore.items(`history#airlock#${request}`);
      expect(events.filter(({ body }) => (body.record as { kind: string }).kind === 'released')).toHaveLength(1);
      if (!hit) break;
    }
    expect(number).toBeGreaterThan(20);
  },
);

test.each([
  ['bytes under the frozen version', 'other-bytes'],
  ['another object under the key of the release', 'other-bytes'],
  ['a vote that is gone', 'votes'],
  ['a second vote by the same person', 'votes'],
  ['a report of other bytes', 'other-bytes'],
])('%s: the request fails, and not a byte of it is offered', async (what, because) => {
  const house = await airlockHouse();
  const request = await house.approved('the approved bytes');
  const [file] = (await house.request(request)).files;
  const { frozen, id } = file ?? { id: '' };
  const votes = house.airlockStore.items('vote');
  const [first, second] = votes;
  if (what.startsWith('bytes') && frozen !== undefined)
    house.buckets.reviews.corrupt(frozen, Buffer.from('the swapped  bytes'));
  if (what.startsWith('another')) house.buckets.released.tamper(`asthma/${request}/${id}`, Buffer.from('planted'));
  if (what.startsWith('a vote') && first !== undefined) {
    await house.airlockStore.commit([{ kind: 'remove', key: first, version: first.version }]);
  }
  if (what.startsWith('a second') && first !== undefined && second !== undefined) {
    await house.airlockStore.commit([
      { kind: 'replace', item: { ...second, version: 2, body: { ...second.body, reviewer: first.body.reviewer } } },
    ]);
  }
  if (what.startsWith('a report')) {
    const { report } = await house.request(request);
    if (report !== undefined) house.buckets.reviews.corrupt(report, Buffer.alloc(report.bytes, ' '));
  }
  // What is missing of a proof may be on its way just after the approval, and not later.
  house.pass(0.5);
  await house.releaser();
  expect(await house.request(request)).toMatchObject({ state: 'failed', because });
  expect(house.releasesStore.items('release')).toEqual([]);
  const ours = house.buckets.released.versions().filter(({ content }) => Buffer.from(content).toString() !== 'planted');
  expect(ours).toEqual([]);
});

test('a vote that is seen a moment after the approval keeps nothing from being released', async () => {
  const house = await airlockHouse();
  const request = await house.approved('the approved bytes');
  const [vote] = house.airlockStore.items('vote');
  if (vote === undefined) throw new Error('two people voted');
  await house.airlockStore.commit([{ kind: 'remove', key: vote, version: vote.version }]);
  await expect(house.releaser()).rejects.toThrow('1 of airlock-release failed and will be tried again');
  expect(await house.request(request)).toMatchObject({ state: 'approved' });
  expect(house.buckets.released.versions()).toEqual([]);
  await house.airlockStore.commit([{ kind: 'create', item: { ...vote, version: 1 } }]);
  house.pass(0.5);
  await house.releaser();
  expect(await house.request(request)).toMatchObject({ state: 'released' });
});

test('a newer version under the frozen key changes nothing: the pinned one is released', async () => {
  const house = await airlockHouse();
  const request = await house.approved('the approved bytes');
  const [file] = (await house.request(request)).files;
  house.buckets.reviews.tamper(file?.frozen?.key ?? '', Buffer.from('a newer version'));
  await house.releaser();
  const texts = house.buckets.released.versions().map(({ content }) => Buffer.from(content).toString());
  expect(texts).toContain('the approved bytes');
  expect(texts).not.toContain('a newer version');
});

test('an older status never overwrites a newer one, whatever comes late or twice', async () => {
  const house = await airlockHouse();
  const request = await house.reviewable('a');
  const row = async () => (await house.releasesStore.get({ partition: 'status#asthma', sort: request }))?.body;
  const { of, status } = (await row()) as { of: number; status: { state: string } };
  expect(status.state).toBe('in-review');
  await house.put(house.releasesStore, 'status#asthma', request, {
    of: of + 10,
    status: { ...status, state: 'approved' },
  });
  await house.must(house.command('requester-1', request, 'withdraw', { reason: 'not needed' }));
  await house.releaser();
  expect(await row()).toMatchObject({ of: of + 10, status: { state: 'approved' } });
});
