import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { clients, issuer } from '../safe-people/gate-harness.ts';
import { atADesk, type Desk } from './at-a-desk.ts';
import { type Deployment, deployment } from './door-server.ts';
import { totp } from './fake-directory.ts';
import { readWalkThrough, type Step } from './read-walk-through.ts';

const root = join(__dirname, '..', '..');
const heading = 'From an application to a closed project';
const page = readFileSync(join(root, 'README.md'), 'utf8');

let place: Deployment;
const desks = new Map<string, Desk>();

beforeAll(async () => {
  place = await deployment('2026-11-27T10:00:00.000Z');
  await place.found('officer-one', 'officer-two');
  // They came into the register as Ada does below.
  await place.put('grace-hopper', 'RMARC', ['researcher'], '2027-10-31T00:00:00.000Z');
  for (const id of ['member-one', 'member-two', 'member-three', 'member-four'])
    await place.put(id, `RM${id.length}`, ['committee-member']);
  await place.put('lay-member-one', 'RLAY', ['lay-member']);
  await place.put('data-manager-one', 'RCON1', ['data-manager']);
});
afterAll(async () => {
  for (const desk of desks.values()) desk.close();
  await place.close();
});

const words = () => ({
  PUBLIC_DOOR: place.doors.public,
  PRIVATE_DOOR: place.doors.private,
  ISSUER: issuer,
  PUBLIC_CLIENT: clients.public,
  PRIVATE_CLIENT: clients.private,
});

/** Everybody signs in on each day, as `tre sign-in` at the top shows it. */
async function deskOf(person: string, day: string): Promise<Desk> {
  const key = `${person} ${day}`;
  const known = desks.get(key);
  if (known !== undefined) return known;
  const desk = atADesk(place, person);
  desks.set(key, desk);
  await desk.signIn('public');
  await desk.signIn('private');
  desk.paused = () => place.athena.finish({ bytes: 1000, rows: [['ward'], ['respiratory']] });
  return desk;
}

const outcomes: string[] = [];

test('every command of the walk-through does what it says, from the application to the closed project', async () => {
  let day = 'the first';
  const steps = readWalkThrough(page, heading, words());
  for (const step of steps) {
    if (step.at === 'day') {
      day = step.day;
      place.time.at = Date.parse(`${day}T10:00:00.000Z`);
      continue;
    }
    const { status, stdout, stderr } = await (await deskOf(step.person, day)).tre(...step.args);
    outcomes.push(stdout);
    const rules = [...stderr.matchAll(/^ {2}([a-z-]+): /gm)]
      .map(([, rule]) => rule)
      .filter((rule) => rule !== 'request');
    expect([step.person, step.args.slice(0, 3).join(' '), status, rules.sort(), stderr]).toEqual([
      ...[step.person, step.args.slice(0, 3).join(' '), step.refused.length > 0 ? 1 : 0, [...step.refused].sort()],
      stderr,
    ]);
  }
  expect(steps.length).toBeGreaterThan(40);
  const shown = outcomes.join('');
  expect(shown).toContain('ward\r\nrespiratory\r\n');
  expect(outcomes[1]).toContain('state: suspended');
  expect(shown).toContain('state: live');
  expect(shown).toMatch(/training.*expired at 2027-04-01/);
  expect(shown).toMatch(/sequence.*kind.*hash/);
});

test('what was walked through names every command that speaks to a door', () => {
  const used = new Set(readWalkThrough(page, heading, words()).map((step) => (step as Step).args?.[0]));
  expect([...used].filter((one) => one !== undefined).sort()).toEqual(
    ['apply', 'decide', 'people', 'project', 'query', 'sign-in', 'sign-out'].sort(),
  );
});

test.each([
  ['a command that nobody types', 'npx tre project'],
  ['another program', '# ada-lovelace\naws s3 ls'],
  ['a variable that nobody knows', '# ada-lovelace\nnpx tre project $NAME'],
])('a walk-through with %s is refused', (_, lines) => {
  const made = `\n## ${heading}\n\n\`\`\`sh\n${lines}\n\`\`\`\n`;
  expect(() => readWalkThrough(made, heading, {})).toThrow(/nobody/);
});

test('the program itself signs in, keeps it in a file, and uses it: no part replaced', async () => {
  const desk = atADesk(place, 'officer-two');
  // The program's clock is this machine's, the deployment's is not: the directory's answers say how long a token holds.
  place.time.at = Date.now();
  const {
    secret = '',
    address,
    password,
  } = place.directory.accounts.find(({ sub }) => sub === 'officer-two') ?? place.account('officer-two');
  const tre = async (args: readonly string[], input = '') => {
    const child = spawn(process.execPath, [join(root, 'bin', 'tre'), ...args], {
      env: { ...process.env, XDG_STATE_HOME: desk.folder, AWS_ENDPOINT_URL: place.address, AWS_REGION: '' },
    });
    child.stdin.end(input);
    const [stdout, stderr, status] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      new Promise<number | null>((resolve) => child.once('close', resolve)),
    ]);
    return { status, stdout, stderr };
  };
  const door = ['--door', place.doors.public, '--issuer', issuer, '--client', clients.public, '--user', address];
  const signedIn = await tre(
    ['sign-in', ...door, '--password-stdin'],
    `${password}\n${totp(secret, new Date(place.time.at))}\n`,
  );
  expect(signedIn).toMatchObject({ status: 0, stdout: expect.stringContaining('as officer-two') });
  expect(await tre(['people', 'officer-two'])).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('officer-two'),
  });
  expect(await tre(['sign-out'])).toMatchObject({ status: 0, stdout: expect.stringContaining('signed out') });
  expect(await tre(['people', 'officer-two'])).toMatchObject({ status: 1 });
  desk.close();
});
