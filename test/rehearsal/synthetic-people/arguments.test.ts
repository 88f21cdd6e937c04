import { parseArguments, usage } from '../../../rehearsal/synthetic-people/arguments.ts';

test('a file and a folder are enough: a thousand persons of the first seed, in Parquet, of every dataset', () => {
  expect(parseArguments(['a.yaml', '--out', 'folder'])).toEqual({
    file: 'a.yaml',
    out: 'folder',
    persons: 1000,
    seed: 1,
    formats: ['parquet'],
    datasets: [],
  });
});

test('both formats and several datasets can be asked for', () => {
  const asked = ['a.yaml', '--out', 'o', '--format', 'both', '--dataset', 'one', '--dataset', 'two'];
  expect(parseArguments(asked)).toMatchObject({ formats: ['csv', 'parquet'], datasets: ['one', 'two'] });
});

test.each([
  ['--persons', '0'],
  ['--persons', '1e3'],
  ['--persons', ' 5'],
  ['--persons', '9000001'],
  ['--seed', '1.5'],
  ['--seed', '4294967296'],
  ['--format', 'xlsx'],
])('%s %s is refused, with what it said', (name, value) => {
  const problems = parseArguments(['a.yaml', '--out', 'o', name, value]);
  expect(problems).toEqual([expect.stringContaining(`${name} must be`)]);
  expect(problems).toEqual([expect.stringContaining(JSON.stringify(value))]);
});

test.each([['--rows', '5'], ['--persons']])('%s %s is refused', (...args) => {
  expect(parseArguments(['a.yaml', '--out', 'o', ...args])).toHaveLength(1);
});

test.each(['', ' '])('a folder %j has no name', (out) => {
  expect(parseArguments(['a.yaml', '--out', out])).toEqual(['--out must name a folder']);
});

test('help says how lines end', () => {
  expect(usage).toContain('end with LF');
});

test('everything that is wrong is said at once', () => {
  expect(parseArguments(['--persons', 'many', '--seed', 'x', '--format', 'y'])).toHaveLength(5);
});
