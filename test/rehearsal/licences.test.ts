import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(__dirname, '..', '..', 'rehearsal', 'python');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

describe('the licences of the tools of a rehearsal', () => {
  test.each(['emulator.txt', 'checkers.txt'])('are listed for the very versions that %s pins', (requirements) => {
    const pinned = [...read(requirements).matchAll(/^([\w.-]+)==([^ ;\\]+)/gm)].map(
      ([, name, version]) => `${name} ${version}`,
    );
    const [, after = ''] = read('LICENCES.md').split(`## ${requirements}\n`);
    const [table = ''] = after.split('\n## ');
    const listed = [...table.matchAll(/^\| ([\w.-]+) +\| (\d\S*) +\| \S/gm)].map(
      ([, name, version]) => `${name} ${version}`,
    );
    expect(pinned.length).toBeGreaterThan(20);
    expect(listed).toEqual(pinned);
  });

  test('name every package that is copyleft', () => {
    const [, copyleft = ''] = /## Copyleft\n([\s\S]*?)\n## /.exec(read('LICENCES.md')) ?? [];
    const rows = read('LICENCES.md')
      .split('\n')
      .filter((line) => /^\| .*(GPL|MPL|Mozilla)/.test(line));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(copyleft).toContain(`**${row.split('|')[1]?.trim()}**`);
  });
});
