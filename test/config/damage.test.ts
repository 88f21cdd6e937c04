import { problemsOf, small } from './example.ts';

const lines = small.split('\n');
const without = (index: number) => lines.toSpliced(index, 1).join('\n');

/** Whatever is wrong, a reader gets a place in the file, a rule and a remedy. */
function expectReadable(yaml: string): void {
  const last = yaml.split('\n').length;
  for (const { line, rule, value, remedy, path } of problemsOf(yaml)) {
    expect({ yaml: line >= 1 && line <= last, rule: rule !== '', remedy: remedy !== '' }).toEqual({
      yaml: true,
      rule: true,
      remedy: true,
    });
    expect(value.length).toBeLessThanOrEqual(160);
    expect(`${path} ${rule} ${value} ${remedy}`).not.toMatch(/undefined|\[object|invalid input/i);
  }
}

test('any line may be missing', () => {
  for (let index = 0; index < lines.length; index++) expectReadable(without(index));
});

test('the file may end anywhere', () => {
  for (let index = 0; index < lines.length; index++) expectReadable(lines.slice(0, index).join('\n'));
});

test.each(['[]', '{}', 'null', '1', 'true', '"x"', '[1, {a: b}]'])('any value may be %s', (value) => {
  lines.forEach((line, index) => {
    const replaced = line.replace(/^(\s*(?:- )?\w+:).*$/, `$1 ${value}`);
    if (replaced !== line) expectReadable(lines.with(index, replaced).join('\n'));
  });
});

test('any line may be indented wrongly', () => {
  for (let index = 0; index < lines.length; index++) {
    expectReadable(lines.with(index, ` ${lines[index]}`).join('\n'));
  }
});
