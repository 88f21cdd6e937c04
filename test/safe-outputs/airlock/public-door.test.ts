import { airlockHouse, projectOf, rulesIn } from './airlock-house.ts';
import { releasesStoreTexts } from './typed-inside.ts';

test('a member sees how far their own requests are, checkers those of everybody, and strangers nothing at all', async () => {
  const house = await airlockHouse();
  const request = await house.reviewable('a');
  const list = (who: string, query: Record<string, string> = {}) =>
    house.publicly(who, 'GET', '/airlock/status', { query: { project: 'asthma', ...query } });
  const ids = async (who: string) => (await list(who)).body.requests.map(({ id }: { id: string }) => id);
  expect(await ids('requester-1')).toEqual([request]);
  expect(await ids('colleague-1')).toEqual([]);
  for (const who of ['checker-one', 'officer-1', 'assessor-1']) expect(await ids(who)).toEqual([request]);
  expect((await list('outsider-1')).status).toBe(404);
  expect(await list('outsider-1')).toEqual(await list('outsider-1', { project: 'no-such-project' }));
  expect((await list('requester-1', { state: 'released' })).body.requests).toEqual([]);
});

test('nothing that was typed inside lies in the table that the public door reads, but names that passed their review', async () => {
  const house = await airlockHouse();
  const request = await house.released('a');
  const texts = releasesStoreTexts(house);
  for (const typed of ['Asthma in summer', 'For the paper on heat', 'Admissions by month', 'because approve']) {
    expect(texts).not.toContain(typed);
  }
  expect(texts).toContain('table-0.csv');
  const pending = await house.reviewable('b');
  expect(releasesStoreTexts(house).split('table-0.csv').length).toBe(texts.split('table-0.csv').length);
  const notices = await house.publicly('requester-1', 'GET', '/airlock/notices');
  expect(notices.body.notices.map(({ request: of }: { request: string }) => of)).toContain(request);
  expect((await house.publicly('checker-one', 'GET', '/airlock/notices')).body.notices).toContainEqual(
    expect.objectContaining({ request: pending, project: 'asthma' }),
  );
});

test('a release is for members with access and output checkers: everybody else finds none', async () => {
  const house = await airlockHouse();
  const request = await house.released('a');
  const [file = { id: '' }] = (await house.request(request)).files;
  const fetch = (who: string) =>
    house.bytesAt('public')(who, '/releases/{request}/files/{file}', { path: { request, file: file.id } });
  expect((await fetch('colleague-1')).status).toBe(200);
  expect((await fetch('checker-three')).status).toBe(200);
  expect((await fetch('outsider-1')).status).toBe(404);
  expect((await fetch('officer-1')).status).toBe(404);
  await house.project(projectOf('asthma', ['requester-1'], { state: 'suspended' }));
  expect((await fetch('requester-1')).status).toBe(404);
  const list = await house.publicly('assessor-1', 'GET', '/releases', { query: { project: 'asthma' } });
  expect(list.body.releases.map(({ id }: { id: string }) => id)).toEqual([request]);
});

test('a token of the other door opens neither', async () => {
  const house = await airlockHouse();
  const request = await house.released('a');
  const [file = { id: '' }] = (await house.request(request)).files;
  const path = { request, file: file.id };
  expect(
    (await house.bytesAt('public')('requester-1', '/releases/{request}/files/{file}', { path, token: 'private' }))
      .status,
  ).toBe(403);
  expect(
    (await house.bytesAt('private')('requester-1', '/airlock/{request}/files/{file}', { path, token: 'public' }))
      .status,
  ).toBe(403);
  expect((await house.bytesAt('public')('requester-1', '/airlock/{request}/files/{file}', { path })).status).toBe(404);
  expect((await house.publicly('requester-1', 'GET', '/airlock/{request}', { path: { request } })).status).toBe(404);
});

describe('what comes in', () => {
  const arrived = async (...contents: readonly string[]) => {
    const house = await airlockHouse();
    const request = await house.draft('in');
    for (const [place, content] of contents.entries()) {
      const deposit = await house.deposit('requester-1', content, { door: 'public', size: 4 });
      const add = { deposit, name: `code-${place}.py`, context: 'Our own code' };
      await house.must(house.command('requester-1', request, 'add-file', add));
    }
    return { house, request };
  };

  test('is sent in parts at the public door, checked, reviewed twice, and read inside by members', async () => {
    const { house, request } = await arrived('print(1) # from outside');
    await house.must(house.command('requester-1', request, 'submit'));
    await house.checker();
    await house.scans(request);
    await house.must(house.review('checker-one', request));
    await house.must(house.review('checker-two', request));
    await house.releaser();
    const { state, files } = await house.request(request);
    expect(state).toBe('released');
    const path = { request, file: files[0]?.id ?? '' };
    const read = (who: string) => house.bytesAt('private')(who, '/airlock/{request}/inputs/{file}', { path });
    expect(String((await read('colleague-1')).body)).toBe('print(1) # from outside');
    expect((await read('outsider-1')).status).toBe(404);
    expect(house.buckets.inputs.versions().map(({ key }) => key)).toEqual([`asthma/${request}/${path.file}`]);
    // It is no release: nothing of it leaves again.
    expect(house.releasesStore.items('release')).toEqual([]);
    expect((await house.publicly('requester-1', 'GET', '/releases/{request}', { path: { request } })).status).toBe(404);
  });

  test('goes out by no request: bytes from outside are refused in one that leaves, and the other way round', async () => {
    const house = await airlockHouse();
    const out = await house.draft('out');
    const inwards = await house.draft('in');
    const outside = await house.deposit('requester-1', 'x', { door: 'public' });
    const inside = await house.deposit('requester-1', 'x');
    const add = (of: string, deposit: string) =>
      house.command('requester-1', of, 'add-file', { deposit, name: 'a.txt', context: 'Some words' });
    expect(rulesIn(await add(out, outside))).toEqual(['origin']);
    expect(rulesIn(await add(inwards, inside))).toContain('origin');
  });

  test('is what was sent, or it is not added: a part that was swapped on its way is found out', async () => {
    const house = await airlockHouse();
    const request = await house.draft('in');
    const deposit = await house.deposit('requester-1', 'print(1)', { door: 'public' });
    const [part] = house.buckets.arrivals.versions();
    if (part !== undefined) house.buckets.arrivals.corrupt(part, Buffer.from('print(2)'));
    const answer = await house.command('requester-1', request, 'add-file', {
      deposit,
      name: 'a.py',
      context: 'Our code',
    });
    expect(rulesIn(answer)).toEqual(['same-bytes']);
    expect(house.buckets.drafts.versions()).toEqual([]);
  });

  test('is listed for whoever sent it alone', async () => {
    const { house } = await arrived('abcdefgh');
    const list = (who: string) => house.publicly(who, 'GET', '/arrivals', { query: { project: 'asthma' } });
    expect((await list('requester-1')).body.arrivals).toMatchObject([
      { kind: 'data', state: 'complete', parts: 2, bytes: 8 },
    ]);
    expect((await list('colleague-1')).body.arrivals).toEqual([]);
  });
});
