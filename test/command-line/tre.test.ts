import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const scratch = mkdtempSync(join(tmpdir(), 'tre-command-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const tre = (...args: string[]) =>
  spawnSync(process.execPath, [join(root, 'bin', 'tre'), ...args], { cwd: scratch, encoding: 'utf8' });

test('without a command it prints its usage on standard error and exits with 2', () => {
  const { status, stderr, stdout } = tre();
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain('usage: tre <command>');
});

test.each(['constructor', '__proto__', 'toString', 'evidense'])('%s is no command', (name) => {
  const { status, stderr } = tre(name);
  expect(status).toBe(2);
  expect(stderr).toContain('there is no command');
});

test('--help lists every command and exits with 0', () => {
  const { status, stdout } = tre('--help');
  expect(status).toBe(0);
  for (const verb of ['init', 'validate', 'evidence', 'can', 'audit', 'preflight', 'rehearse', 'check'])
    expect(stdout).toContain(verb);
  for (const verb of ['sign-in', 'sign-out', 'apply', 'decide', 'people', 'project', 'query'])
    expect(stdout).toContain(verb);
});

test.each(['init', 'validate', 'evidence', 'preflight', 'rehearse', 'check'])(
  '%s without a file is a usage error',
  (verb) => {
    const { status, stderr } = tre(verb);
    expect(status).toBe(2);
    expect(stderr).toContain(`usage: tre ${verb}`);
  },
);

test.each([
  [['--faults', '--subject', 'scan', '--subject', 'sweeep'], '--subject sweeep is part of none of: '],
  [['--faults', '--kind', 'flood'], '--kind flood is part of none of: '],
  [['--subject', 'scan'], 'narrow --faults, which is not asked for'],
])('rehearse with %j is a usage error, for it would rehearse nothing of it', (more, because) => {
  const { status, stderr } = tre('rehearse', 'any.yaml', ...more);
  expect([status, stderr]).toEqual([2, expect.stringContaining(because)]);
});

test.each(['2026-02-30', 'tomorrow', '26-1-1'])('evidence refuses --as-of %s', (day) => {
  const { status, stderr } = tre('evidence', 'any.yaml', '--as-of', day);
  expect(status).toBe(2);
  expect(stderr).toContain('calendar day');
});

test('a refused file leaves nothing behind', () => {
  const { status, stderr } = tre('evidence', 'missing.yaml');
  expect(status).toBe(1);
  expect(stderr).toContain('missing.yaml');
  expect(readdirSync(scratch)).toEqual([]);
});

test('from nothing to a file that validates in two commands, for each preset', () => {
  for (const preset of ['standalone', 'control-tower']) {
    const file = join(scratch, `${preset}.yaml`);
    expect(tre('init', file, '--preset', preset)).toMatchObject({ status: 0 });
    expect(tre('validate', file)).toMatchObject({ status: 0 });
  }
});

test('evidence replaces no folder that is not a pack', () => {
  const out = join(scratch, 'out');
  mkdirSync(join(out, 'gtr-manchester'), { recursive: true });
  writeFileSync(join(out, 'gtr-manchester', 'precious.txt'), 'x');
  const { status, stderr } = tre('evidence', join(root, 'deployments', 'greater-manchester.yaml'), '--out', out);
  expect(status).toBe(2);
  expect(stderr).toContain('holds something other than an evidence pack');
  expect(readdirSync(join(out, 'gtr-manchester'))).toEqual(['precious.txt']);
});

test('--version says which commit of the blueprint this is', () => {
  expect(tre('--version').stdout).toMatch(/^\d+\.\d+\.\d+, commit [0-9a-f]{40}(\+changes)?\n$/);
});

const app = (...context: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', join(root, 'bin', 'tre.ts')], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      CDK_OUTDIR: join(scratch, 'cdk.out'),
      CDK_CONTEXT_JSON: JSON.stringify(Object.fromEntries(context.map((pair) => pair.split('=')))),
    },
  });

test.each(['27/11/2026', '2026-13-45', 'foo', ''])(
  'the CDK app refuses asOf=%s: it would close every project unseen',
  (day) => {
    const { status, stderr } = app('deployment=deployments/greater-manchester.yaml', `asOf=${day}`);
    expect(status).toBe(1);
    expect(stderr).toContain('-c asOf= must be a calendar day');
    expect(stderr).not.toMatch(/\n\s+at /);
  },
);

test('the CDK app says which projects it closes, and why', () => {
  const { stderr } = app('deployment=deployments/greater-manchester.yaml', 'asOf=2030-01-01');
  expect(stderr).toContain('project foot-care is closed: the trial ended on 2027-09-30');
});

test('the CDK app refuses a file without a stack trace', () => {
  const { status, stderr } = app('deployment=missing.yaml');
  expect(status).toBe(1);
  expect(stderr).toContain('missing.yaml is refused');
  expect(stderr).not.toMatch(/\n\s+at /);
});
