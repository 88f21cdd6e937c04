import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerSchemas } from '../../bin/door-commands-schema.ts';
import { outputsIn } from '../../bin/verbs/outputs.ts';
import { largestPart } from '../../lambdas/safe-outputs/airlock-bodies.ts';
import type { Crate } from '../../lambdas/safe-outputs/ro-crate.ts';
import { sha256Of } from '../../lambdas/safe-outputs/whole-bytes.ts';
import { airlockHouse, type House, projectOf } from '../safe-outputs/airlock/airlock-house.ts';
import { atThePublicDoor, type Mishap } from './fake-public-door.ts';

let house: House;
let desk: ReturnType<typeof atThePublicDoor>;
let to: string;
beforeEach(async () => {
  house = await airlockHouse();
  desk = atThePublicDoor(house, 'requester-1', outputsIn);
  to = join(desk.folder, 'results');
});
afterEach(() => desk.close());

const papers = ['record.json', 'ro-crate-metadata.json'];
const downloaded = () => desk.asked.filter((one) => one.includes('/files/')).length;
const tre = (...args: string[]) => desk.tre('asthma', ...args);

test('requests, releases and what was sent in are listed with ids, states and counts', async () => {
  const released = await house.released('a');
  const waiting = await house.reviewable('b');
  const { status, stdout, stderr } = await tre();
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(new RegExp(`${released} .* released `));
  expect(stdout).toMatch(new RegExp(`${waiting} .* in-review `));
  expect(stdout).toContain('table-0.csv');
  expect(stdout).toContain('arrivals: none');
  const told = JSON.parse((await tre('--json')).stdout);
  expect(Object.keys(told)).toEqual(['requests', 'releases', 'arrivals']);
  expect(told.releases).toEqual([expect.objectContaining({ id: released, state: 'offered' })]);
  // Nothing that was typed inside is there to be shown.
  expect(JSON.stringify(told)).not.toContain('Asthma in summer');
});

test('whoever may not work in the project any more sees how far their requests are, and is told why there is no release', async () => {
  const released = await house.released('a');
  await house.project(projectOf('asthma', ['requester-1'], { state: 'suspended' }));
  const { status, stdout, stderr } = await tre();
  expect(status).toBe(0);
  expect(stdout).toContain(released);
  expect(stderr).toMatch(/may not work in the project/);
});

test('a release comes whole, with its record and its crate, each file as it was reviewed', async () => {
  const request = await house.released('first', 'second');
  const { status, stdout, stderr } = await tre('--download', request, '--to', to);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout.trim().split('\n')).toHaveLength(4);
  expect(readdirSync(to).sort()).toEqual([...papers, 'table-0.csv', 'table-1.csv']);
  expect(readFileSync(join(to, 'table-1.csv'), 'utf8')).toBe('second');
  expect(JSON.parse(readFileSync(join(to, 'record.json'), 'utf8'))).toHaveProperty('request', request);
});

test('what is saved is a whole crate: each file of it lies where it points, as it tells', async () => {
  const request = await house.draft();
  const names = ['tables/by month, 50%.csv', 'record.json', 'Übersicht#2.csv'];
  for (const name of names) await house.add(request, name, `verdict: clear\n${name}`);
  await house.must(house.command('requester-1', request, 'submit'));
  await house.checker();
  await house.scans(request);
  await house.releaser();
  for (const who of ['checker-one', 'checker-two']) await house.must(house.review(who, request));
  await house.releaser();
  const { status, stderr } = await tre('--download', request, '--to', to);
  expect([status, stderr]).toEqual([0, '']);
  const crate: Crate = JSON.parse(readFileSync(join(to, 'ro-crate-metadata.json'), 'utf8'));
  const files = crate['@graph'].filter((one) => one['@type'] === 'File');
  expect(files.map((one) => decodeURIComponent(one['@id']))).toEqual([...names, `${request}-record.json`]);
  for (const { '@id': path, contentSize, sha256 } of files) {
    const bytes = readFileSync(join(to, decodeURIComponent(path)));
    expect([String(bytes.length), sha256Of(bytes)]).toEqual([contentSize, sha256]);
  }
});

test('a second time nothing is fetched, counted or written over, and what is missing comes', async () => {
  const request = await house.released('first', 'second');
  writeFileSync(join(desk.folder, 'seen'), '');
  mkdirSync(to);
  writeFileSync(join(to, 'table-0.csv'), 'first');
  const first = await tre('--download', request, '--to', to, '--json');
  const { files } = answerSchemas['outputs --download'].parse(JSON.parse(first.stdout));
  expect(files.map(({ name, was }) => [name, was])).toEqual([
    ['table-0.csv', 'there'],
    ['table-1.csv', 'fetched'],
    ...papers.map((name) => [name, 'fetched']),
  ]);
  for (const { path, sha256 } of files) expect(sha256Of(readFileSync(path))).toBe(sha256);
  expect(downloaded()).toBe(1);
  expect((await tre('--download', request, '--to', to)).stdout.match(/there already/g)).toHaveLength(4);
  expect(downloaded()).toBe(1);
});

test.each(['table-1.csv', 'record.json'])('where %s is another file nothing is written over', async (name) => {
  const request = await house.released('first', 'second');
  mkdirSync(to);
  writeFileSync(join(to, name), 'mine!!');
  const { status, stderr } = await tre('--download', request, '--to', to);
  expect(status).toBe(1);
  expect(stderr).toMatch(/nothing is written over[\s\S]*--to/);
  expect(readFileSync(join(to, name), 'utf8')).toBe('mine!!');
  if (name === 'table-1.csv') expect(downloaded()).toBe(0);
});

const others: readonly (readonly [string, (got: Response) => Response])[] = [
  ['other bytes', ({ headers }) => new Response('secanz', { headers })],
  ['fewer bytes', ({ headers }) => new Response('seco', { headers })],
  ['more bytes', ({ headers }) => new Response('second and more', { headers })],
];
test.each(others)('%s than were released never get the name of the file', async (_, become) => {
  const request = await house.released('second');
  const pass: Mishap = () => undefined;
  desk.mishaps.push(pass, (_path, got) => become(got));
  const { status, stderr } = await tre('--download', request, '--to', to);
  expect(status).toBe(1);
  expect(stderr).toMatch(/not what was released/);
  expect(readdirSync(to)).toEqual([]);
});

test('a transfer that breaks off leaves nothing, and the next attempt ends it', async () => {
  const request = await house.released('second');
  const broken = new ReadableStream({
    start(control) {
      control.enqueue(new TextEncoder().encode('sec'));
    },
    pull(control) {
      control.error(Object.assign(new Error('terminated'), { code: 'ECONNRESET' }));
    },
  });
  desk.mishaps.push(
    () => undefined,
    (_path, { headers }) => new Response(broken, { headers }),
  );
  const { status, stderr } = await tre('--download', request, '--to', to);
  expect([status, readdirSync(to)]).toEqual([1, []]);
  expect(stderr).toMatch(/connection was cut/);
  expect((await tre('--download', request, '--to', to)).status).toBe(0);
});

test('a folder that leads elsewhere is not followed', async () => {
  const request = await house.draft();
  await house.add(request, 'tables/one.csv', 'a');
  await house.must(house.command('requester-1', request, 'submit'));
  await house.checker();
  await house.scans(request);
  for (const who of ['checker-one', 'checker-two']) await house.must(house.review(who, request));
  await house.releaser();
  const elsewhere = join(desk.folder, 'elsewhere');
  for (const folder of [to, elsewhere]) mkdirSync(folder);
  symlinkSync(elsewhere, join(to, 'tables'));
  const { status, stderr } = await tre('--download', request, '--to', to);
  expect([status, readdirSync(elsewhere)]).toEqual([1, []]);
  expect(stderr).toMatch(/leads out of/);
});

test('what was revoked, is of another project or was never released is refused', async () => {
  const request = await house.released('a');
  const wrong = await desk.tre('stroke', '--download', request, '--to', to);
  expect([wrong.status, wrong.stderr]).toEqual([1, expect.stringContaining('is of the project asthma')]);
  const none = await tre('--download', await house.reviewable('b'), '--to', to);
  expect([none.status, none.stderr]).toEqual([1, expect.stringContaining('not-found')]);
  await house.must(house.command('officer-1', request, 'revoke', { reason: 'A cell was too small' }));
  await house.releaser();
  const revoked = await tre('--download', request, '--to', to);
  expect([revoked.status, revoked.stderr]).toEqual([1, expect.stringContaining('was revoked')]);
});

test('a file comes in by parts, also where an answer is lost, and is the same inside', async () => {
  const content = Buffer.alloc(largestPart + 1, 'a,b\n1,2\n');
  const file = join(desk.folder, 'codes.csv');
  writeFileSync(file, content);
  desk.mishaps.push(
    () => undefined,
    () => Object.assign(new Error('lost'), { code: 'ECONNRESET' }),
  );
  const { status, stdout } = await tre('--bring-in', file, '--kind', 'data', '--json');
  expect(status).toBe(0);
  const { deposit, bytes, sha256 } = JSON.parse(stdout);
  expect([bytes, sha256]).toEqual([content.length, sha256Of(content)]);
  expect((await tre()).stdout).toMatch(new RegExp(`${deposit} .* complete `));
  const request = await house.draft('in');
  const body = { deposit, name: 'codes.csv', context: 'Codes of diagnoses' };
  await house.must(house.command('requester-1', request, 'add-file', body));
  expect((await house.request(request)).files[0]?.draft).toMatchObject({ bytes, sha256 });
});

test.each([
  ['no project', []],
  ['a project that is none', ['Asthma!']],
  ['a request that is none', ['asthma', '--download', 'x']],
  ['both ways at once', ['asthma', '--download', 'x', '--bring-in', 'y', '--kind', 'data']],
  ['a folder alone', ['asthma', '--to', 'x']],
  ['a file without its kind', ['asthma', '--bring-in', __filename]],
  ['a kind that is none', ['asthma', '--bring-in', __filename, '--kind', 'model']],
  ['a file that is not there', ['asthma', '--bring-in', '/no/such/file', '--kind', 'data']],
  ['an option that is none', ['asthma', '--all']],
])('with %s nothing is sent', async (_, args) => {
  expect((await desk.tre(...args)).status).toBe(2);
  expect(desk.asked).toEqual([]);
});

test('an empty file, and one that is larger than a file may be, are not sent', async () => {
  const file = join(desk.folder, 'file');
  for (const [content, says] of [
    ['', /is empty/],
    [Buffer.alloc(16 * 1024 * 1024 + 1), /at most 16777216/],
  ] as const) {
    writeFileSync(file, content);
    const { status, stderr } = await tre('--bring-in', file, '--kind', 'data');
    expect([status, stderr]).toEqual([2, expect.stringMatching(says)]);
  }
  expect(desk.asked).toEqual([]);
});
