import { airlockRoutes } from '../../../lambdas/safe-outputs/airlock-routes.ts';
import type { Route } from '../../../lambdas/safe-people/contract.ts';
import { airlockHouse, personOf, rulesIn } from './airlock-house.ts';

/** What went wrong in other airlocks, each tried on this one through its own doors and functions. */

const filesOf = async (house: Awaited<ReturnType<typeof airlockHouse>>, request: string) =>
  (await house.request(request)).files.map(({ id }) => id);

test('a reviewer, a time or a decision that a client supplies is refused with the whole body', async () => {
  const house = await airlockHouse();
  const request = await house.reviewable('a');
  await house.must(house.command('checker-one', request, 'take-review'));
  const [file] = await filesOf(house, request);
  const vote = { file, choice: 'approve', reason: 'fine' };
  for (const forged of [{ reviewer: 'checker-two' }, { at: '2020-01-01T00:00:00.000Z' }, { state: 'approved' }]) {
    const { status, body } = await house.command('checker-one', request, 'vote', { ...vote, ...forged });
    expect([status, body.refusals[0].rule]).toEqual([400, 'body']);
  }
  await house.must(house.command('checker-one', request, 'vote', vote));
  const { reviews } = await house.request(request);
  expect(reviews.map(({ reviewer, votes }) => [reviewer, votes.length])).toEqual([['checker-one', 1]]);
});

test('how many approvals are needed, and how large a file may be, is nothing that a client can say', async () => {
  const house = await airlockHouse();
  const request = await house.draft();
  const { status } = await house.command('requester-1', request, 'submit', { approvalsNeeded: 0 });
  const deposit = await house.privately('requester-1', 'POST', '/airlock/deposits', {
    body: { project: 'asthma', largestDeposit: 1e12 },
  });
  expect([status, deposit.status]).toEqual([400, 400]);
});

test('whoever made a request does not review it, whatever roles they hold', async () => {
  const house = await airlockHouse();
  await house.person(personOf('requester-1', 'researcher', 'output-requester', 'output-checker'));
  const request = await house.reviewable('a');
  const answer = await house.command('requester-1', request, 'take-review');
  expect([answer.status, rulesIn(answer)]).toEqual([403, expect.arrayContaining(['not-requester'])]);
});

test('a member of the project does not review for it', async () => {
  const house = await airlockHouse();
  const request = await house.reviewable('a');
  const { status } = await house.command('checker-member', request, 'take-review');
  expect([403, 404]).toContain(status);
  expect((await house.request(request)).reviews).toEqual([]);
});

test('one reviewer is not two, and a third has no place', async () => {
  const house = await airlockHouse();
  const request = await house.reviewable('a');
  await house.must(house.review('checker-one', request));
  expect(rulesIn(await house.command('checker-one', request, 'take-review'))).toContain('place');
  expect((await house.request(request)).state).toBe('in-review');
  await house.must(house.command('checker-two', request, 'take-review'));
  expect(rulesIn(await house.command('checker-three', request, 'take-review'))).toContain('place');
});

test('a function of ours counts as no reviewer: nothing but a person behind the private door votes', async () => {
  const house = await airlockHouse();
  const request = await house.reviewable('a');
  const { status } = await house.privately('airlock-checker', 'POST', '/airlock/{request}/take-review', {
    path: { request },
    body: {},
  });
  expect(status).toBe(403);
  expect(house.airlockStore.items('vote')).toEqual([]);
});

test('two files of one base name lie under two keys, and both are released', async () => {
  const house = await airlockHouse();
  const request = await house.draft();
  await house.add(request, 'north/table.csv', 'north');
  await house.add(request, 'south/table.csv', 'south');
  await house.must(house.command('requester-1', request, 'submit'));
  await house.checker();
  await house.scans(request);
  await house.must(house.review('checker-one', request));
  await house.must(house.review('checker-two', request));
  await house.releaser();
  const contents = house.buckets.released
    .versions()
    .map(({ content }) => Buffer.from(content).toString('utf8'))
    .filter((text) => text === 'north' || text === 'south');
  expect(contents.sort()).toEqual(['north', 'south']);
  expect(new Set(house.buckets.reviews.versions().map(({ key }) => key)).size).toBe(
    house.buckets.reviews.versions().length,
  );
});

test('a download count is the server\u2019s, written before the first byte; a client cannot say it', async () => {
  const house = await airlockHouse();
  const request = await house.released('a');
  const [file = ''] = await filesOf(house, request);
  const fetch = (query = {}) =>
    house.bytesAt('public')('requester-1', '/releases/{request}/files/{file}', { path: { request, file }, query });
  expect((await fetch({ downloads: '0' })).status).toBe(400);
  await fetch();
  // The store fails after the count is written: the byte that did not go is counted all the same.
  const [pinned] = house.buckets.released.versions().filter(({ key }) => key.endsWith(file));
  house.buckets.released.corrupt(pinned ?? { key: '', versionId: '' }, Buffer.from('b'));
  expect((await fetch()).status).toBe(500);
  const { body } = await house.publicly('requester-1', 'GET', '/releases/{request}', { path: { request } });
  expect(body.files[0].downloads).toBe(2);
});

test('status is asked at each download: what was never released or is revoked has no bytes', async () => {
  const house = await airlockHouse();
  const pending = await house.reviewable('a');
  const request = await house.released('b');
  const fetch = async (of: string) => {
    const [file = ''] = await filesOf(house, of);
    return house.bytesAt('public')('requester-1', '/releases/{request}/files/{file}', { path: { request: of, file } });
  };
  expect((await fetch(pending)).status).toBe(404);
  expect((await fetch(request)).status).toBe(200);
  await house.must(house.command('checker-one', request, 'revoke', { reason: 'a small number after all' }));
  await house.releaser();
  const { status, json } = await fetch(request);
  expect([status, json.refusals[0].rule]).toEqual([409, 'state']);
});

test('a file that the engine cannot read is not passed over: the request is checked again, then fails, and is not reviewed', async () => {
  let calls = 0;
  const house = await airlockHouse({
    engine: {
      check: async () => {
        calls += 1;
        throw new Error('cannot be parsed');
      },
      checkInbound: async () => {
        throw new Error('cannot be parsed');
      },
    },
  });
  const request = await house.draft();
  await house.add(request, 'ragged.csv', 'a,b\n1');
  await house.must(house.command('requester-1', request, 'submit'));
  for (let attempt = 0; attempt < 10; attempt++) {
    await house.checker().catch(() => {});
    await house.scans(request);
    house.pass(0.9 / 8);
  }
  expect(calls).toBeGreaterThan(1);
  house.pass(24);
  for (let attempt = 0; attempt < 12; attempt++) {
    await house.checker().catch(() => {});
    house.pass(7);
  }
  const { state, report, because } = await house.request(request);
  expect(['failed', 'blocked']).toContain(state);
  expect([report, because]).toEqual([undefined, expect.stringMatching(/^(airlock-check-failed|no-scan-verdict)$/)]);
});

test('a report that leaves a file out is none: the request fails instead of going to reviewers', async () => {
  const none = {
    engine: '0',
    profile: { id: 'uk-health-10', hash: '' },
    verdict: 'clear',
    findings: [],
    files: [],
  } as const;
  const house = await airlockHouse({ engine: { check: async () => none, checkInbound: async () => none } });
  const request = await house.draft();
  await house.add(request, 'a.csv', 'a');
  await house.must(house.command('requester-1', request, 'submit'));
  await house.checker();
  await house.scans(request);
  expect(await house.request(request)).toMatchObject({ state: 'failed', because: 'engine' });
});

test.each(['approve', 'reject'])(
  'what was reviewed is there after the decision (%s), version and all',
  async (choice) => {
    const house = await airlockHouse();
    const request = await house.reviewable('a', 'b');
    await house.must(house.review('checker-one', request, choice));
    await house.must(house.review('checker-two', request, 'approve'));
    await house.releaser();
    const { files } = await house.request(request);
    const versions = house.buckets.reviews.versions();
    for (const { frozen } of files) expect(versions).toContainEqual(expect.objectContaining(frozen ?? { key: 'none' }));
  },
);

test('a request has many files, each with its own votes', async () => {
  const house = await airlockHouse();
  const request = await house.reviewable('a', 'b', 'c');
  await house.must(house.review('checker-one', request));
  const [, second] = await filesOf(house, request);
  await house.must(house.command('checker-two', request, 'take-review'));
  for (const file of await filesOf(house, request)) {
    const choice = file === second ? 'request-changes' : 'approve';
    await house.must(house.command('checker-two', request, 'vote', { file, choice, reason: 'round it' }));
  }
  const { body } = await house.command('checker-two', request, 'finish-review');
  expect(body.state).toBe('changes-requested');
});

test('a run that fails after the decision is tried again, and a person may retry what failed for good', async () => {
  let broken = true;
  const house = await airlockHouse({
    bucket: (bucket) => ({
      ...bucket,
      async putNew(key, bytes) {
        if (broken && key.startsWith('asthma/')) throw new Error('the store is away');
        return bucket.putNew(key, bytes);
      },
    }),
  });
  const request = await house.approved('a');
  for (let attempt = 0; attempt < 12; attempt++) {
    await house.releaser().catch(() => {});
    house.pass(7);
  }
  expect(await house.request(request)).toMatchObject({ state: 'failed', because: 'airlock-release-failed' });
  broken = false;
  await house.must(house.command('requester-1', request, 'retry'));
  await house.releaser();
  expect((await house.request(request)).state).toBe('released');
  const keys = house.buckets.released.versions().map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});

test.each(['THREATS_FOUND', 'UNSUPPORTED', 'ACCESS_DENIED', 'FAILED', 'SOMETHING_NEW'])(
  'what the scan calls %s is not released',
  async (result) => {
    const house = await airlockHouse();
    const request = await house.draft();
    await house.add(request, 'a.csv', 'a');
    await house.must(house.command('requester-1', request, 'submit'));
    await house.checker();
    await house.scans(request, result);
    expect((await house.request(request)).state).toBe('blocked');
  },
);

test('what nothing scanned by the deadline is blocked, and operators are told', async () => {
  const house = await airlockHouse();
  const request = await house.draft();
  await house.add(request, 'a.csv', 'a');
  await house.must(house.command('requester-1', request, 'submit'));
  await house.checker();
  house.pass(0.99);
  await house.checker();
  expect((await house.request(request)).state).toBe('checking');
  house.pass(0.02);
  await house.checker();
  expect(await house.request(request)).toMatchObject({ state: 'blocked', because: 'no-scan-verdict' });
  expect(house.told).toEqual([{ airlock: 'scan-overdue', request, state: 'checking' }]);
});

test('a request that nobody takes up for 72 hours is told of, once', async () => {
  const house = await airlockHouse();
  const request = await house.reviewable('a');
  house.pass(71.9);
  await house.checker();
  expect(house.told).toEqual([]);
  house.pass(0.2);
  await house.checker();
  await house.checker();
  expect(house.told).toEqual([{ airlock: 'mark-stuck', request, state: 'in-review' }]);
});

test('a second factor is asked of reviewers at every request', async () => {
  const house = await airlockHouse();
  const request = await house.reviewable('a');
  const answer = await house.privately('checker-one', 'POST', '/airlock/{request}/take-review', {
    ...{ path: { request }, body: {}, mfa: false },
  });
  expect([answer.status, rulesIn(answer)]).toEqual([403, ['second-factor']]);
});

test('reviewers see what the project released before that shares columns', async () => {
  const house = await airlockHouse();
  const earlier = await house.released('table: region,count');
  const request = await house.reviewable('table: month,count');
  const { body } = await house.privately('checker-one', 'GET', '/airlock/{request}/overlaps', { path: { request } });
  expect(body.overlaps).toMatchObject([{ release: earlier, columns: ['count'], rows: [{ cells: ['North', '20'] }] }]);
});

test('no link is shared: every route to bytes asks for the token, and none answers an address', () => {
  const routes = airlockRoutes.flatMap(({ routes: some }): readonly Route[] => some);
  const fields = JSON.stringify(routes.map(({ answers }) => answers));
  expect(fields).not.toMatch(/"(url|link|href|key|bucket)":/i);
  expect(routes.filter(({ streams }) => streams !== undefined).length).toBe(5);
});
