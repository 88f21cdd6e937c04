import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const heading = 'Checking outputs';
const outputs = join('docs', 'tutorials', 'outputs');
const place = mkdtempSync(join(tmpdir(), 'tre-walk-'));
beforeAll(() => cpSync(join(root, outputs), join(place, outputs), { recursive: true }));
afterAll(() => rmSync(place, { recursive: true, force: true }));

interface Typed {
  readonly command: string;
  readonly args: readonly string[];
  readonly status: number;
  readonly shown: string;
}

/** Commands of the console blocks under a heading, each with what it shows. @throws for a command that says no exit status */
function typedIn(page: string): readonly Typed[] {
  const section = page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/```console\n(.*?)```/gs)].flatMap(([, block = '']) =>
    block
      .split(/^(?=\$ )/m)
      .filter((one) => one.trim() !== '')
      .map((one) => {
        const [line = '', ...rest] = one.split('\n');
        const [, command = '', status] = /^\$ npx tre (.*?)\s+# exit status (\d)$/.exec(line) ?? [];
        if (command === '') throw new Error(`nobody runs the line ${JSON.stringify(line)}`);
        return { command, args: command.split(' '), status: Number(status), shown: rest.join('\n').trimEnd() };
      }),
  );
}

const typed = typedIn(readFileSync(join(root, 'README.md'), 'utf8'));

test('every command of the walk-through shows what the README says, word for word', () => {
  for (const { command, args, status, shown } of typed) {
    const ran = spawnSync(process.execPath, [join(root, 'bin', 'tre'), ...args], { cwd: place, encoding: 'utf8' });
    expect([command, ran.stdout.trimEnd(), ran.stderr, ran.status]).toEqual([command, shown, '', status]);
  }
});

test('it shows one output that is clear, one that is mended, and one that is blocked', () => {
  expect(typed.map(({ status }) => status)).toEqual([0, 1, 0, 1]);
  expect(typed.some(({ args }) => args.includes('--suggest'))).toBe(true);
  expect(typed.map(({ shown }) => /(\d+ files?: .*?);/.exec(shown)?.[1])).toEqual([
    '1 file: 1 clear',
    '1 file: 1 needs-fix',
    '1 file: 1 clear',
    '1 file: 1 blocked',
  ]);
});

test('a walk-through with a command that says no exit status is refused', () => {
  expect(() => typedIn(`\n## ${heading}\n\n\`\`\`console\n$ npx tre check x\n\`\`\`\n`)).toThrow(/nobody runs/);
});
