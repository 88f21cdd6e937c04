import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
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
  for (const verb of ['init', 'validate', 'evidence']) expect(stdout).toContain(verb);
});

test.each(['init', 'validate', 'evidence'])('%s without a file is a usage error', (verb) => {
  const { status, stderr } = tre(verb);
  expect(status).toBe(2);
  expect(stderr).toContain(`usage: tre ${verb}`);
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
