import { largestPart } from '../../../lambdas/safe-outputs/airlock-bodies.ts';
import { sha256Of } from '../../../lambdas/safe-outputs/whole-bytes.ts';
import { airlockHouse, personOf, projectOf, rulesIn } from './airlock-house.ts';

const mebibytes = 1024 * 1024;

describe('votes', () => {
  test('of one reviewer are seen by nobody else before both are done, at no route', async () => {
    const house = await airlockHouse();
    const request = await house.reviewable('a');
    const [file] = (await house.request(request)).files;
    await house.must(house.command('checker-one', request, 'take-review'));
    const secret = 'the-secret-reason';
    const vote = { file: file?.id, choice: 'request-changes', reason: secret };
    await house.must(house.command('checker-one', request, 'vote', vote));
    await house.must(house.command('checker-one', request, 'finish-review'));
    await house.must(house.command('checker-two', request, 'take-review'));
    for (const who of ['requester-1', 'checker-two', 'checker-three', 'officer-1']) {
      for (const route of ['', '/history', '/findings', '/overlaps', '/approved-outputs']) {
        const { status, body } = await house.privately(who, 'GET', `/airlock/{request}${route}`, { path: { request } });
        expect(status).toBe(200);
        expect(JSON.stringify(body)).not.toMatch(/secret|request-changes/);
      }
    }
    const own = await house.privately('checker-one', 'GET', '/airlock/{request}', { path: { request } });
    expect(JSON.stringify(own.body)).toContain(secret);
    const status = await house.publicly('officer-1', 'GET', '/airlock/status', { query: { project: 'asthma' } });
    expect(JSON.stringify(status.body)).not.toContain('secret');
  });

  test('of both are seen by the requester once they decided', async () => {
    const house = await airlockHouse();
    const request = await house.reviewable('a');
    await house.must(house.review('checker-one', request, 'request-changes'));
    await house.must(house.review('checker-two', request, 'approve'));
    const { body } = await house.privately('requester-1', 'GET', '/airlock/{request}', { path: { request } });
    expect(body.state).toBe('changes-requested');
    expect(body.reviews.map(({ votes }: { votes: { choice: string }[] }) => votes[0]?.choice).sort()).toEqual([
      'approve',
      'request-changes',
    ]);
  });
});

describe('whoever has nothing to do with a request', () => {
  test('gets the same answer as for one that does not exist, at every route and for every command', async () => {
    const house = await airlockHouse();
    const request = await house.reviewable('a');
    const [file = { id: '' }] = (await house.request(request)).files;
    const never = '99999999-9999-4999-8999-999999999999';
    const gets = ['', '/findings', '/overlaps', '/approved-outputs', '/history'];
    for (const who of ['outsider-1', 'colleague-1']) {
      for (const route of gets) {
        const at = (of: string) => house.privately(who, 'GET', `/airlock/{request}${route}`, { path: { request: of } });
        expect(await at(request)).toEqual(await at(never));
        expect((await at(request)).status).toBe(404);
      }
      for (const [kind, body] of [
        ['submit', {}],
        ['withdraw', { reason: 'no reason' }],
        ['take-review', {}],
        ['vote', { file: file.id, choice: 'approve', reason: '' }],
        ['finish-review', {}],
        ['comment', { text: 'hello there' }],
        ['reopen', {}],
        ['revoke', { reason: 'no reason' }],
        ['retry', {}],
        ['remove-file', { file: file.id }],
        ['describe-file', { file: file.id, name: 'b.csv' }],
        ['add-file', { deposit: never, name: 'b.csv', context: 'Some words' }],
        ['drop-review', { reviewer: 'checker-one' }],
      ] as const) {
        const answer = await house.command(who, request, kind, body);
        expect([kind, answer]).toEqual([kind, await house.command(who, never, kind, body)]);
        expect(answer.status).toBe(404);
      }
      const bytes = house.bytesAt('private');
      const seen = await bytes(who, '/airlock/{request}/files/{file}', { path: { request, file: file.id } });
      const none = await bytes(who, '/airlock/{request}/files/{file}', { path: { request: never, file: file.id } });
      expect([seen.status, String(seen.body)]).toEqual([404, String(none.body)]);
    }
  });

  test('begins none in a project that is not theirs, and does not learn whether it exists', async () => {
    const house = await airlockHouse();
    const body = { direction: 'out', title: 'A title', purpose: 'A purpose of some words' };
    const at = (project: string) => house.privately('outsider-1', 'POST', '/airlock', { body: { ...body, project } });
    expect((await at('asthma')).status).toBe(404);
    expect(await at('asthma')).toEqual(await at('no-such-project'));
    const list = (project: string) => house.privately('outsider-1', 'GET', '/airlock', { query: { project } });
    expect((await list('asthma')).status).toBe(404);
    expect(await list('asthma')).toEqual(await list('no-such-project'));
  });
});

test('whose access has ended sees nothing of their own request any more, and not a byte', async () => {
  const house = await airlockHouse();
  const request = await house.reviewable('a');
  const [file = { id: '' }] = (await house.request(request)).files;
  const look = () =>
    house.bytesAt('private')('requester-1', '/airlock/{request}/files/{file}', { path: { request, file: file.id } });
  expect((await look()).status).toBe(200);
  await house.project(projectOf('asthma', ['requester-1'], { state: 'suspended' }));
  expect((await look()).status).toBe(403);
  expect((await house.privately('requester-1', 'GET', '/airlock/{request}', { path: { request } })).status).toBe(403);
});

test('results leave by the role output-requester alone', async () => {
  const house = await airlockHouse();
  await house.person(personOf('requester-1', 'researcher'));
  const body = { project: 'asthma', title: 'A title', purpose: 'A purpose of some words' };
  const out = await house.privately('requester-1', 'POST', '/airlock', { body: { ...body, direction: 'out' } });
  expect([out.status, rulesIn(out)]).toEqual([403, expect.arrayContaining(['output-requester'])]);
  expect(
    (await house.privately('requester-1', 'POST', '/airlock', { body: { ...body, direction: 'in' } })).status,
  ).toBe(200);
});

describe('a deposit', () => {
  const opened = async () => {
    const house = await airlockHouse();
    const body = { project: 'asthma' };
    const { deposit } = await house.must(house.privately('requester-1', 'POST', '/airlock/deposits', { body }));
    const path = { deposit: String(deposit) };
    const part = (bytes: Buffer, over: object = {}, who = 'requester-1') =>
      house.privately(who, 'POST', '/airlock/deposits/{deposit}/parts', {
        path,
        body: { project: 'asthma', part: 1, bytes: bytes.toString('base64'), sha256: sha256Of(bytes), ...over },
      });
    const complete = (parts: number, whole: Buffer) =>
      house.privately('requester-1', 'POST', '/airlock/deposits/{deposit}/complete', {
        path,
        body: { project: 'asthma', parts, sha256: sha256Of(whole) },
      });
    return { house, path, part, complete };
  };

  test('takes a part of exactly the largest size, and of one byte; one byte more and none are refused', async () => {
    const { part } = await opened();
    expect((await part(Buffer.alloc(largestPart, 1))).status).toBe(200);
    expect((await part(Buffer.alloc(1))).status).toBe(200);
    expect([400, 409, 413]).toContain((await part(Buffer.alloc(largestPart + 1))).status);
    expect((await part(Buffer.alloc(0))).status).toBe(400);
  });

  test('is refused with other bytes than its hash, in another base64, of another person or project', async () => {
    const { house, part } = await opened();
    const bytes = Buffer.from('abcd');
    expect(rulesIn(await part(bytes, { sha256: sha256Of(Buffer.from('abce')) }))).toEqual(['same-bytes']);
    // `YWJjZB==` and `YWJjZA==` are the same bytes to a lenient reader.
    expect(rulesIn(await part(bytes, { bytes: 'YWJjZB==' }))).toEqual(['same-bytes']);
    expect((await part(bytes, {}, 'colleague-1')).status).toBe(404);
    expect((await part(bytes, { project: 'stroke' })).status).toBe(404);
    expect(house.buckets.drafts.versions()).toEqual([]);
  });

  test('holds a file of exactly the most bytes, and not one more', async () => {
    const house = await airlockHouse();
    const request = await house.draft();
    const most = Buffer.alloc(16 * mebibytes, 'x');
    const deposit = await house.deposit('requester-1', most);
    const add = { deposit, name: 'most.txt', context: 'As large as may be' };
    await house.must(house.command('requester-1', request, 'add-file', add));
    expect((await house.request(request)).files[0]?.draft).toMatchObject({
      ...{ bytes: most.length, sha256: sha256Of(most), key: `uploads/asthma/requester-1/${deposit}` },
    });
    await expect(house.deposit('requester-1', Buffer.alloc(16 * mebibytes + 1))).rejects.toThrow('409');
  });

  test('whose parts are not what the whole was said to be is not joined; sent anew, the last one counts', async () => {
    const { part, complete } = await opened();
    const [first, second] = [Buffer.from('first'), Buffer.from('second')];
    await part(first);
    await part(first, { part: 2 });
    expect(rulesIn(await complete(2, Buffer.concat([first, second])))).toEqual(['same-bytes']);
    await part(second, { part: 2 });
    expect((await complete(3, Buffer.concat([first, second]))).status).toBe(409);
    expect((await complete(2, Buffer.concat([first, second]))).status).toBe(200);
    expect((await part(first)).status).toBe(409);
  });

  test('is added by whoever made it alone, once it is complete, and under an id of theirs', async () => {
    const { house, path, part } = await opened();
    await part(Buffer.from('half'));
    const request = await house.draft();
    const add = (deposit: string, who = 'requester-1', of = request) =>
      house.command(who, of, 'add-file', { deposit, name: 'a.csv', context: 'Some words' });
    expect(rulesIn(await add(path.deposit))).toEqual(['deposit']);
    expect((await add('99999999-9999-4999-8999-999999999999')).status).toBe(404);
    const others = await house.deposit('colleague-1', 'theirs');
    expect((await add(others)).status).toBe(404);
  });

  test('of a query is known by the key that the broker alone can write', async () => {
    const house = await airlockHouse();
    const request = await house.draft();
    const id = '77777777-7777-4777-8777-777777777777';
    await house.buckets.drafts.put(`deposits/asthma/requester-1/${id}`, Buffer.from('a,b\r\n'), { query: 'query-1' });
    await house.must(
      house.command('requester-1', request, 'add-file', { deposit: id, name: 'a.csv', context: 'Rows' }),
    );
    expect((await house.request(request)).files[0]?.origin).toEqual({ from: 'query', query: 'query-1' });
    const other = await house.draft('out', 'colleague-1');
    const add = { deposit: id, name: 'a.csv', context: 'Rows' };
    expect((await house.command('colleague-1', other, 'add-file', add)).status).toBe(404);
  });
});

test('findings are shown file by file with their cells, and no report is made up before there is one', async () => {
  const house = await airlockHouse();
  const request = await house.draft();
  const file = await house.add(request, 'a.csv', 'verdict: needs-fix');
  const path = { request, file };
  const at = (route: string) => house.privately('requester-1', 'GET', route, { path: { request } });
  expect(rulesIn(await at('/airlock/{request}/findings'))).toEqual(['report']);
  await house.must(house.command('requester-1', request, 'submit'));
  await house.checker();
  await house.scans(request);
  expect((await house.request(request)).state).toBe('changes-requested');
  expect((await at('/airlock/{request}/findings')).body).toMatchObject({
    verdict: 'needs-fix',
    files: [{ file, findings: 1 }],
  });
  const one = await house.privately('requester-1', 'GET', '/airlock/{request}/files/{file}/findings', { path });
  expect(one.body.findings[0]).toMatchObject({ rule: 'threshold', at: { cells: [{ row: 1, column: 2 }], ofCells: 1 } });
});

test('outputs that were approved with the project are shown beside each of its requests, to whoever asked and to whoever reviews', async () => {
  const house = await airlockHouse();
  const request = await house.draft();
  await house.add(request, 'a.csv', 'table: region,count');
  await house.must(house.command('requester-1', request, 'submit'));
  await house.checker();
  await house.scans(request);
  for (const person of ['requester-1', 'checker-one']) {
    const shown = await house.privately(person, 'GET', '/airlock/{request}/approved-outputs', { path: { request } });
    expect(shown.body.outputs).toBe('Counts of admissions by month and region');
  }
});

test('lists are told apart by state, direction, whose and who may review, and go on page by page', async () => {
  const house = await airlockHouse();
  const waiting = await house.reviewable('a');
  house.pass(1);
  await house.draft('in');
  for (let more = 0; more < 55; more++) {
    house.pass(0.01);
    await house.draft();
  }
  const list = async (who: string, query: Record<string, string>) => {
    const { status, body } = await house.privately(who, 'GET', '/airlock', { query });
    return {
      status,
      ids: (body.requests ?? []).map(({ id }: { id: string }) => id),
      next: body.next as string | undefined,
    };
  };
  expect((await list('checker-one', { waiting: 'true' })).ids).toEqual([waiting]);
  expect((await list('requester-1', { direction: 'in' })).ids).toHaveLength(1);
  expect((await list('officer-1', { state: 'in-review', project: 'asthma' })).ids).toEqual([waiting]);
  expect((await list('officer-1', { mine: 'true' })).ids).toEqual([]);
  const first = await list('requester-1', { project: 'asthma' });
  const second = await list('requester-1', { project: 'asthma', after: first.next ?? '' });
  expect([first.ids.length, second.ids.length, second.next]).toEqual([50, 7, undefined]);
  expect(new Set([...first.ids, ...second.ids]).size).toBe(57);
  expect((await list('outsider-1', {})).ids).toEqual([]);
});

test('figures of the queue are for those who check or answer for it', async () => {
  const house = await airlockHouse();
  await house.released('a');
  await house.reviewable('b');
  house.pass(5);
  for (const door of [house.privately, house.publicly]) {
    const { body } = await door('checker-one', 'GET', '/airlock/metrics');
    expect(body).toMatchObject({ waiting: 1, longestWaitingHours: 5, decided: 1, decidedInFirstRound: 1 });
    expect((await door('requester-1', 'GET', '/airlock/metrics')).status).toBe(403);
  }
});

test('a draft that is sent twice with one command id is one request', async () => {
  const house = await airlockHouse();
  const body = { project: 'asthma', direction: 'out', title: 'A title', purpose: 'A purpose', commandId: 'command-1' };
  const first = await house.must(house.privately('requester-1', 'POST', '/airlock', { body }));
  const second = await house.must(house.privately('requester-1', 'POST', '/airlock', { body }));
  expect(second.id).toBe(first.id);
  expect(house.airlockStore.items('airlock')).toHaveLength(1);
});

test('every look at a file under review is an event, and reviewers see the very bytes that were frozen', async () => {
  const house = await airlockHouse();
  const request = await house.reviewable('the frozen bytes');
  await house.must(house.command('checker-one', request, 'take-review'));
  const [file = { id: '' }] = (await house.request(request)).files;
  const look = (who: string) =>
    house.bytesAt('private')(who, '/airlock/{request}/files/{file}', { path: { request, file: file.id } });
  expect(String((await look('checker-one')).body)).toBe('the frozen bytes');
  const { body } = await house.privately('checker-one', 'GET', '/airlock/{request}/history', { path: { request } });
  expect(body.events.at(-1)).toMatchObject({ kind: 'viewed', by: 'checker-one' });
  expect((await look('checker-three')).status).toBe(403);
});
