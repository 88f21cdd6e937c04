import { airlockHouse } from './airlock-house.ts';

test('what two people approved is released as it was frozen, offered, and fetched at the public door', async () => {
  const house = await airlockHouse();
  const request = await house.released('table: region,count', 'a plain text');
  const { state, files, record, crate } = await house.request(request);
  expect(state).toBe('released');
  for (const { draft, frozen, released } of files) {
    expect([frozen?.sha256, released?.sha256]).toEqual([draft.sha256, draft.sha256]);
  }
  const keys = house.buckets.released.versions().map(({ key }) => key);
  expect(keys.sort()).toEqual(
    [...files.map(({ id }) => id), 'record.json', 'ro-crate-metadata.json', 'tables.json']
      .map((name) => `asthma/${request}/${name}`)
      .sort(),
  );
  const shown = await house.publicly('requester-1', 'GET', '/releases/{request}', { path: { request } });
  expect(shown.body.files).toHaveLength(2);
  const [file] = files;
  const got = await house.bytesAt('public')('colleague-1', '/releases/{request}/files/{file}', {
    path: { request, file: file?.id ?? '' },
  });
  expect([got.status, String(got.body)]).toEqual([200, 'table: region,count']);
  const json = await house.bytesAt('public')('colleague-1', '/releases/{request}/record', { path: { request } });
  expect(JSON.parse(String(json.body))).toMatchObject({ request, reviewers: [{}, {}] });
  expect(record?.sha256).toBe(json.headers['x-tre-sha256']);
  expect(crate?.key).toBe(`asthma/${request}/ro-crate-metadata.json`);
});
