import { writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { readable } from '../../bin/door/readable.ts';
import { sessionFiles } from '../../bin/door/session-files.ts';
import { atADesk, type Desk } from './at-a-desk.ts';
import { type Deployment, deployment } from './door-server.ts';

let place: Deployment;
let desk: Desk;

beforeEach(async () => {
  place = await deployment('2026-11-27T10:00:00.000Z');
  await place.inService();
  await place.put('officer-one', 'RHOST', ['operator']);
  await place.put('officer-two', 'RHOST', ['operator']);
  desk = atADesk(place, 'officer-one');
  await desk.signIn();
});
afterEach(async () => {
  desk.close();
  await place.close();
});

type Fault = (url: string, response: ServerResponse) => boolean;
const cut: Fault = (_, response) => {
  response.destroy();
  return true;
};
const answering =
  (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Fault =>
  (_, response) => {
    response.writeHead(status, { 'x-request-id': 'request-7', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
    return true;
  };
const internal = answering(500, { refusals: [{ rule: 'internal', says: 'not served' }] });
const throttled = answering(429, { refusals: [{ rule: 'throttled', says: 'too much at once' }] });
const ada = ['--name', 'Ada', '--email', 'ada@example.nhs.uk', '--organisation', 'RTH'];
const sent = () => place.requests.length;

test('a read is sent again after a cut connection, a failure or a throttle, and pauses between', async () => {
  let pauses = 0;
  desk.paused = () => {
    pauses += 1;
  };
  place.faults.push(cut, internal, throttled);
  expect(await desk.tre('people')).toMatchObject({ status: 0, stderr: '' });
  expect([sent(), pauses]).toEqual([4, 3]);
});

test('a command is sent again with the same id, and obeyed once', async () => {
  const lost: Fault = (_, response) => {
    // Obeyed, and the answer never came.
    response.end = (() => response.destroy()) as unknown as typeof response.end;
    return false;
  };
  place.faults.push(lost, internal);
  expect(await desk.tre('people', 'ada-lovelace', 'enrol', ...ada)).toMatchObject({ status: 0, stderr: '' });
  const ids = place.requests.map(({ body }) => JSON.parse(body).commandId);
  expect(ids).toHaveLength(3);
  expect(new Set(ids).size).toBe(1);
  expect(place.store.items('history#person#ada-lovelace')).toHaveLength(2);
});

test('what is not answered after four attempts says where, what, and that it is unknown', async () => {
  place.faults.push(cut, cut, cut, cut);
  const { status, stderr } = await desk.tre('people', 'ada-lovelace', 'enrol', ...ada);
  expect([status, sent()]).toEqual([1, 4]);
  expect(stderr).toContain(place.doors.public);
  expect(stderr).toMatch(/it may have been done or not.*--command-id officer-one-\d{8}/);
  place.faults.push(internal, internal, internal, internal);
  expect((await desk.tre('people')).stderr).toMatch(/failed \(500\)\n.*\n.*operator.*\n.*request-7/);
});

test('a question is never sent twice: its outcome is unknown, and that is said', async () => {
  await desk.signIn('private');
  const question = ['query', 'falls', '--why', 'to see how many', '--sql', 'SELECT 1'];
  for (const fault of [cut, internal]) {
    const before = sent();
    place.faults.push(fault);
    expect((await desk.tre(...question)).status).toBe(1);
    expect(sent() - before).toBe(1);
  }
  const before = sent();
  place.faults.push(throttled);
  expect((await desk.tre(...question)).stderr).toContain('not-found');
  expect(sent() - before).toBe(2);
});

test('a refusal is shown with every rule, is no failure, and is not sent again', async () => {
  const { status, stderr } = await desk.tre('people', 'officer-one', 'enrol', ...ada);
  expect([status, sent()]).toEqual([1, 1]);
  expect(stderr).toMatch(/^tre people: person-enrol: refused \(403\)\n {2}(state|not-oneself): /);
  const asJson = await desk.tre('people', 'officer-one', 'enrol', ...ada, '--json');
  expect(asJson).toMatchObject({ status: 1, stderr: '' });
  expect(JSON.parse(asJson.stdout).stopped).toMatchObject({
    why: 'refused',
    operation: 'person-enrol',
    status: 403,
    refusals: expect.arrayContaining([expect.objectContaining({ rule: 'not-oneself' })]),
  });
});

test('every problem of a command is named at once, before anything is sent', async () => {
  const { status, stderr } = await desk.tre('people', 'ada-lovelace', 'enrol', '--name', '', '--organisation', 'rth 1');
  expect([status, sent()]).toEqual([2, 0]);
  for (const option of ['--name', '--email: must be given', '--organisation', '"rth 1"'])
    expect(stderr).toContain(option);
});

test('fields come from a file too, of YAML or JSON; one that is given twice is refused', async () => {
  const file = join(desk.folder, 'ada.yaml');
  writeFileSync(file, 'name: Ada\nemail: ada@example.nhs.uk\n');
  const both = ['people', 'ada-lovelace', 'enrol', '--file', file, '--organisation', 'RTH'];
  expect((await desk.tre(...both, '--name', 'Eve')).stderr).toContain(`${file}: name is given by an option too`);
  expect(await desk.tre(...both)).toMatchObject({ status: 0 });
  writeFileSync(file, 'name: Ada\nname: Eve\n');
  expect(await desk.tre(...both)).toMatchObject({ status: 2, stderr: expect.stringMatching(/unique at line 2/) });
  writeFileSync(file, '- Ada\n');
  expect((await desk.tre(...both)).stderr).toContain('must hold one object');
  expect((await desk.tre('people', 'ada-lovelace', 'enrol', '--file', 'missing.yaml')).stderr).toContain(
    'cannot be read: there is no such file',
  );
});

test('a day alone is its first instant, where an instant is asked', async () => {
  await desk.tre('people', 'ada-lovelace', 'enrol', ...ada);
  const role = ['--role', 'researcher', '--expires', '2027-06-30'];
  expect(await desk.tre('people', 'ada-lovelace', 'propose-role', ...role)).toMatchObject({ status: 0 });
  expect(place.requests.at(-1)?.body).toContain('"2027-06-30T00:00:00.000Z"');
});

test.each([
  ['too little', { people: [{ id: 'x' }] }],
  ['another type', { people: [{ id: 1, name: 'a', email: 'a', organisation: 'a', state: 'a' }] }],
  ['no object', []],
  ['a page of a proxy', '<html>sign in</html>'],
])('an answer with %s is a failure, not a result', async (_, body) => {
  place.faults.push(answering(200, body));
  expect(await desk.tre('people')).toMatchObject({
    status: 1,
    stdout: '',
    stderr: expect.stringContaining('answered'),
  });
});

test('what an answer holds beyond the declared fields is not shown', async () => {
  const person = { id: 'a', name: 'a', email: 'a', organisation: 'a', state: 'a', password: 'hidden' };
  place.faults.push(answering(200, { people: [person], secret: 'hidden' }));
  expect((await desk.tre('people', '--json')).stdout).not.toContain('hidden');
});

test('a redirect is not followed: the token goes to the door and nowhere else', async () => {
  place.faults.push(
    ...Array.from({ length: 4 }, () => answering(302, '', { location: `${place.address}/elsewhere/` })),
  );
  expect((await desk.tre('people')).status).toBe(1);
  expect(place.requests.every(({ url }) => url.startsWith('/public/v1/'))).toBe(true);
});

test('the token is in one header alone: in no address, no body, nothing that is shown', async () => {
  place.faults.push(internal, internal, internal, internal);
  const shown = [
    await desk.tre('people'),
    await desk.tre('people', '--json'),
    await desk.tre('people', 'ada-lovelace', 'enrol', ...ada),
  ];
  const [session] = sessionFiles(join(desk.folder, 'tre')).all();
  for (const token of [session?.accessToken ?? '', session?.refreshToken ?? '']) {
    expect(token.length).toBeGreaterThan(20);
    expect(JSON.stringify(shown)).not.toContain(token);
    for (const { url, body } of place.requests) expect(url + body).not.toContain(token);
  }
});

const sessionTo = (door: string) => {
  const files = sessionFiles(join(desk.folder, 'tre'));
  const [session] = files.all();
  if (session === undefined) throw new Error('nobody is signed in');
  files.put({ ...session, door });
  return desk.tre('people', '--door', door);
};

test('nothing that listens, no such name: said with what to do', async () => {
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  expect((await sessionTo(`http://127.0.0.1:${port}/v1/`)).stderr).toMatch(/nothing listens there.*ECONNREFUSED/);
});

test('a certificate that nobody vouches for: nothing is sent, and not again', async () => {
  // Without a certificate of its own a server of TLS refuses every client: the handshake fails.
  const server = createTlsServer({});
  let requests = 0;
  server.on('request', () => {
    requests += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { status, stderr } = await sessionTo(`https://127.0.0.1:${port}/v1/`);
  await new Promise((resolve) => server.close(resolve));
  expect([status, requests]).toEqual([1, 0]);
  expect(stderr).toContain('certificate');
});

test('text of others moves no cursor and turns no direction on the terminal', async () => {
  const person = { id: 'a', name: '\u001b[2J\u202egnirts', email: 'a\rb', organisation: 'a', state: 'a' };
  place.faults.push(answering(200, { people: [person] }));
  const { stdout } = await desk.tre('people');
  expect(stdout).toContain('\\u{1b}[2J\\u{202e}gnirts');
  for (const raw of ['\u001b', '\u202e', '\r']) expect(stdout).not.toContain(raw);
  expect(readable('two\nlines', true)).toBe('two\nlines');
});
