import { type Desk, Refused } from '../../../lambdas/safe-outputs/airlock-desk.ts';
import type { Engine } from '../../../lambdas/safe-outputs/checker-ports.ts';
import type { AirlockRequest } from '../../../lambdas/safe-outputs/contract.ts';
import { hearing } from '../../../lambdas/safe-outputs/scanning.ts';
import { account, airlockHouse, reviewBucket, standIn } from './airlock-house.ts';

/** Ways past the airlock that somebody tried: each is closed. */

/** The stand-in, and what each check was held against. */
function watched() {
  const against: (readonly string[])[] = [];
  const engine: Engine = {
    ...standIn,
    check(sources, profile, context) {
      against.push(context.earlier.map(({ release }) => release));
      return standIn.check(sources, profile, context);
    },
  };
  return { engine, against };
}

const submitted = async (house: Awaited<ReturnType<typeof airlockHouse>>, content: string): Promise<string> => {
  const request = await house.draft();
  await house.add(request, 'table.csv', content);
  await house.must(house.command('requester-1', request, 'submit'));
  return request;
};

describe('two requests side by side', () => {
  test('are held against each other, though neither is released yet', async () => {
    const { engine, against } = watched();
    const house = await airlockHouse({ engine });
    const first = await house.reviewable('table: region,count');
    await house.reviewable('table: region,count');
    expect(against).toEqual([[], [first]]);
  });

  test('that are checked at the same moment: the later one knows of the earlier, whichever run comes first', async () => {
    const { engine, against } = watched();
    let crash = true;
    const house = await airlockHouse({
      engine: {
        ...engine,
        async check(sources, profile, context) {
          if (crash) {
            crash = false;
            throw new Error('cut off');
          }
          return engine.check(sources, profile, context);
        },
      },
    });
    const one = await submitted(house, 'table: region,count');
    house.pass(0.01);
    const other = await submitted(house, 'table: region,count');
    await house.checker().catch(() => {});
    expect((await house.request(other)).report).toBeUndefined();
    for (let minutes = 0; minutes < 5; minutes++) {
      house.pass(1 / 60);
      await house.checker();
    }
    const { report } = await house.request(other);
    expect(report).toBeDefined();
    expect(against).toHaveLength(2);
    expect(against.flat()).toHaveLength(1);
    expect([one, other]).toContain(against[1]?.[0]);
  });

  test('one that comes back from review is held against what went on meanwhile, and not against itself', async () => {
    const { engine, against } = watched();
    const house = await airlockHouse({ engine });
    const first = await house.reviewable('table: region,count');
    await house.review('checker-one', first, 'request-changes');
    await house.review('checker-two', first, 'request-changes');
    const second = await house.reviewable('table: region,count');
    await house.must(house.command('requester-1', first, 'reopen'));
    await house.must(house.command('requester-1', first, 'submit'));
    await house.checker();
    expect(against).toEqual([[], [], [second]]);
  });

  test('what another member has under review is not shown beside it', async () => {
    const house = await airlockHouse();
    await house.reviewable('table: region,count');
    const request = await house.reviewable('table: region,count');
    const { body } = await house.privately('requester-1', 'GET', '/airlock/{request}/overlaps', { path: { request } });
    expect(body.overlaps).toEqual([]);
  });
});

test('how many votes somebody gave before they finished, which says that they rejected, is not to be counted in the history', async () => {
  const house = await airlockHouse();
  const request = await house.reviewable('a', 'b', 'c');
  const [first] = (await house.request(request)).files;
  await house.must(house.command('checker-one', request, 'take-review'));
  const vote = { file: first?.id, choice: 'reject', reason: 'no context' };
  await house.must(house.command('checker-one', request, 'vote', vote));
  await house.must(house.command('checker-one', request, 'finish-review'));
  await house.must(house.command('checker-two', request, 'take-review'));
  const path = { request };
  const whole = house.airlockStore.items(`history#airlock#${request}`);
  const kindsFor = async (person: string, after?: string) => {
    const query = after === undefined ? {} : { after };
    const { body } = await house.privately(person, 'GET', '/airlock/{request}/history', { path, query });
    return (body.events as { kind: string }[]).map(({ kind }) => kind);
  };
  for (const person of ['checker-two', 'checker-three', 'requester-1', 'officer-1']) {
    expect((await kindsFor(person)).at(-1)).toBe('review-taken');
    for (const { sort } of whole.slice(-3)) expect(await kindsFor(person, sort)).toEqual([]);
  }
  expect(await kindsFor('checker-one')).toHaveLength(whole.length);
  for (const { id: file } of (await house.request(request)).files)
    await house.must(house.command('checker-two', request, 'vote', { file, choice: 'approve', reason: '' }));
  await house.must(house.command('checker-two', request, 'finish-review'));
  expect((await kindsFor('requester-1')).filter((kind) => kind === 'voted')).toHaveLength(4);
});

test('what is found to be malware while it is being released is not offered: somebody must look', async () => {
  const house = await airlockHouse({
    bucket: (bucket) => ({
      ...bucket,
      async putNew(key, bytes) {
        const put = await bucket.putNew(key, bytes);
        if (key.endsWith('/record.json')) await late();
        return put;
      },
    }),
  });
  const request = await house.approved('a');
  const late = () => house.scans(request, 'THREATS_FOUND');
  await house.releaser();
  expect(await house.request(request)).toMatchObject({ state: 'failed', failedIn: 'releasing' });
  const path = { request, file: (await house.request(request)).files[0]?.id ?? '' };
  const { status } = await house.bytesAt('public')('requester-1', '/releases/{request}/files/{file}', { path });
  expect(status).toBe(404);
  await house.must(house.command('officer-1', request, 'retry'));
  await house.releaser();
  expect((await house.request(request)).state).toBe('failed');
  expect((await house.command('officer-1', request, 'revoke', { reason: 'malware' })).status).toBe(200);
});

describe('a request whose state another function of ours rewrote after the votes', () => {
  test.each<[string, (state: AirlockRequest) => AirlockRequest]>([
    ['another project', (state) => ({ ...state, project: 'stroke' })],
    ['the other direction', (state) => ({ ...state, direction: 'in' })],
    ['another requester', (state) => ({ ...state, requester: 'colleague-1' })],
    ['other reviewers', (state) => ({ ...state, reviews: state.reviews.map((one) => ({ ...one, reviewer: 'x' })) })],
    ['one reviewer alone', (state) => ({ ...state, reviews: state.reviews.slice(1) })],
    ['another name', (state) => ({ ...state, files: state.files.map((one) => ({ ...one, name: 'b.csv' })) })],
    ['one file less', (state) => ({ ...state, files: state.files.slice(1) })],
    ['another report', (state) => ({ ...state, report: { ...report(state), sha256: 'f'.repeat(64) } })],
  ])('%s: is not released', async (_, rewrite) => {
    const house = await airlockHouse();
    const request = await house.approved('a', 'b');
    const key = { partition: 'airlock', sort: request };
    const item = await house.airlockStore.get(key);
    if (item === undefined) throw new Error('there is no such request');
    const body = { ...rewrite(item.body as unknown as AirlockRequest) };
    await house.airlockStore.commit([{ kind: 'replace', item: { ...item, version: item.version + 1, body } }]);
    // Just after the approval, what is missing of its votes may be still to come.
    house.pass(0.5);
    await house.releaser().catch(() => {});
    expect(await house.request(request)).toMatchObject({ state: 'failed', because: 'votes' });
    expect(house.buckets.released.versions()).toEqual([]);
  });
  const report = ({ report: one }: AirlockRequest) => {
    if (one === undefined) throw new Error('there is no report');
    return one;
  };
});

test('how large a request is to the byte, which whoever works inside chooses, is not told outside before it is released', async () => {
  const house = await airlockHouse();
  const request = await house.reviewable('x'.repeat(12_345));
  const bytes = async () => {
    const { body } = await house.publicly('requester-1', 'GET', '/airlock/status', { query: { project: 'asthma' } });
    return (body.requests as { bytes: number }[]).map((one) => one.bytes);
  };
  expect(await bytes()).toEqual([1024 * 1024]);
  await house.must(house.review('checker-one', request));
  await house.must(house.review('checker-two', request));
  await house.releaser();
  await house.releaser();
  expect(await bytes()).toEqual([12_345]);
});

test('a result of the scan that is beaten to the request by a hundred others is not lost', async () => {
  let beaten = 0;
  const house = await airlockHouse();
  const request = await house.draft();
  await house.add(request, 'table.csv', 'a');
  await house.must(house.command('requester-1', request, 'submit'));
  await house.checker();
  const desk: Desk = {
    request: async () => undefined,
    async report() {
      beaten += 1;
      if (beaten < 6) throw new Refused([{ rule: 'contended', says: 'others were first' }]);
      return 'obeyed';
    },
    missing: async () => [],
  };
  const [file] = (await house.request(request)).files;
  const event = house.scanEvent(file?.frozen?.key ?? '', file?.frozen?.versionId ?? '');
  expect(await hearing({ desk, account, bucket: reviewBucket })(event)).toBe('heard');
});
