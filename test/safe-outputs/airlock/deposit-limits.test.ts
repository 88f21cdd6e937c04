import { depositsPerDay } from '../../../lambdas/safe-outputs/airlock/airlock-limits.ts';
import { sha256Of } from '../../../lambdas/safe-outputs/whole-bytes.ts';
import type { Door } from '../../../lambdas/workflow/contract.ts';
import { airlockHouse, type House, projectOf, rulesIn } from './airlock-house.ts';

/** Nobody fills the stores: what one person may send is counted where it is opened and where it is kept. */

const opens = (house: House, door: Door, who = 'requester-1', project = 'asthma') =>
  door === 'public'
    ? house.publicly(who, 'POST', '/arrivals', { body: { project, kind: 'data' } })
    : house.privately(who, 'POST', '/airlock/deposits', { body: { project } });

/** As if so many had been opened on that day. */
const counted = (house: House, door: Door, opened: number, day = '2026-11-27') =>
  house.put(door === 'public' ? house.releasesStore : house.airlockStore, 'deposits-of#asthma#requester-1', 'tally', {
    ...{ day, opened },
  });

describe.each(['private', 'public'] as const)('at the %s door', (door) => {
  test('the last deposit of a day is opened, and the next is refused with what to do', async () => {
    const house = await airlockHouse();
    await counted(house, door, depositsPerDay - 1);
    expect((await opens(house, door)).status).toBe(200);
    const { status, body } = await opens(house, door);
    expect([status, rulesIn({ body })]).toEqual([409, ['deposits-today']]);
    expect(body.refusals[0].says).toContain('after midnight UTC');
    // Of another person nothing is counted, and tomorrow nothing of today.
    expect((await opens(house, door, 'colleague-1')).status).toBe(200);
    house.pass(24);
    expect((await opens(house, door)).status).toBe(200);
  });

  test('of two that are opened at once where there is room for one, one is', async () => {
    const house = await airlockHouse();
    await counted(house, door, depositsPerDay - 1);
    const both = await Promise.all([opens(house, door), opens(house, door)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('a deposit of yesterday counts nothing', async () => {
    const house = await airlockHouse();
    await counted(house, door, depositsPerDay, '2026-11-26');
    expect((await opens(house, door)).status).toBe(200);
  });

  test('a part that is sent again and again is refused before its bytes are stored', async () => {
    const house = await airlockHouse();
    const opened = await house.must(opens(house, door));
    const path = { deposit: String(opened.deposit) };
    const root = door === 'private' ? '/airlock/deposits' : '/arrivals';
    const part = Buffer.alloc(3_000_000, 'x');
    const body = { project: 'asthma', part: 1, bytes: part.toString('base64'), sha256: sha256Of(part) };
    const at = door === 'private' ? house.privately : house.publicly;
    const send = () => at('requester-1', 'POST', `${root}/{deposit}/parts`, { path, body });
    const answers: string[] = [];
    for (let again = 0; again < 18; again++) answers.push(...rulesIn(await send()));
    expect(new Set(answers)).toEqual(new Set(['bytes-sent']));
    const bucket = door === 'private' ? house.buckets.drafts : house.buckets.arrivals;
    expect(bucket.versions()).toHaveLength(18 - answers.length);
    expect(answers.length).toBe(2);
  });

  test('of parts that are sent all at once no byte is stored that is not counted', async () => {
    const house = await airlockHouse();
    const opened = await house.must(opens(house, door));
    const path = { deposit: String(opened.deposit) };
    const root = door === 'private' ? '/airlock/deposits' : '/arrivals';
    const part = Buffer.alloc(1000, 'x');
    const body = { project: 'asthma', part: 1, bytes: part.toString('base64'), sha256: sha256Of(part) };
    const at = door === 'private' ? house.privately : house.publicly;
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => at('requester-1', 'POST', `${root}/{deposit}/parts`, { path, body })),
    );
    // Others were at it, as often as somebody tries; some are told so after their bytes were stored.
    expect(new Set(answers.flatMap(rulesIn))).toEqual(new Set(['contended']));
    const bucket = door === 'private' ? house.buckets.drafts : house.buckets.arrivals;
    const store = door === 'private' ? house.airlockStore : house.releasesStore;
    const deposit = (await store.get({ partition: 'deposit', sort: path.deposit }))?.body;
    expect(bucket.versions().length).toBeGreaterThan(0);
    expect(deposit?.sent).toBe(bucket.versions().length * part.length);
  });

  test('whoever may not work in the project any more stores nothing for a deposit that they opened while they might', async () => {
    const house = await airlockHouse();
    const opened = await house.must(opens(house, door));
    const path = { deposit: String(opened.deposit) };
    const root = door === 'private' ? '/airlock/deposits' : '/arrivals';
    const at = door === 'private' ? house.privately : house.publicly;
    const part = Buffer.from('one more');
    const sha256 = sha256Of(part);
    const body = { project: 'asthma', part: 1, bytes: part.toString('base64'), sha256 };
    const send = () => at('requester-1', 'POST', `${root}/{deposit}/parts`, { path, body });
    const complete = () =>
      at('requester-1', 'POST', `${root}/{deposit}/complete`, { path, body: { project: 'asthma', parts: 1, sha256 } });
    await house.must(send());
    await house.project(projectOf('asthma', ['requester-1'], { state: 'suspended' }));
    const bucket = door === 'private' ? house.buckets.drafts : house.buckets.arrivals;
    const before = bucket.versions().length;
    expect([rulesIn(await send()), rulesIn(await complete())]).toEqual([['project-state'], ['project-state']]);
    expect(bucket.versions()).toHaveLength(before);
  });
});

test('a deposit is put together once, and not while parts are said to be missing, however often it is asked for', async () => {
  const house = await airlockHouse();
  const opened = await house.must(opens(house, 'private'));
  const path = { deposit: String(opened.deposit) };
  const part = Buffer.from('the whole');
  const sha256 = sha256Of(part);
  const body = { project: 'asthma', part: 1, bytes: part.toString('base64'), sha256 };
  await house.must(house.privately('requester-1', 'POST', '/airlock/deposits/{deposit}/parts', { path, body }));
  const complete = (parts: number) =>
    house.privately('requester-1', 'POST', '/airlock/deposits/{deposit}/complete', {
      ...{ path, body: { project: 'asthma', parts, sha256 } },
    });
  const before = house.buckets.drafts.versions().length;
  expect([rulesIn(await complete(2)), rulesIn(await complete(2))]).toEqual([['parts'], ['parts']]);
  expect(house.buckets.drafts.versions()).toHaveLength(before);
  await Promise.all(Array.from({ length: 20 }, () => house.must(complete(1))));
  expect(house.buckets.drafts.versions()).toHaveLength(before + 1);
});

test("arrivals are shown a hundred at a time, and one's own alone", async () => {
  const house = await airlockHouse();
  const sent: string[] = [];
  for (let one = 0; one < 103; one++) {
    sent.push(String((await house.must(opens(house, 'public'))).deposit));
    house.pass(0.001);
  }
  await house.must(opens(house, 'public', 'colleague-1'));
  const query = (after?: string) => ({ query: { project: 'asthma', ...(after === undefined ? {} : { after }) } });
  const first = await house.publicly('requester-1', 'GET', '/arrivals', query());
  const second = await house.publicly('requester-1', 'GET', '/arrivals', query(first.body.next));
  const ids = [first, second].map(({ body }) => body.arrivals.map(({ deposit }: { deposit: string }) => deposit));
  expect(ids.map(({ length }) => length)).toEqual([100, 3]);
  expect(ids.flat()).toEqual(sent);
  expect(second.body.next).toBeUndefined();
});

test('notices are read a hundred at a time, and every one is shown once, also those of one instant', async () => {
  const house = await airlockHouse();
  const requests = Array.from({ length: 230 }, (_, one) => `request-${String(one).padStart(4, '0')}`);
  for (const [place, thing] of requests.entries()) {
    // Three at each instant, in another order than their requests; and a crowd at one of them.
    const second = place < 120 ? Math.floor(place / 3) : 60;
    const at = `2026-11-27T09:${String(second).padStart(2, '0').replace('60', '59')}:00.000Z`;
    await house.put(house.releasesStore, 'notice#requester-1', `${at}#effect-${String(500 - place).padStart(4, '0')}`, {
      ...{ about: 'airlock-released', project: 'asthma', thing },
    });
  }
  const shown: string[] = [];
  let after: string | undefined;
  do {
    const query = after === undefined ? {} : { after };
    const { body } = await house.publicly('requester-1', 'GET', '/airlock/notices', { query });
    expect(body.notices.length).toBeLessThanOrEqual(100);
    shown.push(...body.notices.map(({ request }: { request: string }) => request));
    after = body.next;
  } while (after !== undefined);
  expect(shown).toEqual(requests);
});
