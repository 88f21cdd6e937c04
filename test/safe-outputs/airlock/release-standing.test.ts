import type { Person } from '../../../lambdas/safe-people/contract.ts';
import type { QueryStanding } from '../../../lambdas/safe-projects/contract.ts';
import { airlockHouse, type House, rulesIn } from './airlock-house.ts';

/** Weeks may lie between an approval and its release: whoever stands behind it is asked for again. */

const early = '2026-01-01T00:00:00.000Z';
const changed = async (house: House, id: string, change: (person: Person) => Person): Promise<void> => {
  const person = (await house.registerStore.get({ partition: 'person', sort: id }))?.body as Person | undefined;
  if (person === undefined) throw new Error(`nobody is ${id}`);
  await house.person(change(person));
};
const suspended = (person: Person): Person => ({
  ...person,
  suspensions: [{ id: 'suspension-1', because: 'incident', from: early, by: 'officer-1' }],
});
const lifted = (person: Person): Person => ({ ...person, suspensions: [] });
const projectNow = async (house: House) =>
  (await house.registerStore.get({ partition: 'project', sort: 'asthma' }))?.body as unknown as QueryStanding;

const falls: readonly (readonly [what: string, because: string, fall: (house: House) => Promise<void>])[] = [
  ['a reviewer is suspended', 'reviewers-stand', (house) => changed(house, 'checker-one', suspended)],
  [
    'a reviewer has lost the role',
    'reviewers-stand',
    (house) => changed(house, 'checker-two', (one) => ({ ...one, roles: [] })),
  ],
  [
    'a reviewer became a member',
    'reviewers-stand',
    async (house) => {
      const project = await projectNow(house);
      const [member] = project.members;
      if (member === undefined) throw new Error('the project has members');
      await house.project({ ...project, members: [...project.members, { ...member, person: 'checker-one' }] });
    },
  ],
  ['the requester is suspended', 'requester-stands', (house) => changed(house, 'requester-1', suspended)],
  [
    'the project was closed',
    'project-stands',
    async (house) => house.project({ ...(await projectNow(house)), state: 'closed' }),
  ],
  [
    'the project is over',
    'project-stands',
    async (house) => house.project({ ...(await projectNow(house)), ends: house.clock.now() }),
  ],
  [
    'the register was restored',
    'project-stands',
    (house) => house.put(house.registerStore, 'register', 'standing', { tableId: 'another' }),
  ],
];

test.each(falls)(
  '%s between approval and release: not a byte is written, and the request says why',
  async (_, because, fall) => {
    const house = await airlockHouse();
    const request = await house.approved('the approved bytes');
    await fall(house);
    await house.releaser();
    expect(await house.request(request)).toMatchObject({ state: 'failed', failedIn: 'approved', because });
    expect(house.buckets.released.versions()).toEqual([]);
    expect(house.releasesStore.items('release')).toEqual([]);
  },
);

test('every retry asks again, and releases what it was refused when all stand once more', async () => {
  const house = await airlockHouse();
  const request = await house.approved('the approved bytes');
  await changed(house, 'checker-one', suspended);
  for (let again = 0; again < 3; again++) {
    await house.releaser();
    expect(await house.request(request)).toMatchObject({ state: 'failed', because: 'reviewers-stand' });
    await house.must(house.command('officer-1', request, 'retry'));
  }
  await changed(house, 'checker-one', lifted);
  await house.releaser();
  expect(await house.request(request)).toMatchObject({ state: 'released' });
});

test('a reviewer who falls while bytes are being written: nothing is offered, and no retry writes on', async () => {
  let falling: (() => Promise<void>) | undefined;
  const house = await airlockHouse({
    bucket: (bucket) => ({
      ...bucket,
      putNew: async (...put) => {
        const done = await bucket.putNew(...put);
        await falling?.();
        return done;
      },
    }),
  });
  const request = await house.approved('the approved bytes', 'more of them');
  falling = async () => {
    falling = undefined;
    await changed(house, 'checker-two', suspended);
  };
  await house.releaser();
  expect(await house.request(request)).toMatchObject({
    state: 'failed',
    failedIn: 'releasing',
    because: 'reviewers-stand',
  });
  expect(house.releasesStore.items('release')).toEqual([]);
  const written = house.buckets.released.versions().length;
  await house.must(house.command('officer-1', request, 'retry'));
  await house.releaser();
  expect(await house.request(request)).toMatchObject({ state: 'failed', because: 'reviewers-stand' });
  expect(house.buckets.released.versions()).toHaveLength(written);
  expect(rulesIn(await house.command('requester-1', request, 'reopen'))).toContain('state');
  await house.must(house.command('officer-1', request, 'revoke', { reason: 'a reviewer has left' }));
});

test('where a reviewer fell before anything was written, others review it anew', async () => {
  const house = await airlockHouse();
  const request = await house.approved('the approved bytes');
  await changed(house, 'checker-one', (one) => ({ ...one, leftAt: early }));
  await house.releaser();
  await house.must(house.command('requester-1', request, 'reopen'));
  await house.must(house.command('requester-1', request, 'submit'));
  await house.checker();
  await house.scans(request);
  await house.releaser();
  await house.must(house.review('checker-two', request));
  await house.must(house.review('checker-three', request));
  await house.releaser();
  const { state, round, failedIn } = await house.request(request);
  expect([state, round, failedIn]).toEqual(['released', 2, undefined]);
});
