import { mkdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describeProblem } from '../../lib/config/problem.ts';
import { readDeployment } from '../../lib/config/read.ts';
import { asOf, edited, fileWith, folder, knownControls, lineOf, problemsOf, small } from './example.ts';

const problemsIn = (file: string) => {
  const read = readDeployment(file, { knownControls, asOf });
  return read.ok ? [] : read.problems;
};

function tenMegabytes(): string {
  const file = fileWith('version: 1\n');
  truncateSync(file, 10_000_000);
  return file;
}

const subfolder = (): string => {
  const path = join(folder(), 'deployment.yaml');
  mkdirSync(path);
  return path;
};

test.each([
  ['that is missing', () => join(folder(), 'none.yaml'), 'must exist'],
  ['that is a folder', subfolder, 'must be a file'],
  ['that is a device', () => '/dev/zero', 'must be a regular file'],
  ['below a file', () => join(fileWith(small), 'a.yaml'), 'must be readable'],
  ['that is empty', () => fileWith(''), 'must not be empty'],
  ['of blank lines', () => fileWith('\n  \n'), 'must not be empty'],
  ['of comments', () => fileWith('# nothing\n'), 'must not be empty'],
  ['of ten megabytes', tenMegabytes, 'must be at most 1000000 bytes'],
  ['in Latin-1', () => fileWith(Buffer.from(small.replace('Greater', 'Gr\u00e9ater'), 'latin1')), 'must be UTF-8'],
  ['in UTF-16', () => fileWith(Buffer.from(`\ufeff${small}`, 'utf16le')), 'must be UTF-8'],
  ['that is a list', () => fileWith('- a\n- b\n'), 'must be a map'],
  ['that is text', () => fileWith('hello\n'), 'must be a map'],
  ['that is JSON of nothing', () => fileWith('null\n'), 'must not be empty'],
])('a file %s is refused with one problem', (_, make, rule) => {
  const file = make();
  const problems = problemsIn(file);
  expect(problems).toEqual([expect.objectContaining({ file, line: 1, path: '' })]);
  expect(problems[0]?.rule).toContain(rule);
  expect(problems[0]?.remedy).not.toBe('');
});

test('a byte order mark does no harm', () => {
  expect(problemsIn(fileWith(`\ufeff${small}`))).toEqual([]);
});

test('a problem reads: file and line, path, rule, value, remedy', () => {
  const problem = problemsOf(edited(['region: eu-west-2', 'region: London']))[0];
  expect(problem && describeProblem(problem)).toBe(
    'a.yaml:10: aws.region must be an AWS region, such as eu-west-2, got "London"; correct it',
  );
});

test.each([
  ['a tab', edited(['  region: eu-west-2', '\tregion: eu-west-2']), 'region: eu-west-2'],
  ['an open quote', edited(["'444455556666'", "'444455556666"]), 'id: gtr-manchester'],
  ['an open bracket', edited(['euw2-az2]', 'euw2-az2']), 'availabilityZoneIds'],
  ['an unknown tag', edited(['region: eu-west-2', 'region: !Ref Region']), 'region: '],
  ['an alias without an anchor', edited(['region: eu-west-2', 'region: *home']), 'region: '],
])('%s is a problem on its own line or after', (_, yaml, at) => {
  const problems = problemsOf(yaml);
  expect(problems.length).toBeGreaterThan(0);
  for (const problem of problems) {
    expect(problem.line).toBeGreaterThanOrEqual(lineOf(yaml, at));
    expect(problem.remedy).not.toBe('');
  }
});

test('two syntax errors are two problems', () => {
  const yaml = edited(['region: eu-west-2', 'region: *home'], ['backupDays: 35', 'backupDays: !Ref days']);
  expect(problemsOf(yaml).map(({ line }) => line)).toEqual([lineOf(yaml, '*home'), lineOf(yaml, '!Ref')]);
});

test('a key that stands twice is named with its line, beside every other problem', () => {
  const yaml = edited(['  auditYears: 8', '  auditYears: 8\n  auditYears: 7'], ['lead: R0A', 'lead: X99']);
  expect(problemsOf(yaml).map(({ line, rule }) => [line, rule])).toEqual([
    [lineOf(yaml, 'auditYears: 7'), 'must not have the same key twice in one map'],
    [lineOf(yaml, 'lead: X99'), 'must be the ods of one of `organisations`'],
  ]);
});

test('two documents in one file are refused', () => {
  const problems = problemsOf(`${small}---\n${small}`);
  expect(problems).toEqual([expect.objectContaining({ rule: 'must hold one YAML document' })]);
});

test('aliases may save writing', () => {
  const yaml = edited(
    ['configRecorder: { by: created-here }', 'configRecorder: &here { by: created-here }'],
    ['guardDuty: { by: created-here }', 'guardDuty: *here'],
  );
  expect(problemsOf(yaml)).toEqual([]);
});

const many = (part: string, count = Math.floor(200_000 / part.length)) => part.repeat(count);

test.each([
  ['keys', () => Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join('\n')],
  ['aliases', () => `a: &a 1\nb: [${many('*a, ')}]`],
  ['unknown aliases', () => `b: [${many('*a, ')}]`],
  ['anchors', () => `b: [${many('&a 1, ')}]`],
  ['wrong datasets', () => `datasets: [${many('{}, ')}]`],
  ['wrong values', () => `aws: { availabilityZoneIds: [${many('1, ')}] }`],
  ['mistakes', () => many(']\n')],
  ['comments', () => many('#\n')],
])('a fifth of a megabyte of %s is refused in seconds', (_, make) => {
  expect(problemsOf(make()).length).toBeGreaterThan(0);
});

test('an anchor inside itself is refused', () => {
  expect(problemsOf('a: &a [*a]\n').length).toBeGreaterThan(0);
});

test('aliases that expand without end are refused in no time', () => {
  const levels = Array.from({ length: 12 }, (_, level) =>
    level === 0
      ? 'a0: &a0 [x, x]'
      : `a${level}: &a${level} [${Array(9)
          .fill(`*a${level - 1}`)
          .join(', ')}]`,
  );
  const problems = problemsOf(levels.join('\n'));
  expect(problems).toEqual([expect.objectContaining({ rule: 'must not expand to more than 200 aliases' })]);
});

test.each(['[', '{a: ', '- ', '? ', '&a [*a, '])(
  'nesting a hundred thousand deep in %j is refused, not a crash',
  (part) => {
    expect(problemsOf(part.repeat(100_000)).length).toBeGreaterThan(0);
  },
);

test.each(['__proto__: { a: 1 }', 'constructor: 1', 'toString: 1', '? [a]\n: b', '<<: { id: x }', '~: 1', '1: 2'])(
  'the odd key %j is an unknown field',
  (line) => {
    const problems = problemsOf(`${line}\n${small}`);
    expect(problems).toEqual([expect.objectContaining({ line: expect.any(Number), rule: 'is not a known field' })]);
  },
);

test('a line that asks for YAML 1.1 changes no value', () => {
  expect(problemsOf(`%YAML 1.1\n---\n${small}`)).toEqual([]);
});
