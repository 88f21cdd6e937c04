import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessClaims, clients, issuer, tokenOf } from '../safe-people/gate-harness.ts';
import { atADesk, type Desk } from './at-a-desk.ts';
import { type Deployment, deployment } from './door-server.ts';
import { totp } from './fake-directory.ts';

let place: Deployment;
const desks: Desk[] = [];
const at = (person: string): Desk => {
  const desk = atADesk(place, person);
  desks.push(desk);
  return desk;
};

beforeEach(async () => {
  place = await deployment('2026-11-27T10:00:00.000Z');
  await place.inService();
  await place.put('ada-lovelace', 'RTH', ['researcher']);
});
afterEach(async () => {
  for (const desk of desks.splice(0)) desk.close();
  await place.close();
});

const folderOf = (desk: Desk) => join(desk.folder, 'tre');
const fileOf = (desk: Desk) => join(folderOf(desk), readdirSync(folderOf(desk))[0] ?? '');
const sessionOf = (desk: Desk) => JSON.parse(readFileSync(fileOf(desk), 'utf8'));

test('a password and a code sign in, and neither is sent, shown or kept', async () => {
  const desk = at('ada-lovelace');
  const { status, stdout, stderr } = await desk.signIn();
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('as ada-lovelace');
  const everything = [...place.directory.asked, stdout, ...desk.screen, readFileSync(fileOf(desk), 'utf8')].join('\n');
  expect(everything).not.toContain('Correct horse');
  expect(place.directory.asked.join('\n')).not.toMatch(/authorization/i);
  const { accessToken, refreshToken } = sessionOf(desk);
  for (const secret of [accessToken, refreshToken]) expect(stdout + desk.screen.join('')).not.toContain(secret);
});

test('a wrong password is refused, and a wrong code too; nothing is remembered', async () => {
  const desk = at('ada-lovelace');
  desk.typing.push('wrong password');
  expect(await desk.signIn()).toMatchObject({ status: 1, stderr: expect.stringContaining('NotAuthorizedException') });
  desk.typing.push('Correct horse 1! ada-lovelace', '000000');
  expect(await desk.signIn()).toMatchObject({ status: 1, stderr: expect.stringContaining('CodeMismatchException') });
  expect((await desk.tre('people', '--me')).status).toBe(1);
});

test('the first sign-in takes a password of one’s own and sets up the second factor, shown once at the terminal', async () => {
  const account = place.account('new-person', { temporary: true });
  await place.put('new-person', 'RTH', ['researcher']);
  const desk = at('new-person');
  const password = 'A longer password 2!';
  desk.typing.push(account.password, password, password);
  const told = desk.screen.push.bind(desk.screen);
  desk.screen.push = (...shown: string[]) => {
    const secret = /secret: ([A-Z2-7]+)/.exec(shown.join(''))?.[1];
    if (secret !== undefined) desk.typing.push(totp(secret, new Date(place.time.at)));
    return told(...shown);
  };
  const { status, stdout, stderr } = await desk.signIn();
  expect([status, stderr]).toEqual([0, '']);
  expect(desk.screen.filter((text) => text.includes('otpauth://totp/'))).toHaveLength(1);
  expect(stdout).not.toContain(account.secret);
  expect(account).toMatchObject({ password, temporary: false });
  expect((await at('new-person').signIn()).status).toBe(0);
});

test('two new passwords that differ change nothing', async () => {
  const account = place.account('new-person', { temporary: true });
  const desk = at('new-person');
  desk.typing.push(account.password, 'A longer password 2!', 'Another password 3!!');
  expect(await desk.signIn()).toMatchObject({ status: 2 });
  expect(account.temporary).toBe(true);
});

test('secrets come from standard input, one a line; without a terminal nothing is asked', async () => {
  const desk = at('ada-lovelace');
  desk.terminal = false;
  const args = ['--door', place.doors.public, '--issuer', issuer, '--client', clients.public];
  const user = ['--user', 'ada-lovelace@example.nhs.uk'];
  expect((await desk.tre('sign-in', ...args)).status).toBe(2);
  expect(await desk.tre('sign-in', ...args, ...user)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('--password-stdin'),
  });
  desk.input = 'Correct horse 1! ada-lovelace\n';
  expect((await desk.tre('sign-in', ...args, ...user, '--password-stdin')).status).toBe(2);
  const code = totp(place.directory.accounts[0]?.secret ?? '', new Date(place.time.at));
  desk.input = `Correct horse 1! ada-lovelace\n${code}\n`;
  expect(await desk.tre('sign-in', ...args, ...user, '--password-stdin')).toMatchObject({ status: 0, stderr: '' });
});

test.each(['--password', '--code', '--token'])('%s is no option: a secret is never an argument', async (option) => {
  expect(await at('ada-lovelace').tre('sign-in', '--door', place.doors.public, option, 'x')).toMatchObject({
    status: 2,
  });
});

test('the session is a file of the person alone, and one that others can read is refused', async () => {
  const desk = at('ada-lovelace');
  await desk.signIn();
  expect(statSync(fileOf(desk)).mode & 0o777).toBe(0o600);
  expect(statSync(folderOf(desk)).mode & 0o777).toBe(0o700);
  expect(readdirSync(folderOf(desk))).toHaveLength(1);
  for (const loose of [0o640, 0o604, 0o660]) {
    chmodSync(fileOf(desk), loose);
    expect(await desk.tre('people', '--me')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('other users'),
    });
  }
  chmodSync(fileOf(desk), 0o600);
  expect((await desk.tre('people', '--me')).status).toBe(0);
  chmodSync(folderOf(desk), 0o755);
  expect((await desk.tre('people', '--me')).status).toBe(1);
  chmodSync(folderOf(desk), 0o700);
  symlinkSync(fileOf(desk), join(folderOf(desk), '0123456789abcdef.json'));
  expect(await desk.tre('people', '--me')).toMatchObject({ status: 1, stderr: expect.stringContaining('no link') });
});

test('a token that is about to end is renewed before it is used, and one that the door refuses is renewed once', async () => {
  const desk = at('ada-lovelace');
  await desk.signIn();
  const first = sessionOf(desk).accessToken;
  place.time.at += 14.5 * 60_000;
  expect((await desk.tre('people', '--me')).status).toBe(0);
  const second = sessionOf(desk);
  expect(second.accessToken).not.toBe(first);
  // This machine's clock is slow: the token has ended although it does not look so.
  writeFileSync(fileOf(desk), JSON.stringify({ ...second, expiresAt: '2030-01-01T00:00:00.000Z' }));
  place.time.at += 3_600_000;
  const before = place.requests.length;
  expect((await desk.tre('people', '--me')).status).toBe(0);
  expect(place.requests.length - before).toBe(2);
});

test('after the working day the sign-in is over, and the answer says to sign in again', async () => {
  const desk = at('ada-lovelace');
  await desk.signIn();
  place.time.at += 9 * 3_600_000;
  expect(await desk.tre('people', '--me')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('tre sign-in --door'),
  });
});

test('signing out ends every sign-in at the register, the token at the directory, and the file', async () => {
  const [desk, other] = [at('ada-lovelace'), at('ada-lovelace')];
  await desk.signIn();
  await other.signIn();
  place.time.at += 1000;
  expect(place.directory.refreshTokens.size).toBe(2);
  expect(await desk.tre('sign-out')).toMatchObject({ status: 0, stderr: '' });
  expect(place.directory.refreshTokens.size).toBe(1);
  expect(readdirSync(folderOf(desk))).toEqual([]);
  expect((await other.tre('people', '--me')).status).toBe(1);
  expect(await desk.tre('sign-out')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('nobody is signed in'),
  });
});

test('where the door does not answer, signing out deletes the file all the same, and says what did not end', async () => {
  const desk = at('ada-lovelace');
  await desk.signIn();
  const broken = (_: string, response: { destroy(): void }) => {
    response.destroy();
    return true;
  };
  place.faults.push(broken, broken, broken, broken);
  expect(await desk.tre('sign-out')).toMatchObject({ status: 1, stderr: expect.stringContaining('did not confirm') });
  expect(readdirSync(folderOf(desk))).toEqual([]);
});

test('a token of another issuer comes from a file, and is used until it ends', async () => {
  const desk = at('ada-lovelace');
  const token = tokenOf(accessClaims('ada-lovelace', 'public', place.clock.now()));
  const file = join(desk.folder, 'token');
  writeFileSync(file, `${token}\n`);
  expect(await desk.tre('sign-in', '--door', place.doors.public, '--token-file', file)).toMatchObject({ status: 0 });
  expect((await desk.tre('people', '--me')).status).toBe(0);
  place.time.at += 900_000;
  expect(await desk.tre('people', '--me')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('--token-file'),
  });
  writeFileSync(file, 'no token');
  expect((await desk.tre('sign-in', '--door', place.doors.public, '--token-file', file)).status).toBe(2);
});

test.each([
  ['http elsewhere', 'http://door.example.org/v1/'],
  ['a password in the address', 'https://ada:secret@door.example.org/v1/'],
  ['a query in the address', 'https://door.example.org/v1/?token=1'],
  ['no address', 'door'],
])('a door with %s is refused before anything is sent', async (_, door) => {
  expect(await at('ada-lovelace').tre('sign-in', '--door', door)).toMatchObject({ status: 2 });
  expect(place.directory.asked).toEqual([]);
});

test('two doors of one kind are told apart by name; the doors of one deployment by what a command needs', async () => {
  const desk = at('ada-lovelace');
  await desk.signIn('public');
  await desk.signIn('private');
  expect((await desk.tre('people', '--me')).status).toBe(0);
  expect(place.requests.at(-1)?.url).toContain('/public/');
  expect(await desk.tre('query', 'list', 'falls')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('not-found'),
  });
  expect(place.requests.at(-1)?.url).toContain('/private/');
  expect(await desk.tre('query', 'list', 'falls', '--door', place.doors.public)).toMatchObject({ status: 1 });
  expect(place.requests.at(-1)?.url).toContain('/private/');
  desk.env.TRE_DOOR = place.doors.public;
  expect((await desk.tre('query', 'list', 'falls')).stderr).toContain('not-found');
});

test.each([
  ['certificates that nobody looks at', 'NODE_TLS_REJECT_UNAUTHORIZED', '0'],
  ['a directory over http elsewhere', 'AWS_ENDPOINT_URL', 'http://directory.example.org'],
  ['a directory that is no address', 'AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER', 'directory'],
])('%s are refused: a token or a code would go to anybody', async (_, name, value) => {
  const desk = at('ada-lovelace');
  desk.env[name] = value;
  expect(await desk.signIn()).toMatchObject({ status: 2, stderr: expect.stringContaining(name) });
  expect(place.directory.asked).toEqual([]);
});
